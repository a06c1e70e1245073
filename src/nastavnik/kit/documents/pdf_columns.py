"""Tables of a .pdf without drawn lines: columns by the white between them, rows by the wider white above them.

A table is taken only where it is plain: three columns or more with white between them all the way down, rows that stand
clearly apart, and cells that begin on the first line of their row. What leaves a doubt stays text, and the reader of
road maps refuses it with the way out: a row merged with its neighbour in silence is worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

Word = dict[str, Any]
Line = list[Word]
Gap = tuple[float, float]

_FEWEST_LINES, _FEWEST_COLUMNS = 4, 3
_WHITE = 0.9
"""The narrowest white between columns, in heights of a line; spaces between words are a third of one."""
_SHARED = 2.0
"""How wide in points the white is that two pages of one table have in common."""
_SAME, _WIDER = 1.15, 1.3
"""Steps between two lines of a cell differ by less than the first; the step to the next row is wider by the second."""


@dataclass(frozen=True)
class Columns:
    """A table among lines: from the first line up to the last, the white between columns, the lines by rows."""

    first: int
    last: int
    white: tuple[Gap, ...]
    rows: tuple[tuple[Line, ...], ...]

    @property
    def edges(self) -> tuple[float, ...]:
        """The middles of the white."""
        return tuple((left + right) / 2 for left, right in self.white)

    def place_of(self, word: Word) -> int:
        """The column in which the middle of a word lies."""
        return _place(word, self.edges)

    def goes_on(self, other: Columns) -> bool:
        """Whether both have the same columns: a page that has other ones may have lost an empty one."""
        pairs = zip(self.white, other.white, strict=False)
        return len(self.white) == len(other.white) and all(
            min(one[1], two[1]) - max(one[0], two[0]) > _SHARED for one, two in pairs
        )

    def is_across(self, row: Sequence[Line]) -> bool:
        """Whether a row is one text over the white between columns, as the heading of a section is."""
        return any(_covers(word, edge) for line in row for word in _joined(line) for edge in self.edges)


def columns_in(lines: Sequence[Line]) -> Columns | None:
    """The one table among the lines of a page; None where there is none, or it is not plain."""
    runs = [(start, *_reach(lines, start)) for start in range(len(lines))]
    start, end, gaps = max(runs, key=lambda run: run[1] - run[0], default=(0, 0, []))
    if end - start < _FEWEST_LINES or len(gaps) < _FEWEST_COLUMNS - 1:
        return None
    while start and (left := _kept(gaps, lines[start - 1])) and len(_white(lines[start - 1])) > 0:
        start, gaps = start - 1, left
    last = end
    for place in range(end, len(lines)):
        if left := _kept(gaps, lines[place]):
            last, gaps = place + 1, left
    table = Columns(start, last, tuple(gaps), tuple(map(tuple, _rows(lines[start:last]))))
    return table if _is_plain(table) else None


def stand_in_columns(lines: Sequence[Line]) -> int:
    """How many of the lines that were left as text stand in columns."""
    return sum(1 for line in lines if len(_white(line)) >= _FEWEST_COLUMNS - 1)


def _reach(lines: Sequence[Line], start: int) -> tuple[int, list[Gap]]:
    """The longest run of lines from here that leaves the white of two gaps or more, and that white."""
    gaps = _white(lines[start])
    end = start + 1
    while len(gaps) >= _FEWEST_COLUMNS - 1 and end < len(lines) and (left := _kept(gaps, lines[end])):
        gaps, end = left, end + 1
    return end, gaps


def _height(line: Line) -> float:
    return max(float(word["bottom"] - word["top"]) for word in line)


def _white(line: Line) -> list[Gap]:
    least = _height(line) * _WHITE
    return [(one["x1"], other["x0"]) for one, other in pairwise(line) if other["x0"] - one["x1"] >= least]


def _kept(gaps: Sequence[Gap], line: Line) -> list[Gap]:
    """What words of the line leave of the gaps; nothing where a gap is lost, for then the line goes across."""
    least, left = _height(line) * _WHITE, list(gaps)
    for word in line:
        left = [piece for gap in left for piece in _cut(gap, word["x0"], word["x1"])]
    left = [gap for gap in left if gap[1] - gap[0] >= least]
    return left if len(left) >= len(gaps) else []


def _cut(gap: Gap, first: float, last: float) -> list[Gap]:
    if last <= gap[0] or first >= gap[1]:
        return [gap]
    return [(gap[0], min(first, gap[1])), (max(last, gap[0]), gap[1])]


def _joined(line: Line) -> list[Word]:
    """Words of a line that only spaces part, as one."""
    pieces: list[Word] = []
    for word in line:
        if pieces and word["x0"] - pieces[-1]["x1"] < _height(line) * _WHITE:
            pieces[-1] = {**pieces[-1], "x1": word["x1"]}
        else:
            pieces.append(word)
    return pieces


def _covers(word: Word, edge: float) -> bool:
    return bool(word["x0"] < edge < word["x1"])


def _place(word: Word, edges: Sequence[float]) -> int:
    middle = (word["x0"] + word["x1"]) / 2
    return sum(1 for edge in edges if middle > edge)


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines by rows: a wider step begins the next one. One row for all where the steps are neither near nor wide."""
    steps = [later[0]["top"] - former[0]["top"] for former, later in pairwise(lines)]
    inside = min((step for step in steps if step < median(map(_height, lines)) * 2), default=0)
    if any(inside * _SAME < step < inside * _WIDER for step in steps):
        return [list(lines)]
    rows: list[list[Line]] = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        if step > inside * _SAME:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _is_plain(table: Columns) -> bool:
    """Whether rows stand apart, each column has its words, and the cells of a row begin together."""
    used = {table.place_of(word) for row in table.rows for line in row for word in line}
    if len(table.rows) < _FEWEST_LINES - 1 or len(used) <= len(table.edges):
        return False
    if all(len(row) == 1 for row in table.rows) and len(table.rows) > 2 * _FEWEST_LINES:
        return False  # no cell of two lines: a step may as well lie within one
    return all(_begin_together(row, table) for row in table.rows[1:] if not table.is_across(row))


def _begin_together(row: Sequence[Line], table: Columns) -> bool:
    places = {table.place_of(word) for line in row for word in line}
    return places == {table.place_of(word) for word in row[0]}
