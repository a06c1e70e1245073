"""The year of the production calendar as the page draws it; the ladder in words."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.reminders import Ladder
from nastavnik.rulebook.workdays import DayException, is_working_day, why_not_working

MONTH_NAMES = (
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь",
    "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь",
)  # fmt: skip
_DAYS = ("день", "дня", "дней")
_SATURDAY = 5


@dataclass(frozen=True)
class DayCell:
    """A day of a month; no number for the empty places around it."""

    number: int | None = None
    css: str = ""
    title: str = ""
    sign: str = ""


@dataclass(frozen=True)
class MonthSheet:
    """A month: its weeks and how many of its days are working."""

    name: str
    weeks: tuple[tuple[DayCell, ...], ...]
    working: int

    @property
    def working_shown(self) -> str:
        """«22 рабочих дня»."""
        words = ("рабочий день", "рабочих дня", "рабочих дней")
        return counted(self.working, words)


def year_sheets(year: int, exceptions: Mapping[date, DayException], today: date) -> list[MonthSheet]:
    """Twelve months."""
    return [_month(year, month, exceptions, today) for month in range(1, 13)]


def days_worth_a_word(year: int, exceptions: Mapping[date, DayException]) -> list[tuple[date, str, bool]]:
    """Days with a reason of their own: holidays, moved days, working Saturdays, marks; date, words, whether working."""
    found = []
    for day in _days_of(year):
        why, is_weekend = why_not_working(day, exceptions), day.weekday() >= _SATURDAY
        if day in exceptions:
            words = exceptions[day].words or (
                "рабочий день" if exceptions[day].is_working else "нерабочий день"
            )
            found.append((day, f"{words} (отмечено у нас)", not why))
        elif why and why not in ("суббота", "воскресенье"):
            found.append((day, why, False))
        elif is_weekend and not why:
            found.append((day, "рабочий день: выходной перенесён", True))
    return found


def ladder_in_words(ladder: Ladder) -> str:
    """«за 7 и 1 день; в день срока; через 1 и 7 дней; вышестоящему через 7 дней»."""
    parts = []
    if ladder.before:
        parts.append(f"за {_listed(ladder.before)} до срока")
    if ladder.on_the_day:
        parts.append("в день срока")
    if ladder.after:
        parts.append(f"через {_listed(ladder.after)} после")
    if ladder.superior_after is not None:
        parts.append(f"вышестоящему через {counted(ladder.superior_after, _DAYS)}")
    return "; ".join(parts)


def _listed(numbers: tuple[int, ...]) -> str:
    *first, last = numbers
    tail = counted(last, _DAYS)
    return f"{', '.join(map(str, first))} и {tail}" if first else tail


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    number = 366 if calendar.isleap(year) else 365
    return [first + timedelta(days=shift) for shift in range(number)]


def _month(year: int, month: int, exceptions: Mapping[date, DayException], today: date) -> MonthSheet:
    weeks = tuple(
        tuple(_cell(day, month, exceptions, today) for day in week)
        for week in calendar.Calendar().monthdatescalendar(year, month)
    )
    days = [day for day in _days_of(year) if day.month == month]
    return MonthSheet(MONTH_NAMES[month - 1], weeks, sum(is_working_day(day, exceptions) for day in days))


def _cell(day: date, month: int, exceptions: Mapping[date, DayException], today: date) -> DayCell:
    if day.month != month:
        return DayCell()
    why = why_not_working(day, exceptions)
    names = ["is-off"] if why else []
    sign = ""
    if not why and day.weekday() >= _SATURDAY:
        names.append("is-working-weekend")
        sign = "р"
    elif why and why not in ("суббота", "воскресенье"):
        names.append("is-holiday")
        sign = "*"
    if day == today:
        names.append("is-today")
    return DayCell(day.day, " ".join(names), why, sign)
