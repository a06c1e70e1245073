"""Repetitions by a piece of every month, and every so many weeks or months from a day that is named."""

from __future__ import annotations

from datetime import timedelta

from nastavnik.rulebook.deadlines.atoms import Atom, Unit
from nastavnik.rulebook.deadlines.frames import Frame
from nastavnik.rulebook.deadlines.listing import dated
from nastavnik.rulebook.deadlines.model import Every, Span
from nastavnik.rulebook.deadlines.month_parts import in_month
from nastavnik.rulebook.deadlines.outcome import Outcome
from nastavnik.rulebook.deadlines.parts import MonthPieces, Stretch
from nastavnik.rulebook.deadlines.recurring import Rule

_EVERY_MONTH = {Unit.WEEKDAY: 4, Unit.DAY: 28}  # the fifth Friday and the 30th are not in every month
_NAMES = {Every.WEEK: "недели", Every.MONTH: "месяца"}


def add_pieces(outcome: Outcome, pieces: MonthPieces, every: Every, window: Frame) -> None:
    """«первый понедельник месяца»: the piece of each month in the window; one that its edge cuts is asked about."""
    if every is not Every.MONTH:
        outcome.ask(f"в каком месяце {pieces.text}, решите")
        return
    if any(atom.number > _EVERY_MONTH.get(atom.unit, atom.number) for atom in pieces.atoms):
        outcome.ask(f"{pieces.text} есть не в каждом месяце: решите")
        return
    for month, _ in window.months(1):
        for atom in pieces.atoms:
            _add_piece(outcome, atom, month, window, is_until=pieces.is_until)
    if outcome.spans:
        outcome.note(f"{pieces.text} — в каждом месяце периода")


def _add_piece(outcome: Outcome, atom: Atom, month: Span, window: Frame, *, is_until: bool) -> None:
    if month.start is None:
        return
    piece = in_month(atom, month.start.month, month.start.year)
    if not outcome.is_real(Stretch(piece, piece)):
        return
    whole = Span(piece.start(), piece.end())
    if window.contains(whole):
        outcome.add(Span(None, whole.end) if is_until else whole)
    elif window.touches(whole):
        outcome.ask("период карты начинается или кончается посреди срока, подтвердите")


def add_steps(outcome: Outcome, rule: Rule, every: Every, frame: Frame) -> None:
    """«раз в две недели с 5 сентября»: so many whole weeks or months each time; without a beginning it is asked."""
    name = _NAMES.get(every)
    start = _beginning(rule, frame)
    is_plain = (
        not (rule.month_day or rule.pieces or rule.weekdays or rule.following or rule.wholes)
        and rule.times == 1
    )
    unit = Unit.MONTH if every is Every.MONTH else Unit.DAY
    if name is None or start is None or frame.last is None or start.unit is not unit or not is_plain:
        what = f"раз в {rule.step} {name}" if name else "повторение через несколько сроков"
        outcome.ask(f"{what}: с какого дня считать, решите и впишите даты")
        return
    first = start.start()
    while first <= frame.last:
        if every is Every.WEEK:
            after = first + timedelta(weeks=rule.step)
        else:
            years, month = divmod(first.month - 1 + rule.step, 12)
            after = first.replace(year=first.year + years, month=month + 1)
        outcome.add(Span(first, min(after - timedelta(days=1), frame.last)))
        first = after
    outcome.note(f"раз в {rule.step} {name} — считая с названного начала до конца периода карты")


def _beginning(rule: Rule, frame: Frame) -> Atom | None:
    """The one «с 5 сентября» of the rule, in its year."""
    days = [dated(day, frame) for day in rule.days]
    if len(days) != 1 or days[0].last is not None or rule.windows or not days[0].is_dated:
        return None
    return days[0].first
