"""Which fact of the product a measure speaks of, offered by the words of its row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Fact(StrEnum):
    """What the product sees by itself."""

    BASES = "bases"
    TRAINING = "training"
    PAIRS = "pairs"
    ORDER = "order"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class NamedFact:
    """A fact with the kind of order or the code of the indicator, where one is meant."""

    fact: Fact
    code: str = ""


# The first that fits; an order about pairs is an order, not the pairs themselves.
_WORDS: tuple[tuple[re.Pattern[str], NamedFact], ...] = (
    (
        re.compile(r"приказ\w*.{0,60}(?:закреплени|наставническ\w+ (?:пар|групп))"),
        NamedFact(Fact.ORDER, "pairs_order"),
    ),
    (re.compile(r"приказ\w*.{0,60}назначени\w*.{0,20}куратор"), NamedFact(Fact.ORDER, "curator_order")),
    (re.compile(r"приказ\w*.{0,60}рабоч\w+ групп"), NamedFact(Fact.ORDER, "team_order")),
    (re.compile(r"приказ\w*.{0,60}(?:спис|реестр)"), NamedFact(Fact.ORDER, "lists_order")),
    (re.compile(r"назнач\w+.{0,40}куратор"), NamedFact(Fact.ORDER, "curator_order")),
    (re.compile(r"баз\w*(?: данных)?.{0,60}(?:наставник|наставляем)"), NamedFact(Fact.BASES)),
    (
        re.compile(r"(?:формирован|сформир|подбор|закреп)\w*.{0,60}(?:пар\b|пары|групп)"),
        NamedFact(Fact.PAIRS),
    ),
    (re.compile(r"(?:обучен|подготовк)\w*.{0,40}наставник"), NamedFact(Fact.TRAINING)),
    (re.compile(r"приказ|распоряжени"), NamedFact(Fact.ORDER)),
)


def fact_offered(*texts: str) -> NamedFact | None:
    """Offer a fact by the measure, its result and its document; None where no words fit. A person decides."""
    said = " ".join(" ".join(texts).lower().replace("ё", "е").split())
    return next((named for pattern, named in _WORDS if pattern.search(said)), None)
