"""Who may do what with accounts."""

from nastavnik.access.models import Account
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied


def check_can_change_password(actor: Actor, account: Account) -> None:
    """Refuses whoever wants to change the password of somebody else's account."""
    if actor.account_id is None or actor.account_id != account.pk:
        raise Denied("Пароль меняет только сам владелец учётной записи.")
