"""Which roles of an employee pass to a successor."""

from __future__ import annotations

from datetime import date

from nastavnik.access.models import Account, Grant
from nastavnik.access.permissions.grants import open_grants
from nastavnik.access.queries.accounts import grants_visible_to
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.granting import PARTICIPANTS
from nastavnik.rulebook.roles import Role


def roles_to_hand_over(actor: Actor, account: Account, node: Organisation, today: date) -> list[Grant]:
    """Roles of an employee over the node that are not over, of those that the actor sees."""
    seen = grants_visible_to(actor).filter(account=account, node=node).order_by("from_date", "pk")
    return [grant for grant in open_grants(seen, today) if Role(grant.role) not in PARTICIPANTS]
