"""To whom a letter is to go now; asked by the worker for the whole house."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from nastavnik.notices.models import LetterWish, Notice
from nastavnik.rulebook.workdays import DayException, is_working_day


def letters_awaited(now: datetime, exceptions: Mapping[date, DayException]) -> QuerySet[LetterWish]:
    """Wishes whose hour has come today, without a letter of today, with something unread that no letter has mentioned.

    `now` is the local time of the server. An hour that was slept through counts until the end of the day.
    """
    waiting = Exists(notices_for_letter().filter(account_id=OuterRef("account_id")))
    ready = LetterWish.objects.filter(waiting, account__is_active=True, hour__lte=now.hour).exclude(email="")
    ready = ready.filter(Q(last_letter_date=None) | Q(last_letter_date__lt=now.date()))
    if not is_working_day(now.date(), exceptions):
        ready = ready.filter(only_working_days=False)
    return ready.order_by("pk")


def notices_for_letter() -> QuerySet[Notice]:
    """What no letter has mentioned and nobody has read."""
    found = Notice.objects.filter(is_for_letter=True, mailed_at=None, read_at=None)
    return found.order_by("created_at", "pk")
