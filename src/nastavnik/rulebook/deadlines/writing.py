"""The way back: from occurrences to a phrase that reads to the same occurrences, and to the next year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from nastavnik.rulebook.dates import MONTHS as GENITIVE
from nastavnik.rulebook.deadlines.model import Deadline, Every, Kind, Recurrence, Span
from nastavnik.rulebook.deadlines.reading import read_deadline
from nastavnik.rulebook.deadlines.wording import NOMINATIVE, is_month_end, span_words

_OF_WEEK = re.compile(
    r"\b(?:\d(?:-\w+)?|[ivx]+|перв\w+|втор\w+|трет\w+|четв\w+|последн\w+)\s+"
    r"(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:(\s?[-–/]\s?)(\d\d))?(?!\d)")
_HAS_YEAR = re.compile(r"\d{4}|\d[./]\d{1,2}[./]\d{2}")


def write_deadline(occurrences: Iterable[Span], recurrence: Recurrence | None = None) -> str:
    """A well-formed phrase; reading it, with any period or none, gives the same occurrences in the same order.

    With a yearly recurrence equal days of years that follow one another are written as «до 15 октября ежегодно
    (2022–2024 гг.)». Empty for no occurrences.
    """
    spans = tuple(dict.fromkeys(occurrences))
    if recurrence and recurrence.every is Every.YEAR and len(spans) > 1 and (words := _yearly(spans)):
        return words
    return "; ".join(span_words(span) for span in spans)


def shift(deadline: Deadline, years: int = 1, *, period: tuple[date, date] | None = None) -> Deadline:
    """The deadline so many years later, for a copy of a plan with the period.

    A text that names years is written anew; one without years («октябрь», «в течение года») stays as it is. A day of
    the week falls on another date, so its words are kept with their years moved and read within the new period. What
    a person has to decide stays to be decided.
    """
    if _is_of_week(deadline):
        return read_deadline(_with_years(deadline.text, years), period=period)
    spans = tuple(_later(span, years) for span in deadline.occurrences)
    others = tuple(_later(span, years) for span in deadline.alternatives)
    rule = deadline.recurrence
    if rule and rule.years:
        first, last = rule.years
        rule = replace(rule, years=(first + years, None if last is None else last + years))
    moved = replace(deadline, occurrences=spans, alternatives=others, recurrence=rule)
    if not _HAS_YEAR.search(deadline.text):
        return moved
    if not spans:
        return replace(
            moved, needs_person=True, notes=(*moved.notes, "годы в тексте не перенесены: исправьте их")
        )
    text = write_deadline(spans, rule if deadline.kind is Kind.RECURRING else None)
    return replace(moved, text=text)


def _is_of_week(deadline: Deadline) -> bool:
    """Whether the dates are days or weeks that fall on other dates in another year."""
    rule = deadline.recurrence
    return bool(rule and (rule.weekdays or rule.every is Every.WEEK)) or bool(_OF_WEEK.search(deadline.text))


def _with_years(text: str, years: int) -> str:
    """«2022», «2022-23» so many years later."""
    return _YEARS.sub(
        lambda found: (
            str(int(found[1]) + years)
            + (f"{found[2]}{(int(found[3]) + years) % 100:02d}" if found[3] else "")
        ),
        text,
    )


def _yearly(spans: Sequence[Span]) -> str:
    """The yearly phrase, or nothing where the occurrences are not the same days of one year after another."""
    first = spans[0]
    if any(_later(first, step) != span for step, span in enumerate(spans)):
        return ""
    start, end = first.start, first.end
    window = f"{(start or end).year}–{(spans[-1].start or spans[-1].end).year} гг."  # type: ignore[union-attr]
    if start and end and (start.year != end.year):
        return ""
    if start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"ежегодно {window}"
    days = _yearless(start, end)
    return f"{days} ежегодно ({window})" if days else ""


def _yearless(start: date | None, end: date | None) -> str:
    if end is None:
        return ""
    day = f"{end.day} {GENITIVE[end.month - 1]}"
    if start is None:
        return f"до {day}"
    if start == end:
        return day
    if start.day == 1 and is_month_end(end):
        if start.month == end.month:
            return NOMINATIVE[start.month - 1]
        return f"{NOMINATIVE[start.month - 1]} – {NOMINATIVE[end.month - 1]}"
    return f"с {start.day} {GENITIVE[start.month - 1]} по {day}"


def _later(span: Span, years: int) -> Span:
    is_whole = bool(span.start and span.end and span.start.day == 1 and is_month_end(span.end))
    return Span(
        span.start and _day_later(span.start, years),
        span.end and _day_later(span.end, years, is_whole=is_whole),
    )


def _day_later(day: date, years: int, *, is_whole: bool = False) -> date:
    """The same day; the last of February stays the last when it ends a whole month, 29 becomes 28."""
    year = day.year + years
    if day.month == 2 and (is_whole or day.day == 29):
        last = (date(year, 3, 1) - date.resolution).day
        return date(year, 2, last if is_whole else min(day.day, last))
    return day.replace(year=year)
