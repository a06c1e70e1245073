"""What looks wrong in a road map, on its own page: for those who prepare it, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Block, CustomBlock
from nastavnik.kit.errors import Denied, Refused
from nastavnik.roadmaps.deadlines import day_of, deadline_of
from nastavnik.roadmaps.models import Edition, Measure
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.roadmaps.queries.documents import WRITTEN_STATES, SectionRows
from nastavnik.roadmaps.views.words import COLUMNS
from nastavnik.rulebook.deadlines import Deadline, Kind, Span
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmaps.linting import Plan, by_rows, findings_of
from nastavnik.rulebook.roadmaps.model import Executor, Finding, MeasureRow, Order, Section
from nastavnik.rulebook.roadmaps.periods import Period

_TONES = {"error": "bad", "warning": "attention", "note": "neutral"}
_ASKED = ("deadline", "executors")
"""Columns that a living map needs, even where its document has none."""
_FINDINGS = ("замечание", "замечания", "замечаний")


@dataclass(frozen=True)
class Remark:
    """A finding as the page says it: its weight, the row, the sentence, where to look and where to mend."""

    tone: str
    row: str
    sentence: str
    anchor: str
    edit_url: str


def lint_blocks(actor: Actor, edition: Edition, rows: Sequence[SectionRows]) -> list[Block]:
    """The findings of the edition; nothing for readers who do not prepare the map, and where nothing is wrong."""
    try:
        check_can_draw_up_roadmap(actor, edition.roadmap.owner)
    except (Denied, Refused):
        return []
    found = remarks_of(edition, rows)
    is_written = edition.state in WRITTEN_STATES
    context = {
        "remarks": found,
        "is_written": is_written,
        "words": f"К карте есть {counted(len(found), _FINDINGS)}",
    }
    return [CustomBlock(template="roadmaps/parts/lint.html", context=context)] if found else []


def remarks_of(edition: Edition, rows: Sequence[SectionRows]) -> list[Remark]:
    """What looks wrong now, those of the whole first, then row by row."""
    measures = [measure for part in rows for measure in part.measures]
    if not measures:
        return []
    sections = {
        part.section.pk: Section(part.section.number, part.section.title) for part in rows if part.section
    }
    plan = Plan(
        tuple(_row(measure, edition, sections) for measure in measures),
        tuple(sections.values()),
        tuple(key for key, _ in COLUMNS if key in _ASKED or any(getattr(one, key) for one in measures)),
        _period(edition),
        Order(edition.order_number, edition.order_date) if edition.order_date else None,
    )
    return [_remark(finding, measures, edition) for finding in by_rows(list(findings_of(plan)))]


def _row(measure: Measure, edition: Edition, sections: dict[int, Section]) -> MeasureRow:
    return MeasureRow(
        number=measure.number,
        title=measure.title,
        deadline=_deadline(measure, edition),
        section=sections.get(measure.section_id or 0),
        executors=(Executor(measure.executors),) if measure.executors else (),
        participants=measure.participants,
        result=measure.result,
        document_kind=measure.document,
    )


def _deadline(measure: Measure, edition: Edition) -> Deadline:
    """Days that a person gave leave nothing to ask."""
    if not measure.dates:
        return deadline_of(measure.deadline, edition.roadmap)
    spans = tuple(Span(day_of(first), day_of(last)) for first, last in measure.dates)
    return Deadline(measure.deadline or "указан датами", Kind.LIST, spans)


def _period(edition: Edition) -> Period | None:
    first, last = edition.roadmap.from_date, edition.roadmap.to_date
    return Period(first, last) if first and last else None


def _remark(finding: Finding, measures: Sequence[Measure], edition: Edition) -> Remark:
    tone = _TONES[finding.severity.value]
    if finding.where is None:
        return Remark(tone, "", finding.sentence, "", "")
    measure = measures[finding.where]
    name = f"{measure.number} {measure.title}".strip()
    url = reverse("roadmaps:measure_edit", args=[measure.pk]) if edition.state in WRITTEN_STATES else ""
    return Remark(
        tone, name if len(name) <= 90 else f"{name[:87].rstrip()}…", finding.sentence, f"m{measure.pk}", url
    )
