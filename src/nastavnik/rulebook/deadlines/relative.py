"""Terms counted from an event: what the text says of them, and the days once a person names the event's day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from nastavnik.rulebook.deadlines.model import Anchor, Deadline, Direction, Measure, Span
from nastavnik.rulebook.deadlines.words import NUMERALS

_COUNT = re.compile(
    r"(?P<count>\d+|" + "|".join(sorted(NUMERALS, key=len, reverse=True)) + r")(?:-?(?:х|ти|и))?[- ]?"
    r"(?P<unit>рабоч\w+ \w+|календарн\w+ \w+|учебн\w+ \w+|\w+)"
)
_ALONE = re.compile(r"(?P<unit>рабоч\w+ (?:день|дня)|день|дня|дневн|суток|сутки|недел|месяц|месячн|год)")
_EVENT = re.compile(
    r"\b(?:(?:со|от|с) (?:дня|даты|момента)|после|до|перед|накануне|в день|по (?:окончани|завершени)\w+|"
    r"в соответствии со срок\w+|согласно срок\w+|в срок[аи]\w*|по (?:итог|результат)\w+)\b(?! ?\d) ?(?P<event>.*)"
)
_MEASURES = (
    ("рабоч", Measure.WORKING_DAYS),
    ("недел", Measure.WEEKS),
    ("месяц", Measure.MONTHS),
    ("месячн", Measure.MONTHS),
    ("год", Measure.YEARS),
    ("лет", Measure.YEARS),
)
_WITHIN = re.compile(r"^(?:в течени|не поздне|не позже|в срок|до|в \S+ ?\S* ?срок|по истечени)")


def anchor_of(text: str) -> Anchor:
    """What a relative term in normalised words says."""
    event = _EVENT.search(text)
    named = event["event"].strip(" .,;)") if event else ""
    counted = text[: event.start()] if event else text
    before = " за " in f" {counted}" or " до " in f" {text} ".replace(counted, " ", 1)
    count, measure = _count(counted)
    if count is None:
        return Anchor(_side(text), named or text)
    if before:
        return Anchor(Direction.BEFORE, named, count, measure, is_limit="не " in counted)
    if _WITHIN.match(counted):
        return Anchor(Direction.WITHIN, named, count, measure, is_limit=True)
    return Anchor(Direction.AFTER, named, count, measure)


def days_of(anchor: Anchor, day: date, is_working: Callable[[date], bool] | None = None) -> Span:
    """The occurrence when the event is on the day; counting begins on the day after it.

    Without a count «после» is from the event on, «до» until the day before it, others its own day. ValueError
    for working days without `is_working`.
    """
    if anchor.count is None:
        if anchor.direction is Direction.BEFORE:
            return Span(None, day - timedelta(days=1))
        return Span(day, None) if anchor.direction is Direction.AFTER else Span(day, day)
    sign = -1 if anchor.direction is Direction.BEFORE else 1
    moved = _moved(day, sign * anchor.count, anchor.measure, is_working)
    if anchor.direction is Direction.WITHIN:
        return Span(day, moved)
    return Span(None, moved) if anchor.is_limit else Span(moved, moved)


def resolve(
    deadline: Deadline, *, anchor_day: date, is_working: Callable[[date], bool] | None = None
) -> tuple[Span, ...]:
    """The occurrences of a deadline whose event a person put on the day: those known before and the counted one.

    ValueError for a deadline that is not counted from an event, and for working days without `is_working`.
    """
    if deadline.anchor is None:
        raise ValueError("Этот срок не отсчитывается от события.")
    return (*deadline.occurrences, days_of(deadline.anchor, anchor_day, is_working))


def _side(text: str) -> Direction:
    if re.match(r"до |перед|накануне|не (?:позднее|позже)", text):
        return Direction.BEFORE
    return Direction.AFTER if re.match(r"после|по (?!факту)|с |со ", text) else Direction.ALONG


def _count(text: str) -> tuple[int | None, Measure]:
    found = _COUNT.search(text)
    if found:
        number = NUMERALS.get(found["count"]) or int(found["count"])
        return number, _measure(found["unit"])
    glued = re.search(r"(?P<count>[а-я]+?)(?P<unit>месячн|недельн|дневн|годичн)", text)
    if glued and glued["count"] in NUMERALS:
        return NUMERALS[glued["count"]], _measure(glued["unit"])
    alone = _ALONE.search(text)
    return (1, _measure(alone["unit"])) if alone else (None, Measure.DAYS)


def _measure(word: str) -> Measure:
    return next((measure for stem, measure in _MEASURES if stem in word), Measure.DAYS)


def _moved(day: date, count: int, measure: Measure, is_working: Callable[[date], bool] | None) -> date:
    if measure is Measure.WORKING_DAYS:
        return _working(day, count, is_working)
    if measure in (Measure.MONTHS, Measure.YEARS):
        months = day.year * 12 + day.month - 1 + count * (12 if measure is Measure.YEARS else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=count * (7 if measure is Measure.WEEKS else 1))


def _working(day: date, count: int, is_working: Callable[[date], bool] | None) -> date:
    if is_working is None:
        raise ValueError("Срок в рабочих днях: нужен производственный календарь.")
    step, left = timedelta(days=1 if count > 0 else -1), abs(count)
    for _ in range(abs(count) * 10 + 60):  # no holidays are that long
        if not left:
            return day
        day += step
        left -= is_working(day)
    raise ValueError("В производственном календаре нет столько рабочих дней.")
