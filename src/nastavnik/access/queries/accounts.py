"""Everything read of accounts and roles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Account, Grant
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.rulebook.granting import GIVES, PARTICIPANTS, STANDS_ON
from nastavnik.rulebook.names import BadName, parse_full_name
from nastavnik.rulebook.roles import Role


def grants_visible_to(actor: Actor) -> QuerySet[Grant]:
    """Roles over the nodes whose figures the actor sees, participants' only where it sees people; and its own."""
    mine = Q(account_id=actor.account_id) if actor.account_id else Q(pk=None)
    return Grant.objects.filter(
        Q(office_id__in=actor.figures) | Q(institution_id__in=actor.people) | mine
    ).select_related("node", "partner")


def last_role_of(actor: Actor) -> Grant | None:
    """The role of the actor's own account that ended last; None where it never held one."""
    if actor.account_id is None:
        return None
    mine = grants_visible_to(actor).filter(account_id=actor.account_id, to_date__isnull=False)
    return mine.order_by("-to_date", "-pk").first()


def accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """Accounts that hold or held a role which the actor sees, with those roles, and its own."""
    seen = Exists(grants_visible_to(actor).filter(account_id=OuterRef("pk")))
    mine = Q(pk=actor.account_id) if actor.account_id else Q(pk=None)
    grants = Prefetch("grants", grants_visible_to(actor).order_by("from_date", "pk"))
    return Account.objects.filter(Q(seen) | mine).prefetch_related(grants)


def staff_accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """Accounts of employees whose roles the actor sees; those of participants stand with their cards."""
    offices = grants_visible_to(actor).filter(office_id__isnull=False, account_id=OuterRef("pk"))
    return accounts_visible_to(actor).filter(Exists(offices))


def staff_names(actor: Actor, account_ids: Collection[int]) -> dict[int, str]:
    """Surnames with initials of those of the accounts that are of employees whom the actor sees."""
    if not account_ids:
        return {}
    seen = staff_accounts_visible_to(actor).filter(pk__in=account_ids)
    return {pk: _short(name) for pk, name in seen.values_list("pk", "display_name")}


def _short(name: str) -> str:
    try:
        return parse_full_name(name).short
    except BadName:
        return name


def accounts_found(accounts: QuerySet[Account], text: str) -> QuerySet[Account]:
    """Accounts in whose name or name for signing in every word of `text` occurs; ё and е are the same letter."""
    plain = Replace(Lower("display_name"), Value("ё"), Value("е"))
    accounts = accounts.annotate(plain_name=plain)
    for word in text.lower().replace("ё", "е").split():
        accounts = accounts.filter(Q(plain_name__contains=word) | Q(login__contains=word))
    return accounts


def accounts_in_role(accounts: QuerySet[Account], role: str, today: date) -> QuerySet[Account]:
    """Those of the accounts that hold the role today."""
    held = Grant.objects.filter(account_id=OuterRef("pk"), role=role, from_date__lte=today)
    return accounts.filter(Exists(held.filter(Q(to_date=None) | Q(to_date__gte=today))))


def same_name_in_role(actor: Actor, name: str, role: Role, node: Organisation, today: date) -> bool:
    """Whether somebody of exactly this name holds the role over the node, or will."""
    held = grants_visible_to(actor).filter(role=role, node=node, account__display_name=name)
    return held.filter(Q(to_date=None) | Q(to_date__gte=today)).exists()


def roles_given_by(actor: AccountActor) -> list[Role]:
    """Roles of employees that the actor may give somewhere, in the order of the table."""
    given = frozenset().union(*(GIVES.get(grant.role, frozenset()) for grant in actor.grants))
    return [role for role in Role if role in given - PARTICIPANTS]


def nodes_for_giving(actor: AccountActor) -> QuerySet[Organisation]:
    """Nodes over which the actor may give one of those roles."""
    covers: set[int] = set()
    levels: set[str] = set()
    for grant in actor.grants:
        given = GIVES.get(grant.role, frozenset()) - PARTICIPANTS
        if given:
            covers |= grant.covers
            levels |= {level for role in given for level in STANDS_ON[role]}
    return organisations_visible_to(actor).filter(pk__in=covers, level__in=levels)
