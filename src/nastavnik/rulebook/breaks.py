"""Holidays and quarantine of an institution: while they last, clocks that count days of work stand still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nastavnik.rulebook.school_year import SchoolYear

LONGEST_BREAK = 120
"""The longest break that can be entered, in days (editable default): longer ones are typing errors."""


class BreakKind(StrEnum):
    """Why nobody works."""

    HOLIDAYS = "holidays"
    QUARANTINE = "quarantine"
    OTHER = "other"


@dataclass(frozen=True)
class Break:
    """Days, both ends included, on which the work stands still."""

    first: date
    last: date
    kind: BreakKind = BreakKind.HOLIDAYS
    words: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def is_running_on(day: date, breaks: Iterable[Break]) -> bool:
    """Tell whether the work goes on this day; weekends are for the production calendar, not for this one."""
    return not any(day in one for one in breaks)


def running_days(first: date, last: date, breaks: Iterable[Break]) -> int:
    """Count the days from the first to the last, both included, on which the work goes on; 0 where last < first."""
    kept = list(breaks)
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return sum(is_running_on(day, kept) for day in days)


def running_day_after(day: date, number: int, breaks: Iterable[Break]) -> date:
    """Give the day by which `number` days of work have gone by since `day`. ValueError where none come in three years."""
    kept = list(breaks)
    for _ in range(3 * 366):
        if number <= 0:
            return day
        day += timedelta(days=1)
        number -= is_running_on(day, kept)
    raise ValueError("three years without work")


def usual_breaks(year: SchoolYear) -> tuple[Break, ...]:
    """Offer the usual holidays of a school year; each school corrects them to its own order (editable default)."""
    start, end = year.start, year.start + 1
    return (
        Break(date(start, 10, 26), date(start, 11, 3), words="осенние каникулы"),
        Break(date(start, 12, 31), date(end, 1, 10), words="зимние каникулы"),
        Break(date(end, 3, 27), date(end, 4, 4), words="весенние каникулы"),
        Break(date(end, 6, 1), date(end, 8, 31), words="летние каникулы"),
    )


def bad_break(one: Break) -> str:
    """Say in Russian what is wrong with a break; "" for a right one."""
    if one.last < one.first:
        return "Последний день раньше первого."
    if (one.last - one.first).days >= LONGEST_BREAK:
        return f"Перерыв длиннее {LONGEST_BREAK} дней: проверьте даты."
    return ""
