"""Who stands behind the words of the column «Ответственные»."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from nastavnik.access.actors import AccountActor
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import institutions_under
from nastavnik.roadmaps.models import ExecutorName, Line, Performer, Roadmap


def executor_names_visible_to(actor: Actor) -> QuerySet[ExecutorName]:
    """Wordings of executors in the road maps of organisations under the actor's sight."""
    return ExecutorName.objects.filter(owner_id__in=actor.figures).select_related("owner", "organisation")


def executors_of(actor: Actor, roadmap: Roadmap) -> QuerySet[ExecutorName]:
    """Executors whom the edition in force of a road map names, with how many rows each has; the unbound first."""
    named = Count("performs", filter=Q(performs__line__roadmap=roadmap), distinct=True)
    return (
        executor_names_visible_to(actor)
        .filter(performs__line__roadmap=roadmap)
        .annotate(rows=named)
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
