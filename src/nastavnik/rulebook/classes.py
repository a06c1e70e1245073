"""Classes of a school however they are written: «7 «А»», «7-а класс» and «7A» in Latin letters are one class."""

from __future__ import annotations

import re
from collections.abc import Iterable

LAST_CLASS = 11
"""After it one leaves school."""
# The database has the same in `Person.class_key`; a test compares them.
NOISE = r"класс[а-яё]*|[^0-9A-Za-zА-Яа-яЁё]"
LATIN, CYRILLIC = "ABCEHKMOPTXabcehkmoptxЁё", "АВСЕНКМОРТХавсенкмортхЕе"
_LOOKALIKES = str.maketrans(LATIN, CYRILLIC)


def class_key(written: str) -> str:
    """The class as everybody is compared by: «7 «а» класс» gives «7А»; nothing written gives an empty text."""
    return re.sub(NOISE, "", written, flags=re.IGNORECASE).translate(_LOOKALIKES).upper()


def class_keys(written: str | Iterable[str]) -> tuple[str, ...]:
    """Several classes typed in one line, «7А, 7 «Б»; 8в»: each key once, in the order of years, then letters."""
    parts = re.split(r"[,;\n]+", written) if isinstance(written, str) else list(written)
    return tuple(sorted({key for key in map(class_key, parts) if key}, key=class_order))


def class_order(key: str) -> tuple[int, str]:
    """By what classes are put in order: «9А» stands before «10А»; classes without a number come last."""
    number = re.match(r"\d+", key)
    return (int(number.group()) if number else 99, key)


def next_class(written: str) -> str | None:
    """Give the class of the year after, written as before: «8 «А»» gives «9 «А»»; None for whoever leaves school.

    What has no number of a class of school (a group of a kindergarten, «21 группа») stays as it is.
    """
    number = re.search(r"\d+", written)
    if number is None or not 1 <= int(number.group()) <= LAST_CLASS:
        return written
    if int(number.group()) == LAST_CLASS:
        return None
    return f"{written[: number.start()]}{int(number.group()) + 1}{written[number.end() :]}"
