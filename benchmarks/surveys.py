"""Results of questionnaires: 20,000 answers, and 20,000 whole sheets, beside merely reading their JSON."""

from __future__ import annotations

import json
import random
from functools import partial
from typing import Any

from benchmarks.measuring import Table, medians, milliseconds, times
from nastavnik.rulebook.questionnaires import (
    Formula,
    Question,
    QuestionKind,
    changes_of,
    result_of,
    satisfaction_of,
)
from nastavnik.rulebook.questionnaires.defaults import default_questionnaires

SHEETS, SEED = 20_000, 2026
HEADS = ("what is computed", "answers", "time", "of reading the JSON")


def sheets(questions: tuple[Question, ...], count: int, seed: int = SEED) -> list[str]:
    """So many filled sheets as the database gives them."""
    chance = random.Random(seed)
    return [json.dumps({one.key: _answer(one, chance) for one in questions}) for _ in range(count)]


def measure() -> list[Table]:
    """Every question, the satisfaction and the change since «до»: of 20,000 answers, then of 20,000 sheets."""
    by_code = {one.code: one.questions for one in default_questionnaires()}
    entry, last = by_code["pupil_pupil.mentee.entry"], by_code["pupil_pupil.mentee.exit"]
    rows = []
    for count in (SHEETS // len(last), SHEETS):
        before, after = sheets(entry, count), sheets(last, count, SEED + 1)
        taken = medians(
            {"all": partial(_compute, entry, last, before, after), "json": partial(_read, after)}, turns=3
        )
        rows.append(
            [
                f"{count:,} sheets «после» with their «до»",
                f"{count * len(last):,}",
                milliseconds(taken["all"]),
                times(taken["all"], taken["json"]),
            ]
        )
    return [Table("Questionnaires: results, satisfaction and change", HEADS, rows)]


def _read(texts: list[str]) -> list[dict[str, Any]]:
    return [json.loads(text) for text in texts]


def _compute(
    entry: tuple[Question, ...], last: tuple[Question, ...], before: list[str], after: list[str]
) -> None:
    first, answers = _read(before), _read(after)
    for question in last:
        result_of(question, (one.get(question.key) for one in answers))
    satisfaction_of(last, answers, Formula(), asked=len(answers))
    changes_of(entry, last, list(zip(first, answers, strict=True)))


def _answer(question: Question, chance: random.Random) -> Any:
    if question.kind is QuestionKind.TEXT:
        return f"слова {chance.randint(1, 10_000)}"
    if question.kind is QuestionKind.SCALE:
        return chance.randint(question.low, question.high)
    return chance.choice(question.choices)
