"""Values of a spreadsheet's cells as plain text, and the letters of its columns."""

import re
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What a reader of .xlsx, .xls, .ods or .csv may give for one cell."""


class Unreadable(ValueError):
    """What is written can not be understood; `what` says why and `remedy` how to write it, in Russian."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}. {remedy}")
        self.what = what
        self.remedy = remedy


INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Signs that leave no mark on paper: soft hyphens, joiners, byte order marks."""


def text_of(cell: Cell) -> str:
    """Give the cell as one line of text: whole floats without «.0», dates as 15.10.2026, spaces collapsed."""
    return " ".join(_raw(cell).split())


def lines_of(cell: Cell) -> list[str]:
    """Give the non-empty lines of the cell, each trimmed; line breaks are what Alt+Enter makes."""
    lines = (" ".join(line.split()) for line in _raw(cell).splitlines())
    return [line for line in lines if line]


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing at all is written in the cell (spaces count as nothing)."""
    if isinstance(cell, str):
        return not cell or not INVISIBLE.sub("", cell).strip()
    return cell is None


def column_letter(index: int) -> str:
    """Give the letter of a column by its index from 0: 0 is A, 25 is Z, 26 is AA."""
    if index < 0:
        raise ValueError("column index is negative")
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _raw(cell: Cell) -> str:
    if isinstance(cell, str):
        return INVISIBLE.sub("", cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, date):  # a moment is a date, too
        return cell.strftime("%d.%m.%Y")
    return str(cell)
