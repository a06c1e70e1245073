"""From the top of a document to its bottom: what stands before the plan, the rows of the plan, the indicators."""

from collections.abc import Sequence

from nastavnik.rulebook.roadmaps.document import Cell, Document, Paragraph, Table
from nastavnik.rulebook.roadmaps.grid import Line, Merged, lines_of
from nastavnik.rulebook.roadmaps.headings import heading_meanings
from nastavnik.rulebook.roadmaps.indicators import continued, indicator_of
from nastavnik.rulebook.roadmaps.layouts import (
    IndicatorLayout,
    Layout,
    fits,
    indicator_layout,
    layout_by_contents,
    plan_layout,
)
from nastavnik.rulebook.roadmaps.marks import has_mark
from nastavnik.rulebook.roadmaps.model import Indicator
from nastavnik.rulebook.roadmaps.numbers import begins_as_section
from nastavnik.rulebook.roadmaps.rows import Rows
from nastavnik.rulebook.roadmaps.texts import clean, starts_lower

_LONGEST_SECTION = 250


class Walk:
    """Goes over a document once; afterwards `front`, `rows`, `indicators` and `layout` say what was met."""

    def __init__(self, document: Document) -> None:
        self.front: list[str] = []
        self.rows = Rows()
        self.indicators: list[Indicator] = []
        self.layout: Layout | None = None
        self.repeated_headings = 0
        self._indicators: IndicatorLayout | None = None
        self._mode = ""
        self._last = ""
        self._skip = 0
        self._heading: tuple[str, ...] = ()
        self._depth_texts: list[tuple[str, ...]] = []
        self._merged = Merged()
        number = 0
        for block in document.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block.text)
            else:
                number += 1
                self._table(block, number)

    def _paragraph(self, text: str) -> None:
        line = clean(text)
        if not line:
            self.rows.is_after_gap = True
            if not self.layout:
                self.front.append("")
            return
        self._last = line
        if self._mode == "indicators":
            self._mode = ""
        if not self.layout:
            self.front.extend(line.split("\n"))

    def _table(self, table: Table, number: int) -> None:
        lines = list(lines_of(table, number))
        cells = [line.cells for line in lines]
        heads = [index for index, row in enumerate(cells) if heading_meanings(row)]
        if lines and not heads and not self._goes_on(lines):
            self._begin_by_contents(cells)
        aside: list[Line] = []
        for index, line in enumerate(lines):
            if self._skip:
                self._skip -= 1
            elif index in heads:
                self._begin_by_headings(cells[index : _next_table(heads, index, len(cells))])
            elif not self._take(line, cells[index : index + 2]) and not self.layout:
                aside.append(line)
        self._set_aside(aside)
        self._last = ""

    def _goes_on(self, lines: Sequence[Line]) -> bool:
        """Tell whether a table without headings belongs to the one before it."""
        if self._mode == "plan" and self.layout:
            return sum(1 for line in lines if fits(self.layout, line.cells)) * 2 > len(lines)
        return self._mode == "indicators"

    def _begin_by_contents(self, rows: Sequence[Sequence[Cell]]) -> None:
        self._mode = ""
        if not any(indicator_layout(rows[index : index + 2]) for index in range(len(rows))) and (
            layout := layout_by_contents(rows)
        ):
            self._begin(layout)

    def _take(self, line: Line, here: Sequence[Sequence[Cell]]) -> bool:
        """Understand a row that is no heading of a plan; False for one that belongs to nothing."""
        if indicators := indicator_layout(here):
            self._mode, self._indicators, self._skip = "indicators", indicators, indicators.depth - 1
            return True
        if line.is_counter:
            return True
        if self._mode == "plan" and self.layout:
            self.rows.take(line, self._merged.spread(line, self.rows.layout))
            return True
        return self._indicator(line)

    def _begin_by_headings(self, rows: Sequence[Sequence[Cell]]) -> None:
        """A plan begins, or its headings are repeated on a new page."""
        heading = tuple(clean(cell.text) for cell in rows[0])
        if self.layout and heading == self._heading and self._mode == "plan":
            self.repeated_headings += 1
            self._skip = min(self.rows.layout.depth, _same_depth(rows, self._depth_texts)) - 1
            self._section_above()
        elif layout := plan_layout(rows):
            self._heading = heading
            self._depth_texts = [tuple(clean(cell.text) for cell in row) for row in rows[: layout.depth]]
            self._skip = layout.depth - 1
            self._begin(layout)

    def _begin(self, layout: Layout) -> None:
        self._section_above()
        self._mode = "plan"
        self._merged = Merged()
        if not self.layout or (layout.has_deadline and not self.layout.has_deadline):
            self.layout = layout
        self.rows.layout = layout

    def _section_above(self) -> None:
        """The line right above a table may be the heading of a section."""
        line, self._last = self._last.replace("\n", " "), ""
        if not line or len(line) > _LONGEST_SECTION or line.isdigit():
            return
        if begins_as_section(line) or (self.layout and not starts_lower(line) and not line.endswith(".")):
            self.rows.begin_section(line)

    def _indicator(self, line: Line) -> bool:
        """Understand a row under the headings of indicators; False where the table has ended."""
        if self._mode != "indicators" or not self._indicators:
            return False
        if found := indicator_of(line, self._indicators):
            self.indicators.append(found)
            return True
        rest = line.filled.get(self._indicators.name, "")
        if self.indicators and len(line.filled) == 1 and starts_lower(rest):
            self.indicators[-1] = continued(self.indicators[-1], rest, self._indicators)
            return True
        if len(line.filled) == 1:
            self._mode = ""
        return False

    def _set_aside(self, lines: Sequence[Line]) -> None:
        """What belongs to no plan is read as paragraphs: side by side where it holds approval marks."""
        texts = [line.filled for line in lines]
        places = sorted({place for row in texts for place in row})
        if len(places) > 1 and any(has_mark(text) for row in texts for text in row.values()):
            found = [row[place] for place in places for row in texts if place in row]
        else:
            found = [" ".join(row.values()) for row in texts]
        for text in found:
            self.front.extend(text.split("\n"))


def _next_table(heads: Sequence[int], index: int, end: int) -> int:
    """Where the rows under these headings end: other tables below do not speak for this one."""
    return next((head for head in heads if head > index + 1), end)


def _same_depth(rows: Sequence[Sequence[Cell]], known: Sequence[tuple[str, ...]]) -> int:
    """How many of the rows repeat the known rows of headings."""
    count = 0
    for row, texts in zip(rows, known, strict=False):
        if tuple(clean(cell.text) for cell in row) != texts:
            break
        count += 1
    return max(count, 1)
