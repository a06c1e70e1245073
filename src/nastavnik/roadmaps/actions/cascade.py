"""Taking over a road map from above, and deciding row by row what to do with its later changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import ancestors_of
from nastavnik.roadmaps.actions.drafts import edition_to_write
from nastavnik.roadmaps.models import CascadeDecision, Edition, Line, Measure, Roadmap, Section
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.roadmaps.queries.cascade import (
    ChangedRow,
    changed_row_of,
    changes_above,
    compared_wording,
    measures_in_force,
)
from nastavnik.rulebook.roadmap_difference import FIELDS, RowChange, Wording, merge_row

Verdict = CascadeDecision.Verdict
_COPIED = (
    "number",
    "title",
    "deadline",
    "dates",
    "executors",
    "executors_by_level",
    "participants",
    "result",
    "document",
    "document_kind",
)


@transaction.atomic
def adopt_roadmap(
    *,
    by: Actor,
    owner: Organisation,
    parent: Roadmap,
    left_out: Mapping[int, str] | None = None,
    title: str = "",
) -> Roadmap:
    """Draws up an own road map from one above: a draft whose rows stay linked to the rows above.

    `left_out` gives the lines above that are not taken, with the reason. Refuses a map of an organisation that does
    not stand above, one that is not in force, one adopted already, and taking no row at all.
    """
    check_can_draw_up_roadmap(by, owner)
    dropped = left_out or {}
    rows = measures_in_force(parent)
    _check_can_be_adopted(owner, parent, rows, dropped)
    roadmap = Roadmap.objects.create(
        owner=owner,
        parent=parent,
        title=" ".join(title.split()) or parent.title,
        from_date=parent.from_date,
        to_date=parent.to_date,
        school_year=parent.school_year,
        looked_above_at=timezone.now(),
    )
    edition = Edition.objects.create(roadmap=roadmap, number=1)
    taken = [measure for measure in rows if measure.line_id not in dropped]
    _copy_rows(edition, taken)
    CascadeDecision.objects.bulk_create(
        CascadeDecision(
            roadmap=roadmap,
            line_above=measure.line,
            above=measure,
            verdict=Verdict.REFUSED if measure.line_id in dropped else Verdict.ACCEPTED,
            reason=dropped.get(measure.line_id, ""),
        )
        for measure in rows
    )
    record(by=by, verb="adopt_roadmap", obj=roadmap)
    return roadmap


@transaction.atomic
def accept_change(
    *,
    by: Actor,
    roadmap: Roadmap,
    line_above: int,
    take: Collection[str] | None = None,
    words: Mapping[str, str] | None = None,
) -> Edition:
    """Takes a change from above into the edition that is being written (a new one where there is none).

    `take` names the cells that are taken over (all that nobody changed here, when left out), `words` own texts of
    cells. A new row is added at its place, one that is gone above is removed. Refuses where nothing waits.
    """
    row = _waiting_row(by, roadmap, line_above)
    edition = edition_to_write(by=by, roadmap=roadmap)
    own_words = {field: text.strip() for field, text in (words or {}).items() if field in FIELDS}
    if row.theirs is None:
        edition.measures.filter(line__parent_id=line_above).delete()
    elif row.change in (RowChange.NEW, RowChange.OFFERED_AGAIN):
        _add_row(edition, row.theirs, own_words)
    else:
        _merge_into(edition, row, take, own_words)
    _decide(roadmap, row, Verdict.LOCAL if own_words else Verdict.ACCEPTED, edition=edition)
    record(by=by, verb="accept_change", obj=roadmap)
    return edition


@transaction.atomic
def refuse_change(*, by: Actor, roadmap: Roadmap, line_above: int, reason: str) -> None:
    """Leaves the own row as it is; the reason is kept. Refuses without a reason, and where nothing waits."""
    row = _waiting_row(by, roadmap, line_above)
    if not reason.strip():
        raise Refused(
            "Напишите, почему изменение не принято: это видно при следующем сравнении.", field="reason"
        )
    _decide(roadmap, row, Verdict.REFUSED, reason.strip())
    record(by=by, verb="refuse_change", obj=roadmap)


@transaction.atomic
def accept_clean_changes(*, by: Actor, roadmap: Roadmap) -> int:
    """Takes every change that loses nothing written here; gives how many. Refuses where there is none."""
    check_can_draw_up_roadmap(by, roadmap.owner)
    clean = [row for row in changes_above(roadmap) if row.difference.is_clean]
    if not clean:
        raise Refused("Изменений, которые можно принять без вашего решения, нет.")
    for row in clean:
        accept_change(by=by, roadmap=roadmap, line_above=row.line_above.pk)
    return len(clean)


def _check_can_be_adopted(
    owner: Organisation, parent: Roadmap, rows: Sequence[Measure], dropped: Mapping[int, str]
) -> None:
    if parent.owner_id not in ancestors_of([owner.pk]):
        raise Refused("Принять можно карту вышестоящей организации: своего муниципалитета или региона.")
    if not rows:
        raise Refused("Карта выше ещё не утверждена: принять можно утверждённую.")
    if Roadmap.objects.filter(owner=owner, parent=parent, is_archived=False).exists():
        raise Refused("Эта карта уже принята: её изменения видны на странице вашей карты.")
    if all(measure.line_id in dropped for measure in rows):
        raise Refused("Выберите хотя бы одно мероприятие.")
    if any(not reason.strip() for reason in dropped.values()):
        raise Refused("Напишите, почему мероприятие не принято: вышестоящая организация это увидит.")


def _copy_rows(edition: Edition, rows: Sequence[Measure]) -> None:
    sections: dict[int, Section] = {}
    for position, above in enumerate(rows, start=1):
        if above.section is not None and above.section_id not in sections:
            sections[above.section.pk] = Section.objects.create(
                edition=edition,
                position=len(sections) + 1,
                number=above.section.number,
                title=above.section.title,
            )
        section = sections.get(above.section_id or 0)
        _copy_row(edition, above, section, position)


def _copy_row(
    edition: Edition, above: Measure, section: Section | None, position: int, **own: str
) -> Measure:
    line, _ = Line.objects.get_or_create(
        roadmap=edition.roadmap,
        parent=above.line,
        defaults={"fact": above.line.fact, "fact_code": above.line.fact_code},
    )
    texts = {name: getattr(above, name) for name in _COPIED}
    return Measure.objects.create(
        edition=edition, line=line, section=section, position=position, **{**texts, **own}
    )


def _add_row(edition: Edition, above: Measure, own: Mapping[str, str]) -> None:
    """At the end of the section of the same name, else at the end of the map."""
    section = None
    if above.section is not None:
        section = edition.sections.filter(title=above.section.title).first()
        section = section or Section.objects.create(
            edition=edition,
            position=edition.sections.count() + 1,
            number=above.section.number,
            title=above.section.title,
        )
    before = edition.measures.filter(section=section) if section else edition.measures
    last = before.order_by("-position").first() or edition.measures.order_by("-position").first()
    position = last.position + 1 if last else 1
    for later in edition.measures.filter(position__gte=position):
        later.position += 1
        later.save(update_fields=["position"])
    _copy_row(edition, above, section, position, **own)


def _merge_into(
    edition: Edition, row: ChangedRow, take: Collection[str] | None, own: Mapping[str, str]
) -> None:
    ours = edition.measures.get(line__parent_id=row.line_above.pk)
    cells = {cell.field: cell for cell in row.difference.cells}
    base = Wording(**{field: cells[field].base for field in FIELDS})
    if row.theirs is None:
        return
    merged = merge_row(base=base, theirs=compared_wording(row.theirs), ours=compared_wording(ours), take=take)
    texts = {**asdict(merged), **own}
    if texts["deadline"] != ours.deadline:
        ours.dates = row.theirs.dates if texts["deadline"] == row.theirs.deadline else []
    for field, text in texts.items():
        setattr(ours, field, text)
    ours.save(update_fields=[*FIELDS, "dates"])


def _waiting_row(by: Actor, roadmap: Roadmap, line_above: int) -> ChangedRow:
    check_can_draw_up_roadmap(by, roadmap.owner)
    Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    row = changed_row_of(roadmap, line_above)
    if row is None:
        raise Refused("Об этой строке уже решено: обновите страницу.")
    return row


def _decide(
    roadmap: Roadmap,
    row: ChangedRow,
    verdict: CascadeDecision.Verdict,
    reason: str = "",
    *,
    edition: Edition | None = None,
) -> None:
    """Keeps the decision; one taken into a draft keeps beside it what stood before that draft."""
    values: dict[str, Any] = {"above": row.theirs, "verdict": verdict, "reason": reason}
    known = CascadeDecision.objects.filter(roadmap=roadmap, line_above=row.line_above).first()
    if known is None:
        values |= {"edition": edition}
    elif edition is None or known.edition_id != edition.pk:
        values |= {
            "edition": edition,
            "above_before": known.above if edition else None,
            "verdict_before": known.verdict if edition else "",
            "reason_before": known.reason if edition else "",
        }
    CascadeDecision.objects.update_or_create(roadmap=roadmap, line_above=row.line_above, defaults=values)
    if not changes_above(roadmap):
        roadmap.looked_above_at = timezone.now()
        roadmap.save(update_fields=["looked_above_at"])
