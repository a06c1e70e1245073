"""The order as a .docx file: values in, bytes out; requisites in the order of ГОСТ Р 7.0.97-2025."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from nastavnik.papers.docx_styles import (
    BLANK_DATE,
    BLANK_NUMBER,
    BLANK_SIGNER,
    TEXT_WIDTH,
    Look,
    mend_template,
    page_number,
    set_page,
    set_styles,
)
from nastavnik.papers.values import TABLE_HEADS, OrderSheet, spans_of
from nastavnik.rulebook.dates import paper_date

NBSP = "\u00a0"
_PREPOSITION = re.compile(r"\b(с|по|до) (?=\d)")
_PAIRS_WIDTHS = (Cm(1.1), Cm(4.6), Cm(4.8), Cm(3.4), Cm(3.1))
_SHEET_WIDTHS = (Cm(1.1), Cm(8.9), Cm(3.8), Cm(3.2))
_SIGNATURE_WIDTHS = (Cm(9.5), Cm(7.5))
_ROW_TO_SIGN = Cm(0.9)
_GROUP_KEPT = 8
_PADDING = {"top": 28, "left": 108, "bottom": 28, "right": 108}
_AFTER_WIDTH = ("w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_NO_PADDING = dict.fromkeys(_PADDING, 0)


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
    _describe(document, sheet, made_at)
    _requisites(document, sheet)
    _text(document, sheet)
    _signature(document, sheet)
    _acquaintance(document, sheet.acquainted)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _describe(document: DocumentType, sheet: OrderSheet, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title = f"Приказ «{sheet.title}»"
    properties.author = properties.last_modified_by = sheet.institution[:255]
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.language = "ru-RU"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.revision = 1


def _requisites(document: DocumentType, sheet: OrderSheet) -> None:
    for line in sheet.founder_lines:
        document.add_paragraph(line, Look.REQUISITE)
    document.add_paragraph(sheet.institution, Look.INSTITUTION)
    document.add_paragraph("П Р И К А З", Look.KIND)
    dated = paper_date(sheet.dated) if sheet.dated else BLANK_DATE
    number = _glued(sheet.number) if sheet.number else BLANK_NUMBER
    document.add_paragraph(f"{dated}\t№{NBSP}{number}", Look.DATE_LINE)
    if sheet.place:
        document.add_paragraph(sheet.place, Look.PLACE)
    document.add_paragraph(sheet.title, Look.TITLE)


def _text(document: DocumentType, sheet: OrderSheet) -> None:
    document.add_paragraph(sheet.preamble, Look.TEXT)
    document.add_paragraph(sheet.command_word, Look.COMMAND)
    (first, intro), *others, (last, control) = sheet.numbered_points
    document.add_paragraph(f"{first}.{NBSP}{intro}", Look.TEXT).paragraph_format.keep_with_next = True
    _pairs_table(document, sheet)
    for place, (number, text) in enumerate(others):
        point = document.add_paragraph(f"{number}.{NBSP}{text}", Look.TEXT)
        if place == 0:
            point.paragraph_format.space_before = Pt(8)
    closing = document.add_paragraph(f"{last}.{NBSP}{control}", Look.TEXT).paragraph_format
    closing.keep_with_next = closing.keep_together = True


def _pairs_table(document: DocumentType, sheet: OrderSheet) -> None:
    """The table of pairs; a group that fits on a page is not divided, for its number stands in the first row."""
    table = _table(document, TABLE_HEADS, _PAIRS_WIDTHS)
    sizes, following = Counter(row.number for row in sheet.rows), (*sheet.rows[1:], None)
    for row, spans, below in zip(sheet.rows, spans_of(sheet.rows), following, strict=True):
        keeps = below is not None and below.number == row.number and sizes[row.number] <= _GROUP_KEPT
        contents: Sequence[tuple[int, tuple[str, ...]]] = (
            (spans.number, (str(row.number),)),
            (spans.mentor, (row.mentor.text,)),
            (spans.mentee, (row.mentee.text,)),
            (spans.form, tuple(part for part in (row.form, row.role) if part)),
            (spans.period, (_glued_dates(row.period),)),
        )
        added = _add_row(table, _PAIRS_WIDTHS)
        for tc, (span, lines) in zip(list(added._tr.tc_lst), contents, strict=True):
            _fill(_Cell(tc, table), lines if span else ("",), keeps=keeps)
            if span != 1:
                tc.vMerge = "restart" if span else "continue"


def _signature(document: DocumentType, sheet: OrderSheet) -> None:
    """The post at the left, the name at the right; a table without lines, so that a long post may wrap."""
    table = document.add_table(rows=1, cols=2)
    _fix(table, _SIGNATURE_WIDTHS, _NO_PADDING)
    _set_row(table.rows[0], _SIGNATURE_WIDTHS)
    left, right = table.rows[0].cells
    left.paragraphs[0].style = Look.SIGNER_POST
    left.paragraphs[0].add_run(sheet.signer_post)
    right.paragraphs[0].style = Look.SIGNER_NAME
    right.paragraphs[0].add_run(_glued(sheet.signer_name) if sheet.signer_name else BLANK_SIGNER)
    for cell in (left, right):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM


def _acquaintance(document: DocumentType, people: Sequence[str]) -> None:
    if not people:
        return
    document.add_paragraph("С приказом ознакомлены:", Look.ACQUAINTED)
    table = _table(document, ("№", "Фамилия И. О.", "Подпись", "Дата"), _SHEET_WIDTHS)
    for number, name in enumerate(people, start=1):
        row = _add_row(table, _SHEET_WIDTHS)
        row.height = _ROW_TO_SIGN
        for tc, text in zip(row._tr.tc_lst, (str(number), _glued_initials(name), "", ""), strict=True):
            cell = _Cell(tc, table)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _fill(cell, (text,))


def _table(document: DocumentType, heads: Sequence[str], widths: Sequence[Cm]) -> Table:
    """A ruled table whose heading is repeated on every page."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    _fix(table, widths, _PADDING)
    heading = table.rows[0]
    _set_row(heading, widths)
    properties = heading._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    for cell, text in zip(heading.cells, heads, strict=True):
        cell.paragraphs[0].style = Look.HEAD_CELL
        cell.paragraphs[0].add_run(text)
    return table


def _fix(table: Table, widths: Sequence[Cm], padding: Mapping[str, int]) -> None:
    """Widths that no program may change, of the table and of its grid; `padding` of cells in twips."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    properties = table._tbl.tblPr
    for known in properties.findall(qn("w:tblW")):
        properties.remove(known)
    whole = properties.makeelement(
        qn("w:tblW"), {qn("w:w"): str(round(TEXT_WIDTH.twips)), qn("w:type"): "dxa"}
    )
    properties.insert_element_before(whole, *_AFTER_WIDTH)
    margins = properties.makeelement(qn("w:tblCellMar"), {})
    for side, twips in padding.items():
        margins.append(margins.makeelement(qn(f"w:{side}"), {qn("w:w"): str(twips), qn("w:type"): "dxa"}))
    properties.insert_element_before(margins, "w:tblLook")


def _add_row(table: Table, widths: Sequence[Cm]) -> _Row:
    row = table.add_row()
    _set_row(row, widths)
    return row


def _set_row(row: _Row, widths: Sequence[Cm]) -> None:
    """A row that is never torn by the end of a page, with the widths of its cells."""
    properties = row._tr.get_or_add_trPr()
    properties.insert(0, properties.makeelement(qn("w:cantSplit"), {}))
    for tc, width in zip(row._tr.tc_lst, widths, strict=True):
        tc.width = width


def _fill(cell: _Cell, lines: Sequence[str], *, keeps: bool = False) -> None:
    """Writes the lines as paragraphs; the style goes in by its key, a search by name would take longest."""
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph._p.style = Look.CELL.style_id
        if keeps:
            paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(line)


def _glued(text: str) -> str:
    """A date, a number, initials with a surname: never torn by the end of a line."""
    return text.replace(" ", NBSP)


def _glued_dates(period: str) -> str:
    """«с 15.10.2026 по 31.05.2027», «15.10.2026 – 31.05.2027»: a preposition or a dash ends no line alone."""
    return _PREPOSITION.sub(rf"\1{NBSP}", period).replace(" – ", f"{NBSP}– ")


def _glued_initials(name: str) -> str:
    return name.replace(". ", f".{NBSP}")
