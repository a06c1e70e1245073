"""What goes into an order and what comes out of it: plain values, the same for the page and the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nastavnik.registry.models import Person


@dataclass(frozen=True)
class OrderLine:
    """One mentor and one mentee as the order is asked to name them; lines of a group share the number.

    Standings are nominative: «учитель физики», «8 «А»», «8 «А» класс», «обучающийся 8 «А» класса».
    """

    mentor: Person
    mentor_standing: str
    mentee: Person
    mentee_standing: str
    form_label: str
    role_label: str
    period_label: str
    number: int


@dataclass(frozen=True)
class NameText:
    """What a person typed for one name of a draft; `is_checked` takes the mark of doubt away."""

    printed: str
    standing: str = ""
    is_checked: bool = False


@dataclass(frozen=True)
class OrderTexts:
    """What a person typed for the order itself: everything that may be corrected beside the names."""

    title: str
    preamble: str
    points: tuple[str, ...]
    signer_post: str
    signer_name: str


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
class SheetRow:
    """A row of the order's table."""

    number: int
    mentor: PrintedName
    mentee: PrintedName
    form: str
    role: str
    period: str


@dataclass(frozen=True)
class OrderSheet:
    """The order as it will print, from top to bottom.

    `points` hold the texts without numbers: the first stands above the table, the others under it, `control`
    is the last one. No date and no number leave room to write them by hand.
    """

    founder: str
    institution: str
    place: str
    title: str
    preamble: str
    command_word: str
    points: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    control: str
    signer_post: str
    signer_name: str
    acquainted: tuple[str, ...] = field(default=())
    dated: date | None = None
    number: str = ""

    @property
    def founder_lines(self) -> tuple[str, ...]:
        """The founder line by line, as it was typed."""
        return tuple(line.strip() for line in self.founder.splitlines() if line.strip())

    @property
    def numbered_points(self) -> tuple[tuple[int, str], ...]:
        """Every point with its number, the control last."""
        return tuple(enumerate((*self.points, self.control), start=1))


TABLE_HEADS = (
    "№",
    "Наставник (кого закрепить)",
    "Наставляемый (за кем закрепить)",
    "Форма, ролевая модель",
    "Период",
)
_CELLS: Mapping[str, Callable[[SheetRow], object]] = {
    "number": lambda row: row.number,
    "mentor": lambda row: row.mentor.key,
    "mentee": lambda row: row.mentee.key,
    "form": lambda row: (row.form, row.role),
    "period": lambda row: row.period,
}


@dataclass(frozen=True)
class Spans:
    """Over how many rows each cell of a row reaches; 0 where the cell above covers this one."""

    number: int
    mentor: int
    mentee: int
    form: int
    period: int


def spans_of(rows: Sequence[SheetRow]) -> tuple[Spans, ...]:
    """Say which cells of the table are one: within a number, neighbours with the same content."""
    columns = {
        name: _column_spans([(row.number, content(row)) for row in rows]) for name, content in _CELLS.items()
    }
    return tuple(
        Spans(**{name: spans[place] for name, spans in columns.items()}) for place in range(len(rows))
    )


def _column_spans(contents: Sequence[object]) -> list[int]:
    spans = [0] * len(contents)
    first = 0
    for place, content in enumerate(contents):
        if place == 0 or content != contents[first]:
            first = place
        spans[first] += 1
    return spans


def people_in(rows: Iterable[SheetRow]) -> int:
    """How many people the table names, each once on each side."""
    return len({name.key for row in rows for name in (row.mentor, row.mentee)})
