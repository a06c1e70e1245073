"""A document becomes a road map: read, mended by a person as long as he wants, kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.documents import read_document, read_pasted
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.documents import start_roadmap
from nastavnik.roadmaps.documents_shown import kept_document
from nastavnik.roadmaps.models import Edition, Line, Measure, MeasureTarget, Section, SourceFile
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.roadmaps.values import Period
from nastavnik.rulebook.roadmap_mending import first_state, mended, with_accepted, with_row_after, without_row
from nastavnik.rulebook.roadmap_sections import with_section, with_section_moved, without_section
from nastavnik.rulebook.roadmaps import NoRoadmap, as_json, read_roadmap

_PASTED = "вставленный текст.txt"


@transaction.atomic
def read_source(
    *, by: Actor, owner: Organisation, file_name: str = "", content: bytes = b"", text: str = ""
) -> SourceFile:
    """Reads a file or a pasted text and keeps it with the reading; nothing becomes a road map yet. Records it.

    Refused, in Russian: to all but those who prepare road maps of the organisation; without a file and a text; what
    can not be read (damaged, too large, a scan); a document without a road map.
    """
    check_can_draw_up_roadmap(by, owner)
    if not content and not text.strip():
        raise Refused("Выберите файл или вставьте текст карты.", field="file")
    field = "file" if content else "text"
    try:
        document = read_document(content, file_name) if content else read_pasted(text)
        reading = read_roadmap(document)
    except NoRoadmap as refusal:
        raise Refused(refusal.reason, field=field) from refusal
    source = SourceFile.objects.create(
        owner=owner,
        file_name=(file_name or _PASTED)[-255:],
        content=content or text.encode(),
        text=text.replace("\x00", ""),
        reading=_clean({**as_json(reading), "document": kept_document(document)}),
        mended=_clean(first_state(reading)),
    )
    record(by=by, verb="read_source", obj=source, institution_id=owner.pk)
    return source


@transaction.atomic
def mend_source(*, by: Actor, source: SourceFile, values: Mapping[str, str], deed: str = "") -> str:
    """Keeps what was typed on the page of a reading, then does one deed: «accept:…», «add:r3», «remove:r3», «section:»,
    «up:s2», «down:s2», «unsection:s2».

    Gives the key of the row or the section to show next. Records it. Refused to all but those who prepare the map, and
    once it has become a road map.
    """
    kept = _held(by, source)
    state, shown = mended(kept.mended, values), ""
    what, _, key = deed.partition(":")
    if what == "accept":
        state, shown = with_accepted(state, key), key.partition(":")[0]
    elif what == "add":
        state, shown = with_row_after(state, key)
    elif what == "remove":
        state = without_row(state, key)
    else:
        state, shown = _section_deed(state, what, key)
    kept.mended = _clean(state)
    kept.save(update_fields=["mended"])
    source.mended = kept.mended
    record(by=by, verb="mend_source", obj=kept, institution_id=kept.owner_id)
    return shown


@transaction.atomic
def keep_source(*, by: Actor, source: SourceFile) -> Edition:
    """Makes the draft of a road map from what was mended; the file stays with it. Records it.

    Refused as `mend_source` is, without a title or a period, and where a row names no measure or a section no title.
    """
    kept = _held(by, source)
    state = kept.mended
    if any(not row["title"] for row in state["rows"]):
        raise Refused("Есть строки без мероприятия. Впишите его или уберите строку.")
    if not all(one["title"] for one in state["sections"]):
        raise Refused("У раздела нет названия. Впишите его или уберите раздел: его строки останутся.")
    if not state["rows"]:
        raise Refused("Не осталось ни одной строки. Добавьте мероприятие.")
    edition = start_roadmap(by=by, owner=kept.owner, title=state["title"][:500], period=_period(state))
    edition.marks, edition.order_number = state["marks"], (state["order_number"] or "")[:30]
    edition.order_date = _day(state["order_date"])
    edition.save(update_fields=["marks", "order_number", "order_date"])
    _write_rows(edition, state)
    kept.edition = edition
    kept.save(update_fields=["edition"])
    record(by=by, verb="keep_source", obj=kept, institution_id=kept.owner_id, count=len(state["rows"]))
    return edition


@transaction.atomic
def drop_source(*, by: Actor, source: SourceFile) -> None:
    """Throws away a file that has not become a road map. Records it; refused as `mend_source` is."""
    kept = _held(by, source)
    record(by=by, verb="drop_source", obj=kept, institution_id=kept.owner_id)
    kept.delete()


@transaction.atomic
def take_source(*, by: Actor, source: SourceFile) -> bytes:
    """Gives the bytes of the file as it was brought. Records it; refused to all but those who prepare the map."""
    check_can_draw_up_roadmap(by, source.owner)
    record(by=by, verb="take_source", obj=source, institution_id=source.owner_id)
    return bytes(SourceFile.objects.values_list("content", flat=True).get(pk=source.pk))


def _section_deed(state: dict[str, Any], what: str, key: str) -> tuple[dict[str, Any], str]:
    """The state after a deed with a section, and what to show; unchanged for any other word."""
    if what == "section":
        return with_section(state)
    if what in ("up", "down"):
        return with_section_moved(state, key, -1 if what == "up" else 1), key
    return (without_section(state, key) if what == "unsection" else state), ""


def _held(by: Actor, source: SourceFile) -> SourceFile:
    check_can_draw_up_roadmap(by, source.owner)
    found = (
        SourceFile.objects.select_for_update(of=("self",)).select_related("owner").defer("content", "text")
    )
    kept = found.get(pk=source.pk)
    if kept.edition_id is not None:
        raise Refused("Этот файл уже стал дорожной картой: правьте её проект.")
    return kept


def _period(state: Mapping[str, Any]) -> Period:
    first, last = _day(state["from"]), _day(state["to"])
    return Period(state["school_year"], first, last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _write_rows(edition: Edition, state: Mapping[str, Any]) -> None:
    """Sections, then lines, then measures with their targets: four statements whatever the number of rows."""
    sections = Section.objects.bulk_create(
        Section(edition=edition, position=index, number=one["number"][:20], title=one["title"][:500])
        for index, one in enumerate(state["sections"], start=1)
    )
    by_key = {one["key"]: section for one, section in zip(state["sections"], sections, strict=True)}
    place = {key: index for index, key in enumerate(["", *by_key])}
    rows = sorted(state["rows"], key=lambda row: place.get(row["section"], 0))
    lines = Line.objects.bulk_create(Line(roadmap_id=edition.roadmap_id) for _ in rows)
    measures = Measure.objects.bulk_create(
        Measure(
            edition=edition,
            line=line,
            section=by_key.get(row["section"]),
            position=position,
            number=row["number"][:20],
            title=row["title"],
            deadline=row["deadline"][:500],
            executors=row["executors"],
            executors_by_level=row["by_level"]
            if row.get("read", {}).get("executors") == row["executors"]
            else [],
            participants=row["participants"],
            result=row["result"],
            document=row["document"][:300],
        )
        for position, (row, line) in enumerate(zip(rows, lines, strict=True), start=1)
    )
    MeasureTarget.objects.bulk_create(
        MeasureTarget(
            measure=measure,
            year=one["year"],
            due_date=_day(one["date"]),
            value=one["value"],
            unit=one["unit"],
            is_at_least=one["is_at_least"],
            text=one["text"],
        )
        for measure, row in zip(measures, rows, strict=True)
        for one in row["targets"]
    )


def _clean(value: Any) -> Any:
    """PostgreSQL keeps no NUL in JSON; a damaged document may hold one."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return value
