"""The two ways of saying no: to a person who may not, and to a deed that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied


class Denied(PermissionDenied):
    """The actor may not do it; `reason` is a Russian sentence for the person.

    A page answers it with 403 and shows the reason::

        raise Denied("Пары одобряет только куратор этой школы.")
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Exception):
    """The deed itself cannot be done now; `reason` is a Russian sentence for the person.

    In a form page it becomes an error of the form, or of `field` when the form has such a field;
    anywhere else in a POST it becomes a message::

        raise Refused("Приказ с номером «40-од» в этом году уже есть.", field="number")
    """

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


def refusal_of(check: Callable[..., object], *args: Any) -> str | None:
    """Why a check says no, in words for a button that stays grey; None where it lets pass."""
    try:
        check(*args)
    except (Denied, Refused) as refusal:
        return refusal.reason
    return None
