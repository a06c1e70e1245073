"""The period of a road map as its title names it."""

import re
from dataclasses import dataclass
from datetime import date

from nastavnik.rulebook.dates import BadDate, parse_date

_DASH = r"\s*[-–—‒−/]\s*"
_TAIL = r"(?:\s*(?:г\s*\.?\s*г?|год[аыуе]?|годов|гг)\b\.?)?"
_SCHOOL = r"\s*(?:уч(?:еб\w*)?\.?\s*(?:г(?:од\w*|г)?\b)?)"
_DAYS = re.compile(
    r"с\s+(\d\d?\.\d\d?\.\d{4}|\d\d?\s+[а-яё]+\s+\d{4})\s*(?:г\.|года)?\s*(?:по|до)\s+(\d\d?\.\d\d?\.\d{4}|\d\d?\s+[а-яё]+\s+\d{4})",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?<!\d)(20\d\d){_TAIL}{_DASH}(20\d\d|\d\d)(?![\d.])(?P<school>{_SCHOOL})?", re.IGNORECASE
)
_WORDED = re.compile(rf"\bс\s+(20\d\d){_TAIL}\s*по\s+(20\d\d)(?P<school>{_SCHOOL})?", re.IGNORECASE)
_SINGLE = re.compile(r"\b(?:на|в|за)\s+(20\d\d)\s*(?:г\.|год\b|году\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """The first and the last day, and the school year («2022-2023») where it is one."""

    first: date
    last: date
    school_year: str | None = None

    @property
    def days(self) -> tuple[date, date]:
        """Both days."""
        return self.first, self.last

    @property
    def label(self) -> str:
        """«2022/2023 учебный год» or «2021–2024 гг.»."""
        if self.school_year:
            return f"{self.school_year} учебный год"
        return f"{self.first:%d.%m.%Y} – {self.last:%d.%m.%Y}"


def period_in(text: str) -> Period | None:
    """Find the period in a title: two days, a school year, years, one year; None where the title names none.

    A «school year» of more than one year is taken as those calendar years; years in the wrong order are no period.
    """
    if found := _DAYS.search(text):
        return _of_days(found[1], found[2])
    for pattern in (_WORDED, _SPAN):
        if found := pattern.search(text):
            return _of_years(int(found[1]), found[2], is_school=bool(found["school"]))
    found = _SINGLE.search(text)
    return _of_years(int(found[1]), found[1], is_school=False) if found else None


def own_lines(line: str) -> Period | None:
    """Find the period in a line that says nothing else: «2021-2022 учебный год», «на 2023 год»."""
    bare = re.sub(r"^(?:на|за|период:?|на период)\s+", "", line.strip(" .()"), flags=re.IGNORECASE)
    for pattern in (_WORDED, _SPAN):
        found = pattern.match(bare)
        if found and not re.sub(_TAIL, "", bare[found.end() :], flags=re.IGNORECASE).strip(" .,()"):
            return period_in(bare)
    return None


def _of_days(first: str, last: str) -> Period | None:
    try:
        days = parse_date(first), parse_date(last)
    except BadDate:
        return None
    return Period(*days) if days[0] <= days[1] else None


def _of_years(first: int, written: str, *, is_school: bool) -> Period | None:
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if last < first:
        return None
    if is_school and last == first + 1:
        return Period(date(first, 9, 1), date(last, 8, 31), f"{first}-{last}")
    return Period(date(first, 1, 1), date(last, 12, 31))
