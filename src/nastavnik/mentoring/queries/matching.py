"""From the two bases of a programme to a problem for the rulebook."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import (
    Direction,
    FixedChoice,
    MatchingSettings,
    Need,
    Offer,
    Pair,
    PairMember,
    Participation,
    Programme,
    Side,
)
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.dictionaries import topic_names_known
from nastavnik.mentoring.queries.directions import directions_of
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.mentoring.queries.wishes import wished_in
from nastavnik.registry.queries.people import birth_of, full_name_of
from nastavnik.rulebook.ages import AgeBand, possible_ages
from nastavnik.rulebook.base_values import minutes_a_week
from nastavnik.rulebook.directions import experience_refusal, places_in
from nastavnik.rulebook.matching import MenteeSide, MentorSide, Problem, Terms
from nastavnik.rulebook.topics import interests_in


def participants_of(programme: Programme) -> list[Participation]:
    """Everybody who takes part in the programme with person, need and offer, in the order of entering."""
    participations = Participation.objects.filter(programme=programme)
    return list(participations.select_related("programme", "person", "need", "offer").order_by("pk"))


def mentees_waiting(programme: Programme) -> QuerySet[Participation]:
    """Mentees of the programme without a live pair, in the order in which a mentor is looked for.

    Those returned to the queue first, the earlier the first, then by the day of entering: as `waiting_key` of
    the rulebook has it.
    """
    live = PairMember.objects.filter(pair__programme=programme, pair__state__in=LIVE)
    waiting = Participation.objects.filter(programme=programme, side=Side.MENTEE)
    waiting = waiting.exclude(pk__in=live.values("participation_id")).select_related("person", "need")
    return waiting.order_by(F("returned_at").asc(nulls_last=True), "entered_date", "pk")


def taken_places(programme: Programme) -> Counter[int]:
    """In how many live pairs of the programme each participation already is."""
    members = PairMember.objects.filter(pair__programme=programme, pair__state__in=LIVE)
    return Counter(members.values_list("participation_id", flat=True))


def terms_of(programme: Programme) -> Terms:
    """How the programme looks for pairs; the usual terms where nobody has said anything."""
    values = MatchingSettings.objects.filter(programme=programme).values_list("terms", flat=True).first()
    return Terms.from_values(values or {})


@dataclass(frozen=True)
class _Known:
    """What is known of all participants on the day."""

    on: date
    obstacles: dict[int, str]
    taken: Counter[int]
    led: Counter[int]
    has_several_institutions: bool
    directions: tuple[Direction, ...]
    wished: dict[int, frozenset[int]]

    def open_to(self, participation: Participation) -> tuple[Direction, ...]:
        """The direction that the participant names, else all of the programme, the first one first."""
        named = tuple(one for one in self.directions if one.pk == participation.direction_id)
        return named or self.directions


def matching_problem(programme: Programme, on: date) -> Problem:
    """The two bases of the programme as the rulebook wants them: who is free on the date, and what is in the
    way.

    Mentees in a live pair are left out, a mentor's live pairs take his places, whoever lacks a consent has an
    obstacle, and two who declined each other's pair are not put together again. Fixed choices, the terms of
    the programme, the limits of its directions and wishes after the group meeting stand. Contradiction, with the names, where fixed choices no longer agree with places.
    """
    participants, taken, terms = participants_of(programme), taken_places(programme), terms_of(programme)
    obstacles = consent_obstacles((one.person for one in participants), on)
    institutions = {one.person.institution_id for one in participants}
    known = _Known(
        on,
        obstacles,
        taken,
        _pairs_led(programme),
        len(institutions) > 1,
        tuple(directions_of(programme)),
        wished_in(programme),
    )
    mentees = [one for one in participants if one.side == Side.MENTEE and one.pk not in taken]
    mentors = [one for one in participants if one.side == Side.MENTOR]
    fixed = fixed_choices_of(programme)
    waiting = {mentee.pk for mentee in mentees}
    pinned = frozenset(pair for pair in fixed[FixedChoice.Kind.PINNED] if pair[0] in waiting)
    return Problem(
        mentees=tuple(_mentee_side(mentee, known) for mentee in mentees),
        mentors=tuple(_mentor_side(mentor, known) for mentor in mentors),
        weights=terms.weights,
        pinned=pinned,
        forbidden=(fixed[FixedChoice.Kind.FORBIDDEN] | _declined_together(programme)) - pinned,
        limits=terms.limits,
        local_topics=topic_names_known(),
    )


def fixed_choices_of(programme: Programme) -> dict[str, frozenset[tuple[int, int]]]:
    """(mentee, mentor) of the pinned and of the forbidden pairs of the programme."""
    fixed: dict[str, set[tuple[int, int]]] = {kind: set() for kind in FixedChoice.Kind.values}
    rows = FixedChoice.objects.filter(programme=programme)
    for kind, mentee_id, mentor_id in rows.values_list("kind", "mentee_id", "mentor_id"):
        fixed[kind].add((mentee_id, mentor_id))
    return {kind: frozenset(pairs) for kind, pairs in fixed.items()}


def _mentee_side(mentee: Participation, known: _Known) -> MenteeSide:
    need: Need | None = getattr(mentee, "need", None)
    return MenteeSide(
        id=mentee.pk,
        person_id=mentee.person_id,
        topics=frozenset(need.topics) if need else frozenset(),
        interests=interests_in(f"{need.text} {need.interests}") if need else frozenset(),
        directions=frozenset({str(mentee.direction_id)}) if mentee.direction_id else frozenset(),
        ages=_ages(mentee, known.on),
        obstacle=known.obstacles.get(mentee.person_id, ""),
        label=full_name_of(mentee.person).short,
        wishes=known.wished.get(mentee.pk, frozenset()),
        institution_id=mentee.person.institution_id if known.has_several_institutions else None,
        returned_at=mentee.returned_at,
        entered=mentee.entered_date,
    )


def _mentor_side(mentor: Participation, known: _Known) -> MentorSide:
    offer: Offer | None = getattr(mentor, "offer", None)
    taken = known.taken[mentor.pk]
    side = MentorSide(
        id=mentor.pk,
        person_id=mentor.person_id,
        obstacle=known.obstacles.get(mentor.person_id, ""),
        label=full_name_of(mentor.person).short,
        wishes=known.wished.get(mentor.pk, frozenset()),
        places=0,
        busy=taken,
        own_ages=_ages(mentor, known.on),
        experience=known.led[mentor.person_id],
        institution_id=mentor.person.institution_id if known.has_several_institutions else None,
    )
    if offer is None:
        return side
    directions = known.open_to(mentor)
    refusals = {
        one.pk: experience_refusal(one.experience_years, offer.experience_years) for one in directions
    }
    limits = [one.mentees_limit for one in directions if one.mentees_limit is not None]
    # A pair in which nobody names a direction goes to the first one.
    short = refusals[directions[0].pk] if directions else ""
    return replace(
        side,
        obstacle=side.obstacle or (f"{short[:1].upper()}{short[1:]}." if short else ""),
        directions=frozenset(str(pk) for pk, refusal in refusals.items() if not refusal),
        topics=frozenset(offer.topics),
        interests=interests_in(offer.interests),
        ages=AgeBand(offer.age_from or 0, 120 if offer.age_to is None else offer.age_to),
        places=max(0, places_in(offer.capacity, min(limits, default=None)) - taken),
        minutes=minutes_a_week(offer.time_resource),
        competences=offer.competences,
    )


def _ages(participation: Participation, on: date) -> tuple[int, ...]:
    birth = birth_of(participation.person)
    return possible_ages(birth, on) if birth else ()


def _pairs_led(programme: Programme) -> Counter[int]:
    """How many working or finished pairs of other programmes each person of the institution has led."""
    members = PairMember.objects.filter(
        institution_id=programme.institution_id,
        side=Side.MENTOR,
        pair__state__in=(Pair.State.ACTIVE, Pair.State.COMPLETED, Pair.State.STOPPED),
    )
    return Counter(members.exclude(pair__programme=programme).values_list("person_id", flat=True))


def _declined_together(programme: Programme) -> frozenset[tuple[int, int]]:
    """(mentee, mentor) of the programme's declined pairs."""
    sides: dict[int, dict[str, int]] = defaultdict(dict)
    members = PairMember.objects.filter(pair__programme=programme, pair__state=Pair.State.DECLINED)
    for pair_id, side, participation_id in members.values_list("pair_id", "side", "participation_id"):
        sides[pair_id][side] = participation_id
    return frozenset((pair[Side.MENTEE], pair[Side.MENTOR]) for pair in sides.values() if len(pair) == 2)


def choice_ids(programme: Programme) -> list[int]:
    """Which choices stand, so that a run can say later whether they still do."""
    return sorted(FixedChoice.objects.filter(programme=programme).values_list("pk", flat=True))


def fixed_choices_visible_to(actor: Actor) -> QuerySet[FixedChoice]:
    """Pinned and forbidden pairs of the institutions whose people the actor sees."""
    return FixedChoice.objects.filter(institution_id__in=actor.people)


def fixed_choices_in_order(actor: Actor, programme: Programme) -> QuerySet[FixedChoice]:
    """Pinned and forbidden pairs of a programme with both people, by the mentee's name."""
    rows = fixed_choices_visible_to(actor).filter(programme=programme)
    return rows.select_related("mentee__person", "mentor__person").order_by("mentee__person__sort_name", "pk")


def people_of_side(programme: Programme, side: str) -> list[Participation]:
    """Participants of one side with need and offer, by name."""
    rows = Participation.objects.filter(programme=programme, side=side)
    return list(
        rows.select_related("programme", "person", "need", "offer").order_by("person__sort_name", "pk")
    )
