"""Questionnaires: questions and their answers, declared kinds, results with their hiding, change, satisfaction.

Source: the tools of the first and second stage of monitoring (wordings are editable defaults of the product).
"""

from nastavnik.rulebook.questionnaires.answering import Answers, Checked, checked_answers, is_asked
from nastavnik.rulebook.questionnaires.change import Change, changes_of, points_of
from nastavnik.rulebook.questionnaires.levels import LEVELS, Level, level_of, total_of
from nastavnik.rulebook.questionnaires.model import (
    KIND_PROMISES,
    KINDS,
    MOMENTS,
    NO,
    QUESTION_KINDS,
    WHO_LABELS,
    YES,
    DeclaredKind,
    Measured,
    Question,
    QuestionKind,
    Who,
    question_faults,
)
from nastavnik.rulebook.questionnaires.results import ENOUGH, QuestionResult, hidden_groups, result_of
from nastavnik.rulebook.questionnaires.satisfaction import (
    BASES,
    WAYS,
    Base,
    Formula,
    Satisfaction,
    Way,
    formula_words,
    is_satisfied,
    satisfaction_of,
)
from nastavnik.rulebook.questionnaires.splitting import SplitGroup, may_split, split_of

__all__ = [
    "BASES",
    "ENOUGH",
    "KINDS",
    "KIND_PROMISES",
    "LEVELS",
    "MOMENTS",
    "NO",
    "QUESTION_KINDS",
    "WAYS",
    "WHO_LABELS",
    "YES",
    "Answers",
    "Base",
    "Change",
    "Checked",
    "DeclaredKind",
    "Formula",
    "Level",
    "Measured",
    "Question",
    "QuestionKind",
    "QuestionResult",
    "Satisfaction",
    "SplitGroup",
    "Way",
    "Who",
    "changes_of",
    "checked_answers",
    "formula_words",
    "hidden_groups",
    "is_asked",
    "is_satisfied",
    "level_of",
    "may_split",
    "points_of",
    "question_faults",
    "result_of",
    "satisfaction_of",
    "split_of",
    "total_of",
]
