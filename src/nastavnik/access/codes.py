"""Codes on paper and in links: drawn at random, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets

from nastavnik.rulebook.codes import code_of, tidy_code

INVITATION_SIGNS = 12
CARD_SIGNS = 8
# Slow enough that a stolen table is not worth guessing, quick enough for the cards of a whole class. The hash has no
# salt of its own, for it is what a code is found by, and no secret key, so that a new key leaves paper cards alone.
_ROUNDS = 20_000


def new_code(signs: int) -> str:
    """A code of that many signs, every one equally likely."""
    return "".join(code_of(bytes([secrets.randbelow(240)])) for _ in range(signs))


def code_hash(purpose: str, typed: str) -> str:
    """What the table keeps of a code; the same for every way of writing it, another for another purpose."""
    salt = f"nastavnik:{purpose}".encode()
    return hashlib.pbkdf2_hmac("sha256", tidy_code(typed).encode(), salt, _ROUNDS).hex()
