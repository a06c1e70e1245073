"""Everything read to make a pair or a group by hand: who could be in it and what is in the way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from nastavnik.mentoring.models import Direction, Offer, PairMember, Participation, Programme, Side
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.matching import participants_of, taken_places
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.proposals import capacity_of
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.directions import (
    WorkKind,
    experience_refusal,
    may_have_several_mentors,
    places_in,
)


def choices_of(programme: Programme, side: str) -> list[tuple[int, str]]:
    """Participants of a side with what stands beside the name and how they are placed, by name; two queries."""
    taken = taken_places(programme)
    found = [one for one in participants_of(programme) if one.side == side]
    found.sort(key=lambda one: one.person.sort_name)
    return [(one.pk, _choice(one, taken[one.pk])) for one in found]


def _choice(one: Participation, taken: int) -> str:
    words = [full_name_of(one.person).full, standing_of(one.person)]
    if one.side == Side.MENTEE:
        words.append("уже в паре" if taken else "")
    else:
        words.append(f"в парах: {taken} из {capacity_of(one)}")
    return ", ".join(word for word in words if word)


def participants_chosen(programme: Programme, ids: Collection[int]) -> list[Participation]:
    """Those of the programme's participants, with person, need and offer, in the order of entering."""
    return [one for one in participants_of(programme) if one.pk in ids]


def refusals_of(
    mentors: Sequence[Participation],
    mentees: Sequence[Participation],
    direction: Direction,
    on: date,
) -> list[str]:
    """Why these mentors and mentees cannot be put together in the direction, each with a name; nothing: they can."""
    programme = direction.programme
    taken = taken_places(programme)
    told = _same_person(mentors, mentees) + _already_together(programme, mentors, mentees)
    told += _too_many(mentors, len(mentees), direction, taken)
    if not may_have_several_mentors(WorkKind(direction.kind)):
        told += _several_mentors(len(mentors), mentees, taken)
    obstacles = consent_obstacles((one.person for one in (*mentors, *mentees)), on)
    told += [
        f"{_name(one)} — {_inside(obstacles[one.person_id])}"
        for one in (*mentors, *mentees)
        if one.person_id in obstacles
    ]
    return told


def _same_person(mentors: Sequence[Participation], mentees: Sequence[Participation]) -> list[str]:
    people = {one.person_id for one in mentors}
    return [
        f"{_name(one)} не может быть наставником самому себе" for one in mentees if one.person_id in people
    ]


def _already_together(
    programme: Programme, mentors: Sequence[Participation], mentees: Sequence[Participation]
) -> list[str]:
    live = PairMember.objects.filter(pair__programme=programme, pair__state__in=LIVE)
    led = live.filter(participation__in=mentors).values("pair_id")
    together = set(
        live.filter(participation__in=mentees, pair__in=led).values_list("participation_id", flat=True)
    )
    return [f"{_name(one)} уже в паре с этим наставником" for one in mentees if one.pk in together]


def _too_many(
    mentors: Sequence[Participation], more: int, direction: Direction, taken: dict[int, int]
) -> list[str]:
    told = []
    for mentor in mentors:
        places = places_in(capacity_of(mentor), direction.mentees_limit)
        if taken[mentor.pk] + more > places:
            told.append(f"{_name(mentor)} — мест {places}, занято {taken[mentor.pk]}, выбрано ещё {more}")
        offer: Offer | None = getattr(mentor, "offer", None)
        short = experience_refusal(direction.experience_years, offer.experience_years if offer else None)
        if short:
            told.append(f"{_name(mentor)} — {short}")
    return told


def _several_mentors(mentors: int, mentees: Sequence[Participation], taken: dict[int, int]) -> list[str]:
    way = "несколько наставников бывает только в направлении вида «коллективно-индивидуальное»"
    if mentors > 1:
        return [f"выбрано наставников: {mentors}; {way}"]
    return [f"{_name(one)} уже в паре; {way}" for one in mentees if taken[one.pk]]


def _name(one: Participation) -> str:
    return full_name_of(one.person).short


def _inside(sentences: str) -> str:
    return sentences[:1].lower() + sentences[1:].rstrip(".")
