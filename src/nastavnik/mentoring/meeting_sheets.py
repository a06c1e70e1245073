"""Sheets about meetings as .docx files: blanks of feedback, the journal of a pair, the mentor's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

_LINE = "_" * 60


@dataclass(frozen=True)
class Blank:
    """A sheet of feedback for one person about one meeting."""

    name: str
    standing: str
    meeting: str
    with_whom: str
    asks_to_go_on: bool


@dataclass(frozen=True)
class JournalRow:
    """A meeting as the journal prints it."""

    when: str
    kind: str
    where: str
    topic: str
    done: str
    result: str
    next_task: str
    mark: str


@dataclass(frozen=True)
class PairHead:
    """Whose journal or report it is."""

    institution: str
    programme: str
    mentor: str
    mentee: str
    form: str
    period: str


@dataclass(frozen=True)
class Report:
    """A mentor's report: numbers and words that were entered already."""

    head: PairHead
    numbers: Sequence[tuple[str, str]]
    results: Sequence[str]
    difficulties: Sequence[str]
    plan: Sequence[tuple[str, str, str]]


def blanks_docx(blanks: Sequence[Blank]) -> bytes:
    """A blank for each person and meeting, two or three on a page, to be cut apart."""
    sheet = _sheet("Листы отзывов")
    for blank in blanks:
        table = sheet.add_table(rows=1, cols=1, style="Table Grid")
        cell = table.rows[0].cells[0]
        lines = [
            (", ".join(part for part in (blank.name, blank.standing) if part), True),
            (f"Встреча: {blank.meeting}. {blank.with_whom}", False),
            ("Цель встречи достигнута?   ☐ да   ☐ частично   ☐ нет", False),
            (f"Насколько вам было комфортно (обведите):   {_scale()}", False),
            (f"Насколько встреча была полезной:   {_scale()}", False),
            *([("Хотите продолжать вместе?   ☐ да   ☐ нет", False)] if blank.asks_to_go_on else []),
            (f"Что получилось: {_LINE}", False),
            (f"Что мешало: {_LINE}", False),
            ("☐ нужна помощь куратора.   Отзыв прочтёт только куратор.", False),
        ]
        for place, (text, is_bold) in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(3)
            paragraph.paragraph_format.keep_with_next = place < len(lines) - 1
            paragraph.add_run(text).bold = is_bold
        sheet.add_paragraph().paragraph_format.line_spacing = Pt(8)
    return _written(sheet)


def journal_docx(head: PairHead, rows: Sequence[JournalRow]) -> bytes:
    """The journal of meetings of a pair, on A4 across."""
    sheet = _sheet("Журнал встреч")
    section = sheet.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    _head(sheet, "ЖУРНАЛ ВСТРЕЧ НАСТАВНИЧЕСКОЙ ПАРЫ", head)
    titles = (
        "№",
        "Дата и время",
        "Встреча",
        "Формат, место",
        "Тема, цель",
        "Что сделано",
        "Результат",
        "Задание",
        "Отметка",
    )
    _table(
        sheet,
        titles,
        [
            (
                str(place),
                one.when,
                one.kind,
                one.where,
                one.topic,
                one.done,
                one.result,
                one.next_task,
                one.mark,
            )
            for place, one in enumerate(rows, 1)
        ],
    )
    return _written(sheet)


def report_docx(report: Report) -> bytes:
    """The mentor's report, to be read and signed."""
    sheet = _sheet("Отчёт наставника")
    _head(sheet, "ОТЧЁТ НАСТАВНИКА", report.head)
    sheet.add_heading("1. Встречи", 2)
    _table(sheet, ("Показатель", "Значение"), report.numbers)
    sheet.add_heading("2. Выполнение плана", 2)
    if report.plan:
        _table(sheet, ("Мероприятие", "Срок", "Результат"), report.plan)
    else:
        sheet.add_paragraph("План пары не составлен.")
    for title, lines in (
        ("3. Достигнутые результаты", report.results),
        ("4. Трудности", report.difficulties),
    ):
        sheet.add_heading(title, 2)
        for line in lines or ["Не указаны."]:
            sheet.add_paragraph(line, style="List Bullet" if lines else None)
    sheet.add_heading("5. Предложения", 2)
    sheet.add_paragraph(f"{_LINE}\n{_LINE}")
    sheet.add_paragraph(f"Наставник _______________________ {report.head.mentor}")
    return _written(sheet)


def _scale() -> str:
    return "   ".join(str(mark) for mark in range(1, 11))


def _sheet(title: str) -> Sheet:
    sheet: Sheet = Document()
    normal = sheet.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)  # type: ignore[attr-defined]
    normal.paragraph_format.space_after = Pt(0)  # type: ignore[attr-defined]
    section = sheet.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    sheet.core_properties.title, sheet.core_properties.author = title, "Наставник"
    return sheet


def _head(sheet: Sheet, title: str, head: PairHead) -> None:
    for text in (head.institution, title):
        paragraph = sheet.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = text == title
    lines = (
        ("Программа", head.programme), ("Форма наставничества", head.form), ("Период", head.period),
        ("Наставник", head.mentor), ("Наставляемый", head.mentee),
    )  # fmt: skip
    for label, value in lines:
        sheet.add_paragraph(f"{label}: {value}")
    sheet.add_paragraph()


def _table(sheet: Sheet, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = sheet.add_table(rows=1, cols=len(titles), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(title).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for line in table.rows:
        for cell in line.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(10)
    sheet.add_paragraph()


def _written(sheet: Sheet) -> bytes:
    written = BytesIO()
    sheet.save(written)
    return written.getvalue()
