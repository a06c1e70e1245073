"""Everything read about proposals: a proposal's lines for a person, and whether they still hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Offer, Participation, Programme, Proposal, ProposalLine
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.matching import matching_problem, taken_places
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.matching import Turn, compare_runs


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


def runs_of(programme: Programme) -> QuerySet[Any]:
    """All runs of the programme with the numbers of pairs and of those left, the newest first."""
    with_mentor = Count("lines", filter=Q(lines__mentor__isnull=False))
    alone = Count("lines", filter=Q(lines__mentor__isnull=True))
    runs = Proposal.objects.filter(programme=programme).defer("inputs", "findings")
    return runs.annotate(paired=with_mentor, alone=alone).order_by("-made_at", "-pk")


def runs_found(runs: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Runs with this number, with these words in their names, or that tell of somebody whose name has them."""
    for word in text.lower().replace("ё", "е").split():
        named = ProposalLine.objects.filter(
            Q(mentee__person__sort_name__contains=word) | Q(mentor__person__sort_name__contains=word)
        )
        about = Q(note__icontains=word) | Q(pk__in=named.values("proposal_id"))
        if word.lstrip("№").isdecimal():
            about |= Q(pk=int(word.lstrip("№")))
        runs = runs.filter(about)
    return runs


def run_before(proposal: Proposal) -> Proposal | None:
    """The run of the same programme made just before this one."""
    runs = Proposal.objects.filter(programme_id=proposal.programme_id, pk__lt=proposal.pk)
    return runs.defer("inputs", "findings").order_by("-pk").first()


@dataclass(frozen=True)
class Compared:
    """A mentee of either of two runs: the mentor then and now, and what changed."""

    pk: int
    mentee: str
    mentee_person: int
    before: str
    after: str
    turn: Turn


def compared(before: Proposal, after: Proposal) -> list[Compared]:
    """Every mentee of either run, by name; what changed is said first. One query."""
    lines = ProposalLine.objects.filter(proposal__in=(before, after))
    rows = list(
        lines.select_related("mentee__person", "mentor__person").order_by("mentee__person__sort_name", "pk")
    )
    mentors: dict[int, dict[int, int | None]] = {before.pk: {}, after.pk: {}}
    mentees: dict[int, Participation] = {}
    names: dict[int | None, str] = {None: ""}
    for line in rows:
        mentors[line.proposal_id][line.mentee_id] = line.mentor_id
        mentees[line.mentee_id] = line.mentee
        if line.mentor is not None:
            names[line.mentor_id] = full_name_of(line.mentor.person).short
    turns = compare_runs(mentors[before.pk], mentors[after.pk])
    told = [
        Compared(
            pk,
            full_name_of(mentee.person).full,
            mentee.person_id,
            names[mentors[before.pk].get(pk)],
            names[mentors[after.pk].get(pk)],
            turns[pk],
        )
        for pk, mentee in mentees.items()
    ]
    order = list(Turn)
    return sorted(told, key=lambda one: order.index(one.turn))
