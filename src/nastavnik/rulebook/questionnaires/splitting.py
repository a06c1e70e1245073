"""Results of a survey split by the answers to one of its questions, with nobody found by subtraction."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nastavnik.rulebook.questionnaires.answering import Answers
from nastavnik.rulebook.questionnaires.model import Question, QuestionKind
from nastavnik.rulebook.questionnaires.results import ENOUGH, hidden_groups


@dataclass(frozen=True)
class SplitGroup:
    """Those who chose one answer: how many, and the mean of all their points; None where it must stay hidden."""

    choice: str
    size: int
    is_hidden: bool
    mean: Decimal | None


def may_split(question: Question) -> bool:
    """Tell whether results can be split by it: everybody chose one of a few answers."""
    return question.kind in (QuestionKind.YES_NO, QuestionKind.ONE)


def split_of(
    by: Question, questions: Sequence[Question], sheets: Sequence[Answers], *, least: int = ENOUGH
) -> tuple[SplitGroup, ...]:
    """Split the sheets by the answers to `by`, in the order of the form; those who did not answer it are a group too.

    Points are of the scales from 1 to 10. Whoever is few is hidden together with the next smallest group.
    """
    parts: dict[str, list[Answers]] = {choice: [] for choice in (*by.choices, "")}
    for answers in sheets:
        parts.setdefault(str(answers.get(by.key, "")), []).append(answers)
    hidden = hidden_groups({choice: len(part) for choice, part in parts.items()}, least=least)
    keys = [one.key for one in questions if one.kind is QuestionKind.SCALE and (one.low, one.high) == (1, 10)]
    return tuple(
        SplitGroup(choice, len(part), choice in hidden, None if choice in hidden else _mean(part, keys))
        for choice, part in parts.items()
        if part or choice
    )


def _mean(part: Sequence[Answers], keys: Sequence[str]) -> Decimal | None:
    points = [int(answers[key]) for answers in part for key in keys if key in answers]
    return Decimal(sum(points)) / len(points) if points else None
