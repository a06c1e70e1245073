"""The seven stages of a programme's yearly cycle: what each must bring, what stands in the way, where the cycle is.

A stage is a checklist with evidence and no gate in itself: stages overlap and go back. Only what is marked as a gate
stops what comes after it. The templates themselves are data: `stage_templates`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nastavnik.rulebook.roadmap_facts import Fact
from nastavnik.rulebook.school_year import SchoolYear

SHIFT_MAX = 120
"""The farthest that a plan may be shifted at once, in days (editable default)."""
_AUGUST = 8


class Milestone(StrEnum):
    """What has been begun in fact, in the order in which a cycle comes to it."""

    OPENED = "opened"
    MENTEES = "mentees"
    MENTORS = "mentors"
    TRAINED = "trained"
    PAIRED = "paired"
    WORKING = "working"
    CLOSED = "closed"


class Count(StrEnum):
    """What is counted in the bases and the pairs instead of being marked by hand."""

    CURATOR = "curator"
    MENTEES = "mentees"
    MENTEE_CONSENTS = "mentee_consents"
    MENTORS = "mentors"
    MENTOR_CONSENTS = "mentor_consents"
    MEETING = "meeting"
    EVERYBODY_PAIRED = "everybody_paired"
    AGREED = "agreed"
    ORDERED = "ordered"
    NONE_PAUSED = "none_paused"
    ALL_ENDED = "all_ended"


class StageState(StrEnum):
    """How a stage stands on a day."""

    AHEAD = "ahead"
    GOING = "going"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True)
class YearDay:
    """A day of the cycle: August and autumn belong to the year in which the school year begins."""

    month: int
    day: int

    def of(self, year: SchoolYear) -> date:
        """Give the day for a school year."""
        return date(year.start if self.month >= _AUGUST else year.start + 1, self.month, self.day)


@dataclass(frozen=True)
class StageItem:
    """One line of a checklist and what proves it: a count, a registered paper of these kinds, or a mark by hand.

    What `is_gate` stops the next work; what `is_lasting` serves later cycles too; what is not `is_needed` is
    shown and does not hold the stage; `fact` is what a mark lets road maps know.
    """

    code: str
    text: str
    count: Count | None = None
    papers: tuple[str, ...] = ()
    is_gate: bool = False
    is_lasting: bool = False
    is_needed: bool = True
    fact: Fact | None = None


@dataclass(frozen=True)
class StageRule:
    """A stage: what it is called, what it brings, who answers for it, when it usually is, by what it is begun."""

    code: str
    title: str
    result: str
    owner: str
    first: YearDay
    last: YearDay
    items: tuple[StageItem, ...]
    begun_by: Milestone | None = None


@dataclass(frozen=True)
class StageTemplate:
    """The stages of one model of mentoring in their order."""

    code: str
    label: str
    stages: tuple[StageRule, ...]

    def stage(self, code: str) -> StageRule:
        """Give the stage of this code; KeyError for a stranger."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(code)

    def item(self, code: str) -> tuple[StageRule, StageItem]:
        """Give the line of this code with its stage; KeyError for a stranger."""
        for stage in self.stages:
            for item in stage.items:
                if item.code == code:
                    return stage, item
        raise KeyError(code)


@dataclass(frozen=True)
class CycleCounts:
    """A programme in numbers; `lacking` are people without a demanded consent, `waiting` mentees without a pair.

    `ended` are pairs that worked and are over.
    """

    curators: int = 0
    mentees: int = 0
    lacking_mentees: int = 0
    mentors: int = 0
    lacking_mentors: int = 0
    waiting: int = 0
    approved: int = 0
    agreed: int = 0
    ordered: int = 0
    active: int = 0
    paused: int = 0
    ended: int = 0
    is_met: bool = False

    @property
    def live(self) -> int:
        """Pairs that are on their way or work."""
        return self.approved + self.agreed + self.ordered + self.active + self.paused


@dataclass(frozen=True)
class Term:
    """From when to when a stage is planned and who answers for it."""

    first: date
    last: date
    owner: str


def usual_term(stage: StageRule, year: SchoolYear) -> Term:
    """Give the term of the template in a school year."""
    return Term(stage.first.of(year), stage.last.of(year), stage.owner)


def shifted(term: Term, days: int) -> Term:
    """Give the term so many days later (earlier where negative). ValueError beyond `SHIFT_MAX` days."""
    if abs(days) > SHIFT_MAX:
        raise ValueError(f"Сдвиг — не больше {SHIFT_MAX} дней.")
    step = timedelta(days=days)
    return Term(term.first + step, term.last + step, term.owner)


def is_counted(count: Count, counts: CycleCounts) -> bool:
    """Tell whether the bases and pairs show what the line asks for."""
    shown: Mapping[Count, bool] = {
        Count.CURATOR: counts.curators > 0,
        Count.MENTEES: counts.mentees > 0,
        Count.MENTEE_CONSENTS: counts.mentees > 0 and not counts.lacking_mentees,
        Count.MENTORS: counts.mentors > 0,
        Count.MENTOR_CONSENTS: counts.mentors > 0 and not counts.lacking_mentors,
        Count.MEETING: counts.is_met,
        Count.EVERYBODY_PAIRED: counts.mentees > 0 and not counts.waiting,
        Count.AGREED: counts.live > 0 and not counts.approved,
        Count.ORDERED: counts.active > 0 and not counts.approved + counts.agreed + counts.ordered,
        Count.NONE_PAUSED: counts.active > 0 and not counts.paused,
        Count.ALL_ENDED: counts.ended > 0 and not counts.live,
    }
    return shown[count]


def is_proved(item: StageItem, counts: CycleCounts, proofs: Collection[str], papers: Collection[str]) -> bool:
    """Tell whether a line is done: counted, proved by a registered paper of its kinds, or marked (codes in `proofs`)."""
    if item.code in proofs or set(item.papers) & set(papers):
        return True
    return item.count is not None and is_counted(item.count, counts)


def state_of_stage(term: Term, today: date, *, needed: int, done: int) -> StageState:
    """Say how a stage stands: done when every needed line is, else late after its last day, going since its first day
    or since its first line was done, otherwise ahead.
    """
    if done >= needed:
        return StageState.DONE
    if today > term.last:
        return StageState.LATE
    return StageState.GOING if today >= term.first or done else StageState.AHEAD


def milestones(counts: CycleCounts, *, is_trained: bool, is_closing: bool) -> tuple[Milestone, ...]:
    """Name what has been begun in fact, in order.

    `is_trained`: a mark of training stands; `is_closing`: a mark of the last stage stands. Paired is who was ever in
    a pair that is not declined, so that a cycle whose pairs are over does not fall back to its bases.
    """
    begun = {
        Milestone.OPENED: True,
        Milestone.MENTEES: counts.mentees > 0,
        Milestone.MENTORS: counts.mentors > 0,
        Milestone.TRAINED: is_trained,
        Milestone.PAIRED: counts.live + counts.ended > 0,
        Milestone.WORKING: counts.active + counts.paused + counts.ended > 0,
        Milestone.CLOSED: is_closing or (counts.ended > 0 and not counts.live),
    }
    return tuple(one for one, is_begun in begun.items() if is_begun)


def stage_reached(template: StageTemplate, begun: Collection[Milestone]) -> StageRule:
    """Give where the cycle is: the last stage that has been begun in fact; the first one where nothing has."""
    reached = [stage for stage in template.stages if stage.begun_by in begun]
    return reached[-1] if reached else template.stages[0]


def gates_open(
    template: StageTemplate, counts: CycleCounts, proofs: Collection[str], papers: Collection[str]
) -> tuple[StageItem, ...]:
    """Name the gates that still stand: lines without which nobody may enter the bases."""
    gates = [item for stage in template.stages for item in stage.items if item.is_gate]
    return tuple(item for item in gates if not is_proved(item, counts, proofs, papers))


def told_of_gates(gates: Sequence[StageItem]) -> str:
    """Say in Russian why the bases wait and what to do; "" where nothing stands in the way."""
    if not gates:
        return ""
    names = "; ".join(item.text[0].lower() + item.text[1:] for item in gates)
    return (
        f"Сначала закончите подготовку: {names}. Отметьте это на странице «Этапы» программы"
        " или внесите документ в реестр."
    )
