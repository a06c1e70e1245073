"""The year of a school in dates: what is due by when, and what comes next.

Source: the calendar of the federal model and regional road maps (editable default).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from nastavnik.rulebook.dates import MONTHS
from nastavnik.rulebook.school_year import SchoolYear


@dataclass(frozen=True)
class YearDate:
    """A day of the year and what has to be done by it."""

    month: int
    day: int
    words: str

    def of(self, year: SchoolYear) -> date:
        """The day within the school year."""
        return date(year.start if self.month >= 9 else year.start + 1, self.month, self.day)

    @property
    def label(self) -> str:
        """«30 октября»."""
        return f"{self.day} {MONTHS[self.month - 1]}"


class Due(Enum):
    """Every date of the calendar, in the order of the school year."""

    MENTEES = YearDate(9, 15, "программа открыта, база наставляемых собрана")
    MENTORS = YearDate(9, 30, "база наставников собрана")
    PAIRS = YearDate(10, 30, "закрепление пар приказом")
    BASES_AGAIN = YearDate(11, 30, "базы уточнены")
    FIGURES = YearDate(12, 31, "контингент и показатели за календарный год")
    WORK = YearDate(4, 30, "встречи пар по плану")
    RESULTS = YearDate(5, 31, "завершение программ и итоги")
    NEXT_YEAR = YearDate(8, 30, "приказы и кураторы на новый учебный год")

    def in_year(self, year: int) -> date:
        """The day within the school year that begins in this year."""
        return self.value.of(SchoolYear(year))


def next_step(today: date) -> str:
    """What comes next in the year: «Дальше в году: до 30 октября — закрепление пар приказом.»"""
    year = SchoolYear.of(today)
    coming = next((one for one in Due if one.value.of(year) >= today), Due.MENTEES)
    return f"Дальше в году: до {coming.value.label} — {coming.value.words}."


def due_if_ahead(due: Due, begun: date) -> date | None:
    """The day of the calendar by which a thing begun on some day is due; None for what was begun after it."""
    day = due.in_year(SchoolYear.of(begun).start)
    return day if begun <= day else None
