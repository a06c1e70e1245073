"""The school year: from the first of September to the thirty-first of August."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_WRITTEN = re.compile(
    r"^\s*(\d{4})\s*[/\-–—‒]\s*(\d{2}|\d{4})\s*(?:уч(?:ебный|\.)\s*год|гг?\.?)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, order=True)
class SchoolYear:
    """A school year by the calendar year in which it begins; years are compared by that number.

    Raises ValueError for a beginning outside 2000–2099.
    """

    start: int

    def __post_init__(self) -> None:
        if not 2000 <= self.start <= 2099:
            raise ValueError(f"Учебный год не может начинаться в {self.start} году.")

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the school year to which the day belongs."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2026/2027», «2026–27», «2026/2027 учебный год»; ValueError in Russian for anything else."""
        found = _WRITTEN.match(text)
        if not found:
            raise ValueError(f"«{text.strip()}» — не учебный год. Впишите, например, 2026/2027.")
        start, end = int(found[1]), found[2]
        if int(end) != (start + 1) % (100 if len(end) == 2 else 10_000):
            raise ValueError(f"«{text.strip()}» — учебный год длится один год, например 2026/2027.")
        return cls(start)

    @property
    def label(self) -> str:
        """«2026/2027»."""
        return f"{self.start}/{self.start + 1}"

    @property
    def title(self) -> str:
        """«2026/2027 учебный год»."""
        return f"{self.label} учебный год"

    @property
    def in_the_year(self) -> str:
        """«2026/2027 учебном году», for «в … учебном году»."""
        return f"{self.label} учебном году"

    @property
    def first_day(self) -> date:
        """The first of September."""
        return date(self.start, 9, 1)

    @property
    def last_day(self) -> date:
        """The thirty-first of August of the next calendar year."""
        return date(self.start + 1, 8, 31)

    @property
    def next(self) -> Self:
        """The year after this one."""
        return type(self)(self.start + 1)

    @property
    def previous(self) -> Self:
        """The year before this one."""
        return type(self)(self.start - 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return self.label


def a_year_later(day: date) -> date:
    """The same day of the next calendar year; 29 February becomes 28."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 2, 28) if is_leap_day else day.replace(year=day.year + 1)
