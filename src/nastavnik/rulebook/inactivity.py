"""How a curator deals with a pair that does not meet: a reminder, more time, the end; every step is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.dates import long_date


class InactivityStep(StrEnum):
    """The rungs of the ladder, in their order."""

    NOTICE = "notice"
    EXTENSION = "extension"
    CLOSING = "closing"


STEP_LABELS: Mapping[InactivityStep, str] = MappingProxyType(
    {
        InactivityStep.NOTICE: "напоминание паре",
        InactivityStep.EXTENSION: "дано время",
        InactivityStep.CLOSING: "решено прекратить",
    }
)


@dataclass(frozen=True)
class TakenStep:
    """A step that was taken: which, when, until when is waited."""

    kind: InactivityStep
    day: date
    until: date | None = None


def steps_since(steps: Sequence[TakenStep], last_meeting: date | None) -> list[TakenStep]:
    """Give the steps that still count: a meeting after them begins the ladder anew."""
    return [step for step in steps if last_meeting is None or step.day > last_meeting]


def next_step(steps: Sequence[TakenStep], today: date) -> InactivityStep | None:
    """Name the next rung for a silent pair; None while a term runs that was given, or the end is decided."""
    if not steps:
        return InactivityStep.NOTICE
    latest = max(steps, key=lambda step: (step.day, list(InactivityStep).index(step.kind)))
    if latest.kind is InactivityStep.CLOSING or (latest.until is not None and today <= latest.until):
        return None
    return InactivityStep.EXTENSION if latest.kind is InactivityStep.NOTICE else InactivityStep.CLOSING


def refusal_of_step(
    wanted: InactivityStep, steps: Sequence[TakenStep], today: date, until: date | None
) -> str:
    """Say why the step cannot be taken now; "" where it can. Nobody is ended before he was reminded."""
    taken = {step.kind for step in steps}
    if InactivityStep.CLOSING in taken:
        return "Уже решено прекратить пару: подготовьте приказ."
    if wanted is not InactivityStep.NOTICE and InactivityStep.NOTICE not in taken:
        return "Сначала напомните паре о встречах."
    running = [step.until for step in steps if step.until is not None and step.until >= today]
    if wanted is InactivityStep.CLOSING and running:
        return f"Срок, данный паре, ещё не вышел: подождите до {long_date(max(running))}."
    if wanted is InactivityStep.EXTENSION and (until is None or until <= today):
        return "Впишите день, до которого пара может возобновить встречи."
    return ""
