"""Who may give and end which role."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Grant
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.models import Organisation, Partner
from nastavnik.rulebook.granting import givers_of, levels_in_words
from nastavnik.rulebook.roles import ROLES, Role


def open_grants(grants: Iterable[Grant], today: date) -> list[Grant]:
    """Grants that are not over: of today and of days to come."""
    return [grant for grant in grants if grant.to_date is None or grant.to_date >= today]


def check_can_grant_role(actor: AccountActor, role: Role, node: Organisation) -> None:
    """Refuses whoever may not give this role over this node; says who may and where the role stands."""
    if actor.may_give(role, node):
        return
    givers = ", ".join(f"«{ROLES[giver].label}»" for giver in givers_of(role))
    raise Denied(
        f"Роль «{ROLES[role].label}» назначают {givers} в пределах своей территории или организации; "
        f"уровень этой роли: {levels_in_words(role)}."
    )


def check_can_end_grant(actor: AccountActor, grant: Grant) -> None:
    """Refuses whoever may not give the role that is to be ended, and everybody for his own role."""
    if actor.account_id is not None and actor.account_id == grant.account_id:
        raise Denied("Свою роль завершает не сам человек, а тот, кто её назначил.")
    check_can_grant_role(actor, Role(grant.role), grant.node)


def object_to_removal(*, by: Actor, partner: Partner) -> None:
    """Subscriber of `partner_leaves`: refuses while a role names the partner, one that is over, too."""
    with connection.cursor() as cursor:
        cursor.execute("select access_partner_has_grants(%s)", [partner.pk])
        if cursor.fetchone()[0]:
            raise Refused(
                "У партнёра есть или был ответственный с учётной записью: запись о партнёре уже не убирают."
            )
