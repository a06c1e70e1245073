"""Spreadsheets into cells and back: what a school sends, and what it gets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from nastavnik.kit import sheet_guards as guards
from nastavnik.kit.csv_sheets import read_csv
from nastavnik.kit.errors import Refused
from nastavnik.rulebook.cells import Cell, text_of


def read_sheet(file: bytes, filename: str = "") -> list[list[Cell]]:
    """The first visible sheet with anything in it, as rows of equal length.

    Row N of the sheet is item N − 1: empty rows above and between stay, those after the last value
    are cut. Texts are trimmed (no-break spaces become spaces), empty ones are None, whole floats are
    integers, midnights are dates; a merged area repeats its value in each of its cells. Reads .xlsx, .xls,
    .ods and .csv. Refused, in Russian: over 10 MB or 200 MB unpacked, not a spreadsheet, damaged, under a
    password, empty, over 20,000 rows.
    """
    for sheet in read_sheets(file, filename):
        rows = [list(row) for row in sheet.rows]
        for merged in sheet.merged:
            _spread(rows, rows[merged.top][merged.left], merged)
        return _trimmed(rows)
    raise Refused(guards.NOTHING, field="file")


@dataclass(frozen=True)
class Merged:
    """A merged area: its first and last rows and columns, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was filled: merged areas hold their value in the first cell alone."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()


def read_sheets(file: bytes, filename: str = "") -> Iterator[Sheet]:
    """Every visible sheet with anything in it; cells and refusals are as `read_sheet` says."""
    if guards.check_wrapping(file, filename):
        if found := _trimmed([list(row) for row in read_csv(file, filename)]):
            yield Sheet("", found)
        return
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file))
        for meta in workbook.sheets_metadata:
            if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet:
                sheet = _sheet_of(meta.name, workbook.get_sheet_by_name(meta.name))
                if any(value is not None for row in sheet.rows for value in row):
                    yield sheet
    except PasswordError as error:
        raise Refused(guards.LOCKED, field="file") from error
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise Refused(guards.DAMAGED, field="file") from error
    except BaseException as error:
        # a panic of the reader's own language is no Exception; anything else goes its way
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(guards.DAMAGED, field="file") from error


def _sheet_of(name: str, sheet: CalamineSheet) -> Sheet:
    if sheet.end is None:
        return Sheet(name, [])
    if sheet.end[0] >= guards.MAX_ROWS:
        raise Refused(guards.TOO_LONG, field="file")
    rows = [
        [_cell(value) for value in row[: guards.MAX_COLUMNS]]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    merged = [
        Merged(top, left, bottom, right)
        for (top, left), (bottom, right) in ranges
        if top < len(rows) and left < len(rows[top])
    ]
    return Sheet(name, rows, tuple(merged))


def _trimmed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows up to the last one with a value, all of the width of the widest."""
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    width = max(
        (place + 1 for row in rows for place, value in enumerate(row) if value is not None), default=0
    )
    return [[*row[:width], *[None] * (width - len(row))] for row in rows]


def cells_as_json(cells: Sequence[Sequence[Cell]]) -> list[list[Any]]:
    """A whole sheet as JSON: a date is {"day": "2026-10-15"}, anything else that JSON does not know its text."""
    return [[_kept(cell) for cell in row] for row in cells]


def cells_from_json(kept: Sequence[Sequence[Any]]) -> list[list[Cell]]:
    """The way back to cells."""
    return [
        [dt.date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell for cell in row]
        for row in kept
    ]


def _kept(cell: Cell) -> Any:
    if isinstance(cell, dt.datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, dt.date):
        return {"day": cell.isoformat()}
    return text_of(cell) if isinstance(cell, dt.time | dt.timedelta) else cell


def _spread(rows: list[list[Cell]], value: Cell, area: Merged) -> None:
    """Repeats the value of a merged area in each of its cells."""
    for row in rows[area.top : area.bottom + 1]:
        for place in range(area.left, area.right + 1):
            if place < len(row) and row[place] is None:
                row[place] = value


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        text = value.replace("\u00a0", " ").replace("\u202f", " ").strip()
        return text or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time.min:
        return value.date()
    cell: Cell = value
    return cell


@dataclass(frozen=True)
class SheetOf:
    """One sheet of a book: its name, headings, rows, and the widths of columns where the headings' do not do.

    With `widths` long texts are broken into lines.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()


def write_sheet(
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    title: str,
    target: Path | str | io.BytesIO,
) -> None:
    """Writes a book of one sheet, as `write_book` does."""
    write_book((SheetOf(title, headings, rows),), target)


def write_book(sheets: Sequence[SheetOf], target: Path | str | io.BytesIO) -> None:
    """Writes sheets: bold headings that stay in sight, then the rows, one by one, in little memory.

    Texts are always texts: one that begins with = + - @ is never a formula, nor an address a link.
    Dates are printed as 15.10.2026, booleans as «да» and «нет»; titles name the sheets.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd.mm.yyyy",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        broken = book.add_format({"text_wrap": True, "valign": "top"})
        for one in sheets:
            sheet = book.add_worksheet(_sheet_name(one.title))
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(one.headings):
                width = one.widths[place] if one.widths else min(max(len(heading) + 2, 12), 40)
                sheet.set_column(place, place, width, broken if one.widths else None)
                sheet.write_string(0, place, heading, bold)
            for line, row in enumerate(one.rows, start=1):
                for place, value in enumerate(row):
                    _write_cell(sheet, line, place, value)


def _write_cell(sheet: Any, line: int, place: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(line, place, "да" if value else "нет")
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, place, value)
    elif isinstance(value, dt.date | dt.time):
        sheet.write_datetime(line, place, value)
    else:
        sheet.write_string(line, place, str(value))


def _sheet_name(title: str) -> str:
    """A name that Excel takes: at most 31 characters, no brackets, slashes, colons, stars
    or question marks, no quotes at the ends.
    """
    clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip().strip("'")
    return clean[:31].strip().strip("'") or "Лист 1"
