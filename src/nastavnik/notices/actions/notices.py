"""Telling, and what the one who was told does with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.notices.kinds import NoticeKind
from nastavnik.notices.models import Notice
from nastavnik.notices.permissions.notices import check_can_read_own
from nastavnik.notices.queries.notices import notices_visible_to, unread

LONGEST = {"subject": 300, "line": 500, "key": 200}


@transaction.atomic
def tell(
    *,
    by: Actor,
    accounts: Collection[int],
    kind: NoticeKind,
    subject: str,
    key: str,
    lines: Sequence[str] = (),
    link: str = "",
    institution_id: int | None = None,
    is_pressing: bool = False,
) -> int:
    """Tells accounts (their ids) one sentence with a few lines and the page to go to, as each of them wishes.

    Called by an action or a job whose right was checked there. What was told to an account under this `key` is not
    told again: gives to how many it was new, and records the telling where it was new to anybody. `link` is a path of
    the product. The text stays in the product; letters carry numbers and links only.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"a notice leads to a page of the product, not to {link}")
    urgency = Notice.Urgency.PRESSING if is_pressing else Notice.Urgency.USUAL
    cut = [line[: LONGEST["line"]] for line in lines]
    values: list[Any] = [list(accounts), institution_id, kind.code, subject[: LONGEST["subject"]], cut, link]
    values += [key[: LONGEST["key"]], urgency.value, kind.in_product, kind.by_letter, kind.is_switchable]
    with connection.cursor() as cursor:
        cursor.execute(
            "select notices_tell(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", [*values, timezone.now()]
        )
        told = int(cursor.fetchone()[0])
    if told:
        record(by=by, verb="tell", institution_id=institution_id, count=told)
    return told


@transaction.atomic
def mark_read(*, by: Actor, notices: Collection[Notice], now: datetime) -> int:
    """Marks the account's own notices as read and records how many; those read before stay as they were."""
    check_can_read_own(by)
    chosen = unread(notices_visible_to(by)).filter(pk__in=[notice.pk for notice in notices])
    number = chosen.order_by().update(read_at=now)
    if number:
        record(by=by, verb="mark_read", count=number)
    return number


@transaction.atomic
def mark_all_read(*, by: Actor, now: datetime) -> int:
    """Marks everything that the account has not read and records how many."""
    check_can_read_own(by)
    return mark_read(by=by, notices=list(unread(notices_visible_to(by))), now=now)
