"""The curator's self-assessment: points that add up to a level."""

from collections.abc import Sequence
from dataclasses import dataclass

from nastavnik.rulebook.questionnaires.answering import Answers
from nastavnik.rulebook.questionnaires.model import Question, QuestionKind


@dataclass(frozen=True)
class Level:
    """A level that begins at so many points."""

    least: int
    label: str


LEVELS: tuple[Level, ...] = (Level(0, "недопустимый"), Level(9, "допустимый"), Level(15, "оптимальный"))
"""Nine criteria of 0 to 2 points (editable default of the methodology)."""


def total_of(questions: Sequence[Question], answers: Answers) -> int | None:
    """Add up the points of all scales; None while one of them has no answer, for then the sum says nothing."""
    scales = [question for question in questions if question.kind is QuestionKind.SCALE]
    given = [answers.get(question.key) for question in scales]
    if not scales or any(point is None for point in given):
        return None
    return sum(int(point) for point in given if point is not None)


def level_of(total: int, levels: Sequence[Level] = LEVELS) -> Level:
    """Give the level that the points reach; ValueError for points below the lowest level."""
    reached = [level for level in levels if total >= level.least]
    if not reached:
        raise ValueError(f"{total} points are below every level")
    return max(reached, key=lambda level: level.least)
