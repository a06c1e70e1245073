"""Everything read of the production calendar and of ladders of reminders."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.notices.models import CalendarDay, LadderSettings
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_at_work, organisations_visible_to
from nastavnik.rulebook.reminders import USUAL, Ladder
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.workdays import DayException


def marked_days() -> QuerySet[CalendarDay]:
    """Days that were marked by hand, in their order."""
    return CalendarDay.objects.order_by("date")


def exceptions_of(days: Iterable[CalendarDay]) -> dict[date, DayException]:
    """Marked days as `rulebook.workdays` takes them."""
    return {day.date: DayException(day.is_working, day.words) for day in days}


def calendar_exceptions() -> dict[date, DayException]:
    """Days that differ from the built-in calendar, as `rulebook.workdays` takes them; one query."""
    return exceptions_of(marked_days())


@dataclass(frozen=True)
class LadderInForce:
    """The ladder by which a node is reminded, and whose it is: None for the one of the house."""

    ladder: Ladder
    owner: Organisation | None


def ladders_in_force(node_ids: Collection[int]) -> dict[int, LadderInForce]:
    """For each node its own ladder, else the nearest above, else the usual one; two queries whatever the number."""
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    own = {one.node_id: one for one in LadderSettings.objects.select_related("node")}
    return {node: _nearest(node, parents, own) for node in node_ids}


def ladder_for(node: Organisation) -> Ladder:
    """The ladder by which this node is reminded."""
    return ladders_in_force([node.pk])[node.pk].ladder


def ladder_nodes(actor: Actor) -> list[Organisation]:
    """Organisations and territories at work whose reminders the actor sets, the widest first."""
    levels = {"region": 0, "municipality": 1, "institution": 2}
    found = organisations_at_work(organisations_visible_to(actor)).select_related("parent")
    mine = [node for node in found if actor.may(Right.REMINDERS_EDIT, node.pk)]
    return sorted(mine, key=lambda node: (levels[node.level], node.short_name, node.pk))


def nodes_seen_by(actor: Actor) -> QuerySet[Organisation]:
    """Organisations and territories whose figures or people the actor sees."""
    return Organisation.objects.filter(pk__in=actor.figures | actor.people)


def _nearest(
    node: int, parents: Mapping[int, int | None], own: Mapping[int, LadderSettings]
) -> LadderInForce:
    above: int | None = node
    while above is not None:
        if above in own:
            found = own[above]
            return LadderInForce(ladder_of(found), found.node)
        above = parents.get(above)
    return LadderInForce(USUAL, None)


def ladder_of(settings: LadderSettings) -> Ladder:
    """The row as the rule takes it."""
    return Ladder(tuple(settings.before), settings.on_the_day, tuple(settings.after), settings.superior_after)
