"""Results of a question, and what of them must stay hidden so that nobody is recognised."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from nastavnik.rulebook.questionnaires.model import Question, QuestionKind

ENOUGH = 5
"""Fewer answers than this are shown nowhere where the kind promises that nobody is recognised."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class QuestionResult:
    """What was answered to one question.

    `answered` is how many answered it; where `is_hidden` nothing else is known. `distribution` counts each choice
    in the order of the form, of a matrix under «строка: вариант»; `mean` is of a scale; `texts` are own words,
    sorted, so that their order tells nothing.
    """

    question: Question
    answered: int
    is_hidden: bool = False
    distribution: tuple[tuple[str, int], ...] = ()
    mean: Decimal | None = None
    texts: tuple[str, ...] = ()


def result_of(question: Question, values: Iterable[Any], *, least: int = ENOUGH) -> QuestionResult:
    """Sum up the answers (None and missing ones left out); hidden under `least` answers, 0 hides nothing."""
    given = [value for value in values if value not in (None, "", [], {})]
    if len(given) < least:
        return QuestionResult(question, len(given), is_hidden=True)
    if question.kind is QuestionKind.TEXT:
        return QuestionResult(question, len(given), texts=tuple(sorted(map(str, given))))
    counts: Counter[str] = Counter()
    for value in given:
        counts.update(_named(question, value))
    offered = _offered(question)
    distribution = tuple((choice, counts.get(choice, 0)) for choice in offered)
    known = [int(value) for value in given] if question.kind is QuestionKind.SCALE else []
    mean = Decimal(sum(known)) / len(known) if known else None
    return QuestionResult(question, len(given), distribution=distribution, mean=mean)


def _offered(question: Question) -> list[str]:
    if question.kind is QuestionKind.MATRIX:
        return [f"{row}: {column}" for row in question.rows for column in question.options]
    return list(question.choices)


def _named(question: Question, value: Any) -> list[str]:
    if question.kind is QuestionKind.MATRIX:
        return [f"{row}: {column}" for row, column in dict(value).items()]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def hidden_groups(sizes: Mapping[Key, int], *, least: int = ENOUGH) -> frozenset[Key]:
    """Name the groups whose results must stay hidden while the total is shown.

    Every group of 1 to `least` - 1, and, where these together are fewer than `least`, the next smallest ones too: else
    whoever takes the shown groups away from the total reads the answers of the few that are left.
    """
    hidden = {key for key, size in sizes.items() if 0 < size < least}
    shown = sorted((size, str(key), key) for key, size in sizes.items() if size >= least)
    while hidden and shown and sum(sizes[key] for key in hidden) < least:
        hidden.add(shown.pop(0)[2])
    return frozenset(hidden)
