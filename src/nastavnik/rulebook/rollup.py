"""How an organisation stands with a measure, from the numbers of its duties; how many have done it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nastavnik.rulebook.numbers import counted

ORGANISATIONS = ("организации", "организаций", "организаций")


class Standing(StrEnum):
    """How an organisation stands with a measure today, the worst first."""

    OVERDUE = "overdue"
    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"
    NOT_NEEDED = "not_needed"


LABELS = {
    Standing.OVERDUE: "просрочено",
    Standing.NOT_BEGUN: "не начато",
    Standing.BEGUN: "в работе",
    Standing.DONE: "выполнено",
    Standing.NOT_NEEDED: "не требуется",
}


@dataclass(frozen=True)
class Tally:
    """How many duties of one organisation for one measure are done, still open, overdue (of the open), begun (of the open)."""

    done: int
    open: int
    overdue: int
    begun: int


def standing_of(tally: Tally) -> Standing:
    """Say how the organisation stands; only whether each number is above nought decides.

    Overdue is whoever has let one term pass. Of a measure with several terms it is done when something was done and
    nothing that is open has begun: the next terms are still to come. Where all were withdrawn or found needless, the
    organisation is not counted.
    """
    if tally.overdue:
        return Standing.OVERDUE
    if tally.begun:
        return Standing.BEGUN
    if tally.done:
        return Standing.DONE
    return Standing.NOT_BEGUN if tally.open else Standing.NOT_NEEDED


@dataclass(frozen=True)
class Roll:
    """A measure (or an organisation) in numbers; `asked` counts those from whom it is required."""

    done: int = 0
    asked: int = 0
    overdue: int = 0

    @property
    def words(self) -> str:
        """«17 из 24»."""
        return f"{self.done} из {self.asked}"

    @property
    def is_whole(self) -> bool:
        """Whether everybody has done it."""
        return self.asked > 0 and self.done == self.asked


def rolled(standings: Iterable[tuple[Standing, int]]) -> Roll:
    """Sum standings with how many have each."""
    numbers: dict[Standing, int] = dict.fromkeys(Standing, 0)
    for standing, number in standings:
        numbers[standing] += number
    asked = sum(number for standing, number in numbers.items() if standing is not Standing.NOT_NEEDED)
    return Roll(numbers[Standing.DONE], asked, numbers[Standing.OVERDUE])


def said(roll: Roll) -> str:
    """«Выполнили 17 из 24 организаций, просрочили 2»."""
    if not roll.asked:
        return "Ни от кого не требуется"
    verb = "Выполнила" if roll.done % 10 == 1 and roll.done % 100 != 11 else "Выполнили"
    tail = f", просрочили {roll.overdue}" if roll.overdue else ""
    return f"{verb} {roll.done} из {counted(roll.asked, ORGANISATIONS)}{tail}"


def answering(depths: Mapping[int, Tally]) -> Tally:
    """Choose the tally that counts: of an organisation that adopted the measure the deepest one answers.

    Keys are steps below the measure: 0 its own duty, 1 the row of a map that adopted it, 2 one further down.
    """
    return depths[max(depths)]
