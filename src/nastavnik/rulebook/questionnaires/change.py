"""What changed from «до» to «после»: of each person, and of all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nastavnik.rulebook.questionnaires.answering import Answers
from nastavnik.rulebook.questionnaires.model import NO, YES, Question, QuestionKind
from nastavnik.rulebook.questionnaires.results import ENOUGH


@dataclass(frozen=True)
class Change:
    """A question that was asked both times.

    `pairs` are people who answered it both times; of them `up`, `same` and `down`. Means are of the same people,
    so that whoever came or went moves nothing. Where `is_hidden` nothing but `pairs` is known.
    """

    question: Question
    pairs: int
    is_hidden: bool = False
    before: Decimal | None = None
    after: Decimal | None = None
    up: int = 0
    same: int = 0
    down: int = 0

    @property
    def gain(self) -> Decimal | None:
        """How much the mean has grown; None where it is hidden."""
        return None if self.before is None or self.after is None else self.after - self.before


def points_of(question: Question, value: Any) -> int | None:
    """Give an answer as a number that may grow: a point of a scale, yes 1 and no 0; None for anything else."""
    if value is None:
        return None
    if question.kind is QuestionKind.SCALE:
        return int(value)
    if question.kind is QuestionKind.YES_NO:
        return {YES: 1, NO: 0}.get(str(value))
    return None


def changes_of(
    before: Sequence[Question],
    after: Sequence[Question],
    pairs: Sequence[tuple[Answers, Answers]],
    *,
    least: int = ENOUGH,
) -> tuple[Change, ...]:
    """Compare every question asked both times the same way (key, kind and scale alike), in the order of «после».

    `pairs` are the answers of one person at entry and at exit.
    """
    known = {question.key: question for question in before}
    found = []
    for question in after:
        first = known.get(question.key)
        if first is not None and _is_comparable(first, question):
            found.append(_change_of(question, pairs, least))
    return tuple(found)


def _is_comparable(first: Question, last: Question) -> bool:
    measured = (QuestionKind.SCALE, QuestionKind.YES_NO)
    return (
        first.kind is last.kind and last.kind in measured and (first.low, first.high) == (last.low, last.high)
    )


def _change_of(question: Question, pairs: Sequence[tuple[Answers, Answers]], least: int) -> Change:
    both = []
    for first, last in pairs:
        was, now = _point(question, first), _point(question, last)
        if was is not None and now is not None:
            both.append((was, now))
    if len(both) < least or not both:
        return Change(question, len(both), is_hidden=True)
    return Change(
        question,
        len(both),
        before=Decimal(sum(was for was, _ in both)) / len(both),
        after=Decimal(sum(now for _, now in both)) / len(both),
        up=sum(now > was for was, now in both),
        same=sum(now == was for was, now in both),
        down=sum(now < was for was, now in both),
    )


def _point(question: Question, answers: Mapping[str, Any]) -> int | None:
    return points_of(question, answers.get(question.key))
