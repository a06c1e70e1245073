"""Deadlines that do not repeat: one date, a list, alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nastavnik.rulebook.deadlines.atoms import YEARLONG, Atom, Unit
from nastavnik.rulebook.deadlines.frames import Frame, candidates, span_of
from nastavnik.rulebook.deadlines.model import Anchor, Direction, Span
from nastavnik.rulebook.deadlines.outcome import NONSENSE, Outcome
from nastavnik.rulebook.deadlines.parts import (
    Ask,
    Mark,
    MonthDay,
    MonthPieces,
    Part,
    Relative,
    Stretch,
    Weekdays,
    Whole,
)
from nastavnik.rulebook.deadlines.phrases import PERIOD, SCHOOL_YEAR
from nastavnik.rulebook.deadlines.wording import span_words

NO_DAY = "день недели без даты: впишите дату или «по понедельникам»"
OTHER_DAY = "день недели не совпадает с датой: проверьте"
NO_PERIOD = "год не указан, а период карты неизвестен"


def list_of(parts: Sequence[Part], frame: Frame) -> Outcome:
    """The occurrences of parts that follow one another; with «или» a person chooses."""
    outcome = Outcome()
    if len(parts) == 1:  # most deadlines
        add_part(outcome, parts[0], frame)
        return outcome
    parts = _settled(outcome, sorted(parts, key=lambda part: isinstance(part, Weekdays)), frame)
    for place, part in enumerate(parts):
        if _is_apart(part, parts[place + 1 : place + 2]):
            outcome.ask("месяц и год стоят отдельно: относится ли год к месяцу, решите")
        elif not _is_taken(parts[place - 1 : place], part):
            add_part(outcome, part, frame)
    if any(isinstance(part, Mark) and part.code == "|" for part in parts):
        _choose(outcome)
    elif _is_nested(outcome.spans) and not any(isinstance(part, Whole) for part in parts):
        outcome.ask("один из сроков лежит внутри другого: решите, нужны ли оба")
    if any(isinstance(part, Ask) and part.spoils for part in parts):
        outcome.spans.clear()
    return outcome


def _settled(outcome: Outcome, parts: Sequence[Part], frame: Frame) -> list[Part]:
    """Parts that change one another: «с 1 октября постоянно», «за 2022 год», «далее постоянно»."""
    wholes = [part for part in parts if isinstance(part, Whole) and not part.is_end]
    is_on = any(isinstance(part, Mark) and part.code == "f" for part in parts)
    are_dates = any(isinstance(part, Stretch) and not part.is_about for part in parts)
    if is_on:
        outcome.ask("что делать «далее», решите")
    settled: list[Part] = []
    for part in parts:
        if isinstance(part, Stretch) and part.is_about and are_dates:
            outcome.note("отчётный период в срок не входит")
        elif isinstance(part, Stretch) and part.last is None and wholes and frame.last:
            last = Atom(Unit.DAY, frame.last.day, frame.last.month, frame.last.year)
            settled.append(replace(dated(part, frame), last=last))
        elif not (isinstance(part, Whole) and (is_on or _has_beginning(parts))):
            settled.append(part)
    return settled


def _has_beginning(parts: Sequence[Part]) -> bool:
    return any(isinstance(part, Stretch) and part.last is None for part in parts)


def dated(stretch: Stretch, frame: Frame) -> Stretch:
    """The stretch in the only year that the period leaves it; as it was where there is none or more."""
    try:
        found = [] if stretch.is_dated else candidates(stretch, frame)
    except ValueError:
        return stretch
    return found[0] if len(found) == 1 else stretch


def add_part(outcome: Outcome, part: Part, frame: Frame) -> None:
    """Adds what one part says."""
    match part:
        case Stretch():
            add_stretch(outcome, part, frame)
        case Whole():
            add_whole(outcome, part, frame)
        case Relative(anchor):
            outcome.anchor = outcome.anchor or anchor
            outcome.ask(f"«{part.text}» отсчитывается от события: назначьте его день")
        case Ask():
            outcome.ask(part.note)
        case Weekdays(days):
            if not any(one.end and one.end.weekday() in days for one in outcome.spans):
                outcome.ask(OTHER_DAY if outcome.spans else NO_DAY)
        case MonthDay():
            named = f"{part.last} число" if part.last > 0 else "последний день"
            outcome.ask(f"«{named}» без месяца: впишите дату")
        case MonthPieces():
            outcome.ask(f"«{part.text}» без месяца: впишите дату")
        case _:
            pass


def add_stretch(outcome: Outcome, stretch: Stretch, frame: Frame) -> None:
    """A stretch with its years, or placed by the period when that contains exactly one such."""
    if _is_school_year_perhaps(stretch, frame):
        outcome.ask("учебный год или два календарных года — решите")
        return
    if stretch.is_dated:
        outcome.add_stretch(stretch, frame)
        return
    if stretch.edges[0].unit is Unit.HALF and not frame.is_calendar:
        outcome.ask("полугодие календарное или учебное — решите")
        return
    try:
        found = candidates(stretch, frame)
    except ValueError:
        outcome.ask(NONSENSE)
        return
    if len(found) == 1:
        outcome.add_stretch(found[0], frame)
        outcome.note(f"{span_words(span_of(found[0]))} — год взят из периода карты")
    elif not frame.span:
        outcome.ask(f"{NO_PERIOD}: впишите год")
    elif found:
        named = ", ".join(span_words(span_of(one)) for one in found[:6])
        outcome.ask(f"год не указан, в периоде карты подходят: {named}")
    else:
        outcome.ask("год не указан, а в периоде карты такого срока нет")


def add_whole(outcome: Outcome, whole: Whole, frame: Frame) -> None:
    """«в течение года» and the like: the period itself, where it is certain that it is meant."""
    span = whole_of(whole, frame)
    if span is None:
        outcome.ask(f"{NO_PERIOD}: впишите даты" if not frame.span else "какой год имеется в виду, решите")
        return
    outcome.add(span)
    outcome.note(f"{span_words(span)} — по периоду карты")


def whole_of(whole: Whole, frame: Frame) -> Span | None:
    """The days of an open deadline; None where the period leaves more than one reading."""
    if frame.span is None or frame.last is None:
        return None
    if whole.is_end:
        return Span(None, frame.last) if frame.is_calendar and frame.is_one_year else None
    if whole.scope == PERIOD:
        return frame.span
    if whole.scope == SCHOOL_YEAR:
        return frame.span if len(frame.school_years()) == 1 else None
    return frame.span if frame.is_one_year else None


def along(anchor: Anchor | None) -> bool:
    """Whether the anchor is the time of the event itself."""
    return anchor is not None and anchor.direction is Direction.ALONG


def _is_apart(part: Part, after: Sequence[Part]) -> bool:
    """«сентябрь, 2023 год»: a piece without a year right before a lone year."""
    return (
        isinstance(part, Stretch)
        and not part.is_dated
        and bool(after)
        and isinstance(after[0], Stretch)
        and after[0].edges[0].unit in YEARLONG
    )


def _is_taken(before: Sequence[Part], part: Part) -> bool:
    """The lone year of such a pair is no occurrence of its own."""
    return bool(before) and isinstance(part, Stretch) and _is_apart(before[0], [part])


def _is_school_year_perhaps(stretch: Stretch, frame: Frame) -> bool:
    """«2022-2023» in a plan of that very school year."""
    first, last = stretch.first, stretch.last
    if first is None or last is None or first.unit is not Unit.YEAR or not stretch.is_loose:
        return False
    return frame.school_years() == [first.year] and (first.year or 0) + 1 == last.year


def _is_nested(spans: Sequence[Span]) -> bool:
    """Whether one occurrence lies within another."""
    full = sorted((one.start, one.end) for one in spans if one.start and one.end)
    return any(later[1] <= former[1] for former, later in pairwise(full))


def _choose(outcome: Outcome) -> None:
    outcome.alternatives = tuple(outcome.spans)
    words = " или ".join(span_words(span) for span in outcome.spans)
    outcome.ask(f"выберите один из сроков{': ' + words if len(outcome.spans) > 1 else ''}")
    if len(outcome.spans) > 1:
        outcome.spans.clear()
