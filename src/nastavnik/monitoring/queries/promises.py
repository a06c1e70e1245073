"""Numbers that road maps promise, and which of them have become targets."""

from __future__ import annotations

from django.db.models import CharField, OuterRef, QuerySet, Subquery

from nastavnik.kit.actor import Actor
from nastavnik.monitoring.models import Target
from nastavnik.roadmaps.models import Edition, MeasureTarget
from nastavnik.rulebook.roles import Right


def promises_visible_to(actor: Actor) -> QuerySet[MeasureTarget]:
    """Numbers in the road maps in force of the territories whose targets the actor sets.

    `taken` names the indicator that has one already.
    """
    nodes = [node for node in actor.nodes if actor.may(Right.TARGETS_EDIT, node)]
    taken = Target.objects.filter(source=OuterRef("measure")).values("indicator__label")[:1]
    found = MeasureTarget.objects.filter(
        measure__edition__state=Edition.State.APPROVED,
        measure__edition__roadmap__owner_id__in=nodes,
        measure__edition__roadmap__is_archived=False,
    ).annotate(taken=Subquery(taken, output_field=CharField()))
    return found.select_related("measure__edition__roadmap__owner", "measure__section")
