"""What is read of an invitation by whoever holds its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from nastavnik.access.codes import code_hash


@dataclass(frozen=True)
class InvitedPerson:
    """For whom an invitation is."""

    login: str
    name: str


def invited(code: str, now: datetime) -> InvitedPerson | None:
    """For whom the code is; None where it opens nothing any more. Nothing is spent by asking."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access_invitation_peek(%s, %s)", [code_hash("invitation", code), now])
        row = cursor.fetchone()
    return InvitedPerson(*row) if row else None
