"""A road map as it prints: plain values, the same for Word, for Excel and for the tests that read them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nastavnik.papers.sheets import Mark
from nastavnik.roadmaps.models import Edition, Measure
from nastavnik.rulebook.dates import paper_date

# Heading, the field of a measure, the weight of the column's width.
COLUMNS = (
    ("№ п/п", "number", 1.1),
    ("Наименование мероприятия", "title", 6.0),
    ("Сроки исполнения", "deadline", 3.2),
    ("Ответственный исполнитель", "executors", 4.0),
    ("Участники мероприятия", "participants", 3.2),
    ("Ожидаемый результат", "result", 4.2),
    ("Вид документа", "document", 3.0),
)
_ALWAYS = ("number", "title", "deadline", "executors")
STATE_COLUMNS = (("Состояние", 2.6), ("Дата выполнения", 2.2), ("Подтверждение", 4.0))


@dataclass(frozen=True)
class PrintedRow:
    """A row of the table: a section that runs through all columns, or a measure's cells."""

    cells: tuple[str, ...]
    is_section: bool = False


@dataclass(frozen=True)
class RoadmapSheet:
    """A road map from top to bottom; `widths` are weights of the columns, not centimetres."""

    marks: tuple[Mark, ...]
    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[PrintedRow, ...]
    owner: str


def sheet_of(
    edition: Edition, measures: Sequence[Measure], execution: Mapping[int, tuple[str, str, str]] | None = None
) -> RoadmapSheet:
    """The edition as it prints; columns that are empty in every row are left out.

    `execution` gives state, day and evidence of each line by its id and adds three columns: the report.
    """
    shown = [
        column for column in COLUMNS if column[1] in _ALWAYS or any(_text(one, column[1]) for one in measures)
    ]
    heads = [head for head, _, _ in shown]
    widths = [width for _, _, width in shown]
    if execution is not None:
        heads += [head for head, _ in STATE_COLUMNS]
        widths += [width for _, width in STATE_COLUMNS]
    rows: list[PrintedRow] = []
    section_id: int | None = None
    for measure in measures:
        if measure.section is not None and measure.section_id != section_id:
            rows.append(
                PrintedRow((f"{measure.section.number} {measure.section.title}".strip(),), is_section=True)
            )
        section_id = measure.section_id
        cells = tuple(_text(measure, field) for _, field, _ in shown)
        more = execution.get(measure.line_id, ("", "", "")) if execution is not None else ()
        rows.append(PrintedRow((*cells, *more)))
    marks = tuple(Mark.of(mark) for mark in edition.marks)
    return RoadmapSheet(
        marks or _mark_of_order(edition),
        edition.roadmap.title,
        tuple(heads),
        tuple(widths),
        tuple(rows),
        edition.roadmap.owner.full_name,
    )


def _text(measure: Measure, field: str) -> str:
    if field == "executors" and measure.executors_by_level:
        return "\n".join(f"{level}: {text}" for level, text in measure.executors_by_level if text)
    return str(getattr(measure, field))


def _mark_of_order(edition: Edition) -> tuple[Mark, ...]:
    """«УТВЕРЖДЕНО приказом от … № …» where no mark was entered and the order is known."""
    if not edition.order_number:
        return ()
    dated = f" от {paper_date(edition.order_date)}" if edition.order_date else ""
    return (Mark("approved", f"приказом{dated} № {edition.order_number}"),)
