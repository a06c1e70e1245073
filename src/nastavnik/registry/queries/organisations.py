"""Everything read of organisations and their contingents."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Contingent, Organisation


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Organisations whose figures and papers the actor sees."""
    return Organisation.objects.filter(pk__in=actor.figures)


def in_tree_order(nodes: Iterable[Organisation]) -> list[Organisation]:
    """Nodes, each right under the one above it, brothers by name; one whose parent is not among them is a top."""
    by_id = {node.pk: node for node in nodes}
    below: dict[int | None, list[Organisation]] = {}
    for node in sorted(by_id.values(), key=lambda node: (node.short_name.lower().replace("ё", "е"), node.pk)):
        below.setdefault(node.parent_id if node.parent_id in by_id else None, []).append(node)
    found: list[Organisation] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += below.get(node.pk, [])[::-1]
    return found


def institutions_with_contingent(institution_ids: Iterable[int], year: int) -> frozenset[int]:
    """Which of the institutions stated their contingent for a reporting year."""
    stated = Contingent.objects.filter(institution_id__in=list(institution_ids), year=year)
    return frozenset(stated.values_list("institution_id", flat=True).distinct())


def contingents_of(institution: Organisation, year: int) -> dict[int, int]:
    """Children by single years of age, as the institution stated them for a reporting year."""
    return dict(
        Contingent.objects.filter(institution=institution, year=year)
        .order_by("age")
        .values_list("age", "children")
    )
