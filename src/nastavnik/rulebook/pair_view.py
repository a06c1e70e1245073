"""How a pair is doing, in one of five honest words with the reason, and which five need the curator this week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.numbers import counted

_DAYS = ("день", "дня", "дней")
_MEETINGS = ("встреча", "встречи", "встреч")
_WEEK = 5
"""How many pairs a curator is asked to look at in a week."""


class Wellbeing(StrEnum):
    """How a working pair is doing; the worst first."""

    HELP = "help"
    DOUBTFUL = "doubtful"
    SILENT = "silent"
    EARLY = "early"
    GOOD = "good"


WELLBEING_LABELS: Mapping[Wellbeing, str] = MappingProxyType(
    {
        Wellbeing.HELP: "нужна помощь",
        Wellbeing.DOUBTFUL: "под вопросом",
        Wellbeing.SILENT: "молчит",
        Wellbeing.EARLY: "рано судить",
        Wellbeing.GOOD: "в порядке",
    }
)


@dataclass(frozen=True)
class Watch:
    """The settings by which pairs are judged, in days and marks."""

    early_days: int = 14
    silent_days: int = 30
    low_mark: int = 4
    close_after: int = 7


@dataclass(frozen=True)
class PairFacts:
    """What is known of a pair: numbers and days, no words of anybody.

    `lowest` is the lowest mark of the latest feedback; `wants_to_end` that a side does not wish to go on after the
    trial meeting or that the goal of the last meetings was not reached; `overdue` how many meetings wait for feedback
    longer than the term; `missed_in_row` how many of the latest did not come to be.
    """

    begun: date
    held: int = 0
    last_held: date | None = None
    next_planned: date | None = None
    help_asked: int = 0
    wants_to_end: bool = False
    lowest: int | None = None
    overdue: int = 0
    missed_in_row: int = 0


@dataclass(frozen=True)
class Verdict:
    """The state, why, and how pressing it is: a greater number first."""

    state: Wellbeing
    reason: str
    weight: int


def verdict_of(facts: PairFacts, watch: Watch, today: date) -> Verdict:
    """Judge a working pair by what is known of it; nothing known is said to be nothing known."""
    if facts.help_asked:
        return Verdict(Wellbeing.HELP, "просит о помощи куратора", 1000 + facts.help_asked)
    if doubt := _doubt(facts, watch):
        return Verdict(Wellbeing.DOUBTFUL, doubt, 700 + 10 * (10 - (facts.lowest or 10)))
    if silence := _silence(facts, watch, today):
        return Verdict(Wellbeing.SILENT, silence, min(699, 300 + _quiet_days(facts, today)))
    if facts.held == 0 or (today - facts.begun).days < watch.early_days:
        return Verdict(Wellbeing.EARLY, _early_words(facts), 0)
    if facts.overdue:
        words = ("встреча ждёт отзывов", "встречи ждут отзывов", "встреч ждут отзывов")
        return Verdict(Wellbeing.GOOD, f"{counted(facts.overdue, words)} дольше срока", 100 + facts.overdue)
    last = f", последняя {long_date(facts.last_held)}" if facts.last_held else ""
    return Verdict(Wellbeing.GOOD, f"{counted(facts.held, _MEETINGS)}{last}", 0)


def _doubt(facts: PairFacts, watch: Watch) -> str:
    if facts.wants_to_end:
        return "после пробной встречи не все хотят продолжать"
    if facts.lowest is not None and facts.lowest <= watch.low_mark:
        return f"низкая оценка последней встречи: {facts.lowest} из 10"
    if facts.missed_in_row >= 2:
        words = (
            "встреча подряд не состоялась",
            "встречи подряд не состоялись",
            "встреч подряд не состоялись",
        )
        return counted(facts.missed_in_row, words)
    return ""


def _silence(facts: PairFacts, watch: Watch, today: date) -> str:
    days = _quiet_days(facts, today)
    if facts.held == 0 and (today - facts.begun).days >= watch.early_days and not _is_ahead(facts, today):
        return f"ни разу не встречались за {counted(days, _DAYS)}"
    if facts.held and days >= watch.silent_days:
        return f"встреч нет {counted(days, _DAYS)}"
    return ""


def _quiet_days(facts: PairFacts, today: date) -> int:
    return (today - (facts.last_held or facts.begun)).days


def _is_ahead(facts: PairFacts, today: date) -> bool:
    return facts.next_planned is not None and facts.next_planned >= today


def _early_words(facts: PairFacts) -> str:
    begun = f"действует с {long_date(facts.begun)}"
    return f"{begun}, встреч ещё не было" if facts.held == 0 else begun


def five_of_the_week(
    verdicts: Sequence[tuple[int, Verdict]], number: int = _WEEK
) -> list[tuple[int, Verdict]]:
    """Choose whom to look at this week: the weightiest first, ties by id; those in order and early are never named.

    Takes pairs of an id and a verdict. A pair whose feedback is overdue may be named after all others.
    """
    pressing = [one for one in verdicts if one[1].weight > 0]
    return sorted(pressing, key=lambda one: (-one[1].weight, one[0]))[:number]
