"""Who may have a calendar, and of what."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.notices.models import CalendarFeed
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.roles import Right


def check_can_open_feed(actor: Actor, organisation: Organisation | None) -> None:
    """Refuses whoever has no account of his own, or does not see the plans of the organisation."""
    if actor.account_id is None or not actor.may(Right.ACCOUNT_OWN):
        raise Denied("Календарь открывает владелец учётной записи для себя.")
    if organisation is not None and organisation.pk not in actor.figures:
        raise Denied("Календарь организации открывает тот, кто видит её документы и показатели.")


def check_can_revoke_feed(actor: Actor, feed: CalendarFeed) -> None:
    """Refuses everybody but the holder of the calendar."""
    if actor.account_id is None or feed.account_id != actor.account_id:
        raise Denied("Календарь закрывает тот, кто его открыл.")
