"""What comes out of a paper: plain values, the same for the page, the file and a school's own template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class PrintedName:
    """A name in the case that its place in the document asks for; `key` tells it from the others."""

    key: int
    printed: str
    standing: str = ""

    @property
    def text(self) -> str:
        """«Котову Марию Ивановну, учителя физики»."""
        return f"{self.printed}, {self.standing}" if self.standing else self.printed


@dataclass(frozen=True)
class Cell:
    """A cell of a table: a name, or lines of text."""

    lines: tuple[str, ...] = ()
    name: PrintedName | None = None
    is_note: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What is printed, paragraph by paragraph."""
        return (self.name.text,) if self.name else self.lines

    @property
    def identity(self) -> object:
        """What makes two neighbours one: the same person, not the same words."""
        return self.name.key if self.name else self.lines


@dataclass(frozen=True)
class SheetRow:
    """A row of a table; rows of one number belong together, `key` tells it from the others."""

    number: int
    cells: tuple[Cell, ...]
    key: int = 0


@dataclass(frozen=True)
class SheetTable:
    """A table of the paper: headings, widths of the columns in centimetres, rows; an annex has a title."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[SheetRow, ...]
    title: str = ""


MARK_LABELS: Mapping[str, str] = {
    "approve": "УТВЕРЖДАЮ",
    "approved": "УТВЕРЖДЕНО",
    "agreed": "СОГЛАСОВАНО",
    "adopted": "ПРИНЯТО",
    "considered": "РАССМОТРЕНО",
    "opinion": "С УЧЁТОМ МНЕНИЯ",
}
"""Words of the marks; the first two stand at the top of the sheet, the others under the signature."""
_ABOVE = ("approve", "approved")


@dataclass(frozen=True)
class Mark:
    """An approval mark: who (a post with its organisation, or a body with its minutes), the name, the date."""

    kind: str
    who: str
    name: str = ""
    dated: str = ""

    @property
    def label(self) -> str:
        """«СОГЛАСОВАНО»."""
        return MARK_LABELS[self.kind]

    @property
    def is_above(self) -> bool:
        """Whether it stands at the top right."""
        return self.kind in _ABOVE

    @property
    def lines(self) -> tuple[str, ...]:
        """The mark line by line; room to sign and to date by hand where somebody signs and no date is given."""
        signed = (f"____________ {self.name}",) if self.name else ()
        dated = self.dated or ("«____» ____________ 20____ г." if self.name else "")
        return (self.label, self.who, *signed, *((dated,) if dated else ()))

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Mark:
        """The mark as the paper keeps it."""
        return cls(kept["kind"], kept["who"], kept.get("name", ""), kept.get("dated", ""))


@dataclass(frozen=True)
class OrderSheet:
    """The order as it will print, from top to bottom.

    `points` hold the texts without numbers: `named` follow the first in the same sentence, `table` stands
    under it, `control` is the last one. No date and no number leave room to write them by hand.
    """

    founder: str
    institution: str
    place: str
    title: str
    preamble: str
    command_word: str
    points: tuple[str, ...]
    control: str
    signer_post: str
    signer_name: str
    named: tuple[PrintedName, ...] = ()
    table: SheetTable | None = None
    annexes: tuple[SheetTable, ...] = ()
    acquainted: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    executor: str = ""
    dated: date | None = None
    number: str = ""

    @property
    def founder_lines(self) -> tuple[str, ...]:
        """The founder line by line, as it was typed."""
        return tuple(line.strip() for line in self.founder.splitlines() if line.strip())

    @property
    def lead(self) -> str:
        """The first point with those whom it names: «Назначить куратором … Светлову Светлану Петровну.»."""
        lead = self.points[0] if self.points else ""
        if not self.named:
            return lead
        return f"{lead.rstrip(' .:')} {'; '.join(name.text for name in self.named)}."

    @property
    def numbered_points(self) -> tuple[tuple[int, str], ...]:
        """Every point with its number, the control last."""
        return tuple(enumerate((self.lead, *self.points[1:], self.control), start=1))

    @property
    def marks_above(self) -> tuple[Mark, ...]:
        """Marks at the top right of the first page."""
        return tuple(mark for mark in self.marks if mark.is_above)

    @property
    def marks_below(self) -> tuple[Mark, ...]:
        """Marks under the signature."""
        return tuple(mark for mark in self.marks if not mark.is_above)

    @property
    def names(self) -> Iterator[PrintedName]:
        """Everybody whom the paper names, in the order of print."""
        yield from self.named
        for table in (self.table, *self.annexes):
            for row in table.rows if table else ():
                yield from (cell.name for cell in row.cells if cell.name)


def spans_of(rows: Sequence[SheetRow]) -> tuple[tuple[int, ...], ...]:
    """Say over how many rows each cell reaches, row by row; 0 where the cell above covers this one.

    Within a number, neighbours with the same content are one.
    """
    if not rows:
        return ()
    columns = [
        _column_spans([(row.number, row.cells[place].identity) for row in rows])
        for place in range(len(rows[0].cells))
    ]
    return tuple(zip(*columns, strict=True))


def _column_spans(contents: Sequence[object]) -> list[int]:
    spans = [0] * len(contents)
    first = 0
    for place, content in enumerate(contents):
        if place == 0 or content != contents[first]:
            first = place
        spans[first] += 1
    return spans


def people_in(names: Iterable[PrintedName]) -> int:
    """How many names the paper has, each place of a person once."""
    return len({name.key for name in names})


@dataclass(frozen=True)
class ActSheetLine:
    """One line of the act as it prints: the number of the record, the ground, since when."""

    number: int
    record: int
    ground: str
    since: date


@dataclass(frozen=True)
class ActSheet:
    """The act as it will print, from top to bottom; no name of a participant stands in it."""

    operator: str
    address: str
    processor: str
    place: str
    title: str
    head_post: str
    head_name: str
    commission: tuple[str, ...]
    systems: str
    data_list: str
    way: str
    lines: tuple[ActSheetLine, ...]
    dated: date | None
    number: str
