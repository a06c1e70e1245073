"""Names for signing in, proposed from the name of a person: «Светлова Светлана Петровна» gives «svetlova.sp»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nastavnik.rulebook.names import FullName

_LETTERS = dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya",
}  # fmt: skip
LOGIN_SHAPE = re.compile(r"^[a-z0-9][a-z0-9._-]{2,39}$")
_MAX_NAME = 30


def in_latin(text: str) -> str:
    """Russian letters in Latin ones, lower case; signs that are neither letters nor digits are left out."""
    letters = (_LETTERS.get(letter, letter) for letter in text.lower())
    return re.sub(r"[^a-z0-9]", "", "".join(letters))


def proposed_logins(name: FullName) -> Iterator[str]:
    """The name for signing in, then the same with numbers from 2, for when it is taken; never ends."""
    initials = in_latin(name.first)[:1] + in_latin(name.middle)[:1]
    base = f"{in_latin(name.last)[:_MAX_NAME] or 'user'}.{initials}".strip(".")
    if len(base) < 3:
        base = f"{base}.user"
    yield base
    number = 2
    while True:
        yield f"{base}{number}"
        number += 1
