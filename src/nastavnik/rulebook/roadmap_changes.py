"""What changed between two editions of one road map, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nastavnik.rulebook.roadmap_difference import FIELDS, Wording


class Happened(StrEnum):
    """What happened to a line; the Russian word is its value."""

    ADDED = "добавлено"
    REMOVED = "исключено"
    CHANGED = "изменено"
    MOVED = "перенесено"


@dataclass(frozen=True)
class Row:
    """A line as it stands in an edition; `line` is its identity, `section` the words of its section."""

    line: int
    wording: Wording
    number: str = ""
    section: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell with other words than before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class LineChange:
    """One line that is not as it was; `cells` are empty for one that was added or removed."""

    line: int
    happened: Happened
    number: str
    title: str
    cells: tuple[Cell, ...] = ()


def changes_between(before: Sequence[Row], after: Sequence[Row]) -> list[LineChange]:
    """Lines that differ, in the order of the later edition; those taken out stand at the end.

    A line that only got another number is not told of; one that went into another section is «перенесено». Spaces and
    line breaks are no difference.
    """
    known = {row.line: row for row in before}
    found = []
    for row in after:
        old = known.pop(row.line, None)
        if old is None:
            found.append(LineChange(row.line, Happened.ADDED, row.number, row.wording.title))
            continue
        cells = _cells(old, row)
        if cells:
            is_moved = all(cell.label == "Раздел" for cell in cells)
            happened = Happened.MOVED if is_moved else Happened.CHANGED
            found.append(LineChange(row.line, happened, row.number, row.wording.title, cells))
    gone = [LineChange(row.line, Happened.REMOVED, row.number, row.wording.title) for row in known.values()]
    return found + gone


def _cells(old: Row, new: Row) -> tuple[Cell, ...]:
    pairs = [("Раздел", old.section, new.section)]
    pairs += [(label, old.wording.cell(name), new.wording.cell(name)) for name, label in FIELDS.items()]
    return tuple(
        Cell(label, before, after) for label, before, after in pairs if before.split() != after.split()
    )
