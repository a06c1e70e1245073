"""Opening and closing calendars for telephones."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.notices.models import CalendarFeed
from nastavnik.notices.permissions.feeds import check_can_open_feed, check_can_revoke_feed
from nastavnik.notices.queries.feeds import feeds_visible_to
from nastavnik.notices.secrets import new_secret, secret_hash
from nastavnik.registry.models import Organisation


@transaction.atomic
def open_feed(*, by: Actor, organisation: Organisation | None, now: datetime) -> str:
    """Opens a calendar of one's own affairs (no organisation) or of an organisation and gives its secret, once.

    An open one of the same kind is revoked: its address is lost or has become known. Records it.
    """
    check_can_open_feed(by, organisation)
    feeds_visible_to(by).filter(organisation=organisation).order_by().update(revoked_at=now)
    secret = new_secret()
    feed = CalendarFeed.objects.create(
        account_id=by.account_id or 0,
        organisation=organisation,
        secret_hash=secret_hash(secret),
        created_at=now,
    )
    record(by=by, verb="open_feed", obj=feed, institution_id=feed.organisation_id)
    return secret


@transaction.atomic
def revoke_feed(*, by: Actor, feed: CalendarFeed, now: datetime) -> None:
    """Closes a calendar: its address answers no more. Records it."""
    check_can_revoke_feed(by, feed)
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])
    record(by=by, verb="revoke_feed", obj=feed, institution_id=feed.organisation_id)
