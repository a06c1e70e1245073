"""Words that a narrow column of a .pdf breaks without a hyphen: «наставничес / тва»."""

import re

from nastavnik.rulebook.posts import is_known_word

_LAST = re.compile(r"[А-ЯЁа-яё]+$")
_FIRST = re.compile(r"^[а-яё]+")
_PARTIAL_DATE = re.compile(r"(?<!\d)\d\d\.\d\d\.\d{0,3}$")
_SHORTEST = 3
_SHORT = frozenset(
    [
        "а",
        "в",
        "и",
        "к",
        "о",
        "с",
        "у",
        "я",
        "бы",
        "во",
        "вы",
        "да",
        "до",
        "ее",
        "её",
        "за",
        "из",
        "им",
        "их",
        "ко",
        "ли",
        "мы",
        "на",
        "не",
        "ни",
        "но",
        "об",
        "он",
        "от",
        "по",
        "со",
        "то",
    ]
)


def are_one_word(first: str, second: str) -> bool:
    """Tell whether the end of a line and the beginning of the next are parts of one word.

    A sign or a bracket cut off from its word is a part of it; letters are asked of the dictionary: a known word whose
    union with what follows is unknown ends there.
    """
    if second[:1] in ")],.;:»%":
        return True
    if _PARTIAL_DATE.search(first) and second[:1].isdigit():
        return True
    end, begin = _LAST.search(first), _FIRST.match(second)
    if not begin or not end:
        return bool(begin) and first[-1:] in "(«" and len(first) > 1
    if end[0].isupper() or end[0].lower() in _SHORT:
        return False
    if is_known_word(end[0] + begin[0]):
        return True
    return not _is_word(end[0]) and not (len(begin[0]) > _SHORTEST and is_known_word(begin[0]))


def is_broken_off(first: str, second: str) -> bool:
    """Tell whether a text ends inside a word that the next goes on with: a word together, no two words apart."""
    end, begin = _LAST.search(first), _FIRST.match(second)
    return (
        end is not None
        and begin is not None
        and is_known_word(end[0] + begin[0])
        and (not _is_word(end[0]) or not _is_word(begin[0]))
    )


def _is_word(text: str) -> bool:
    """Short sets of letters are in the dictionary by chance, but for the little words of the language."""
    return text.lower() in _SHORT or text.isupper() or (len(text) >= _SHORTEST and is_known_word(text))
