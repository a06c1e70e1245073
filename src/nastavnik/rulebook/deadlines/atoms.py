"""Pieces of the calendar that a deadline names: a day, a month, a quarter …, with or without a year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

YEARS = range(1990, 2101)


class Unit(IntEnum):
    """From the smallest; the last two are the school's."""

    DAY = 1
    WEEKDAY = 2
    DECADE = 3
    HALF_MONTH = 4
    MONTH = 5
    QUARTER = 6
    HALF = 7
    YEAR = 8
    SCHOOL_HALF = 9
    SCHOOL_YEAR = 10


_NAMES = {
    Unit.DECADE: "декада",
    Unit.HALF_MONTH: "половина месяца",
    Unit.QUARTER: "квартал",
    Unit.HALF: "полугодие",
    Unit.SCHOOL_HALF: "учебное полугодие",
}
_NUMBERED = {
    Unit.DECADE: range(1, 4),
    Unit.HALF_MONTH: range(1, 3),
    Unit.QUARTER: range(1, 5),
    Unit.HALF: range(1, 3),
    Unit.SCHOOL_HALF: range(1, 3),
}
_LEAP_YEAR = 2000
LAST = -1
"""The number of the last day, the last Friday of a month."""
YEARLONG = frozenset({Unit.YEAR, Unit.SCHOOL_YEAR})
PIECES = frozenset({Unit.WEEKDAY, Unit.DECADE, Unit.HALF_MONTH})
"""Parts of one month; «первая пятница сентября – октября» is no range of days."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of the calendar; `year` is the year in which a school year begins for the school's units.

    `number` is the day, ten days, quarter or half-year by its unit, for a day of the week which of its month; `LAST`
    is the last of days. `month` is there for months and what is smaller, `weekday` (0 is Monday) for its own unit.
    """

    unit: Unit
    number: int = 0
    month: int = 0
    year: int | None = None
    weekday: int = 0

    def __str__(self) -> str:
        """As digits, for a note: «31.02.2022», «2021»; words for the rest."""
        day = f"{self.number:02d}." if self.unit is Unit.DAY and self.number != LAST else ""
        month = f"{self.month:02d}." if self.month else ""
        named = f"{self.number} {_NAMES[self.unit]} " if self.unit in _NAMES else ""
        return f"{named}{day}{month}{self.year or ''}".strip(" .")

    def within(self, year: int) -> Atom:
        """The same in the year."""
        return Atom(self.unit, self.number, self.month, year, self.weekday)

    def start(self) -> date:
        """The first day; ValueError where the calendar has none, such as 31 February."""
        return _days(self.unit, self.number, self.month, self.year, self.weekday)[0]

    def end(self) -> date:
        """The last day; ValueError as for the first."""
        return _days(self.unit, self.number, self.month, self.year, self.weekday)[1]


def turns_over(first: Atom, last: Atom) -> bool:
    """Whether a range of both without years crosses New Year: «октябрь – апрель». ValueError for nonsense."""
    return last.within(_LEAP_YEAR).end() < first.within(_LEAP_YEAR).start()


@lru_cache(maxsize=4096)
def _days(unit: Unit, number: int, month: int, year: int | None, weekday: int) -> tuple[date, date]:
    if year not in YEARS or year is None:
        raise ValueError(f"no such year: {year}")
    if unit in (Unit.DAY, Unit.WEEKDAY):
        day = _day(number, month, year) if unit is Unit.DAY else _weekday(number, month, year, weekday)
        return day, day
    if unit is Unit.SCHOOL_YEAR:
        return date(year, 9, 1), date(year + 1, 8, 31)
    if unit in _NUMBERED and number not in _NUMBERED[unit]:
        raise ValueError(f"no such piece of a year: {number}")
    if unit is Unit.DECADE:
        return date(year, month, number * 10 - 9), _ten_days_end(date(year, month, 1), number)
    if unit is Unit.HALF_MONTH:
        return date(year, month, 1 if number == 1 else 16), _day(15 if number == 1 else LAST, month, year)
    if unit is Unit.SCHOOL_HALF:
        return (
            (date(year, 9, 1), date(year, 12, 31))
            if number == 1
            else (date(year + 1, 1, 1), date(year + 1, 8, 31))
        )
    length = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}[unit]
    first = month if unit is Unit.MONTH else max(0, number - 1) * length + 1
    last = first + length - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(number: int, month: int, year: int) -> date:
    return date(year, month, monthrange(year, month)[1] if number == LAST else number)


def _weekday(number: int, month: int, year: int, weekday: int) -> date:
    """The first, second … or last such day of the week in the month; ValueError where it has none."""
    if number == LAST:
        last = _day(LAST, month, year)
        return last.replace(day=last.day - (last.weekday() - weekday) % 7)
    if number < 1:
        raise ValueError("days of the week are counted from one")
    first = date(year, month, 1)
    return first.replace(day=1 + (weekday - first.weekday()) % 7 + (number - 1) * 7)


def _ten_days_end(first: date, number: int) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1] if number == 3 else number * 10)
