"""How long whoever typed wrong passwords waits: a pause, never a lock for good.

Wrong sign-ins are counted for a name from one address together, so that a stranger who guesses somebody's password from
elsewhere does not keep her out; a device from which she came in before is counted apart and is given more tries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from nastavnik.rulebook.numbers import counted

# Wrong sign-ins older than this are forgotten.
MEMORY = timedelta(hours=1)
FREE_TRIES = 5
FREE_TRIES_OF_KNOWN_DEVICE = 20
# Codes of cards and invitations typed wrongly at one address: a whole class sits behind it.
FREE_TRIES_OF_CODES = 40
# All names together at one address: a school is behind it, and so may be a list of stolen passwords.
FREE_TRIES_OF_ADDRESS = 100
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15))


@dataclass(frozen=True)
class Failures:
    """Wrong sign-ins of the last hour: how many and when the last one was."""

    number: int = 0
    last: datetime | None = None


def pause_left(failures: Failures, free: int, now: datetime) -> timedelta | None:
    """How long to wait yet after so many failures, of which `free` cost nothing; None when one may try."""
    if failures.last is None or failures.number < free:
        return None
    pause = _PAUSES[min(failures.number - free, len(_PAUSES) - 1)]
    left = failures.last + pause - now
    return left if left > timedelta() else None


def longest(*pauses: timedelta | None) -> timedelta | None:
    """The longest of the pauses, when there is one."""
    known = [pause for pause in pauses if pause is not None]
    return max(known) if known else None


def wait_in_words(pause: timedelta) -> str:
    """«Слишком много неверных попыток. Подождите 4 минуты и попробуйте снова.»"""
    minutes = max(1, ceil(pause / timedelta(minutes=1)))
    words = counted(minutes, ("минуту", "минуты", "минут"))
    return f"Слишком много неверных попыток. Подождите {words} и попробуйте снова."
