"""The check of what was answered: an answer is judged by its question, a question by its condition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nastavnik.rulebook.questionnaires.model import Question, QuestionKind

Answers = Mapping[str, Any]
"""By the key of the question: int for a scale, str, list of str, for a matrix a mapping of row to column."""
LONGEST = 4_000
"""Signs of an answer in one's own words."""


@dataclass(frozen=True)
class Checked:
    """Answers that may be written, and what is wrong with the others, by the key of the question."""

    answers: dict[str, Any]
    faults: dict[str, str]


def is_asked(question: Question, answers: Answers) -> bool:
    """Tell whether a question is asked of one who has answered so far like this."""
    if not question.only_if:
        return True
    given = answers.get(question.only_if)
    said = {str(one) for one in given} if isinstance(given, list) else {str(given)}
    return bool(said & set(question.only_values))


def checked_answers(questions: Sequence[Question], typed: Answers) -> Checked:
    """Check what was typed, question by question in their order.

    Answers to questions that are not asked are left out; an empty answer is left out too, and is a fault where the
    question is required. Values that the form never offered are faults.
    """
    answers: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for question in questions:
        if not is_asked(question, answers):
            continue
        value = typed.get(question.key)
        if value in (None, "", [], {}) or (isinstance(value, str) and not value.strip()):
            if question.is_required:
                faults[question.key] = "Ответьте на этот вопрос."
            continue
        fault, clean = _read(question, value)
        if fault:
            faults[question.key] = fault
        else:
            answers[question.key] = clean
    return Checked(answers, faults)


def _read(question: Question, value: Any) -> tuple[str, Any]:
    if question.kind is QuestionKind.TEXT:
        text = str(value).strip()
        return (f"Слишком длинный ответ: не больше {LONGEST} знаков." if len(text) > LONGEST else "", text)
    if question.kind is QuestionKind.SCALE:
        if str(value) not in question.choices:
            return f"Выберите число от {question.low} до {question.high}.", None
        return "", int(value)
    if question.kind is QuestionKind.SEVERAL:
        chosen = list(value) if isinstance(value, list | tuple) else [value]
        unknown = set(map(str, chosen)) - set(question.options)
        return ("Такого варианта нет.", None) if unknown else ("", list(dict.fromkeys(map(str, chosen))))
    if question.kind is QuestionKind.MATRIX:
        return _read_matrix(question, value)
    return ("", str(value)) if str(value) in question.choices else ("Такого варианта нет.", None)


def _read_matrix(question: Question, value: Any) -> tuple[str, Any]:
    if not isinstance(value, Mapping):
        return "Такого варианта нет.", None
    filled = {str(row): str(column) for row, column in value.items() if column}
    if not set(filled) <= set(question.rows) or not set(filled.values()) <= set(question.options):
        return "Такого варианта нет.", None
    if question.is_required and len(filled) < len(question.rows):
        return "Ответьте в каждой строке таблицы.", None
    return "", filled
