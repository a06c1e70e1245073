"""How long a paper still holds: agreements, certificates, and when it is time to say so."""

from datetime import date
from enum import StrEnum

from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.numbers import counted

WARN_DAYS = 30
"""So many days ahead the product begins to remind (editable default)."""


class Expiry(StrEnum):
    """How a paper stands on a day."""

    ENDLESS = "endless"
    VALID = "valid"
    SOON = "soon"
    OVER = "over"


def expiry_of(until: date | None, on: date) -> Expiry:
    """Tell how a paper that holds up to a day, that day included, stands on a date; None is without an end."""
    if until is None:
        return Expiry.ENDLESS
    left = (until - on).days
    if left < 0:
        return Expiry.OVER
    return Expiry.SOON if left <= WARN_DAYS else Expiry.VALID


def expiry_words(until: date | None, on: date) -> str:
    """Say it: «без срока», «по 01.09.2027», «истекает сегодня», «истекает через 5 дней», «истекло 01.09.2026»."""
    if until is None:
        return "без срока"
    standing = expiry_of(until, on)
    if standing is Expiry.OVER:
        return f"истекло {short_date(until)}"
    if standing is Expiry.VALID:
        return f"по {short_date(until)}"
    left = (until - on).days
    return f"истекает через {counted(left, ('день', 'дня', 'дней'))}" if left else "истекает сегодня"
