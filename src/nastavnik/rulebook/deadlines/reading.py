"""A deadline in Russian words, read against the plan's period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from nastavnik.rulebook.deadlines.atoms import Unit
from nastavnik.rulebook.deadlines.filling import filled
from nastavnik.rulebook.deadlines.frames import Frame
from nastavnik.rulebook.deadlines.listing import list_of
from nastavnik.rulebook.deadlines.model import Deadline, Kind
from nastavnik.rulebook.deadlines.normalising import normalise
from nastavnik.rulebook.deadlines.part_rules import parts_of
from nastavnik.rulebook.deadlines.parts import (
    Ask,
    Mark,
    MonthDay,
    MonthPieces,
    Part,
    Relative,
    Stretch,
    Whole,
    Word,
)
from nastavnik.rulebook.deadlines.recurring import is_repeating
from nastavnik.rulebook.deadlines.repeating import repeated
from nastavnik.rulebook.deadlines.tokens import tokens_of

LONGEST = 500  # characters; no deadline is longer, and a page of text is none
_POINTS = {
    Unit.DAY: Kind.DATE,
    Unit.WEEKDAY: Kind.DATE,
    Unit.DECADE: Kind.RANGE,
    Unit.HALF_MONTH: Kind.RANGE,
    Unit.MONTH: Kind.MONTH,
    Unit.QUARTER: Kind.QUARTER,
    Unit.HALF: Kind.HALF_YEAR,
    Unit.SCHOOL_HALF: Kind.HALF_YEAR,
    Unit.YEAR: Kind.YEAR,
    Unit.SCHOOL_YEAR: Kind.SCHOOL_YEAR,
}
_RANGES = {Unit.MONTH: Kind.MONTHS, Unit.YEAR: Kind.YEARS, Unit.SCHOOL_YEAR: Kind.SCHOOL_YEAR}


def read_deadline(
    text: str, *, period: tuple[date, date] | None = None, school_year: str | None = None
) -> Deadline:
    """Understand a deadline; what cannot be certain is left to a person, never guessed.

    `period` is the plan's first and last day, `school_year` such as «2022-2023»; where both are given, the period
    has to lie in the school year. ValueError, in Russian, for a period or a year that is none. Any text is read.
    """
    return _read(text, Frame.of(period, school_year))


def forget_readings() -> None:
    """Reads anew what has been read before; for measuring."""
    _read.cache_clear()


@lru_cache(maxsize=4096)
def _read(text: str, frame: Frame) -> Deadline:
    if len(text) > LONGEST:
        return _asked(text, Kind.UNREADABLE, "слишком длинный текст: впишите срок короче")
    plain, is_guess = normalise(text)
    parts = parts_of(tokens_of(plain))
    if not parts:
        return _asked(text, Kind.NONE, "срок не указан: впишите его")
    if is_guess:
        return _asked(text, Kind.UNREADABLE, f"слова слились или разорваны, похоже на «{plain}»: проверьте")
    parts = filled(parts, frame)
    is_again = is_repeating(parts)
    outcome = repeated(parts, frame) if is_again else list_of(parts, frame)
    if words := [part.text for part in parts if isinstance(part, Word)]:
        outcome.ask(f"непонятные слова: «{' '.join(words)}»")
        if any(isinstance(part, Stretch) and part.one and part.one.unit is Unit.YEAR for part in parts):
            outcome.spans.clear()  # perhaps the word is a month spelt wrongly
    if not outcome.spans and not outcome.needs_person:
        outcome.ask("срок непонятен: впишите даты")
    return Deadline(
        text,
        _kind(parts, is_again=is_again),
        tuple(outcome.spans),
        outcome.recurrence,
        outcome.needs_person,
        tuple(outcome.notes),
        outcome.anchor,
        outcome.alternatives,
    )


def _asked(text: str, kind: Kind, note: str) -> Deadline:
    return Deadline(text, kind, needs_person=True, notes=(note,))


def _kind(parts: Sequence[Part], *, is_again: bool) -> Kind:
    if any(isinstance(part, Mark) and part.code == "|" for part in parts):
        return Kind.ALTERNATIVE
    if is_again:
        return Kind.RECURRING
    kinds = [kind for kind in map(_kind_of, parts) if kind is not None]
    if not kinds:
        return Kind.UNREADABLE
    if len(kinds) == 1:
        return kinds[0]
    are_dates = all(isinstance(part, Stretch | Mark | Word) for part in parts)
    return Kind.LIST if are_dates else kinds[0] if len(set(kinds)) == 1 else Kind.COMBINED


def _kind_of(part: Part) -> Kind | None:
    match part:
        case Stretch():
            return _kind_of_stretch(part)
        case Whole(_, is_end):
            return Kind.UNTIL if is_end else Kind.OPEN
        case Relative():
            return Kind.RELATIVE
        case Ask(kind):
            return kind
        case MonthDay() | MonthPieces():
            return Kind.UNREADABLE
        case _:
            return None


def _kind_of_stretch(stretch: Stretch) -> Kind:
    if stretch.first is None:
        return Kind.UNTIL
    if stretch.last is None:
        return Kind.SINCE
    if stretch.one:
        return _POINTS[stretch.one.unit]
    units = {atom.unit for atom in stretch.edges}
    return _RANGES.get(units.pop(), Kind.RANGE) if len(units) == 1 else Kind.RANGE
