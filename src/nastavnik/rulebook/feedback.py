"""Feedback after a meeting: what a whole answer is, when a meeting is complete, when is reminded, when it may be closed.

Source: the recommended minimum of feedback after each meeting; the terms are settings of each institution.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.meetings import MeetingState
from nastavnik.rulebook.workdays import NO_EXCEPTIONS, Exceptions, is_working_day

LOWEST, HIGHEST = 1, 10
AGAIN_AFTER = 3
"""Days between the first reminder and the last one: nobody is reminded a third time."""


class Goal(StrEnum):
    """Whether the meeting's goal was reached."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


GOAL_LABELS: Mapping[Goal, str] = MappingProxyType({Goal.YES: "да", Goal.PARTLY: "частично", Goal.NO: "нет"})


@dataclass(frozen=True)
class Said:
    """What a side answers: two marks from 1 to 10, whether the goal was reached, words that may be left out."""

    comfort: int
    usefulness: int
    goal: Goal
    worked: str = ""
    hindered: str = ""
    needs_help: bool = False
    goes_on: bool | None = None


def fault_of_feedback(state: MeetingState, said: Said, *, asks_to_go_on: bool) -> str:
    """Say why an answer cannot be taken; "" for a right one.

    Refused: a meeting that did not happen, a mark outside 1–10, a trial meeting without «продолжать или нет».
    """
    if state is not MeetingState.HELD:
        return "Эта встреча не состоялась: отзыв пишут о состоявшейся."
    if not all(LOWEST <= mark <= HIGHEST for mark in (said.comfort, said.usefulness)):
        return f"Оценка — от {LOWEST} до {HIGHEST}."
    if asks_to_go_on and said.goes_on is None:
        return "Скажите, хотите ли вы продолжать: после пробной встречи спрашивают обе стороны."
    return ""


def is_complete(*, asked: int, answered: int, is_closed: bool) -> bool:
    """Whether a held meeting is complete: all who were asked have answered, or the curator has closed it with a reason."""
    return is_closed or 0 < asked == answered


def closable_from(held: date, close_after: int) -> date:
    """Give the day from which a meeting may be closed without feedback: `close_after` days later."""
    return held + timedelta(days=close_after)


def closing_refusal(*, held: date | None, is_complete: bool, today: date, close_after: int) -> str:
    """Say why a meeting cannot be closed without feedback now; "" where it can."""
    if held is None:
        return "Встреча не состоялась: закрывать нечего."
    if is_complete:
        return "Встреча уже завершена."
    first = closable_from(held, close_after)
    if today < first:
        return f"Отзывов ещё ждут: закрыть встречу без них можно с {long_date(first)}."
    return ""


def reminder_due(
    held: date, today: date, *, remind_after: int, exceptions: Exceptions = NO_EXCEPTIONS
) -> str:
    """Name the reminder of an unanswered feedback that is due today («first», «last»), "" where none is.

    None on days off and in holidays: what falls on them is told on the working day after. What is told once under a
    name is not told again by whoever sends it.
    """
    if not is_working_day(today, exceptions):
        return ""
    days = (today - held).days
    if days >= remind_after + AGAIN_AFTER:
        return "last"
    return "first" if days >= remind_after else ""
