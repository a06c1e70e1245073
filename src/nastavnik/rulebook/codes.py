"""Codes that people type from paper: groups of four signs, none of which looks like another."""

from __future__ import annotations

import re

# Digits and Latin letters without 0, 1, I, L, O, U and whatever is read for them; 30 signs.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4
# What a Russian keyboard gives for the same shapes.
_LOOKALIKES = str.maketrans("АВЕКМНРСТХУЗ", "ABEKMHPCTXY3")


def code_of(numbers: bytes) -> str:
    """A code of as many signs as there are bytes; each byte under 240 gives its sign without favour.

    ValueError for a byte of 240 or more: whoever makes the bytes draws again.
    """
    if any(number >= 240 for number in numbers):
        raise ValueError("a byte of 240 or more would favour some signs")
    return "".join(ALPHABET[number % len(ALPHABET)] for number in numbers)


def tidy_code(typed: str) -> str:
    """The code as it was made: without dashes and spaces, capital, with Russian lookalikes read as Latin letters."""
    return re.sub(r"[\s\-–—.]+", "", typed).upper().translate(_LOOKALIKES)


def may_be_code(typed: str, signs: int) -> bool:
    """Whether what was typed, or stands in an address, has the shape of a code at all: so many signs, all of ours."""
    code = tidy_code(typed)
    return len(code) == signs and all(sign in ALPHABET for sign in code)


def printed_code(code: str) -> str:
    """«K7QM-2XPD»: the code in groups, as it stands on paper."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
