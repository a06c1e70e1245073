"""«Удовлетворённость, %»: by a formula that an operator sets, for no federal act fixes one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.numbers import number
from nastavnik.rulebook.questionnaires.answering import Answers
from nastavnik.rulebook.questionnaires.change import points_of
from nastavnik.rulebook.questionnaires.model import Question, QuestionKind
from nastavnik.rulebook.questionnaires.results import ENOUGH


class Way(StrEnum):
    """When a person counts as satisfied."""

    MEAN = "mean"
    EVERY = "every"
    YES = "yes"


class Base(StrEnum):
    """Of whom the share is taken."""

    ANSWERED = "answered"
    ASKED = "asked"


WAYS: Mapping[Way, str] = MappingProxyType(
    {
        Way.MEAN: "среднее его отметок по вопросам об удовлетворённости не ниже порога",
        Way.EVERY: "каждая его отметка по вопросам об удовлетворённости не ниже порога",
        Way.YES: "на все вопросы об удовлетворённости «да или нет» ответ «да»",
    }
)
BASES: Mapping[Base, str] = MappingProxyType(
    {Base.ANSWERED: "от числа ответивших", Base.ASKED: "от числа всех, кого спросили"}
)


@dataclass(frozen=True)
class Formula:
    """How satisfaction is counted: the way, the threshold in points of the scale, the base of the share."""

    way: Way = Way.MEAN
    threshold: Decimal = Decimal(7)
    base: Base = Base.ANSWERED


@dataclass(frozen=True)
class Satisfaction:
    """How many are satisfied of how many answered and were asked; hidden under five answers."""

    satisfied: int
    answered: int
    asked: int
    formula: Formula
    least: int = ENOUGH

    @property
    def is_hidden(self) -> bool:
        """Whether too few answered for the share to be shown."""
        return self.answered < self.least

    @property
    def share(self) -> Decimal | None:
        """Per cent, not rounded; None where it is hidden or there is nobody to take it of."""
        whole = self.asked if self.formula.base is Base.ASKED else self.answered
        return None if self.is_hidden or not whole else Decimal(self.satisfied) * 100 / whole

    @property
    def response_rate(self) -> Decimal | None:
        """Per cent of those asked who answered; None where nobody was asked by name."""
        return Decimal(self.answered) * 100 / self.asked if self.asked else None


def is_satisfied(questions: Sequence[Question], answers: Answers, formula: Formula) -> bool | None:
    """Tell whether one person is satisfied by the formula; None where he answered none of the marked questions."""
    wanted = QuestionKind.YES_NO if formula.way is Way.YES else QuestionKind.SCALE
    marked = [question for question in questions if question.is_satisfaction and question.kind is wanted]
    points = [points_of(question, answers.get(question.key)) for question in marked]
    given = [point for point in points if point is not None]
    if not given:
        return None
    if formula.way is Way.MEAN:
        return Decimal(sum(given)) / len(given) >= formula.threshold
    least = Decimal(1) if formula.way is Way.YES else formula.threshold
    return all(point >= least for point in given)


def satisfaction_of(
    questions: Sequence[Question], sheets: Iterable[Answers], formula: Formula, *, asked: int
) -> Satisfaction:
    """Count over the sheets; whoever answered none of the marked questions is not among those who answered."""
    said = [is_satisfied(questions, answers, formula) for answers in sheets]
    known = [one for one in said if one is not None]
    return Satisfaction(sum(known), len(known), asked, formula)


def formula_words(formula: Formula) -> str:
    """Say the formula in a sentence, to be printed beside the figure."""
    threshold = "" if formula.way is Way.YES else f" ({number(formula.threshold)})"
    return f"Доволен тот, у кого {WAYS[formula.way]}{threshold}; доля — {BASES[formula.base]}."
