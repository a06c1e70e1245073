"""What is understood of a deadline: occurrences, kind, recurrence, and what a person has to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How the deadline is worded; `KIND_LABELS` has the Russian words."""

    DATE = "date"
    UNTIL = "until"
    SINCE = "since"
    RANGE = "range"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEARS = "years"
    SCHOOL_YEAR = "school_year"
    RECURRING = "recurring"
    OPEN = "open"
    RELATIVE = "relative"
    SCHEDULE = "schedule"
    ALTERNATIVE = "alternative"
    COMBINED = "combined"
    LIST = "list"
    NONE = "none"
    UNREADABLE = "unreadable"


KIND_LABELS = {
    Kind.DATE: "дата",
    Kind.UNTIL: "не позднее даты",
    Kind.SINCE: "начиная с даты",
    Kind.RANGE: "промежуток",
    Kind.MONTH: "месяц",
    Kind.MONTHS: "несколько месяцев подряд",
    Kind.QUARTER: "квартал",
    Kind.HALF_YEAR: "полугодие",
    Kind.YEAR: "год",
    Kind.YEARS: "несколько лет подряд",
    Kind.SCHOOL_YEAR: "учебный год",
    Kind.RECURRING: "повторяется",
    Kind.OPEN: "в течение периода",
    Kind.RELATIVE: "отсчитывается от события",
    Kind.SCHEDULE: "по графику или по необходимости",
    Kind.ALTERNATIVE: "один из нескольких сроков",
    Kind.COMBINED: "составной срок",
    Kind.LIST: "несколько сроков",
    Kind.NONE: "срок не указан",
    Kind.UNREADABLE: "срок непонятен",
}


@dataclass(frozen=True)
class Span:
    """One occurrence, both days included; without a start it is «до», without an end «с».

    ValueError when it has neither bound or ends before it starts.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("У срока нет ни начала, ни конца.")
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"Срок кончается раньше, чем начинается: {self.start} – {self.end}.")


class Every(StrEnum):
    """The unit of a recurrence."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


EVERY_WORDS = {
    Every.YEAR: "ежегодно",
    Every.HALF_YEAR: "каждое полугодие",
    Every.QUARTER: "ежеквартально",
    Every.MONTH: "ежемесячно",
    Every.WEEK: "еженедельно",
    Every.DAY: "ежедневно",
}
_UNITS = {
    Every.YEAR: "года",
    Every.HALF_YEAR: "полугодия",
    Every.QUARTER: "квартала",
    Every.MONTH: "месяца",
    Every.WEEK: "недели",
    Every.DAY: "дня",
}
_DATIVE_DAYS = (
    "понедельникам",
    "вторникам",
    "средам",
    "четвергам",
    "пятницам",
    "субботам",
    "воскресеньям",
)


@dataclass(frozen=True)
class Recurrence:
    """A rule: the unit, the window of years where the text names one, the day of the month, and whether the
    day is counted in the unit that follows the reporting one.

    `times` is how often within the unit, `step` in how many units once; `weekdays` run from 0, Monday; `pieces` are
    words for the parts of each unit: «первый понедельник».
    """

    every: Every
    years: tuple[int, int | None] | None = None
    day: int | None = None
    is_until: bool = False
    is_following: bool = False
    times: int = 1
    weekdays: tuple[int, ...] = ()
    step: int = 1
    pieces: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """«ежеквартально, до 15 числа после отчётного периода»."""
        said = EVERY_WORDS[self.every] if self.step == 1 else f"раз в {self.step} {_UNITS[self.every]}"
        if self.times > 1:
            said += f", по {self.times} раза" if self.times < 5 else f", по {self.times} раз"
        if self.weekdays:
            said += ", по " + " и ".join(_DATIVE_DAYS[day] for day in self.weekdays)
        if self.pieces:
            said += f", {'до конца: ' if self.is_until else ''}{' и '.join(self.pieces)}"
        if self.day:
            said += f", {'до ' if self.is_until else ''}{'последнего' if self.day < 0 else self.day} числа"
        if self.is_following:
            said += " после отчётного периода" if self.day else ", после отчётного периода"
        if self.years:
            first, last = self.years
            said += f", с {first} г." if last is None else f", {first}–{last} гг."
        return said


class Direction(StrEnum):
    """Where a relative term lies from its event."""

    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"
    ALONG = "along"


class Measure(StrEnum):
    """In what a relative term is counted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Anchor:
    """A term counted from an event whose day a person picks.

    `count` is None where the text says only «после …» or «до …»; `is_limit` where the counted day is the latest
    one («не позднее чем за»), not the very one; `event` is the event as the text names it, perhaps empty.
    """

    direction: Direction
    event: str
    count: int | None = None
    measure: Measure = Measure.DAYS
    is_limit: bool = False


@dataclass(frozen=True)
class Deadline:
    """A deadline as understood; `text` is kept as it was given.

    `occurrences` stand in the order of the text. With `needs_person` they are what is certain already (perhaps
    nothing), and `notes` say what to decide. `alternatives` are all candidates of an «или».
    """

    text: str
    kind: Kind
    occurrences: tuple[Span, ...] = ()
    recurrence: Recurrence | None = None
    needs_person: bool = False
    notes: tuple[str, ...] = ()
    anchor: Anchor | None = None
    alternatives: tuple[Span, ...] = ()


def as_json(deadline: Deadline) -> dict[str, object]:
    """The deadline for JSON: text, kind, needs_person, occurrences with ISO days or null, notes."""
    return {
        "text": deadline.text,
        "kind": deadline.kind.value,
        "needs_person": deadline.needs_person,
        "occurrences": [{"start": _iso(one.start), "end": _iso(one.end)} for one in deadline.occurrences],
        "notes": list(deadline.notes),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
