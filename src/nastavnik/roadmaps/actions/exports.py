"""Road maps as files; each is journalled."""

from __future__ import annotations

from io import BytesIO

from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.sheets import SheetOf, write_book
from nastavnik.roadmaps.docx import roadmap_docx
from nastavnik.roadmaps.models import Edition, Measure
from nastavnik.roadmaps.permissions import check_can_view_roadmaps
from nastavnik.roadmaps.printing import COLUMNS, STATE_COLUMNS, sheet_of
from nastavnik.roadmaps.queries.timelines import Term, evidence_words, terms_of
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.duty_states import is_overdue

_WIDTHS = (8, 50, 24, 30, 26, 34, 24)


def take_roadmap(*, by: Actor, edition: Edition, with_execution: bool = False) -> bytes:
    """Gives an edition as .docx in the shape in which it is approved; with execution as the report on it."""
    check_can_view_roadmaps(by)
    measures = _measures(edition)
    execution = _execution(by, edition, measures) if with_execution else None
    content = roadmap_docx(sheet_of(edition, measures, execution), made_at=timezone.now())
    record(by=by, verb="take_roadmap", obj=edition.roadmap)
    return content


def take_roadmap_book(*, by: Actor, edition: Edition) -> bytes:
    """Gives an edition as .xlsx: a row for each measure with its section, state and evidence."""
    check_can_view_roadmaps(by)
    measures = _measures(edition)
    execution = _execution(by, edition, measures)
    heads = ("Раздел", *(head for head, _, _ in COLUMNS), *(head for head, _ in STATE_COLUMNS))
    rows = [
        (
            f"{one.section.number} {one.section.title}".strip() if one.section else "",
            *(str(getattr(one, field)) for _, field, _ in COLUMNS),
            *execution.get(one.line_id, ("", "", "")),
        )
        for one in measures
    ]
    written = BytesIO()
    write_book([SheetOf("Дорожная карта", heads, rows, (30, *_WIDTHS, 18, 16, 40))], written)
    record(by=by, verb="take_roadmap", obj=edition.roadmap)
    return written.getvalue()


def _measures(edition: Edition) -> list[Measure]:
    return list(edition.measures.select_related("section", "line").order_by("position", "pk"))


def _execution(actor: Actor, edition: Edition, measures: list[Measure]) -> dict[int, tuple[str, str, str]]:
    """State, day and evidence of each line; several dates of one line stand one under another."""
    terms = terms_of(actor, edition, measures)
    shown = evidence_words(terms)
    found: dict[int, list[tuple[str, str, str]]] = {}
    for term in terms:
        if term.duty is None:
            continue
        words = "; ".join(shown.get(term.duty.pk, [])) or term.duty.comment
        found.setdefault(term.measure.line_id, []).append(
            (_state(term), short_date(term.duty.done_date) if term.duty.done_date else "", words)
        )
    return {line: tuple("\n".join(cell) for cell in zip(*rows, strict=True)) for line, rows in found.items()}  # type: ignore[misc]


def _state(term: Term) -> str:
    duty = term.duty
    if duty is None:
        return ""
    overdue = is_overdue(duty.state, term.occurrence.to_date, timezone.localdate())
    return "Просрочено" if overdue else duty.get_state_display()
