"""Holidays and quarantine: of whom they are, and whether an institution works on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.notices.models import BreakDays
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.breaks import Break, BreakKind, is_running_on


def is_running(institution: Organisation | int, day: date) -> bool:
    """Whether the institution works on the day: neither its own holidays or quarantine nor those of its territory."""
    pk = institution if isinstance(institution, int) else institution.pk
    return is_running_on(day, breaks_of([pk])[pk])


def breaks_of(institutions: Collection[int]) -> dict[int, tuple[Break, ...]]:
    """Breaks of several institutions (their ids) with those of everything above; two queries. For whoever counts days
    of many, with `rulebook.breaks`.
    """
    above = dict(Organisation.objects.values_list("pk", "parent_id"))
    found: dict[int, list[Break]] = {}
    for row in BreakDays.objects.all():
        found.setdefault(row.node_id, []).append(Break(row.first, row.last, BreakKind(row.kind), row.words))
    return {
        pk: tuple(one for node in _upwards(pk, above) for one in found.get(node, ())) for pk in institutions
    }


def breaks_in_force(node: Organisation) -> QuerySet[BreakDays]:
    """Breaks that hold for a node: its own and those of everything above it, the latest first."""
    above = dict(Organisation.objects.values_list("pk", "parent_id"))
    rows = BreakDays.objects.filter(node__in=_upwards(node.pk, above)).select_related("node")
    return rows.order_by("-first", "pk")


def breaks_visible_to(actor: Actor) -> QuerySet[BreakDays]:
    """Breaks of the nodes whose figures or people the actor sees."""
    return BreakDays.objects.filter(node__in=actor.figures | actor.people).select_related("node")


def _upwards(pk: int, above: Mapping[int, int | None]) -> list[int]:
    """The node and all above it; a loop in the tree, which nobody can write, would end too."""
    found: list[int] = []
    here: int | None = pk
    while here is not None and here not in found:
        found.append(here)
        here = above.get(here)
    return found
