"""Calling a definer function: what the database itself refuses is said as a refusal of rights."""

from __future__ import annotations

from typing import Any

from django.db import ProgrammingError, connection, transaction

from nastavnik.kit.errors import Denied

INSUFFICIENT_PRIVILEGE = "42501"


def through(sql: str, *values: Any) -> Any:
    """The single value that the function gives; `Denied` where it says that the acting account may not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0]
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", None) != INSUFFICIENT_PRIVILEGE:
            raise
        raise Denied(
            "Это действие затрагивает роли, которые назначаете не вы. Обратитесь к тому, кто их назначил."
        ) from error
