"""The production calendar of Russia: working days, days off with their reasons, days that were moved.

What a year is like is decided by an act of the Government, which the library `holidays` follows; what it does not know
(a regional day off, a late act, a day off given by the head) is handed over as exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from holidays import Russia

from nastavnik.rulebook.dates import long_date

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
LONGEST = 400
"""No chain of days off is longer, whatever was typed as exceptions."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_MOVED = re.compile(r"^Выходной \(перенесено с (.+)\)$")


@dataclass(frozen=True)
class DayException:
    """A day that differs from the calendar: working or off, and why in words."""

    is_working: bool
    words: str = ""


Exceptions = Mapping[date, DayException]
NO_EXCEPTIONS: Exceptions = MappingProxyType({})


def is_working_day(day: date, exceptions: Exceptions = NO_EXCEPTIONS) -> bool:
    """Whether people of a five-day week work on this day; an exception decides before the calendar."""
    return not why_not_working(day, exceptions)


def why_not_working(day: date, exceptions: Exceptions = NO_EXCEPTIONS) -> str:
    """Say why the day is off («День России», «воскресенье», «выходной, перенесённый с 04.01.2026»); "" if it is not."""
    if day in exceptions:
        given = exceptions[day]
        return "" if given.is_working else given.words or "нерабочий день"
    named = _year(day.year).get(day)
    if named:
        moved = _MOVED.match(named)
        return f"выходной, перенесённый с {moved[1]}" if moved else named
    if day.weekday() < _SATURDAY or day in _year(day.year).weekend_workdays:
        return ""
    return WEEKDAYS[day.weekday()]


def next_working_day(day: date, exceptions: Exceptions = NO_EXCEPTIONS) -> date:
    """Give the first working day after this one. ValueError where more than a year is marked off."""
    return _nearest(day, _DAY, exceptions)


def previous_working_day(day: date, exceptions: Exceptions = NO_EXCEPTIONS) -> date:
    """Give the last working day before this one. ValueError where more than a year is marked off."""
    return _nearest(day, -_DAY, exceptions)


def working_days_before(day: date, number: int, exceptions: Exceptions = NO_EXCEPTIONS) -> date:
    """Give the day that stands `number` working days before; 0 gives the day itself, working or not."""
    if number < 0:
        raise ValueError("a number of days before can't be negative")
    for _ in range(number):
        day = previous_working_day(day, exceptions)
    return day


def remark_on_day(day: date, exceptions: Exceptions = NO_EXCEPTIONS) -> str:
    """Flag a term that falls on a day off and name the working days around it; "" for a working day.

    The term itself is never moved: that is for whoever signs the plan.
    """
    reason = why_not_working(day, exceptions)
    if not reason:
        return ""
    before, after = previous_working_day(day, exceptions), next_working_day(day, exceptions)
    return (
        f"{long_date(day)} — нерабочий день ({reason}). "
        f"Рабочие дни рядом: {long_date(before)} и {long_date(after)}."
    )


def moves_are_known(year: int) -> bool:
    """Whether the calendar already knows the act that moves days off in this year."""
    return any(_MOVED.match(words) for words in _year(year).values())


def moved_working_days(year: int) -> tuple[date, ...]:
    """Days at a weekend on which everybody works, because their day off was moved."""
    return tuple(sorted(day for day in _year(year).weekend_workdays if day.year == year))


def _nearest(day: date, step: timedelta, exceptions: Exceptions) -> date:
    for _ in range(LONGEST):
        day += step
        if is_working_day(day, exceptions):
            return day
    raise ValueError("more than a year without a working day")


@cache
def _year(year: int) -> Russia:
    return Russia(years=year, language="ru", expand=False)  # type: ignore[no-untyped-call]
