"""Occurrences in Russian words that the language itself reads back to the same days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from nastavnik.rulebook.dates import MONTHS as GENITIVE
from nastavnik.rulebook.deadlines.model import Span

NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_ROMANS = ("I", "II", "III", "IV")


def span_words(span: Span) -> str:
    """«до 15 октября 2022 г.», «октябрь 2022 г.», «с 19 сентября по 24 октября 2022 г.»."""
    if span.start is None:
        return f"до {_day(span.end)}" if span.end else ""
    if span.end is None:
        return f"с {_day(span.start)}"
    if span.start == span.end:
        return _day(span.start)
    return _whole(span.start, span.end) or _days(span.start, span.end)


def _whole(start: date, end: date) -> str:
    """Whole months, quarters and years; empty for anything else."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return ""
    first, last = NOMINATIVE[start.month - 1], NOMINATIVE[end.month - 1]
    is_same = start.year == end.year
    if (start.month, end.month) == (1, 12):
        return f"{start.year} г." if is_same else f"{start.year}–{end.year} гг."
    if (start.month, end.month, end.year) == (9, 8, start.year + 1):
        return f"{start.year}/{end.year} учебный год"
    if not is_same:
        return f"{first} {start.year} г. – {last} {end.year} г."
    if start.month % 3 == 1 and end.month == start.month + 2:
        return f"{_ROMANS[start.month // 3]} квартал {start.year} г."
    return f"{first} {start.year} г." if first == last else f"{first} – {last} {start.year} г."


def _days(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"с {start.day} по {_day(end)}"
    if start.year == end.year:
        return f"с {start.day} {GENITIVE[start.month - 1]} по {_day(end)}"
    return f"с {_day(start)} по {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {GENITIVE[day.month - 1]} {day.year} г."


def is_month_end(day: date) -> bool:
    """Whether the day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]
