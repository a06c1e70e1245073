"""The order as a .docx file: values in, bytes out; requisites in the order of ГОСТ Р 7.0.97-2025."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Cm, Pt
from docx.table import _Cell

from nastavnik.papers.docx_styles import (
    BLANK_DATE,
    BLANK_NUMBER,
    BLANK_SIGNER,
    Look,
    mend_template,
    page_number,
    set_page,
    set_styles,
)
from nastavnik.papers.docx_tables import (
    NBSP,
    add_row,
    add_table,
    fill,
    glued,
    glued_initials,
    plain_table,
    ruled_table,
)
from nastavnik.papers.sheets import Mark, OrderSheet, SheetTable
from nastavnik.rulebook.dates import paper_date

_SHEET_WIDTHS = (Cm(1.1), Cm(8.9), Cm(3.8), Cm(3.2))
_SIGNATURE_WIDTHS = (Cm(9.5), Cm(7.5))
_MARKS_WIDTHS = (Cm(8.2), Cm(0.6), Cm(8.2))
_ROW_TO_SIGN = Cm(0.9)


def order_docx(sheet: OrderSheet, *, made_at: datetime) -> bytes:
    """Makes the file of an order. No date and no number leave lines to write them by hand.

    A4, Times New Roman 14 (tables 12), margins 3, 1, 2 and 2 cm. The file's own properties name the
    institution and the title, never a person; `made_at` is an aware moment.
    """
    document = Document()
    mend_template(document)
    set_styles(document)
    set_page(document.sections[0])
    page_number(document.sections[0])
    describe(document, sheet, made_at)
    for mark in sheet.marks_above:
        _mark_above(document, mark)
    _requisites(document, sheet)
    _text(document, sheet)
    _signature(document, sheet)
    _marks_below(document, sheet.marks_below)
    _acquaintance(document, sheet.acquainted)
    if sheet.executor:
        document.add_paragraph(f"Исполнитель: {sheet.executor}", Look.EXECUTOR)
    for number, annex in enumerate(sheet.annexes, start=1):
        _annex(document, sheet, number, annex)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def describe(document: DocumentType, sheet: OrderSheet, made_at: datetime) -> None:
    """Writes what the file says of itself: the title and the institution."""
    properties = document.core_properties
    properties.title = f"Приказ «{sheet.title}»"
    properties.author = properties.last_modified_by = sheet.institution[:255]
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.language = "ru-RU"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.revision = 1


def date_text(sheet: OrderSheet) -> str:
    """«15 октября 2026 г.», or room to write it."""
    return paper_date(sheet.dated) if sheet.dated else BLANK_DATE


def number_text(sheet: OrderSheet) -> str:
    """«40-од», or room to write it."""
    return glued(sheet.number) if sheet.number else BLANK_NUMBER


def _mark_above(document: DocumentType, mark: Mark) -> None:
    for line in mark.lines:
        document.add_paragraph(line, Look.MARK)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _requisites(document: DocumentType, sheet: OrderSheet) -> None:
    for line in sheet.founder_lines:
        document.add_paragraph(line, Look.REQUISITE)
    document.add_paragraph(sheet.institution, Look.INSTITUTION)
    document.add_paragraph("П Р И К А З", Look.KIND)
    document.add_paragraph(f"{date_text(sheet)}\t№{NBSP}{number_text(sheet)}", Look.DATE_LINE)
    if sheet.place:
        document.add_paragraph(sheet.place, Look.PLACE)
    document.add_paragraph(sheet.title, Look.TITLE)


def _text(document: DocumentType, sheet: OrderSheet) -> None:
    document.add_paragraph(sheet.preamble, Look.TEXT)
    document.add_paragraph(sheet.command_word, Look.COMMAND)
    (first, intro), *others, (last, control) = sheet.numbered_points
    lead = document.add_paragraph(f"{first}.{NBSP}{intro}", Look.TEXT)
    if sheet.table:
        lead.paragraph_format.keep_with_next = True
        add_table(document, sheet.table)
    for place, (number, text) in enumerate(others):
        point = document.add_paragraph(f"{number}.{NBSP}{text}", Look.TEXT)
        if place == 0 and sheet.table:
            point.paragraph_format.space_before = Pt(8)
    closing = document.add_paragraph(f"{last}.{NBSP}{control}", Look.TEXT).paragraph_format
    closing.keep_with_next = closing.keep_together = True


def _signature(document: DocumentType, sheet: OrderSheet) -> None:
    """The post at the left, the name at the right; a table without lines, so that a long post may wrap."""
    left, right = plain_table(document, _SIGNATURE_WIDTHS).rows[0].cells
    left.paragraphs[0].style = Look.SIGNER_POST
    left.paragraphs[0].add_run(sheet.signer_post)
    right.paragraphs[0].style = Look.SIGNER_NAME
    right.paragraphs[0].add_run(glued(sheet.signer_name) if sheet.signer_name else BLANK_SIGNER)
    for cell in (left, right):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM


def _marks_below(document: DocumentType, marks: Sequence[Mark]) -> None:
    """Marks under the signature, two in a row."""
    for place in range(0, len(marks), 2):
        document.add_paragraph("", Look.MARK_BELOW)
        left, between, right = plain_table(document, _MARKS_WIDTHS).rows[0].cells
        for cell in (left, between, right):
            cell.paragraphs[0].style = Look.MARK_BELOW
        for cell, mark in zip((left, right), marks[place : place + 2], strict=False):
            for number, line in enumerate(mark.lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.style = Look.MARK_BELOW
                paragraph.add_run(line)


def _acquaintance(document: DocumentType, people: Sequence[str]) -> None:
    if not people:
        return
    document.add_paragraph("С приказом ознакомлены:", Look.ACQUAINTED)
    table = ruled_table(document, ("№", "Фамилия И. О.", "Подпись", "Дата"), _SHEET_WIDTHS)
    for number, name in enumerate(people, start=1):
        row = add_row(table, _SHEET_WIDTHS)
        row.height = _ROW_TO_SIGN
        for tc, text in zip(row._tr.tc_lst, (str(number), glued_initials(name), "", ""), strict=True):
            cell = _Cell(tc, table)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            fill(cell, (text,))


def _annex(document: DocumentType, sheet: OrderSheet, number: int, annex: SheetTable) -> None:
    """A new page with its own mark: «Приложение № 1 к приказу от … № …»."""
    document.add_paragraph(f"Приложение №{NBSP}{number}", Look.MARK).paragraph_format.page_break_before = True
    document.add_paragraph(f"к приказу от {date_text(sheet)} №{NBSP}{number_text(sheet)}", Look.MARK)
    document.add_paragraph(annex.title, Look.ANNEX_TITLE)
    add_table(document, annex)
