"""Who stands behind the words of the column «Ответственные»."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Account
from nastavnik.access.queries.accounts import staff_accounts_visible_to
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import (
    institutions_under,
    organisations_at_work,
    organisations_visible_to,
)
from nastavnik.roadmaps.models import ExecutorName, Line, Performer, Roadmap
from nastavnik.rulebook.executors import executor_key, means_all_below, post_in, surnames_in
from nastavnik.rulebook.granting import PARTICIPANTS, STANDS_ON
from nastavnik.rulebook.roles import ROLES, Right, Role, roles_with


def executor_names_visible_to(actor: Actor) -> QuerySet[ExecutorName]:
    """Wordings of executors in the road maps of organisations under the actor's sight."""
    return ExecutorName.objects.filter(owner_id__in=actor.figures).select_related("owner", "organisation")


def executors_of(actor: Actor, roadmap: Roadmap) -> QuerySet[ExecutorName]:
    """Executors whom the edition in force of a road map names, with how many rows each has; the unbound first."""
    # A name that the reader may not see stays empty instead of taking the row away with it.
    person = Account.objects.filter(pk=OuterRef("account_id"))
    named = Count("performs", filter=Q(performs__line__roadmap=roadmap), distinct=True)
    return (
        executor_names_visible_to(actor)
        .filter(performs__line__roadmap=roadmap)
        .annotate(rows=named, account_name=Subquery(person.values("display_name")[:1]))
        .order_by("kind", "words", "pk")
    )


def roles_at(actor: Actor) -> dict[int, set[str]]:
    """Roles that the actor holds today at each of its own organisations; no query."""
    found: dict[int, set[str]] = {}
    for grant in actor.grants if isinstance(actor, AccountActor) else ():
        found.setdefault(grant.node_id, set()).add(grant.role.value)
    return found


def naming(actor: Actor, prefix: str = "") -> Q:
    """The condition that an executor's name means this very actor: the account, or a role that it holds there."""
    asked = Q(**{f"{prefix}account_id": actor.account_id}) if actor.account_id else Q(pk=None)
    for node, roles in roles_at(actor).items():
        asked |= Q(**{f"{prefix}kind": "post", f"{prefix}role__in": sorted(roles), f"{prefix}owner_id": node})
    return asked


def performs(actor: Actor, line_id: int) -> bool:
    """Whether the row names the actor, by his account or by a post that he holds."""
    return Performer.objects.filter(naming(actor, "name__"), line_id=line_id).exists()


@dataclass(frozen=True)
class Below:
    """Institutions at work under the owner of a road map, those whom the actor sees."""

    institutions: frozenset[int]
    everything: frozenset[int]


def below(actor: Actor, owner: Organisation) -> Below:
    """Two queries: the ids under the owner, and which of them are at work."""
    if owner.level == Organisation.Level.INSTITUTION:
        return Below(frozenset(), frozenset({owner.pk}))
    under = frozenset(institutions_under(actor, owner))
    at_work = Organisation.objects.filter(pk__in=under, closed_date=None).values_list("pk", flat=True)
    return Below(frozenset(at_work) - {owner.pk}, actor.figures)


def organisations_asked(
    lines: Collection[Line], owner: Organisation, found: Below
) -> dict[int, frozenset[int]]:
    """For each line the organisations whose duty it is, in one query.

    Every institution below where the row reaches so far or its executor means all of them; an organisation below
    that an executor is bound to; else the owner of the road map itself.
    """
    asked: dict[int, set[int]] = {line.pk: set() for line in lines}
    for line in lines:
        if line.reach == Line.Reach.BELOW:
            asked[line.pk] |= found.institutions
    bound = Performer.objects.filter(line_id__in=list(asked), name__kind__in=["below", "organisation"])
    for line_id, kind, organisation_id in bound.values_list(
        "line_id", "name__kind", "name__organisation_id"
    ).order_by():
        if kind == ExecutorName.Kind.BELOW:
            asked[line_id] |= found.institutions
        elif organisation_id in found.everything:
            asked[line_id].add(organisation_id)
    return {line: frozenset(nodes or {owner.pk}) for line, nodes in asked.items()}


@dataclass(frozen=True)
class Choice:
    """One answer to «кто это»: the key that a form sends («account:12»), its words, whether it is proposed."""

    key: str
    label: str
    is_proposed: bool


MOST_LISTED = 300
_SEEING = frozenset(roles_with(Right.ROADMAPS_VIEW)) - frozenset(PARTICIPANTS)
"""More organisations or people than that are offered only where the words name them."""


def choices_for(actor: Actor, name: ExecutorName) -> list[Choice]:
    """Everybody whom the words may mean, the likely ones first; three queries."""
    found = [*_whole_choices(name), *_post_choices(name), *_account_choices(actor, name)]
    found += _organisation_choices(actor, name)
    return sorted(found, key=lambda choice: not choice.is_proposed)


def _whole_choices(name: ExecutorName) -> list[Choice]:
    below_label = "Все организации ниже: у каждой своя обязанность"
    if name.owner.level == Organisation.Level.INSTITUTION:
        return [Choice("outside", "Вне системы: напоминать некому", is_proposed=False)]
    return [
        Choice("below", below_label, is_proposed=means_all_below(name.words)),
        Choice("outside", "Вне системы: напоминать некому", is_proposed=False),
    ]


def _post_choices(name: ExecutorName) -> list[Choice]:
    meant, level = post_in(name.words), name.owner.level
    return [
        Choice(f"post:{role.value}", f"{ROLES[role].label}: кто занимает должность сейчас", role is meant)
        for role in Role
        if role in _SEEING and level in STANDS_ON[role]
    ]


def _account_choices(actor: Actor, name: ExecutorName) -> list[Choice]:
    surnames = surnames_in(name.words)
    staff = staff_accounts_visible_to(actor).filter(is_active=True).order_by("display_name", "pk")
    rows = list(staff.values_list("pk", "display_name", "post")[: MOST_LISTED + 1])
    if len(rows) > MOST_LISTED:
        meant = Q(pk=None)
        for surname in surnames:
            meant |= Q(display_name__iregex=f"^{surname.replace('е', '[её]')} ")
        rows = list(staff.filter(meant).values_list("pk", "display_name", "post")[:MOST_LISTED])
    found = []
    for pk, full_name, post in rows:
        first = full_name.split(" ", 1)[0].lower().replace("ё", "е")
        label = f"{full_name}, {post}" if post else full_name
        found.append(Choice(f"account:{pk}", label, is_proposed=bool(first) and first in surnames))
    return found


def _organisation_choices(actor: Actor, name: ExecutorName) -> list[Choice]:
    nodes = organisations_at_work(organisations_visible_to(actor)).order_by("short_name", "pk")
    found = []
    for pk, short_name, full_name in nodes.values_list("pk", "short_name", "full_name"):
        keys = {executor_key(short_name), executor_key(full_name)}
        found.append(Choice(f"organisation:{pk}", short_name, is_proposed=name.key in keys))
    return found if len(found) <= MOST_LISTED else [one for one in found if one.is_proposed]


def found_account(actor: Actor, pk: str) -> Account | None:
    """An employee in sight by the id that a form sent."""
    return staff_accounts_visible_to(actor).filter(pk=pk).first() if pk.isdigit() else None


def found_organisation(actor: Actor, pk: str) -> Organisation | None:
    """An organisation in sight by the id that a form sent."""
    return organisations_visible_to(actor).filter(pk=pk).first() if pk.isdigit() else None
