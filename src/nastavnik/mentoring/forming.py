"""Pairs as rows: each with its members' cards and an answer for everybody whose agreement it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.mentoring.models import Answer, Direction, Pair, PairMember, Participation, Programme
from nastavnik.mentoring.queries.agreement import parties_of, person_asked
from nastavnik.mentoring.queries.directions import first_direction, named_direction
from nastavnik.mentoring.queries.pairs import with_people
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.registry.queries.people import full_name_of


@dataclass(frozen=True)
class Chosen:
    """Two participants (with their people) who are to be a pair, and why."""

    mentor: Participation
    mentee: Participation
    reason: str = ""


def write_pairs(
    programme: Programme, chosen: Sequence[Chosen], on: date, direction: Direction | None = None
) -> list[Pair]:
    """Writes the pairs, approved; every rule has been checked by the action that calls.

    Without a `direction` each works in the one that its participants name, else in the programme's first.
    """
    at = {"institution_id": programme.institution_id}
    usual = direction or first_direction(programme)
    pairs = Pair.objects.bulk_create(
        Pair(
            programme=programme,
            direction_id=_direction_id(one, direction) or (usual.pk if usual else None),
            reason=one.reason,
            **at,
        )
        for one in chosen
    )
    PairMember.objects.bulk_create(
        _member(pair, participation, programme)
        for pair, one in zip(pairs, chosen, strict=True)
        for participation in (one.mentor, one.mentee)
    )
    made = list(with_people(Pair.objects.filter(pk__in=[pair.pk for pair in pairs])).order_by("pk"))
    Answer.objects.bulk_create(
        Answer(pair=pair, person=person_asked(pair, party), party=party, **at)
        for pair in made
        for party in parties_of(pair, on)
    )
    return made


def _direction_id(one: Chosen, direction: Direction | None) -> int | None:
    return direction.pk if direction else named_direction(one.mentor, one.mentee)


def _member(pair: Pair, participation: Participation, programme: Programme) -> PairMember:
    return PairMember(
        institution_id=programme.institution_id,
        pair=pair,
        person=participation.person,
        participation=participation,
        side=participation.side,
        card_name=full_name_of(participation.person).familiar,
        card_standing=standing_of(participation.person),
    )
