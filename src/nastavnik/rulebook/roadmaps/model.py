"""What is understood of a road map: measures, sections, indicators, and what looks wrong in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nastavnik.rulebook.deadlines import Deadline


class NoRoadmap(ValueError):
    """The document holds no road map that can be read; `reason` says in Russian what is missing and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Severity(StrEnum):
    """How much a finding matters: without mending, the row is wrong; it may be; it is only told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Place:
    """Where a row stands in the source: the number of its table and of its row in it, from 1."""

    table: int
    row: int


@dataclass(frozen=True)
class Target:
    """A number that a row promises: «не менее 100 участников», «2021 г. – 50 участников».

    At most one of `year` and `day` is known; `unit` is the words after the number, `comparison` those before it;
    `is_yearly` for each year anew; `text` is as printed.
    """

    value: float
    unit: str = ""
    comparison: str = ""
    year: int | None = None
    day: date | None = None
    is_yearly: bool = False
    text: str = ""


@dataclass(frozen=True)
class Executor:
    """Executors from one column; `level` is the heading of a sub-column («региональные», «ОО»), or nothing."""

    text: str
    level: str = ""


@dataclass(frozen=True)
class Section:
    """A section of a road map, its number as printed."""

    number: str
    title: str
    period: tuple[date, date] | None = None


@dataclass(frozen=True)
class MeasureRow:
    """One measure; every text is as printed, but for spaces and tags."""

    number: str
    title: str
    deadline: Deadline
    section: Section | None = None
    content: str = ""
    executors: tuple[Executor, ...] = ()
    participants: str = ""
    result: str = ""
    document_kind: str = ""
    targets: tuple[Target, ...] = ()
    place: Place = Place(0, 0)

    @property
    def executors_text(self) -> str:
        """The executors of all levels in one line."""
        return "; ".join(one.text for one in self.executors)


@dataclass(frozen=True)
class Indicator:
    """A row of a table of indicators with its values by years or dates."""

    name: str
    unit: str = ""
    number: str = ""
    targets: tuple[Target, ...] = ()
    place: Place = Place(0, 0)


@dataclass(frozen=True)
class Finding:
    """What looks wrong: a code, its weight, the index of the measure (None: the whole) and the column, a sentence."""

    code: str
    severity: Severity
    sentence: str
    where: int | None = None
    column: str = ""


@dataclass(frozen=True)
class Mark:
    """An approval mark: «СОГЛАСОВАНО», «УТВЕРЖДАЮ» and what is known of who and when."""

    word: str
    text: str = ""
    person: str = ""
    post: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Order:
    """The order by which the road map is approved."""

    number: str = ""
    day: date | None = None
    kind: str = ""


@dataclass(frozen=True)
class Column:
    """A column as it was recognised: its meaning, its heading as printed, its index from 0."""

    code: str
    heading: str
    index: int
    level: str = ""


@dataclass(frozen=True)
class Reading:
    """A road map as it was read. `suggested_periods` are those that the document names without saying which is its own."""

    title: str
    period: tuple[date, date] | None
    school_year: str | None
    sections: tuple[Section, ...]
    measures: tuple[MeasureRow, ...]
    indicators: tuple[Indicator, ...]
    findings: tuple[Finding, ...]
    layout: tuple[Column, ...]
    marks: tuple[Mark, ...] = ()
    order: Order | None = None
    suggested_periods: tuple[str, ...] = ()


@dataclass
class Draft:
    """A measure while its rows are being put together: texts by the meaning of their column."""

    place: Place
    section: Section | None
    texts: dict[str, str] = field(default_factory=dict)
    executors: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def text(self, code: str) -> str:
        """The text under a meaning, nothing where there is none."""
        return self.texts.get(code, "")


def joined(texts: Iterable[str], sign: str = " ") -> str:
    """Join what is not empty."""
    return sign.join(text for text in texts if text)


Texts = Mapping[str, str]
