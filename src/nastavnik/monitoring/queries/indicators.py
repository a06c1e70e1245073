"""Which indicators there are, where each of them is counted, and what is planned and entered for them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.monitoring.models import Denominator, Indicator, Target
from nastavnik.registry.models import Organisation, OrganisationFlag
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.rulebook.roles import Right


def nodes_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Nodes whose figures the actor sees, with three levels above each for the way up."""
    return organisations_visible_to(actor).select_related("parent__parent__parent")


def home_node_of(actor: Actor) -> Organisation | None:
    """The topmost node whose figures the actor may see: where his way down begins."""
    tops = nodes_visible_to(actor).exclude(parent_id__in=actor.figures).order_by("pk")
    return next((node for node in tops if actor.may(Right.FIGURES_VIEW, node.pk)), None)


def indicators_visible_to(actor: Actor) -> QuerySet[Indicator]:
    """All indicators, for whoever may see the figures of any organisation."""
    return Indicator.objects.order_by("code") if actor.may(Right.FIGURES_VIEW) else Indicator.objects.none()


def indicators_of(actor: Actor, node: Organisation) -> QuerySet[Indicator]:
    """Indicators counted at a node: the federal ones first, then those of the territories it lies in."""
    owners = [above.pk for above in line_up(node)]
    seen = indicators_visible_to(actor).filter(Q(owner=None) | Q(owner__in=owners))
    return seen.select_related("owner").order_by("owner_id", "code")


def flag_choices() -> list[tuple[str, str]]:
    """Flags of organisations by which numbers may be narrowed: code and words."""
    return list(OrganisationFlag.objects.values_list("code", "label"))


def line_up(node: Organisation) -> list[Organisation]:
    """The node and everything above it."""
    line = [node]
    while line[-1].parent is not None:
        line.append(line[-1].parent)
    return line


def children_of(node: Organisation) -> list[Organisation]:
    """Nodes right under one that has come through the actor's sight, the closed ones left out."""
    return list(node.children.filter(closed_date=None).order_by("short_name", "pk"))


def targets_of(
    indicator: Indicator, nodes: Iterable[Organisation], years: Iterable[int]
) -> dict[tuple[int, int], Decimal]:
    """Targets of the nodes by node and year; one query."""
    rows = Target.objects.filter(indicator=indicator, node__in=list(nodes), year__in=list(years))
    return {(node, year): value for node, year, value in rows.values_list("node_id", "year", "value")}


def denominator_of(indicator: Indicator, node: Organisation, year: int) -> Denominator | None:
    """The node's own number of people, where it has entered one."""
    return Denominator.objects.filter(indicator=indicator, node=node, year=year).first()
