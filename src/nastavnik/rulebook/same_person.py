"""By what one human is known in the registers of two institutions."""

from __future__ import annotations

import re
from datetime import date

_NOISE = re.compile("[^a-zа-я]")


def key_text(last: str, first: str, middle: str, birth: date) -> str:
    """Give what is hashed of a person: the parts of the name and the birth date, however they are typed.

    Capitals, ё and е, hyphens and spaces make no difference; the parts stay apart. The database does the same.
    """
    return "|".join([*(_plain(part) for part in (last, first, middle)), birth.isoformat()])


def _plain(part: str) -> str:
    return _NOISE.sub("", part.lower().replace("ё", "е"))
