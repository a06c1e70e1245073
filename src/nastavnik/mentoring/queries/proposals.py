"""Everything read about proposals: from the two bases to a problem, and a proposal's lines for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import (
    FixedChoice,
    Need,
    Offer,
    Pair,
    PairMember,
    Participation,
    Programme,
    Proposal,
    ProposalLine,
    Side,
)
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.registry.queries.people import birth_of, full_name_of
from nastavnik.rulebook.ages import AgeBand, possible_ages
from nastavnik.rulebook.base_values import minutes_a_week
from nastavnik.rulebook.matching import MenteeSide, MentorSide, Problem
from nastavnik.rulebook.topics import interests_in


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Proposals of the institutions whose people the actor sees."""
    return Proposal.objects.filter(institution_id__in=actor.people)


def open_proposal_of(programme: Programme) -> Proposal | None:
    """The proposal of the programme that waits for a decision."""
    return Proposal.objects.filter(programme=programme, state=Proposal.State.OPEN).order_by("-pk").first()


def lines_of(proposal: Proposal) -> QuerySet[ProposalLine]:
    """The proposal's lines with both participants, their need and offer, by the mentee's name; one query."""
    lines = ProposalLine.objects.filter(proposal=proposal).select_related(
        "mentee__person",
        "mentee__need",
        "mentee__programme",
        "mentor__person",
        "mentor__offer",
        "mentor__programme",
    )
    return lines.order_by("mentee__person__sort_name", "pk")


def participants_of(programme: Programme) -> list[Participation]:
    """Everybody who takes part in the programme with person, need and offer, in the order of entering."""
    participations = Participation.objects.filter(programme=programme)
    return list(participations.select_related("programme", "person", "need", "offer").order_by("pk"))


def taken_places(programme: Programme) -> Counter[int]:
    """In how many live pairs of the programme each participation already is."""
    members = PairMember.objects.filter(pair__programme=programme, pair__state__in=LIVE)
    return Counter(members.values_list("participation_id", flat=True))


def matching_problem(programme: Programme, on: date) -> Problem:
    """The two bases of the programme as the rulebook wants them: who is free on the date, and what is in the
    way.

    Mentees in a live pair are left out, a mentor's live pairs take his places, whoever lacks a consent has an
    obstacle, and two who declined each other's pair are not put together again. Fixed choices stand.
    """
    participants, taken = participants_of(programme), taken_places(programme)
    obstacles = consent_obstacles((one.person for one in participants), on)
    mentees = [one for one in participants if one.side == Side.MENTEE and one.pk not in taken]
    mentors = [one for one in participants if one.side == Side.MENTOR]
    fixed = fixed_choices_of(programme)
    waiting = {mentee.pk for mentee in mentees}
    pinned = frozenset(pair for pair in fixed[FixedChoice.Kind.PINNED] if pair[0] in waiting)
    return Problem(
        mentees=tuple(_mentee_side(mentee, on, obstacles) for mentee in mentees),
        mentors=tuple(_mentor_side(mentor, taken[mentor.pk], obstacles) for mentor in mentors),
        pinned=pinned,
        forbidden=(fixed[FixedChoice.Kind.FORBIDDEN] | _declined_together(programme)) - pinned,
    )


def fixed_choices_of(programme: Programme) -> dict[str, frozenset[tuple[int, int]]]:
    """(mentee, mentor) of the pinned and of the forbidden pairs of the programme."""
    fixed: dict[str, set[tuple[int, int]]] = {kind: set() for kind in FixedChoice.Kind.values}
    rows = FixedChoice.objects.filter(programme=programme)
    for kind, mentee_id, mentor_id in rows.values_list("kind", "mentee_id", "mentor_id"):
        fixed[kind].add((mentee_id, mentor_id))
    return {kind: frozenset(pairs) for kind, pairs in fixed.items()}


def _mentee_side(mentee: Participation, on: date, obstacles: dict[int, str]) -> MenteeSide:
    need: Need | None = getattr(mentee, "need", None)
    birth = birth_of(mentee.person)
    return MenteeSide(
        id=mentee.pk,
        person_id=mentee.person_id,
        topics=frozenset(need.topics) if need else frozenset(),
        interests=interests_in(need.text) if need else frozenset(),
        ages=possible_ages(birth, on) if birth else (),
        obstacle=obstacles.get(mentee.person_id, ""),
    )


def _mentor_side(mentor: Participation, taken: int, obstacles: dict[int, str]) -> MentorSide:
    offer: Offer | None = getattr(mentor, "offer", None)
    side = MentorSide(
        id=mentor.pk,
        person_id=mentor.person_id,
        obstacle=obstacles.get(mentor.person_id, ""),
        label=full_name_of(mentor.person).short,
        places=0,
    )
    if offer is None:
        return side
    return replace(
        side,
        topics=frozenset(offer.topics),
        interests=interests_in(offer.interests),
        ages=AgeBand(offer.age_from or 0, 120 if offer.age_to is None else offer.age_to),
        places=max(0, offer.capacity - taken),
        minutes=minutes_a_week(offer.time_resource),
        competences=offer.competences,
    )


def _declined_together(programme: Programme) -> frozenset[tuple[int, int]]:
    """(mentee, mentor) of the programme's declined pairs."""
    sides: dict[int, dict[str, int]] = defaultdict(dict)
    members = PairMember.objects.filter(pair__programme=programme, pair__state=Pair.State.DECLINED)
    for pair_id, side, participation_id in members.values_list("pair_id", "side", "participation_id"):
        sides[pair_id][side] = participation_id
    return frozenset((pair[Side.MENTEE], pair[Side.MENTOR]) for pair in sides.values() if len(pair) == 2)


class Lack(StrEnum):
    """What a programme lacks when nobody at all can be proposed."""

    MENTEES = "mentees"
    MENTORS = "mentors"
    MENTEES_CONSENTS = "mentees_consents"
    MENTORS_CONSENTS = "mentors_consents"


def lack_of(programme: Programme, on: date) -> Lack | None:
    """Why no pair at all could be proposed: one side is empty, or nobody on it has his consents; None: other
    rules.
    """
    problem = matching_problem(programme, on)
    for side, nobody, nobody_ready in (
        (problem.mentees, Lack.MENTEES, Lack.MENTEES_CONSENTS),
        (problem.mentors, Lack.MENTORS, Lack.MENTORS_CONSENTS),
    ):
        if not side:
            return nobody
        if all(one.obstacle for one in side):
            return nobody_ready
    return None


def stale_lines(lines: Sequence[ProposalLine], programme: Programme, on: date) -> list[str]:
    """Why lines that were right when they were proposed no longer are, each with the name of the one
    concerned.

    A mentee may have got a pair, a mentor may have no place left, either may have lost a consent.
    """
    taken = taken_places(programme)
    both = [one for line in lines for one in (line.mentee, line.mentor) if one is not None]
    obstacles = consent_obstacles((one.person for one in both), on)
    told = [_said(line.mentee, "уже в паре") for line in lines if line.mentee_id in taken]
    told += [_said(mentor, "мест больше нет") for mentor in _overfull(lines, taken)]
    told += [
        _said(one, _lowered(obstacles[one.person_id])) for one in _once(both) if one.person_id in obstacles
    ]
    return told


def _overfull(lines: Sequence[ProposalLine], taken: Counter[int]) -> list[Participation]:
    wanted = Counter(line.mentor_id for line in lines)
    mentors = _once(line.mentor for line in lines if line.mentor is not None)
    return [one for one in mentors if taken[one.pk] + wanted[one.pk] > capacity_of(one)]


def capacity_of(mentor: Participation) -> int:
    """How many mentees the mentor takes in this programme."""
    offer: Offer | None = getattr(mentor, "offer", None)
    return offer.capacity if offer else 0


def _once(participations: Iterable[Participation]) -> list[Participation]:
    return list({one.pk: one for one in participations}.values())


def _said(participation: Participation, reason: str) -> str:
    return f"{full_name_of(participation.person).short} — {reason}"


def _lowered(sentences: str) -> str:
    return sentences[:1].lower() + sentences[1:].rstrip(".")
