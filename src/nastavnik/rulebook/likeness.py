"""Names that are nearly one another, and contacts that meet: what makes two records suspicious."""

import re
from collections import defaultdict
from typing import Generic, TypeVar

from nastavnik.rulebook.names import FullName, plain

_Thing = TypeVar("_Thing")
_DIGITS = re.compile(r"\d")
_RUN = re.compile(r"[\d\s()+.-]{7,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def differ_by_one(one: str, other: str) -> bool:
    """Tell whether two words are equal or one letter is put in, left out, changed, or two neighbours swapped."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    left, right = one[start:], other[start:]
    if left[1:] == right[1:] or left[1:] == right or left == right[1:]:
        return True
    return len(left) >= 2 and left[:2] == right[1::-1] and left[2:] == right[2:]


def nearly_one(one: FullName, other: FullName) -> bool:
    """Tell whether two names are nearly one: one letter differs in one part, or only one has a patronymic.

    The very same name (ё is е) is not «nearly» the same.
    """
    parts, others = _parts(one), _parts(other)
    differing = [(a, b) for a, b in zip(parts, others, strict=True) if a != b]
    if len(differing) != 1:
        return False
    (a, b) = differing[0]
    if not a or not b:
        return bool(parts[0] == others[0] and parts[1] == others[1])
    return differ_by_one(a, b)


class Likeness(Generic[_Thing]):
    """Things under names; finds those whose name is nearly a given one, without comparing it with all of them."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, str, str], list[tuple[FullName, _Thing]]] = defaultdict(list)

    def add(self, name: FullName, thing: _Thing) -> None:
        """Put a thing under a name."""
        for block in _blocks(name):
            self._blocks[block].append((name, thing))

    def of(self, name: FullName) -> list[_Thing]:
        """Give the things whose name is nearly this one, each once."""
        found: list[_Thing] = []
        for block in _blocks(name):
            for other, thing in self._blocks.get(block, ()):
                if nearly_one(name, other) and not any(thing is known for known in found):
                    found.append(thing)
        return found


def contacts_meet(one: str, other: str) -> bool:
    """Tell whether two texts of contacts share a telephone (its last ten digits) or an address of mail."""
    return bool(_contacts(one) & _contacts(other))


def _contacts(text: str) -> set[str]:
    phones = {"".join(_DIGITS.findall(run))[-10:] for run in _RUN.findall(text)}
    return {phone for phone in phones if len(phone) == 10} | {mail.lower() for mail in _MAIL.findall(text)}


def _parts(name: FullName) -> tuple[str, str, str]:
    return plain(name.last), plain(name.first), plain(name.middle)


def _blocks(name: FullName) -> list[tuple[int, str, str]]:
    """Names that are nearly one share two of the three parts."""
    last, first, middle = _parts(name)
    return [(0, last, first), (1, last, middle), (2, first, middle)]
