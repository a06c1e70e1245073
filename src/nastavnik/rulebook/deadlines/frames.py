"""The plan's period or school year, by which a day, a month or a quarter without a year is placed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from nastavnik.rulebook.deadlines.atoms import YEARS, turns_over
from nastavnik.rulebook.deadlines.model import Span
from nastavnik.rulebook.deadlines.parts import Stretch
from nastavnik.rulebook.school_year import SchoolYear

_LEAP_YEAR = 2000


@dataclass(frozen=True)
class Frame:
    """The first and the last day of the plan, or none."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, period: tuple[date, date] | None, school_year: str | None) -> Self:
        """The frame of a period, a school year or both; ValueError, in Russian, where they do not agree."""
        if period and period[1] < period[0]:
            raise ValueError(f"Период кончается раньше, чем начинается: {_dots(*period)}.")
        if period and not (period[0].year in YEARS and period[1].year in YEARS):
            raise ValueError(f"Период {_dots(*period)} не похож на период карты: проверьте годы.")
        if school_year is None:
            return cls(*period) if period else cls()
        year = SchoolYear.parse(school_year)
        if period is None:
            return cls(year.first_day, year.last_day)
        if period[0] not in year or period[1] not in year:
            raise ValueError(
                f"Период {_dots(*period)} и {year.label} учебный год противоречат друг другу: оставьте что-то одно."
            )
        return cls(*period)

    @property
    def span(self) -> Span | None:
        """The whole period."""
        return Span(self.first, self.last) if self.first and self.last else None

    @property
    def is_one_year(self) -> bool:
        """Whether the period is no longer than a year."""
        return bool(self.first and self.last) and (self.last - self.first).days < 366  # type: ignore[operator]

    @property
    def is_calendar(self) -> bool:
        """Whether the period is whole calendar years."""
        return self._runs((1, 1), (12, 31))

    @property
    def is_school(self) -> bool:
        """Whether the period is whole school years."""
        return self._runs((9, 1), (8, 31))

    def school_years(self) -> list[int]:
        """First calendar years of the school years that the period touches."""
        if not self.first or not self.last:
            return []
        return list(range(_school_year_of(self.first), _school_year_of(self.last) + 1))

    def years(self) -> range:
        """Calendar years that the period touches, one more on both sides."""
        return range(self.first.year - 1, self.last.year + 2) if self.first and self.last else range(0)

    def touches(self, span: Span) -> bool:
        """Whether any day of the occurrence lies in the period; of one without a start or an end, its one day."""
        start, end = span.start or span.end, span.end or span.start
        return bool(self.first and self.last and start and end and start <= self.last and end >= self.first)

    def contains(self, span: Span) -> bool:
        """Whether the occurrence lies in the period wholly."""
        days = [day for day in (span.start, span.end) if day]
        return bool(self.first and self.last) and all(self.first <= day <= self.last for day in days)  # type: ignore[operator]

    def clipped(self, span: Span) -> Span:
        """The part of an occurrence that lies in the period."""
        return Span(
            max(span.start or date.min, self.first or date.min),
            min(span.end or date.max, self.last or date.max),
        )

    def months(self, length: int) -> Iterator[tuple[Span, bool]]:
        """Pieces of so many months from January on that the period touches, and whether it cuts them."""
        for year in self.years():
            for month in range(1, 13, length):
                after = date(year + (month + length > 12), (month + length - 1) % 12 + 1, 1)
                span = Span(date(year, month, 1), after - timedelta(days=1))
                if self.touches(span):
                    yield span, not self.contains(span)

    def _runs(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        return bool(
            self.first
            and self.last
            and (self.first.month, self.first.day) == first
            and (self.last.month, self.last.day) == last
        )


def placed(stretch: Stretch, year: int) -> Stretch:
    """The stretch with its first atom in the year, its last one in the same or, across New Year, the next."""
    first, last = stretch.first, stretch.last
    turns = first is not None and last is not None and turns_over(first, last)
    return Stretch(
        first.within(year) if first else None,
        last.within(year + turns) if last else None,
        stretch.doubt,
        stretch.remark,
    )


def span_of(stretch: Stretch) -> Span:
    """The days of a stretch whose atoms have their years; ValueError for nonsense."""
    start = stretch.first.start() if stretch.first else None
    return Span(start, stretch.last.end() if stretch.last else None)


def candidates(stretch: Stretch, frame: Frame) -> list[Stretch]:
    """Every placing of a stretch without years that touches the period; ValueError for nonsense."""
    span_of(placed(stretch, _LEAP_YEAR))
    found = []
    for year in frame.years():
        tried = placed(stretch, year)
        try:
            if frame.touches(span_of(tried)):
                found.append(tried)
        except ValueError:  # 29 February
            continue
    return found


def _school_year_of(day: date) -> int:
    return day.year if day.month >= 9 else day.year - 1


def _dots(first: date, last: date) -> str:
    return f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"
