"""Who may read and choose."""

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.rulebook.roles import Right


def check_can_read_own(actor: Actor) -> None:
    """Refuses whoever has no account: notices and wishes are each account's own."""
    if actor.account_id is None or not actor.may(Right.ACCOUNT_OWN):
        raise Denied("Уведомления читает владелец учётной записи.")
