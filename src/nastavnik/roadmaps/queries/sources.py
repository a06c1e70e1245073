"""Files that road maps are read from: who sees them."""

from __future__ import annotations

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.roadmaps.models import Roadmap, SourceFile
from nastavnik.rulebook.roles import Right


def sources_visible_to(actor: Actor) -> QuerySet[SourceFile]:
    """Files of the organisations whose road maps the actor prepares; their bytes are fetched only when asked for."""
    nodes = [node for node in actor.nodes if actor.may(Right.ROADMAPS_EDIT, node)]
    found = SourceFile.objects.filter(owner_id__in=nodes)
    return found.select_related("owner", "edition").defer("content", "text")


def unfinished_sources(actor: Actor) -> list[SourceFile]:
    """Files that were read and have not become a road map yet, the latest first."""
    found = sources_visible_to(actor).filter(edition=None).defer("content", "text", "reading", "mended")
    return list(found.order_by("-added_at", "-pk")[:20])


def source_of(actor: Actor, roadmap: Roadmap) -> SourceFile | None:
    """The file that a road map came from; None for one that was not read, or for a stranger."""
    found = sources_visible_to(actor).filter(edition__roadmap=roadmap)
    return found.defer("content", "text", "reading", "mended").order_by("-added_at").first()
