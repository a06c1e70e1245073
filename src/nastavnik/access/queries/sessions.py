"""Sessions of one's own account: where it is open now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from nastavnik.rulebook.browsers import browser_in_words


@dataclass(frozen=True)
class OpenDevice:
    """A session of the account that acts."""

    pk: int
    browser: str
    address: str
    began_at: datetime
    seen_date: date
    is_this: bool


def my_sessions(this_key: str, now: datetime) -> list[OpenDevice]:
    """Open sessions of the acting account, the latest first; `this_key` is the one that asks."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access_sessions_mine(%s)", [now])
        return [
            OpenDevice(pk, browser_in_words(browser), address, began, seen, key == this_key)
            for pk, key, browser, address, began, seen in cursor.fetchall()
        ]
