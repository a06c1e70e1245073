"""Telling organisations of their terms: by hand when they are late, by the ladder each day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.notices.actions.notices import tell
from nastavnik.roadmaps.models import Duty, Roadmap
from nastavnik.roadmaps.notices import MEASURE_DUE, MEASURE_LATE, MEASURE_LATE_BELOW
from nastavnik.roadmaps.permissions import check_can_remind
from nastavnik.roadmaps.queries.reminders import Told, due_today, superiors_of, those_named, those_who_report
from nastavnik.roadmaps.queries.rollup import laggards_by_organisation, measures_in_force
from nastavnik.rulebook.numbers import counted

_WORDS = ("мероприятие", "мероприятия", "мероприятий")
MOST_LINES = 10
REMIND = "roadmaps.remind_laggards"
"""The worker's task that reminds many."""
AT_ONCE = 50
"""Up to so many people are told while the person waits; more by the worker."""


@transaction.atomic
def remind_laggards(
    *,
    by: Actor,
    roadmap: Roadmap,
    organisation_ids: Collection[int],
    today: date,
    is_waited_for: bool = True,
) -> int:
    """Tells heads, curators and whom the rows name in late organisations what they are late with. Records it.

    One notice a day for an organisation and a road map, whoever asks. More than `AT_ONCE` people are told by the
    worker. Gives how many organisations were told or will be; those that are not late or have nobody to be told are
    left out. Refuses whoever runs no territory.
    """
    check_can_remind(by)
    titles = {measure.line_id: measure.title for measure in measures_in_force(roadmap)}
    late = laggards_by_organisation(list(titles), today)
    asked = [node for node in late if node in set(organisation_ids)]
    people = _people_of({node: late[node] for node in asked}, today)
    if is_waited_for and by.account_id and sum(map(len, people.values())) > AT_ONCE:
        record(by=by, verb="remind_laggards", obj=roadmap, institution_id=roadmap.owner_id, count=len(people))
        # In this very transaction: the worker finds the job only once all this is committed.
        nodes: Any = sorted(people)
        app.configure_task(REMIND).defer(
            roadmap_id=roadmap.pk, organisation_ids=nodes, account_id=by.account_id
        )
        return len(people)
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
    _tell_named(by, found, today)
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


def _people_of(late: Mapping[int, Sequence[int]], today: date) -> dict[int, list[int]]:
    """Whom to tell in each organisation: those who report for it, and those whom the late rows name there."""
    people = those_who_report(list(late), today)
    named = those_named([(line, node) for node, lines in late.items() for line in lines], today)
    for (_, node), accounts in named.items():
        people[node] = list(dict.fromkeys([*people.get(node, ()), *accounts]))
    return people


def _tell_named(by: Actor, found: Mapping[int, Sequence[Told]], today: date) -> None:
    """Each executor whom the rows name and who does not report for the organisation: his own measures alone."""
    steps = [one for own in found.values() for one in own if not one.to_superior]
    places = {(one.duty.occurrence.line_id, one.duty.organisation_id) for one in steps}
    named = those_named(places, today)
    reporting = those_who_report({node for _, node in named}, today)
    own: dict[tuple[int, int], list[Told]] = {}
    for one in steps:
        node = one.duty.organisation_id
        for account in named.get((one.duty.occurrence.line_id, node), ()):
            if account not in reporting.get(node, ()):
                own.setdefault((node, account), []).append(one)
    for (node, account), those in own.items():
        tell(
            by=by,
            accounts=[account],
            kind=MEASURE_DUE,
            subject=f"Вы указаны ответственным: {counted(len(those), _WORDS)} дорожной карты",
            lines=_cut([one.words for one in those]),
            link=f"{reverse('roadmaps:duty_mine')}?whose=me",
            key=f"roadmap-named:{node}:{account}:{today}",
            institution_id=node,
            is_pressing=any(one.is_late for one in those),
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
