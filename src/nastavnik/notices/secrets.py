"""Secrets of calendars: drawn at random, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 24


def new_secret() -> str:
    """192 bits for an address: nobody types it and nobody guesses it."""
    return secrets.token_urlsafe(_BYTES)


def secret_hash(secret: str) -> str:
    """What the table keeps; so long a secret needs no slow hash."""
    return hashlib.sha256(f"nastavnik:calendar:{secret}".encode()).hexdigest()
