"""Pieces of the calendar that a deadline names: a day, a month, a quarter …, with or without a year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import NoReturn

from nastavnik.rulebook.deadlines.model import Span

YEARS = range(1990, 2101)


class Unit(IntEnum):
    """From the smallest; the last two are the school's."""

    DAY = 1
    DECADE = 2
    MONTH = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6
    SCHOOL_HALF = 7
    SCHOOL_YEAR = 8


YEARLONG = frozenset({Unit.YEAR, Unit.SCHOOL_YEAR})


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of the calendar; `year` is the year in which a school year begins for the school's units.

    `number` is the day, ten days, quarter or half-year by its unit; `month` is there for days, ten days and months.
    """

    unit: Unit
    number: int = 0
    month: int = 0
    year: int | None = None

    def within(self, year: int) -> Atom:
        """The same in the year."""
        return replace(self, year=year)

    def start(self) -> date:
        """The first day; ValueError where the calendar has none, such as 31 February."""
        year = self._year
        match self.unit:
            case Unit.DAY:
                return date(year, self.month, self.number)
            case Unit.DECADE:
                return date(year, self.month, {1: 1, 2: 11, 3: 21}.get(self.number, 0))
            case Unit.SCHOOL_HALF:
                return {1: date(year, 9, 1), 2: date(year + 1, 1, 1)}.get(self.number) or _none()
            case Unit.SCHOOL_YEAR:
                return date(year, 9, 1)
            case _:
                return date(year, self._months()[0], 1)

    def end(self) -> date:
        """The last day; ValueError as for the first."""
        year = self._year
        match self.unit:
            case Unit.DAY:
                return self.start()
            case Unit.DECADE:
                self.start()
                return date(
                    year, self.month, {1: 10, 2: 20}.get(self.number, monthrange(year, self.month)[1])
                )
            case Unit.SCHOOL_HALF:
                return date(year, 12, 31) if self.start().month == 9 else date(year + 1, 8, 31)
            case Unit.SCHOOL_YEAR:
                return date(year + 1, 8, 31)
            case _:
                last = self._months()[1]
                return date(year, last, monthrange(year, last)[1])

    def span(self) -> Span:
        """Both."""
        return Span(self.start(), self.end())

    @property
    def _year(self) -> int:
        if self.year is None:
            raise ValueError("the year is not known")
        return self.year if self.year in YEARS else _none()

    def _months(self) -> tuple[int, int]:
        if self.unit is Unit.YEAR:
            return 1, 12
        if self.unit is Unit.MONTH:
            return (self.month, self.month) if 1 <= self.month <= 12 else _none()
        length = 3 if self.unit is Unit.QUARTER else 6
        if not 1 <= self.number <= 12 // length:
            _none()
        return (self.number - 1) * length + 1, self.number * length


def _none() -> NoReturn:
    raise ValueError("no such piece of the calendar")
