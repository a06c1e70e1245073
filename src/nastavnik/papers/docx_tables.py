"""Tables of the file of an order: ruled ones, ones without lines, merged cells, widths that stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

from nastavnik.papers.docx_styles import Look
from nastavnik.papers.sheets import SheetTable, spans_of

NBSP = "\u00a0"
_PREPOSITION = re.compile(r"\b(с|по|до) (?=\d)")
_GROUP_KEPT = 8
_PADDING = {"top": 28, "left": 108, "bottom": 28, "right": 108}
_AFTER_WIDTH = ("w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_NO_PADDING = dict.fromkeys(_PADDING, 0)


def add_table(document: DocumentType, sheet_table: SheetTable) -> None:
    """A table of people; a group that fits on a page is not divided, for its number stands in the first row."""
    widths, rows = [Cm(width) for width in sheet_table.widths], sheet_table.rows
    table = ruled_table(document, sheet_table.heads, widths)
    sizes, following = Counter(row.number for row in rows), (*rows[1:], None)
    for row, spans, below in zip(rows, spans_of(rows), following, strict=True):
        keeps = below is not None and below.number == row.number and sizes[row.number] <= _GROUP_KEPT
        added = add_row(table, widths)
        for tc, span, cell in zip(list(added._tr.tc_lst), spans, row.cells, strict=True):
            lines = tuple(_glued_dates(line) for line in cell.texts) if span else ("",)
            fill(_Cell(tc, table), lines, keeps=keeps)
            if span != 1:
                tc.vMerge = "restart" if span else "continue"


def ruled_table(document: DocumentType, heads: Sequence[str], widths: Sequence[Cm]) -> Table:
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


def plain_table(document: DocumentType, widths: Sequence[Cm]) -> Table:
    """A row without lines: things that stand side by side."""
    table = document.add_table(rows=1, cols=len(widths))
    _fix(table, widths, _NO_PADDING)
    _set_row(table.rows[0], widths)
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
        qn("w:tblW"), {qn("w:w"): str(round(sum(width.twips for width in widths))), qn("w:type"): "dxa"}
    )
    properties.insert_element_before(whole, *_AFTER_WIDTH)
    margins = properties.makeelement(qn("w:tblCellMar"), {})
    for side, twips in padding.items():
        margins.append(margins.makeelement(qn(f"w:{side}"), {qn("w:w"): str(twips), qn("w:type"): "dxa"}))
    properties.insert_element_before(margins, "w:tblLook")


def add_row(table: Table, widths: Sequence[Cm]) -> _Row:
    """One more row of the same widths."""
    row = table.add_row()
    _set_row(row, widths)
    return row


def _set_row(row: _Row, widths: Sequence[Cm]) -> None:
    """A row that is never torn by the end of a page, with the widths of its cells."""
    properties = row._tr.get_or_add_trPr()
    properties.insert(0, properties.makeelement(qn("w:cantSplit"), {}))
    for tc, width in zip(row._tr.tc_lst, widths, strict=True):
        tc.width = width


def fill(cell: _Cell, lines: Sequence[str], *, keeps: bool = False) -> None:
    """Writes the lines as paragraphs; the style goes in by its key, a search by name would take longest."""
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph._p.style = Look.CELL.style_id
        if keeps:
            paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(line)


def glued(text: str) -> str:
    """A date, a number, initials with a surname: never torn by the end of a line."""
    return text.replace(" ", NBSP)


def _glued_dates(period: str) -> str:
    """«с 15.10.2026 по 31.05.2027», «15.10.2026 – 31.05.2027»: a preposition or a dash ends no line alone."""
    return _PREPOSITION.sub(rf"\1{NBSP}", period).replace(" – ", f"{NBSP}– ")


def glued_initials(name: str) -> str:
    """Initials that stay with each other and with the surname."""
    return name.replace(". ", f".{NBSP}")
