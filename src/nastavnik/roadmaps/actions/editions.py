"""The rows of a draft: sections and measures written, taken away, put in order, numbered anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.roadmaps.models import Edition, Line, Measure, Section
from nastavnik.roadmaps.permissions import check_can_edit_edition
from nastavnik.roadmaps.queries.documents import locked_edition, new_numbers_of, outline_of, rows_of
from nastavnik.roadmaps.values import MeasureTexts
from nastavnik.rulebook.roadmap_order import Outline, arranged, moved_measure, moved_section

_TEXTS = ("title", "deadline", "executors", "participants", "result", "document")


@transaction.atomic
def add_section(*, by: Actor, edition: Edition, title: str, number: str = "") -> Section:
    """Adds a section after the last one; without a number it takes the next. Records it.

    Refused to all but those who prepare the map, in an approved edition, and without a title.
    """
    kept = _held(by, edition)
    count = kept.sections.count()
    section = Section.objects.create(
        edition=kept,
        position=count + 1,
        number=number.strip() or str(count + 1),
        title=_filled(title, "Впишите название раздела."),
    )
    _note(kept, by=by, verb="change_rows")
    return section


@transaction.atomic
def correct_section(*, by: Actor, section: Section, title: str, number: str) -> Section:
    """Changes the title and the number of a section. Records it; refused as `add_section` is."""
    kept = _held(by, section.edition)
    section.title, section.number = _filled(title, "Впишите название раздела."), number.strip()
    section.save(update_fields=["title", "number"])
    _note(kept, by=by, verb="change_rows")
    return section


@transaction.atomic
def remove_section(*, by: Actor, section: Section) -> None:
    """Takes a section away; its measures go to the end of the one above. Records it; refused as `add_section` is."""
    kept = _held(by, section.edition)
    rows = rows_of(kept)
    place = next(index for index, part in enumerate(rows) if part.section and part.section.pk == section.pk)
    above = rows[place - 1].section if place else None
    kept.measures.filter(section=section).update(section=above)
    section.delete()
    _write_order(kept, outline_of(rows_of(kept)))
    _note(kept, by=by, verb="change_rows")


@transaction.atomic
def add_measure(*, by: Actor, edition: Edition, section: Section | None, texts: MeasureTexts) -> Measure:
    """Adds a measure at the end of a section, a new line of the road map. Records it.

    Refused to all but those who prepare the map, in an approved edition, without a title, in a foreign section.
    """
    kept = _held(by, edition)
    if section is not None and section.edition_id != kept.pk:
        raise Refused("Такого раздела в этой редакции нет: выберите раздел заново.", field="section")
    measure = Measure.objects.create(
        edition=kept,
        line=Line.objects.create(roadmap_id=kept.roadmap_id, **_line_values(texts)),
        section=section,
        position=kept.measures.count() + 1,
        **_measure_values(texts),
    )
    _write_order(kept, outline_of(rows_of(kept)))
    _note(kept, by=by, verb="change_rows")
    return measure


@transaction.atomic
def correct_measure(*, by: Actor, measure: Measure, section: Section | None, texts: MeasureTexts) -> Measure:
    """Changes the wording of a measure, its section, and what its line means. Records it; refused as `add_measure` is."""
    kept = _held(by, measure.edition)
    if section is not None and section.edition_id != kept.pk:
        raise Refused("Такого раздела в этой редакции нет: выберите раздел заново.", field="section")
    is_moved = measure.section_id != (section.pk if section else None)
    for name, value in (_measure_values(texts) | {"section": section}).items():
        setattr(measure, name, value)
    measure.save()
    Line.objects.filter(pk=measure.line_id).update(**_line_values(texts))
    if is_moved:
        _write_order(kept, outline_of(rows_of(kept)))
    _note(kept, by=by, verb="change_rows")
    return measure


@transaction.atomic
def remove_measure(*, by: Actor, measure: Measure) -> None:
    """Takes a measure out of the draft; its line stays where an earlier edition has it. Records it.

    Refused as `add_measure` is.
    """
    kept = _held(by, measure.edition)
    line = measure.line
    measure.delete()
    if not line.wordings.exists():
        line.delete()
    _write_order(kept, outline_of(rows_of(kept)))
    _note(kept, by=by, verb="change_rows")


@transaction.atomic
def move_measure(*, by: Actor, measure: Measure, step: int) -> None:
    """Moves a measure one place up (-1) or down (1), into the neighbouring section too. Records it; refused as `add_measure` is."""
    kept = _held(by, measure.edition)
    _write_order(kept, moved_measure(outline_of(rows_of(kept)), measure.pk, step))
    _note(kept, by=by, verb="order_rows")


@transaction.atomic
def move_section(*, by: Actor, section: Section, step: int) -> None:
    """Moves a section with its measures one place up (-1) or down (1). Records it; refused as `add_section` is."""
    kept = _held(by, section.edition)
    _write_order(kept, moved_section(outline_of(rows_of(kept)), section.pk, step))
    _note(kept, by=by, verb="order_rows")


@transaction.atomic
def order_rows(*, by: Actor, edition: Edition, wish: Sequence[str]) -> None:
    """Puts the rows as they were dragged («s3», «m7», …); a row that is not named stays. Records it; refused as above."""
    kept = _held(by, edition)
    _write_order(kept, arranged(outline_of(rows_of(kept)), wish))
    _note(kept, by=by, verb="order_rows")


@transaction.atomic
def renumber_rows(*, by: Actor, edition: Edition) -> int:
    """Numbers sections and measures anew by their order; gives how many numbers changed. Records it; refused as above."""
    kept = _held(by, edition)
    changed = [one for one in new_numbers_of(kept) if one.old != one.new]
    for one in changed:
        if one.section is not None:
            kept.sections.filter(pk=one.section).update(number=one.new)
        elif one.measure is not None:
            kept.measures.filter(pk=one.measure).update(number=one.new)
    if changed:
        _note(kept, by=by, verb="renumber_rows", count=len(changed))
    return len(changed)


def _held(by: Actor, edition: Edition) -> Edition:
    """The edition, held; checked before and after, for another may have approved it meanwhile."""
    check_can_edit_edition(by, edition)
    kept = locked_edition(edition)
    check_can_edit_edition(by, kept)
    return kept


def _note(edition: Edition, *, by: Actor, verb: str, count: int = 1) -> None:
    record(by=by, verb=verb, obj=edition, institution_id=edition.roadmap.owner_id, count=count)


def _filled(text: str, refusal: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Refused(refusal, field="title")
    return text


def _measure_values(texts: MeasureTexts) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(texts, name).strip() for name in _TEXTS}
    values["title"] = values["title"] or _filled("", "Впишите, что нужно сделать.")
    values["number"] = texts.number.strip()
    values["document_kind"] = texts.document_kind
    values["dates"] = [
        [first.isoformat() if first else None, last.isoformat() if last else None]
        for first, last in texts.dates
    ]
    return values


def _line_values(texts: MeasureTexts) -> dict[str, Any]:
    return {"reach": texts.reach, "fact": texts.fact, "fact_code": texts.fact_code if texts.fact else ""}


def _write_order(edition: Edition, outline: Outline) -> None:
    """Positions as the outline says; only rows that moved are written."""
    now = {
        measure.pk: (measure.section_id, measure.position)
        for measure in edition.measures.only("pk", "section_id", "position")
    }
    places = dict(edition.sections.values_list("pk", "position"))
    position = 0
    for index, part in enumerate(outline, start=1):
        if part.section is not None and places[part.section] != index:
            edition.sections.filter(pk=part.section).update(position=index)
        for measure in part.measures:
            position += 1
            if now[measure] != (part.section, position):
                edition.measures.filter(pk=measure).update(section_id=part.section, position=position)
