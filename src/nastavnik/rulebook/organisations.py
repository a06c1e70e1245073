"""What organisations are: their kinds, the flags by which they are counted, and what may stand under what."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a node of the tree is treated: a territory above schools or an institution with people."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class Entry:
    """One line of a dictionary: a code that stays, and the words on the screen."""

    code: str
    label: str


KINDS: tuple[Entry, ...] = (
    Entry("school", "общеобразовательная организация"),
    Entry("gymnasium", "гимназия, лицей"),
    Entry("boarding", "школа-интернат"),
    Entry("correctional", "школа для обучающихся с ОВЗ"),
    Entry("kindergarten", "детский сад"),
    Entry("additional", "организация дополнительного образования"),
    Entry("college", "колледж, техникум"),
    Entry("university", "организация высшего образования"),
    Entry("orphanage", "организация для детей-сирот"),
    Entry("centre", "методический или ресурсный центр"),
    Entry("authority", "орган управления образованием"),
    Entry("other", "иная организация"),
)
"""Виды организаций: what a new database begins with; an operator may add others."""

FLAGS: tuple[Entry, ...] = (
    Entry("tochka-rosta", "«Точка роста»"),
    Entry("kvantorium", "«Кванториум»"),
    Entry("it-cube", "«IT-куб»"),
    Entry("cos", "цифровая образовательная среда"),
    Entry("rural", "сельская"),
    Entry("small", "малокомплектная"),
    Entry("low-results", "ШНОР"),
    Entry("difficult", "в сложных социальных условиях"),
    Entry("pilot", "пилотная площадка"),
)
"""Признаки организаций: filters of the list and dimensions of reports."""

# A level and the levels under which it may stand; None is the root of a tree. An institution gets under
# another one only by a merger: staff see the people of everything below, so nothing else may put it there.
_MAY_STAND_UNDER: dict[Level, frozenset[Level | None]] = {
    Level.REGION: frozenset({None}),
    Level.MUNICIPALITY: frozenset({None, Level.REGION, Level.MUNICIPALITY}),
    Level.INSTITUTION: frozenset({None, Level.REGION, Level.MUNICIPALITY}),
}


def may_stand_under(level: Level, above: Level | None) -> bool:
    """Tell whether a node of the level may be put under a node of the other level, or be a root (None)."""
    return above in _MAY_STAND_UNDER[level]


def kind_code_of(text: str) -> str | None:
    """Give the code of the kind that words of a file or a form mean («школа», «детский сад»); None for others."""
    wanted = " ".join(text.lower().replace("ё", "е").split())
    exact = {entry.label.lower().replace("ё", "е"): entry.code for entry in KINDS}
    return exact.get(wanted) or _SHORT_WORDS.get(wanted)


def flag_code_of(text: str) -> str | None:
    """Give the code of the flag that words of a file mean, without regard to quotes; None for others."""
    wanted = _bare(text)
    return next((entry.code for entry in FLAGS if _bare(entry.label) == wanted), None)


def _bare(text: str) -> str:
    kept = "".join(letter for letter in text.lower().replace("ё", "е") if letter not in "«»\"'")
    return " ".join(kept.split())


_SHORT_WORDS = {
    "школа": "school",
    "сош": "school",
    "оош": "school",
    "средняя школа": "school",
    "общеобразовательная школа": "school",
    "гимназия": "gymnasium",
    "лицей": "gymnasium",
    "интернат": "boarding",
    "доу": "kindergarten",
    "дошкольная образовательная организация": "kindergarten",
    "дополнительное образование": "additional",
    "дом творчества": "additional",
    "центр дополнительного образования": "additional",
    "техникум": "college",
    "колледж": "college",
    "вуз": "university",
    "университет": "university",
    "детский дом": "orphanage",
    "методический центр": "centre",
}
