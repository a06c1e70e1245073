"""Dates as papers print them and as people write them into cells."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nastavnik.rulebook.cells import Cell, Unreadable, text_of
from nastavnik.rulebook.numbers import NO_BREAK

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_HEADINGS = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(7_000, 80_001)  # 1919-03-01 to 2119-01-11: nothing that a person means by a year looks so
_YEARS = range(1900, 2101)
_TAIL = re.compile(r"\s*(?:г\s*\.?\s*р\s*\.?|год[а]?\s+рожд\w*|года?|г\.?)\s*$", re.IGNORECASE)
_DOTTED = re.compile(r"^(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?$")
_WORDED = re.compile(r"^[«\"]?(\d{1,2})[»\"]?\s+([а-я]{3,8})\.?\s+(\d{4})$")
_SHORT_YEAR = re.compile(r"^(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{2})$")
_LATEST_SHORT = 2068  # as forms read years of two digits


class BadDate(Unreadable):
    """What is written is no date."""


@dataclass(frozen=True)
class WrittenBirth:
    """A birth as it was written: always a year, the whole date only where it was given."""

    year: int
    day: date | None = None


def long_date(day: date) -> str:
    """Print a date for running text: «15 октября 2026»."""
    return f"{day.day}{NO_BREAK}{MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def paper_date(day: date) -> str:
    """Print a date for an order: «15 октября 2026 г.»."""
    return f"{long_date(day)}{NO_BREAK}г."


def month_and_year(day: date) -> str:
    """«Октябрь 2026»: the month of the day as a heading."""
    return f"{_HEADINGS[day.month - 1]} {day.year}"


def short_date(day: date | None) -> str:
    """Print a date for a table: «15.10.2026», nothing for no date."""
    return f"{day:%d.%m.%Y}" if day else ""


def parse_date(value: Cell, *, latest: int = _LATEST_SHORT) -> date:
    """Read a date from a cell: a date, an Excel serial number, «15.10.2026», «15.10.26», «15 октября 2026 г.», ISO.

    A year of two digits is of this century unless that were after `latest`. Raises BadDate (Russian) for an
    empty cell, a day that does not exist, anything else.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(value)
    return _from_text(text_of(value), latest)


def parse_birth(value: Cell, *, latest: int = _LATEST_SHORT) -> WrittenBirth:
    """Read a birth from a cell: a year («2012», 2012.0, «2008 г.р.») or any date that `parse_date` reads.

    `latest` is the last year that a year of two digits may mean in this century.

    Raises BadDate (Russian) where neither a year nor a date is written.
    """
    if isinstance(value, str) or value is None or isinstance(value, bool):
        text = _TAIL.sub("", text_of(value))
        if re.fullmatch(r"\d{4}", text):
            return _year(int(text))
        if re.fullmatch(r"\d{5}", text):
            value = int(text)
        elif not re.search(r"\d[\s./\-]+\S+[\s./\-]+\d", text):
            raise BadDate("не год", "Впишите четыре цифры, например 2012")
    elif isinstance(value, int | float) and value in _YEARS:
        return _year(int(value))
    day = parse_date(value, latest=latest)
    return WrittenBirth(day.year, day)


def _year(year: int) -> WrittenBirth:
    if year not in _YEARS:
        raise BadDate("такого года рождения быть не может", "Впишите четыре цифры, например 2012")
    return WrittenBirth(year)


def _from_serial(value: float) -> date:
    if int(value) not in _SERIALS:
        raise BadDate("число, а не дата", "Впишите дату так: 15.10.2026")
    return _SERIAL_ZERO + timedelta(days=int(value))


def _from_text(text: str, latest: int) -> date:
    bare = _TAIL.sub("", text.lower().replace("ё", "е")).strip()
    if not bare:
        raise BadDate("дата не вписана", "Впишите дату так: 15.10.2026")
    if found := _DOTTED.match(bare):
        return _real(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.match(bare):
        return _real(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDED.match(bare):
        return _real(int(found[3]), _month(found[2]), int(found[1]))
    if found := _SHORT_YEAR.match(bare):
        year = 2000 + int(found[3])
        return _real(year if year <= latest else year - 100, int(found[2]), int(found[1]))
    raise BadDate("не дата", "Впишите дату так: 15.10.2026")


def _month(word: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if month.startswith(word) or month[:-1] == word[:-1]:  # «окт», «октября», «октябрь»
            return number
    raise BadDate("не дата: такого месяца нет", "Впишите дату так: 15.10.2026")


def _real(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise BadDate(f"год {year} быть не может", "Впишите дату так: 15.10.2026")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate("такого дня нет в календаре", "Проверьте число и месяц: 15.10.2026") from None
