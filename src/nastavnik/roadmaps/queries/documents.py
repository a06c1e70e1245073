"""Road maps and their editions as documents: who sees which."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.queries.organisations import ancestors_of
from nastavnik.roadmaps.models import Edition, Roadmap

# Whatever others may read: what was approved, and a draft that is out for discussion.
OPEN_STATES = (Edition.State.APPROVED, Edition.State.DISCUSSED)


def roadmaps_visible_to(actor: Actor) -> QuerySet[Roadmap]:
    """Road maps of every organisation under the actor's sight, and the open ones of those above it.

    Of an organisation where the actor only looks, drafts stay unseen until they are approved or discussed.
    """
    opened = Exists(Edition.objects.filter(roadmap=OuterRef("pk"), state__in=OPEN_STATES))
    home = Roadmap.objects.filter(owner_id__in=actor.nodes)
    under = Roadmap.objects.filter(opened, owner_id__in=actor.figures)
    above = Roadmap.objects.filter(opened, owner_id__in=ancestors_of(actor.nodes))
    return (home | under | above).select_related("owner", "parent")


def edition_in_force(roadmap: Roadmap) -> Edition | None:
    """The approved edition; None while the road map is still a draft."""
    return roadmap.editions.filter(state=Edition.State.APPROVED).first()


def edition_being_written(roadmap: Roadmap) -> Edition | None:
    """The draft, or the one under discussion; None where nobody writes one."""
    return roadmap.editions.filter(state__in=[Edition.State.DRAFT, Edition.State.DISCUSSED]).first()
