"""The rows of a table one by one, with the values of merged cells in every row that they cover."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nastavnik.rulebook.roadmaps.document import Cell, Table
from nastavnik.rulebook.roadmaps.layouts import Layout
from nastavnik.rulebook.roadmaps.model import Place
from nastavnik.rulebook.roadmaps.texts import clean

_CARRIED = frozenset({"deadline", "begins", "ends", "executors", "participants", "result", "document_kind"})


@dataclass(frozen=True)
class Line:
    """A row: its cells, its place, whether an empty row or the edge of a table stands right above it."""

    cells: tuple[Cell, ...]
    place: Place
    is_after_gap: bool = False

    @cached_property
    def filled(self) -> dict[int, str]:
        """The texts that are not empty, cleaned, by column."""
        return {
            place: text
            for place, cell in enumerate(self.cells)
            if cell.text.strip() and (text := clean(cell.text))
        }

    @property
    def is_counter(self) -> bool:
        """Tell whether the row counts the columns: 1, 2, 3 …"""
        texts = [text.rstrip(".") for text in self.filled.values()]
        return len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


def lines_of(table: Table, number: int) -> Iterator[Line]:
    """Give the rows that hold anything."""
    gap = True
    for index, row in enumerate(table.rows, start=1):
        line = Line(row, Place(number, index), gap)
        gap = not line.filled and not any(cell.is_covered for cell in row)
        if line.filled:
            yield line


class Merged:
    """Remembers the cells merged over several rows, so that each of these rows has their value."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[str, int]] = {}

    def spread(self, line: Line, layout: Layout) -> dict[int, str]:
        """Give the texts of the row with those that a merged cell above lends to it: when, who, with what result."""
        texts = line.filled
        carried = {column.index for column in layout.columns if column.code in _CARRIED}
        for place, cell in enumerate(line.cells):
            text, left = self._open.pop(place, ("", 0))
            if cell.is_covered and left and place in carried and place not in texts:
                texts[place] = text
            if cell.is_covered and left > 1:
                self._open[place] = (text, left - 1)
            elif cell.down > 1 and place in texts:
                self._open[place] = (texts[place], cell.down - 1)
        return texts
