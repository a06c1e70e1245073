"""The two official bases as they are printed: a row for each participant, and one more for each further pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from nastavnik.mentoring.models import Need, Offer, Pair, PairMember, Participation, Programme, Side
from nastavnik.mentoring.queries.imports import Recorded, recorded_people
from nastavnik.mentoring.queries.pairs import mentor_of, name_of
from nastavnik.registry.models import SpecialMark
from nastavnik.registry.queries.people import birth_of, full_name_of
from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.base_forms import HEADINGS
from nastavnik.rulebook.dictionaries import Side as BaseSide
from nastavnik.rulebook.pair_states import ENDED_STATES, PAIR_STATES, PairState

SPECIAL_HEADING = "Особые категории"
_PAIRED = (Pair.State.ACTIVE, Pair.State.PAUSED, *ENDED_STATES)


@dataclass(frozen=True)
class ExportedBase:
    """A base ready to be written into a file."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    people: int


def base_for_export(programme: Programme, side: str, *, contacts: bool, special: bool) -> ExportedBase:
    """The base of one side in the columns of the official form, by name.

    A person with several pairs stands in several rows, alike but for the pair. Contacts are left out and special
    categories have no column unless they are asked for. The number of queries does not depend on the rows.
    """
    base_side = BaseSide(side)
    recorded = [
        one for one in recorded_people(programme, base_side).values() if one.participation is not None
    ]
    recorded.sort(key=lambda one: (one.person.sort_name, one.person.pk))
    pairs = _pairs_by_participation(programme, side)
    marks = _marks([one.person.pk for one in recorded]) if special else {}
    names = Counter((full_name_of(one.person).key, _year(one)) for one in recorded)
    rows: list[list[Any]] = []
    for one in recorded:
        participation = one.participation
        found: list[Pair | None] = [*pairs.get(participation.pk if participation else 0, ())]
        is_namesake = names[full_name_of(one.person).key, _year(one)] > 1
        own = _mentee(one, is_namesake=is_namesake) if base_side is BaseSide.MENTEE else _mentor(one)
        if not contacts:
            own[1] = None
        for pair in found or [None]:
            tail = _of_pair(pair, base_side)
            extra = [", ".join(marks.get(one.person.pk, ())) or None] if special else []
            rows.append([len(rows) + 1, *own, *tail, *extra])
    headings = [*HEADINGS[base_side], *([SPECIAL_HEADING] if special else [])]
    return ExportedBase(headings, rows, len(recorded))


def _mentee(one: Recorded, *, is_namesake: bool) -> list[Any]:
    """Name, contacts, birth, request, entry; of namesakes of one year the whole date, lest they become one."""
    need = one.detail
    birth = birth_of(one.person)
    written = birth.day if birth and birth.day and is_namesake else (birth.year if birth else None)
    contact = one.guardian.contacts if one.guardian else one.person.contact
    if one.guardian and one.guardian.full_name and one.guardian.full_name not in contact:
        contact = ", ".join(part for part in (one.guardian.full_name, contact) if part)
    return [
        full_name_of(one.person).full,
        contact or None,
        written,
        need.text if isinstance(need, Need) else None,
        _entered(one.participation),
    ]


def _mentor(one: Recorded) -> list[Any]:
    offer = one.detail if isinstance(one.detail, Offer) else Offer()
    ages = AgeBand(offer.age_from or 0, 120 if offer.age_to is None else offer.age_to)
    return [
        full_name_of(one.person).full,
        one.person.contact or None,
        one.person.workplace or None,
        offer.competences or None,
        offer.achievements or None,
        offer.interests or None,
        None if ages.is_any else ages.label,
        offer.time_resource or None,
        _entered(one.participation),
    ]


def _of_pair(pair: Pair | None, side: BaseSide) -> list[Any]:
    """The columns of the form that speak of a pair; results and links are not kept here."""
    if pair is None:
        return [None] * (6 if side is BaseSide.MENTOR else 7)
    mentor, form = mentor_of(pair).person, pair.programme.form.label
    if side is BaseSide.MENTEE:
        is_over = PAIR_STATES[PairState(pair.state)].label if pair.state in ENDED_STATES else None
        name = full_name_of(mentor).full
        return [name, form, mentor.workplace or None, pair.ended_date, None, None, is_over]
    mentees = [member for member in pair.members.all() if member.side == Side.MENTEE]
    places = dict.fromkeys(member.card_standing for member in mentees if member.card_standing)
    names = "\n".join(name_of(member).full for member in mentees)
    return [names, form, ", ".join(places) or None, pair.ended_date, None, None]


def _pairs_by_participation(programme: Programme, side: str) -> dict[int, list[Pair]]:
    members = PairMember.objects.select_related("person").order_by("pk")
    pairs = Pair.objects.filter(programme=programme, state__in=_PAIRED).order_by("active_from", "pk")
    found: dict[int, list[Pair]] = {}
    for pair in pairs.select_related("programme__form").prefetch_related(Prefetch("members", members)):
        for member in pair.members.all():
            if member.side == side:
                found.setdefault(member.participation_id, []).append(pair)
    return found


def _marks(person_ids: Sequence[int]) -> dict[int, list[str]]:
    """Special categories in words; only whoever may see them finds any."""
    found: dict[int, list[str]] = {}
    marks = SpecialMark.objects.filter(person_id__in=person_ids).select_related("category")
    for mark in marks.order_by("category__position", "pk"):
        found.setdefault(mark.person_id, []).append(mark.category.label)
    return found


def _year(one: Recorded) -> int | None:
    birth = birth_of(one.person)
    return birth.year if birth else None


def _entered(participation: Participation | None) -> Any:
    return participation.entered_date if participation else None
