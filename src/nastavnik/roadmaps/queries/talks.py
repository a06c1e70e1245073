"""The talk about a draft: remarks with their answers, who is asked to agree and who has."""

from __future__ import annotations

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import ancestors_of
from nastavnik.roadmaps.models import Concurrence, Edition, Remark
from nastavnik.roadmaps.queries.documents import editions_visible_to
from nastavnik.rulebook.roles import Right


def remarks_visible_to(actor: Actor) -> QuerySet[Remark]:
    """Remarks to the editions in sight: all of them for the owner of the map, else one's own and those from below."""
    found = Remark.objects.filter(edition__in=editions_visible_to(actor))
    return found.select_related("edition__roadmap__owner", "organisation", "line").order_by("said_at", "pk")


def concurrences_visible_to(actor: Actor) -> QuerySet[Concurrence]:
    """Who is asked to agree to the editions in sight."""
    found = Concurrence.objects.filter(edition__in=editions_visible_to(actor))
    return found.select_related("edition__roadmap__owner", "organisation").order_by("pk")


def voices_of(actor: Actor) -> list[Organisation]:
    """Organisations for which the actor may make a remark, by name."""
    nodes = [node for node in actor.nodes if actor.may(Right.ROADMAPS_REPORT, node)]
    return list(Organisation.objects.filter(pk__in=nodes, closed_date=None).order_by("short_name", "pk"))


def organisations_to_ask(edition: Edition) -> list[Organisation]:
    """The owner itself (its council, its head) and those above it, the highest last."""
    owner = edition.roadmap.owner
    found = list(Organisation.objects.filter(pk__in=ancestors_of([owner.pk])))
    order = ["institution", "municipality", "region"]
    return [owner, *sorted(found, key=lambda node: order.index(node.level))]


def open_remarks_of(edition: Edition) -> int:
    """How many remarks wait for an answer."""
    return Remark.objects.filter(edition=edition, outcome="").count()


def open_concurrences_of(edition: Edition) -> list[Concurrence]:
    """Those who have not agreed yet, or have objected."""
    found = Concurrence.objects.filter(edition=edition).exclude(verdict=Concurrence.Verdict.AGREED)
    return list(found.order_by("pk"))
