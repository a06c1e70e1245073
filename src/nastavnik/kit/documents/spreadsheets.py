"""Spreadsheets as documents: each visible sheet is a table."""

from __future__ import annotations

from nastavnik.kit.sheets import Sheet, read_sheets
from nastavnik.rulebook.cells import Cell as Value
from nastavnik.rulebook.cells import lines_of
from nastavnik.rulebook.roadmaps.document import Cell, Document, Table


def read_spreadsheet(file: bytes, name: str) -> Document:
    """The sheets with anything in them; dates as 15.10.2026, refusals as of every spreadsheet."""
    return Document(tuple(_table(sheet) for sheet in read_sheets(file, name)))


def _table(sheet: Sheet) -> Table:
    rows = [[Cell(_text(value)) for value in row] for row in sheet.rows]
    for area in sheet.merged:
        first = rows[area.top][area.left]
        for row in rows[area.top : area.bottom + 1]:
            for place in range(area.left, min(area.right + 1, len(row))):
                row[place] = Cell(is_covered=True)
        rows[area.top][area.left] = Cell(first.text, area.right - area.left + 1, area.bottom - area.top + 1)
    return Table(tuple(tuple(row) for row in rows), sheet.name)


def _text(value: Value) -> str:
    return "\n".join(lines_of(value))
