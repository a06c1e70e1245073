"""Everything read about directions of programmes."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Direction, Pair, Participation, Programme


def directions_visible_to(actor: Actor) -> QuerySet[Direction]:
    """Directions of the programmes of the institutions whose people the actor sees."""
    directions = Direction.objects.filter(programme__institution_id__in=actor.people)
    return directions.select_related("programme__institution", "form", "role_model")


def directions_of(programme: Programme) -> list[Direction]:
    """The directions of a programme in the order in which they were added, in one query."""
    return list(
        Direction.objects.filter(programme=programme).select_related("form", "role_model").order_by("pk")
    )


def directions_with_counts(programme: Programme) -> QuerySet[Direction]:
    """The same with `pairs_count`, the number of pairs that are or were in each."""
    directions = Direction.objects.filter(programme=programme).select_related("form", "role_model")
    return directions.annotate(pairs_count=Count("pairs")).order_by("pk")


def direction_of(pair: Pair) -> Direction:
    """The direction in which the pair works, out of what is fetched already; unnamed: the programme's first."""
    programme = pair.programme
    return pair.direction or Direction(
        programme=programme, form=programme.form, role_model=programme.role_model
    )


def first_direction(programme: Programme) -> Direction | None:
    """The direction that was there from the start."""
    return Direction.objects.filter(programme=programme).order_by("pk").first()


def named_direction(mentor: Participation | None, mentee: Participation) -> int | None:
    """The id of the direction that the mentee names, else the mentor's; None where both fit anywhere."""
    return mentee.direction_id or (mentor.direction_id if mentor else None)


def has_pairs_in_order(direction: Direction) -> bool:
    """Whether a pair of the direction stands in an order, works or has worked."""
    held = Q(state__in=(Pair.State.ORDERED, Pair.State.ACTIVE)) | Q(active_from__isnull=False)
    return Pair.objects.filter(held, direction=direction).exists()
