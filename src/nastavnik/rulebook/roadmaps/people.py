"""Persons in the texts of executors, and the same one spelt in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from nastavnik.rulebook.likeness import differ_by_one

_PERSON = re.compile(
    r"(?P<last>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s+(?P<initials>[А-ЯЁ]\.\s?[А-ЯЁ]\.)"
    r"|(?P<before>[А-ЯЁ]\.\s?[А-ЯЁ]\.)\s?(?P<after>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
)
_SHORTEST = 5
_MANY = 300
_CASES = ("а", "у", "ой", "ым", "ом", "е", "ы", "ого", "ому", "им")


def persons_in(text: str) -> list[tuple[str, str]]:
    """Give the surnames with initials of a text: («Ильина», «А.В.»)."""
    return [
        (found["last"] or found["after"], re.sub(r"\s", "", found["initials"] or found["before"]))
        for found in _PERSON.finditer(text)
    ]


def spelt_in_two_ways(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Give pairs «usual, other» of one person's spellings: initials are the same, one letter of the surname differs.

    Endings of cases do not count as another spelling.
    """
    counts = Counter(person for text in texts for person in persons_in(text))
    namesakes: dict[str, list[str]] = defaultdict(list)
    for last, initials in sorted(counts, key=lambda person: (-counts[person], person)):
        namesakes[initials].append(last)
    return [
        (f"{usual} {initials}", f"{other} {initials}")
        for initials, lasts in namesakes.items()
        for place, usual in enumerate(lasts[:_MANY])
        for other in lasts[place + 1 : _MANY]
        if _nearly(usual, other)
    ]


def _nearly(one: str, other: str) -> bool:
    a, b = (name.lower().replace("ё", "е") for name in (one, other))
    if a == b or min(len(a), len(b)) < _SHORTEST or not differ_by_one(a, b):
        return False
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    is_case = longer.startswith(shorter) and longer[len(shorter) :] in _CASES
    same_stem = a[:-1] == b[:-1] and a[-1] in "аыуе" and b[-1] in "аыуе"
    return not (is_case or same_stem)
