"""Deadlines that repeat: what the parts say together, and years that repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.rulebook.deadlines.atoms import YEARLONG, Atom, Unit
from nastavnik.rulebook.deadlines.frames import Frame, candidates, placed, span_of
from nastavnik.rulebook.deadlines.listing import NO_PERIOD
from nastavnik.rulebook.deadlines.model import Every, Recurrence, Span
from nastavnik.rulebook.deadlines.outcome import NONSENSE, Outcome
from nastavnik.rulebook.deadlines.parts import (
    Again,
    Following,
    Mark,
    MonthDay,
    MonthPieces,
    Part,
    Stretch,
    Weekdays,
    Whole,
)
from nastavnik.rulebook.deadlines.phrases import SCHOOL_YEAR


@dataclass(frozen=True)
class Rule:
    """The parts of a repeating deadline, each in its place; `windows` are the years in which it repeats."""

    every: Every | None
    times: int
    days: tuple[Stretch, ...]
    windows: tuple[Stretch, ...]
    wholes: tuple[Whole, ...]
    month_day: MonthDay | None
    pieces: MonthPieces | None
    following: Following | None
    weekdays: tuple[int, ...]
    is_school: bool
    is_going_on: bool
    step: int


def is_repeating(parts: Sequence[Part]) -> bool:
    """Whether anything says that the deadline repeats; a day of the week beside a date does not."""
    if any(isinstance(part, Again | Following) for part in parts):
        return True
    if any(isinstance(part, MonthDay | MonthPieces) and part.is_each for part in parts):
        return True
    are_days = any(isinstance(part, Stretch) and part.one and part.one.unit is Unit.DAY for part in parts)
    return not are_days and any(isinstance(part, Weekdays) and part.is_each for part in parts)


def rule_of(parts: Sequence[Part]) -> Rule:
    """The parts sorted; without «ежегодно» the unit is the reporting one or, for days of the week, the week."""
    agains = [part for part in parts if isinstance(part, Again)]
    following = next((part for part in parts if isinstance(part, Following)), None)
    weekdays = next((part.days for part in parts if isinstance(part, Weekdays)), ())
    stretches = [part for part in parts if isinstance(part, Stretch)]
    month_day = next((part for part in parts if isinstance(part, MonthDay)), None)
    pieces = next((part for part in parts if isinstance(part, MonthPieces)), None)
    every = _unit_of(agains)
    if not agains:
        each = Every.MONTH if month_day or pieces else Every.WEEK
        every = (following.of or following.noun) if following else each
    windows = tuple(part for part in stretches if _is_yearlong(part))
    is_going_on = any(isinstance(part, Mark) and part.code == "f" for part in parts)
    if is_going_on and len(windows) == 1:
        windows = (Stretch(windows[0].first, None),)  # «2021 г., далее ежегодно»
    return Rule(
        every,
        max((again.times for again in agains), default=1),
        tuple(part for part in stretches if not _is_yearlong(part)),
        windows,
        tuple(part for part in parts if isinstance(part, Whole)),
        month_day,
        pieces,
        following,
        weekdays,
        any(again.is_school for again in agains)
        or any(isinstance(part, Whole) and part.scope == SCHOOL_YEAR for part in parts),
        is_going_on,
        max((again.step for again in agains), default=1),
    )


def _unit_of(agains: Sequence[Again]) -> Every | None:
    """The unit of all; «ежегодно, 1 раз в полугодие» repeats by the smaller one."""
    units = {again.every for again in agains}
    if len(units) == 2:
        units.discard(Every.YEAR)
    return units.pop() if len(units) == 1 else None


def recurrence_of(rule: Rule, every: Every) -> Recurrence:
    """The rule in the words of the contract."""
    years = [window for window in rule.windows if window.first and window.first.year]
    window = None
    if years and years[0].first and years[0].first.year:
        last = years[-1].last
        window = (years[0].first.year, last.year if last else None)
    day = rule.month_day
    return Recurrence(
        every,
        window,
        day.last if day else None,
        bool(day and day.is_until),
        rule.following is not None,
        rule.times,
        rule.weekdays,
        rule.step,
        (rule.pieces.text,) if rule.pieces else (),
    )


def add_years(outcome: Outcome, rule: Rule, frame: Frame) -> None:
    """Occurrences of a yearly rule: its days, or the year whole, in every year of its window or the period."""
    loose = _loose_days(outcome, rule, frame)
    named = [day for day in rule.days if day.is_dated]
    if loose is None:
        return
    dated = [day for day in named if outcome.add_stretch(day, frame)]
    if named and not rule.windows:
        _go_on(outcome, dated, frame, is_going_on=rule.is_going_on)
        return
    frames = _window_frames(outcome, rule, frame)
    if rule.following:
        _add_following(outcome, rule, loose, frames)
    elif loose:
        _add_days(outcome, loose, frames)
    elif rule.windows:
        for window in frames:
            _add_whole_years(outcome, window, frame)
    elif rule.is_school and frame.span and not frame.is_school and len(frame.school_years()) > 1:
        outcome.ask("период карты не из целых учебных лет: по каким повторять, решите")
    else:
        _add_whole_years(outcome, frame, frame)


def _loose_days(outcome: Outcome, rule: Rule, frame: Frame) -> list[Stretch] | None:
    """The days without a year; None, and a question, where the rule leaves them open."""
    loose, question = [day for day in rule.days if not day.is_dated], ""
    if any(whole.is_end for whole in rule.wholes):
        loose.append(Stretch(None, Atom(Unit.DAY, 31, 12)))
        question = "" if frame.is_calendar else "какой год имеется в виду, решите"
    if rule.weekdays or rule.pieces or (rule.month_day and not rule.following):
        question = "в каком месяце этот день, решите"
    if any(day.last is None for day in loose) or (rule.times > 1 and rule.times != len(loose)):
        question = "даты внутри года не названы: впишите их"
    if question:
        outcome.ask(question)
    return None if question else loose


def window_frame(stretch: Stretch, frame: Frame) -> Frame | None:
    """The years of a window as a frame; one without an end runs to the end of the period."""
    if stretch.first is None:
        return None
    try:
        span = span_of(stretch)
    except ValueError:
        return None
    last = span.end or frame.last
    return Frame(span.start, last) if span.start and last and span.start <= last else None


def _is_yearlong(stretch: Stretch) -> bool:
    return all(atom.unit in YEARLONG for atom in stretch.edges)


def _go_on(outcome: Outcome, dated: list[Stretch], frame: Frame, *, is_going_on: bool) -> None:
    """«до 15 октября 2022 года, далее ежегодно»."""
    if not is_going_on or frame.last is None:
        outcome.ask("названа одна дата, а срок ежегодный: по какой год, решите")
        return
    for day in dated:
        year = day.edges[0].year or 0
        for later in range(year + 1, frame.last.year + 1):
            moved = placed(day, later)
            if outcome.is_real(moved) and frame.contains(span_of(moved)):
                outcome.add_stretch(moved, frame)


def _window_frames(outcome: Outcome, rule: Rule, frame: Frame) -> list[Frame]:
    """The windows as frames, else the period; nothing, and a question, where there is neither."""
    if not rule.windows:
        if not frame.span:
            outcome.ask(f"{NO_PERIOD}: впишите годы")
        return [frame] if frame.span else []
    frames = []
    for window in rule.windows:
        found = window_frame(window, frame)
        if found is None:
            outcome.ask(NONSENSE if window.first and window.last else "с какого и по какой год, решите")
            return []
        frames.append(found)
    return frames


def _add_days(outcome: Outcome, loose: list[Stretch], frames: list[Frame]) -> None:
    """Each of the days in every year of the frames; one that a frame cuts is asked about."""
    found: list[tuple[Span, Frame]] = []
    for window in frames:
        for day in loose:
            try:
                spans = [span_of(one) for one in candidates(day, window)]
            except ValueError:
                outcome.ask(NONSENSE)
                continue
            found += [(span, window) for span in spans]
    found.sort(key=lambda pair: pair[0].start or pair[0].end or date.min)
    for span, window in found:
        if window.contains(span):
            outcome.add(span)
        else:
            outcome.ask("повторение выходит за края периода: решите, входят ли неполные промежутки")
    if frames and not found:
        outcome.ask("в периоде карты такого срока нет")


def _add_whole_years(outcome: Outcome, window: Frame, frame: Frame) -> None:
    if window.span is None or window.last is None:
        outcome.ask(f"{NO_PERIOD}: впишите годы")
    elif window.is_school:
        for year in window.school_years():
            outcome.add_stretch(_alone(Atom(Unit.SCHOOL_YEAR, year=year)), frame)
    elif window.is_calendar:
        for year in list(window.years())[1:-1]:
            outcome.add_stretch(_alone(Atom(Unit.YEAR, year=year)), frame)
    elif window.is_one_year and window is frame:
        outcome.add(window.span)
        outcome.note("ежегодно — один раз за период карты")
    else:
        outcome.ask("период карты не из целых лет: по каким годам повторять, решите")


def _alone(atom: Atom) -> Stretch:
    return Stretch(atom, atom)


def _add_following(outcome: Outcome, rule: Rule, loose: list[Stretch], frames: list[Frame]) -> None:
    """A day of the year after the reporting one; the last may lie after the period."""
    day = rule.month_day
    if day and rule.following and rule.following.noun is Every.MONTH:
        atom = Atom(Unit.DAY, day.last, 1)
        loose = [Stretch(None if day.is_until else atom, atom)]
    if not loose:
        outcome.ask("день после отчётного года не назван: впишите его")
        return
    for window in frames:
        if not window.is_calendar:
            outcome.ask("какой год отчётный, из периода карты не видно: решите")
            continue
        for year in list(window.years())[1:-1]:
            for one in loose:
                outcome.add_stretch(placed(one, year + 1), window, is_told=False)
    if outcome.spans:
        outcome.note("срок наступает в году, следующем за отчётным; последний — после периода карты")
