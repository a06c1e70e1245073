"""Spreadsheets as a school makes them, written and read by another library than the product's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from nastavnik.rulebook.base_forms import HEADINGS_MENTEES

Row = Sequence[object]


def write_mentees(path: Path, rows: Sequence[Row], headings: Sequence[str] = HEADINGS_MENTEES) -> Path:
    """A base of mentees: name, contact, birth, request; the numbers of the rows are put in front."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(headings))
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    book.save(path)
    return path


def read_sheet(path: Path) -> list[list[object]]:
    """The cells of the first sheet, row by row."""
    sheet = load_workbook(path).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def change_cell(path: Path, place: str, value: object) -> None:
    """Writes a value into one cell of the first sheet: «D3»."""
    book = load_workbook(path)
    book.worksheets[0][place] = value
    book.save(path)
