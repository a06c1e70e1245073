"""Everything read of calendars for telephones."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import QuerySet

from nastavnik.access.actors import AccountActor, actor_of_account
from nastavnik.kit.actor import Actor
from nastavnik.notices.models import CalendarFeed
from nastavnik.notices.secrets import secret_hash
from nastavnik.registry.models import Organisation


def feeds_visible_to(actor: Actor) -> QuerySet[CalendarFeed]:
    """Open calendars of the account itself."""
    own = CalendarFeed.objects.filter(account_id=actor.account_id or 0, revoked_at=None)
    return own.select_related("organisation").order_by("organisation__short_name", "pk")


def reader_of_feed(secret: str, today: date) -> tuple[AccountActor, int | None] | None:
    """Whose calendar the secret opens, with what that account may see today, and of which organisation.

    None for an unknown or revoked secret, an account that is switched off, an organisation that its holder no longer sees.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from notices_feed_open(%s)", [secret_hash(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    account_id, organisation_id = row
    actor = actor_of_account(account_id, today=today)
    if organisation_id is not None and organisation_id not in actor.figures:
        return None
    return actor, organisation_id


def organisation_of_feed(organisation_id: int | None) -> Organisation | None:
    """The organisation itself."""
    return Organisation.objects.filter(pk=organisation_id).first() if organisation_id else None
