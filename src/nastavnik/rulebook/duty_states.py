"""What may become of a duty of a road map: one table of states with who may pass from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = 14
"""So many days ahead a term is «скоро»."""


class DutyState(StrEnum):
    """The states that are kept; «просрочено» follows from the date."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"
    NOT_NEEDED = "not_needed"
    WITHDRAWN = "withdrawn"


class Party(StrEnum):
    """Whose word decides: the organisation that has the duty, or the one whose road map gave it."""

    ORGANISATION = "organisation"
    OWNER = "owner"


@dataclass(frozen=True)
class Step:
    """A passage: from where, to where, who decides, and whether it must be explained in writing."""

    origins: frozenset[DutyState]
    target: DutyState
    party: Party
    needs_reason: bool = False


OPEN = frozenset({DutyState.NOT_BEGUN, DutyState.BEGUN})
STEPS: dict[str, Step] = {
    "begin": Step(frozenset({DutyState.NOT_BEGUN}), DutyState.BEGUN, Party.ORGANISATION),
    "complete": Step(OPEN, DutyState.DONE, Party.ORGANISATION),
    "excuse": Step(OPEN, DutyState.NOT_NEEDED, Party.ORGANISATION, needs_reason=True),
    "withdraw": Step(OPEN | {DutyState.NOT_NEEDED}, DutyState.WITHDRAWN, Party.OWNER, needs_reason=True),
    "undo": Step(
        frozenset({DutyState.BEGUN, DutyState.DONE, DutyState.NOT_NEEDED}),
        DutyState.NOT_BEGUN,
        Party.ORGANISATION,
    ),
    "give_back": Step(frozenset({DutyState.WITHDRAWN}), DutyState.NOT_BEGUN, Party.OWNER),
}

LABELS = {
    DutyState.NOT_BEGUN: "не начато",
    DutyState.BEGUN: "в работе",
    DutyState.DONE: "выполнено",
    DutyState.NOT_NEEDED: "не требуется",
    DutyState.WITHDRAWN: "снято",
}


def refusal(step: str, state: str) -> str:
    """Say in Russian why the step can't be taken from this state; "" where it can. KeyError for an unknown step."""
    known = DutyState(state)
    if known in STEPS[step].origins:
        return ""
    target = STEPS[step].target
    if step in ("undo", "give_back") or known is target:
        return f"Мероприятие сейчас «{LABELS[known]}»: менять нечего. Обновите страницу."
    return f"Мероприятие сейчас «{LABELS[known]}». Сначала отмените эту отметку."


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Whether the term has passed and the duty is still open; on its last day it is not yet."""
    return DutyState(state) in OPEN and due is not None and due < today


def is_due_soon(state: str, due: date | None, today: date) -> bool:
    """Whether an open duty has to be done within the next days, today included."""
    return DutyState(state) in OPEN and due is not None and today <= due <= today + timedelta(days=SOON)


def bad_done_date(done: date, today: date) -> str:
    """Say in Russian why nothing can have been done on this day; "" where it can."""
    if done > today:
        return "Эта дата ещё не наступила. Укажите день, когда мероприятие выполнено."
    if done.year < today.year - 10:
        return "Это больше десяти лет назад. Проверьте год."
    return ""


def bad_span(start: date | None, end: date | None) -> str:
    """Say in Russian what is wrong with the dates that a person gives; "" for right ones."""
    if end is None:
        return "Укажите, до какого дня выполнить."
    if start is not None and start > end:
        return "Срок кончается раньше, чем начинается."
    return ""
