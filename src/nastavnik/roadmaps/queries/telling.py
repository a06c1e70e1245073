"""Whom a map concerns: only jobs of the whole house ask this."""

from __future__ import annotations

from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import ancestors_of
from nastavnik.roadmaps.models import Edition, Roadmap


def edition_told(pk: int) -> Edition | None:
    """The edition with its map and owner, should it still be there."""
    return Edition.objects.select_related("roadmap__owner").filter(pk=pk).first()


def nodes_around(node_id: int) -> frozenset[int]:
    """Organisations at work above and under a node, without itself; one query for each level of the tree."""
    found = set(ancestors_of([node_id]))
    waiting = [node_id]
    while waiting:
        below = Organisation.objects.filter(parent_id__in=waiting, closed_date=None)
        waiting = list(below.values_list("pk", flat=True))
        found.update(waiting)
    return frozenset(found)


def adopters_of(roadmap_id: int) -> dict[int, int]:
    """Maps that were adopted from this one and are kept, with their owners at work."""
    adopted = Roadmap.objects.filter(parent_id=roadmap_id, is_archived=False, owner__closed_date=None)
    return dict(adopted.order_by("pk").values_list("pk", "owner_id"))
