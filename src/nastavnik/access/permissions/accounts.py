"""Who may do what with accounts."""

from datetime import date

from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Account
from nastavnik.access.permissions.grants import open_grants
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied
from nastavnik.rulebook.roles import ROLES, Role

OWN_ACCOUNT = "Со своей учётной записью этого не делают: обратитесь к тому, кто назначил вам роль."


def check_can_change_password(actor: Actor, account: Account) -> None:
    """Refuses whoever wants to change the password of somebody else's account."""
    if actor.account_id is None or actor.account_id != account.pk:
        raise Denied("Пароль меняет только сам владелец учётной записи.")


def check_can_end_sessions(actor: Actor) -> None:
    """Refuses whoever has no account of his own; sessions of others are out of reach anyway."""
    if actor.account_id is None:
        raise Denied("Работу на устройствах завершает владелец учётной записи: сначала войдите.")


def check_can_manage_account(actor: AccountActor, account: Account, today: date) -> None:
    """Refuses whoever may not give every role that the account holds or will hold, and everybody for his own account.

    An account without roles is managed by whoever may give one that it held.
    """
    if actor.account_id is not None and actor.account_id == account.pk:
        raise Denied(OWN_ACCOUNT)
    grants = list(account.grants.all())
    foreign = [
        grant for grant in open_grants(grants, today) if not actor.may_give(Role(grant.role), grant.node)
    ]
    if foreign:
        raise Denied(
            f"У этой учётной записи есть роль «{ROLES[Role(foreign[0].role)].label}», которую назначаете не вы: "
            "обратитесь к тому, кто её назначает."
        )
    if not any(actor.may_give(Role(grant.role), grant.node) for grant in grants):
        raise Denied("Эту учётную запись ведёт тот, кто назначает её роли.")
