"""Telling organisations of their terms: by hand when they are late, by the ladder each day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.notices.actions.notices import tell
from nastavnik.roadmaps.models import Duty, Roadmap
from nastavnik.roadmaps.notices import MEASURE_DUE, MEASURE_LATE, MEASURE_LATE_BELOW
from nastavnik.roadmaps.permissions import check_can_remind
from nastavnik.roadmaps.queries.reminders import Told, due_today, superiors_of, those_who_report
from nastavnik.roadmaps.queries.rollup import laggards_by_organisation, measures_in_force
from nastavnik.rulebook.numbers import counted

_WORDS = ("мероприятие", "мероприятия", "мероприятий")
MOST_LINES = 10


@transaction.atomic
def remind_laggards(*, by: Actor, roadmap: Roadmap, organisation_ids: Collection[int], today: date) -> int:
    """Tells heads and curators of late organisations what they are late with by this road map. Records it.

    One notice a day for an organisation and a road map, whoever asks. Gives how many organisations were told; those
    that are not late or have nobody to be told are left out. Refuses whoever runs no territory.
    """
    check_can_remind(by)
    titles = {measure.line_id: measure.title for measure in measures_in_force(roadmap)}
    late = laggards_by_organisation(list(titles), today)
    asked = [node for node in late if node in set(organisation_ids)]
    people = those_who_report(asked, today)
    told = 0
    for node in asked:
        lines = [titles[line] for line in late[node]]
        told += bool(
            tell(
                by=by,
                accounts=people.get(node, ()),
                kind=MEASURE_LATE,
                subject=f"Вам напоминают: просрочено {counted(len(lines), _WORDS)} дорожной карты",
                lines=_cut(lines),
                link=f"{reverse('roadmaps:duty_mine')}?when=overdue",
                key=f"roadmap-late:{roadmap.pk}:{node}:{today}",
                institution_id=node,
                is_pressing=True,
            )
        )
    if told:
        record(by=by, verb="remind_laggards", obj=roadmap, institution_id=roadmap.owner_id, count=told)
    return told


@transaction.atomic
def tell_terms(*, by: Actor, today: date) -> int:
    """Tells everybody of the terms that their ladders name today, one notice for an organisation a day. Records it.

    Before a term, on its day and after it those who report for the organisation; its superior as late as the ladder
    says. Nothing is said of what is done, and no step of a term twice. Only the worker's daily job calls it. Gives
    how many duties were spoken of.
    """
    found = due_today(today)
    _tell_each(
        by,
        {node: [one for one in own if not one.to_superior] for node, own in found.items()},
        those_who_report(list(found), today),
        today,
    )
    _tell_superiors(by, found, today)
    spoken = [one for own in found.values() for one in own]
    codes: dict[int, list[str]] = {}
    for one in spoken:
        codes.setdefault(one.duty.pk, []).append(one.mark)
    touched = {one.duty.pk: one.duty for one in spoken}
    for pk, duty in touched.items():
        duty.told = [*duty.told, *codes[pk]]
    Duty.objects.bulk_update(touched.values(), ["told"], batch_size=1000)
    if spoken:
        record(by=by, verb="tell_terms", count=len(touched))
    return len(touched)


def _tell_each(
    by: Actor, found: Mapping[int, Sequence[Told]], people: Mapping[int, Collection[int]], today: date
) -> None:
    for node, own in found.items():
        if own and people.get(node):
            tell(
                by=by,
                accounts=people[node],
                kind=MEASURE_DUE,
                subject=f"Сроки дорожных карт: {counted(len(own), _WORDS)}",
                lines=_cut([one.words for one in own]),
                link=reverse("roadmaps:duty_mine"),
                key=f"roadmap-terms:{node}:{today}",
                institution_id=node,
                is_pressing=any(one.is_late for one in own),
            )


def _tell_superiors(by: Actor, found: Mapping[int, Sequence[Told]], today: date) -> None:
    late = [one for own in found.values() for one in own if one.to_superior]
    above = superiors_of({one.duty.organisation_id for one in late}, today)
    by_node: dict[int, list[Told]] = {}
    for one in late:
        if one.duty.organisation_id in above:
            by_node.setdefault(above[one.duty.organisation_id][0], []).append(one)
    people = dict(above.values())
    for node, those in by_node.items():
        tell(
            by=by,
            accounts=people[node],
            kind=MEASURE_LATE_BELOW,
            subject=f"Просрочено организациями: {counted(len(those), _WORDS)}",
            lines=_cut([f"{one.duty.organisation}: {one.words}" for one in those]),
            link=reverse("roadmaps:roadmap_progress", args=[those[0].duty.occurrence.line.roadmap_id]),
            key=f"roadmap-late-below:{node}:{today}",
            institution_id=node,
        )


def _cut(lines: Sequence[str]) -> list[str]:
    if len(lines) <= MOST_LINES:
        return list(lines)
    return [*lines[: MOST_LINES - 1], f"и ещё {len(lines) - MOST_LINES + 1}"]
