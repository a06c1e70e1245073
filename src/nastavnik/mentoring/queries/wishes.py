"""Everything read of wishes after the group meeting; only the curator reads what anybody wished."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from nastavnik.access.scope import acting
from nastavnik.kit.actor import Actor
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.models import (
    GroupMeeting,
    PairMember,
    Participation,
    Programme,
    Side,
    Wish,
    WishSheet,
)
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.participants import participations_visible_to, standing_of
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of, people_found


@dataclass(frozen=True)
class Other:
    """Somebody of the other side who may be named: by the whole name for the curator, by the card for the rest."""

    pk: int
    person_id: int
    full: str
    card: str


def meeting_of(programme: Programme) -> GroupMeeting:
    """The programme's meeting; the usual terms where nobody has said anything."""
    return GroupMeeting.objects.filter(programme=programme).first() or GroupMeeting(programme=programme)


def participants_in_wishes(actor: Actor, programme: Programme) -> QuerySet[Any]:
    """Participants of the programme with what they wished, in the order in which they wished it."""
    wishes = Wish.objects.select_related("named__person").order_by("rank")
    rows = participations_visible_to(actor).filter(programme=programme)
    return rows.select_related("person", "wish_sheet").prefetch_related(
        Prefetch("wish_sheet__wishes", wishes)
    )


def wishers_found(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those of the participants in whose name every word of `text` occurs."""
    return rows.filter(person__in=people_found(Person.objects.all(), text))


def answered_only(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Those who have answered («yes»), who named nobody («nobody»), or who have not answered yet («no»)."""
    if value == "nobody":
        return rows.filter(wish_sheet__isnull=False, wish_sheet__wishes__isnull=True)
    return rows.filter(wish_sheet__isnull=value == "no")


def sheet_of(participation: Participation) -> WishSheet | None:
    """What the participant answered, with the wishes in order."""
    sheets = WishSheet.objects.filter(participation=participation)
    return sheets.prefetch_related(Prefetch("wishes", Wish.objects.order_by("rank"))).first()


def next_to_ask(actor: Actor, after: Participation) -> Participation | None:
    """Who of the same side stands next in the list, by name, among those who have not answered."""
    rows = participations_visible_to(actor).filter(programme=after.programme_id, side=after.side)
    waiting = rows.filter(wish_sheet=None).exclude(pk=after.pk).select_related("person")
    found = list(waiting.order_by("person__sort_name", "pk"))
    later = (one for one in found if one.person.sort_name >= after.person.sort_name)
    return next(later, found[0] if found else None)


def people_to_name(programme: Programme, side: str, on: date) -> list[Other]:
    """Everybody on this side who may be named on the date, by name: whoever has given the consents."""
    rows = Participation.objects.filter(programme=programme, side=side).select_related("person")
    found = list(rows.order_by("person__sort_name", "pk"))
    lacking = consent_obstacles((one.person for one in found), on)
    return [_other(one) for one in found if one.person_id not in lacking]


def others_of(participation: Participation, on: date) -> list[Other]:
    """Whom the participant may name on the date; nobody names himself, though he may stand on both sides."""
    found = people_to_name(participation.programme, other_side(participation.side), on)
    return [one for one in found if one.person_id != participation.person_id]


def other_side(side: str) -> Side:
    """The side across."""
    return Side.MENTOR if side == Side.MENTEE else Side.MENTEE


def _other(one: Participation) -> Other:
    name, standing = full_name_of(one.person), standing_of(one.person)
    full, card = (", ".join(part for part in (said, standing) if part) for said in (name.full, name.familiar))
    return Other(one.pk, one.person_id, full, card)


def askers_of(programme: Programme, side: str, on: date) -> list[Participation]:
    """Participants of a side who have the consents and have not answered, by class, then by name."""
    rows = Participation.objects.filter(programme=programme, side=side, wish_sheet=None)
    found = list(rows.select_related("person").order_by("person__sort_name", "pk"))
    lacking = consent_obstacles((one.person for one in found), on)
    ready = (one for one in found if one.person_id not in lacking)
    return sorted(ready, key=lambda one: standing_of(one.person))


def wished_in(programme: Programme) -> dict[int, frozenset[int]]:
    """Whom each participation of the programme named: ids of participations."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Wish.objects.filter(sheet__participation__programme=programme)
    for wisher, named in rows.values_list("sheet__participation_id", "named_id"):
        found[wisher].add(named)
    return {wisher: frozenset(named) for wisher, named in found.items()}


def has_wishes_after(programme: Programme, moment: Any) -> bool:
    """Whether somebody's answer was written down after the moment."""
    sheets = WishSheet.objects.filter(participation__programme=programme, entered_at__gt=moment)
    return sheets.exists()


# What a participant reads of it himself.


def own_participations(actor: Actor) -> QuerySet[Participation]:
    """The actor's own participations; a representative names nobody in the child's place."""
    if actor.person_id is None or actor.guardian_id is not None:
        return Participation.objects.none()
    rows = Participation.objects.filter(person_id=actor.person_id)
    return rows.select_related("programme__institution")


def wishes_awaited(actor: Actor, on: date) -> list[Participation]:
    """Own participations in which a participant may name somebody today: after the meeting, before a pair."""
    if actor.person_id is None:
        return []
    rows = own_participations(actor).filter(
        programme__meeting__held_date__lte=on, programme__end_date__gte=on
    )
    paired = PairMember.objects.filter(person_id=actor.person_id, pair_id__in=actor.pairs)
    free = rows.exclude(pk__in=paired.values("participation_id"))
    return list(free.select_related("wish_sheet").order_by("programme__title", "pk"))


def cards_to_name(participation: Participation, on: date) -> list[Other]:
    """The cards of the other side for the participant himself, who sees nobody of the institution's people."""
    with acting(eyes_of(participation.programme.institution_id, "пожелания участника")):
        return others_of(participation, on)
