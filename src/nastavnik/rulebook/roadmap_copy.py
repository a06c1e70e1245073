"""A road map for the next year: which deadlines move by themselves and which a person has to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.rulebook.deadlines import Deadline, Span, read_deadline, shift

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SHORT_SECOND = re.compile(r"(?<!\d)(20\d\d)([/‑–-])(\d\d)(?!\d)")


@dataclass(frozen=True)
class MovedDeadline:
    """A deadline before and after, and what has to be looked at (an empty sentence: nothing)."""

    before: str
    after: str
    dates: tuple[Span, ...]
    remark: str = ""


def moved_text(text: str, years: int = 1) -> str:
    """A title with its years moved: «на 2026/2027 учебный год» becomes «на 2027/2028 учебный год»."""
    both = _SHORT_SECOND.sub(
        lambda found: (
            f"{int(found[1]) + years}{found[2]}{(int(found[3]) + years) % 100:02d}"
            if int(found[3]) == (int(found[1]) + 1) % 100
            else found[0]
        ),
        text,
    )
    if both != text:
        return both
    return _YEAR.sub(lambda found: str(int(found[1]) + years), text)


def moved_day(day: date, years: int = 1) -> date:
    """The same day so many years later; 29 February becomes 28 where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def move_deadline(
    text: str, given: Sequence[Span], period: tuple[date, date] | None, years: int = 1
) -> MovedDeadline:
    """Move one deadline of a plan; `given` are the days that a person once gave where the text told none.

    What can not be moved safely keeps its words and says why: it is for a person to decide.
    """
    deadline = read_deadline(text, period=period)
    if given:
        days = tuple(_moved_span(span, years) for span in given)
        return MovedDeadline(
            text, moved_text(text, years), days, "Даты были указаны человеком: проверьте их."
        )
    if not text.strip():
        return MovedDeadline(text, text, (), "Срок не указан: впишите его.")
    later = (moved_day(period[0], years), moved_day(period[1], years)) if period else None
    moved = shift(deadline, years, period=later)
    again = read_deadline(moved.text, period=later)
    return MovedDeadline(text, moved.text, (), _remark(moved, again))


def _moved_span(span: Span, years: int) -> Span:
    return Span(
        moved_day(span.start, years) if span.start else None, moved_day(span.end, years) if span.end else None
    )


def _remark(moved: Deadline, again: Deadline) -> str:
    if moved.needs_person or again.needs_person:
        why = (*moved.notes, *again.notes)
        return f"{why[0][:1].upper()}{why[0][1:]}." if why else "Срок понятен не полностью: проверьте его."
    if again.occurrences != moved.occurrences:
        return "Слова срока и его даты разошлись: проверьте срок."
    return ""
