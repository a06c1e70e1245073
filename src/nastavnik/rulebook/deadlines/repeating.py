"""Deadlines that repeat within the year: by half-year, quarter, month, week, day of the week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from nastavnik.rulebook.deadlines.atoms import Atom, Unit
from nastavnik.rulebook.deadlines.frames import Frame
from nastavnik.rulebook.deadlines.listing import NO_PERIOD, add_part, add_stretch, dated, whole_of
from nastavnik.rulebook.deadlines.model import EVERY_WORDS, Every, Kind, Span
from nastavnik.rulebook.deadlines.outcome import Outcome
from nastavnik.rulebook.deadlines.parts import Again, Ask, Mark, MonthDay, Part, Relative, Stretch
from nastavnik.rulebook.deadlines.pieces import add_pieces, add_steps
from nastavnik.rulebook.deadlines.recurring import Rule, add_years, recurrence_of, rule_of, window_frame

_LENGTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6}
_MANY = 600
_WEEK = timedelta(days=7)


def repeated(parts: Sequence[Part], frame: Frame) -> Outcome:
    """The occurrences of a repeating deadline within its own years, else within the period."""
    rule, outcome = rule_of(parts), Outcome()
    for part in parts:
        if isinstance(part, Ask | Relative):
            add_part(outcome, part, frame)
    if rule.every is None or any(isinstance(part, Mark) and part.code == "|" for part in parts):
        if not outcome.needs_person and _is_list(rule, parts):
            _add_points(outcome, rule, frame)  # «1 раз в четверть (октябрь, декабрь, март, май)»
        else:
            outcome.ask("даты повторения не названы: впишите их")
        return outcome
    outcome.recurrence = recurrence_of(rule, rule.every)
    if any(isinstance(part, Ask) and part.kind is not Kind.SCHEDULE for part in parts) or outcome.anchor:
        return outcome
    if rule.every is Every.YEAR and rule.step == 1:
        add_years(outcome, rule, frame)
    else:
        _within_year(outcome, rule, rule.every, frame)
    return outcome


def _is_list(rule: Rule, parts: Sequence[Part]) -> bool:
    """Whether the days of the repetition are all named, and nothing else is said of them."""
    agains = [part for part in parts if isinstance(part, Again)]
    return len(agains) == 1 and _are_points(rule) and rule.times in (1, len(rule.days))


def _are_points(rule: Rule) -> bool:
    points = [day for day in rule.days if day.one or day.first is None]
    is_more = rule.month_day or rule.pieces or rule.weekdays
    return len(points) > 1 and len(points) == len(rule.days) and not is_more


def _add_points(outcome: Outcome, rule: Rule, frame: Frame) -> None:
    for day in rule.days:
        add_stretch(outcome, day, frame)


def _within_year(outcome: Outcome, rule: Rule, every: Every, frame: Frame) -> None:
    if _are_points(rule):  # «ежеквартально (март, июнь, сентябрь, декабрь)»
        _add_points(outcome, rule, frame)
        return
    if rule.step > 1:
        add_steps(outcome, rule, every, frame)
        return
    is_counted = rule.pieces is not None and rule.times == len(rule.pieces.atoms)
    if (rule.times > 1 and not is_counted) or (rule.is_going_on and not _is_monthly_on(rule)):
        outcome.ask("даты повторения не названы: впишите их")
        return
    windows = _windows(outcome, rule, frame)
    for window in windows:
        if rule.pieces:
            add_pieces(outcome, rule.pieces, every, window)
        elif every in _LENGTHS:
            _by_months(outcome, rule, every, window)
        elif every is Every.DAY:
            outcome.add(Span(window.first, window.last))
        else:
            _by_weeks(outcome, rule, window)


def _is_monthly_on(rule: Rule) -> bool:
    """«сентябрь 2022 г., далее — 1 раз в месяц»: the first month and every one after it."""
    one = rule.days[0].one if len(rule.days) == 1 else None
    is_plain = not (rule.month_day or rule.pieces or rule.following or rule.windows or rule.wholes)
    return rule.every is Every.MONTH and is_plain and one is not None and one.unit is Unit.MONTH


def _windows(outcome: Outcome, rule: Rule, frame: Frame) -> list[Frame]:
    """Where the rule repeats: years, a range of months, «в течение …», else the period."""
    frames: list[Frame | None] = [window_frame(window, frame) for window in rule.windows]
    for day in rule.days:
        if day.last is None or rule.is_going_on:
            beginning = dated(day, frame)
            frames.append(window_frame(Stretch(beginning.first, None), frame) if beginning.is_dated else None)
            continue
        found = Outcome()
        add_stretch(found, day, frame)
        span = found.spans[0] if found.spans else Span(date.min, None)
        is_long = bool(span.start and span.end and (span.end - span.start).days > _shortest(rule))
        frames.append(Frame(span.start, span.end) if is_long else None)
    for whole in rule.wholes:
        span_of_whole = whole_of(whole, frame)
        frames.append(Frame(span_of_whole.start, span_of_whole.end) if span_of_whole else None)
    chosen = frames or [frame]
    if any(one is None or one.span is None for one in chosen):
        outcome.ask(f"{NO_PERIOD}: впишите даты" if not frame.span else "в какие месяцы повторять, решите")
        return []
    return [one for one in chosen if one is not None]


def _shortest(rule: Rule) -> int:
    """Days that a window has at the least: a week for weekly rules, a month for others."""
    return 6 if rule.every is Every.WEEK else 27


def _by_months(outcome: Outcome, rule: Rule, every: Every, window: Frame) -> None:
    """Each half-year, quarter or month, or the day in it or after it."""
    if rule.weekdays or (every is Every.HALF_YEAR and not window.is_calendar):
        outcome.ask("полугодия календарные или учебные, решите" if not rule.weekdays else "впишите даты")
        return
    pieces = list(window.months(_LENGTHS[every]))
    day, months = rule.month_day, every is Every.MONTH
    if day is None and rule.following is None:
        for span, _ in pieces:
            outcome.add(window.clipped(span))
    elif day is None or (rule.following is None and not months) or not _is_month_after(rule):
        outcome.ask("в каком месяце этот день, решите")
        return
    else:
        for span, _ in pieces:
            _add_month_day(outcome, day, span, window, is_after=rule.following is not None)
    if any(is_cut for _, is_cut in pieces):
        outcome.ask(f"{EVERY_WORDS[every]}: период карты начинается или кончается посреди срока, подтвердите")


def _is_month_after(rule: Rule) -> bool:
    return rule.following is None or rule.following.noun in (None, Every.MONTH)


def _add_month_day(outcome: Outcome, day: MonthDay, span: Span, window: Frame, *, is_after: bool) -> None:
    """The day of the month of the piece, or of the month after a piece that ends within the window."""
    if span.start is None or span.end is None:
        return
    month = span.end + timedelta(days=1) if is_after else span.start
    try:
        first, last = (Atom(Unit.DAY, one, month.month, month.year).end() for one in (day.first, day.last))
        found = Span(None if day.is_until else first, last)
    except ValueError:
        outcome.ask(f"{day.last} числа есть не в каждом месяце: решите")
        return
    if is_after:
        if window.last and span.end <= window.last:
            outcome.add(found)
            outcome.note("срок наступает после отчётного периода; последний может быть позже периода карты")
    elif window.contains(found):
        outcome.add(found)


def _by_weeks(outcome: Outcome, rule: Rule, window: Frame) -> None:
    if rule.month_day or rule.following or window.first is None or window.last is None:
        outcome.ask("впишите даты")
        return
    if (window.last - window.first).days // 7 * max(1, len(rule.weekdays)) > _MANY:
        outcome.ask("повторений слишком много: впишите период короче")
        return
    monday = window.first - timedelta(days=window.first.weekday())
    while monday <= window.last:
        if not rule.weekdays:
            outcome.add(window.clipped(Span(monday, monday + timedelta(days=6))))
        for weekday in sorted(rule.weekdays):
            day = monday + timedelta(days=weekday)
            if window.first <= day <= window.last:
                outcome.add(Span(day, day))
        monday += _WEEK
