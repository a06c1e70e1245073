"""Everything read about programmes: what stands in them and what is to be done next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import (
    Direction,
    Offer,
    Pair,
    PairMember,
    Participation,
    Programme,
    Proposal,
    ProposalLine,
    Side,
)
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.mentoring.queries.participants import consent_gaps_of
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.queries.organisations import organisations_at_work, organisations_visible_to
from nastavnik.rulebook.roles import Right


class Step(StrEnum):
    """What is to be done next in a programme."""

    MENTEES = "mentees"
    MENTORS = "mentors"
    DECIDE = "decide"
    ANSWERS = "answers"
    ORDER = "order"
    PAPER = "paper"
    CONSENTS = "consents"
    PROPOSE = "propose"
    WORK = "work"


@dataclass(frozen=True)
class Progress:
    """Where a programme stands, in numbers; `waiting` are mentees without a live pair.

    `fresh` are those of them whom no decided proposal has looked at; `papers` are drafts of orders.
    """

    mentees: int
    mentors: int
    places: int
    lacking_mentees: int
    lacking_mentors: int
    waiting: int
    fresh: int
    pairs: Counter[str]
    open_proposal_id: int | None = None
    paper_id: int | None = None

    @property
    def lacking(self) -> int:
        """Participants who lack a signature; one who stands on both sides counts on each."""
        return self.lacking_mentees + self.lacking_mentors

    @property
    def step(self) -> Step:
        """The next step: first the bases, then what has been begun, then those who are left."""
        if not self.mentees:
            return Step.MENTEES
        if not self.mentors:
            return Step.MENTORS
        begun = (
            (Step.DECIDE, self.open_proposal_id),
            (Step.ANSWERS, self.pairs[Pair.State.APPROVED]),
            (Step.ORDER, self.pairs[Pair.State.AGREED]),
            (Step.PAPER, self.pairs[Pair.State.ORDERED]),
            (Step.CONSENTS, self.lacking),
            (Step.PROPOSE, self.fresh or not self.pairs[Pair.State.ACTIVE]),
        )
        return next((step for step, is_due in begun if is_due), Step.WORK)


def programmes_visible_to(actor: Actor) -> QuerySet[Programme]:
    """Programmes of the institutions whose people the actor sees."""
    return Programme.objects.filter(institution_id__in=actor.people).select_related(
        "institution", "form", "role_model"
    )


def with_counts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """The programmes with the numbers of mentees, mentors, live and working pairs, in the same query."""
    return programmes.annotate(
        mentees_count=_counted(Participation.objects.filter(side=Side.MENTEE)),
        mentors_count=_counted(Participation.objects.filter(side=Side.MENTOR)),
        pairs_count=_counted(Pair.objects.filter(state__in=LIVE)),
        active_count=_counted(Pair.objects.filter(state=Pair.State.ACTIVE)),
        directions_count=Coalesce(_counted(Direction.objects.all()), 1),
    )


def programmes_found(programmes: QuerySet[Programme], text: str) -> QuerySet[Programme]:
    """Those of the programmes in whose title every word of `text` occurs."""
    for word in text.split():
        programmes = programmes.filter(title__icontains=word)
    return programmes


def school_years_of(programmes: QuerySet[Programme]) -> list[int]:
    """School years in which there are programmes, the latest first."""
    return list(programmes.order_by("-school_year").values_list("school_year", flat=True).distinct())


def progress_of(programme: Programme, on: date) -> Progress:
    """Where the programme (fetched through the actor's sight) stands on the date; in six queries."""
    parts: list[Any] = list(_participations(programme))  # with the annotations has_pair and was_decided
    gaps = consent_gaps_of({part.person for part in parts}, on)
    lacking = Counter(part.side for part in parts if gaps[part.person_id])
    sides = Counter(part.side for part in parts)
    waiting = [part for part in parts if part.side == Side.MENTEE and not part.has_pair]
    pairs, paper_id = _pairs_of(programme)
    return Progress(
        mentees=sides[Side.MENTEE],
        mentors=sides[Side.MENTOR],
        places=sum(_capacities(programme)),
        lacking_mentees=lacking[Side.MENTEE],
        lacking_mentors=lacking[Side.MENTOR],
        waiting=len(waiting),
        fresh=sum(not part.was_decided for part in waiting),
        pairs=pairs,
        open_proposal_id=_open_proposal_id(programme),
        paper_id=paper_id,
    )


def institutions_to_open_in(actor: Actor) -> list[Organisation]:
    """Institutions at work where the actor may open programmes."""
    working = organisations_at_work(organisations_visible_to(actor))
    seen = working.filter(pk__in=actor.people, level=Organisation.Level.INSTITUTION)
    return [node for node in seen.order_by("short_name") if actor.may(Right.PROGRAMMES_EDIT, node.pk)]


def programmes_to_enrol_in(actor: Actor, person: Person, today: date) -> list[Programme]:
    """Programmes of the person's institution that go on and in which he does not take part."""
    mine = Participation.objects.filter(person=person).values("programme_id")
    going = programmes_visible_to(actor).filter(institution_id=person.institution_id, end_date__gte=today)
    return list(going.exclude(pk__in=mine).order_by("title", "pk"))


def _participations(programme: Programme) -> Iterable[Participation]:
    members = PairMember.objects.filter(participation=OuterRef("pk"), pair__state__in=LIVE)
    decided = ProposalLine.objects.filter(mentee=OuterRef("pk"), proposal__state=Proposal.State.DECIDED)
    rows = Participation.objects.filter(programme=programme).select_related("person")
    return rows.annotate(has_pair=Exists(members), was_decided=Exists(decided))


def _capacities(programme: Programme) -> list[int]:
    return list(Offer.objects.filter(participation__programme=programme).values_list("capacity", flat=True))


def _pairs_of(programme: Programme) -> tuple[Counter[str], int | None]:
    rows = list(
        programme.pairs.order_by()
        .values("state", "paper_id")
        .annotate(number=Count("pk"))
        .order_by("paper_id")
    )
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["state"]] += row["number"]
    papers = [row["paper_id"] for row in rows if row["state"] == Pair.State.ORDERED and row["paper_id"]]
    return counts, papers[0] if papers else None


def _open_proposal_id(programme: Programme) -> int | None:
    rows = programme.proposals.filter(state=Proposal.State.OPEN).order_by("-made_at")
    return rows.values_list("pk", flat=True).first()


def _counted(rows: QuerySet) -> Subquery:
    of_programme = rows.filter(programme=OuterRef("pk")).order_by().values("programme")
    return Subquery(of_programme.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
