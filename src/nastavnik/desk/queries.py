"""What a desk reads of other rooms, in as few queries as it can; always within the actor's sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.urls import reverse

from nastavnik.access.actors import AccountActor
from nastavnik.desk.consents import ConsentWork, consents_of_school
from nastavnik.journal.models import Entry
from nastavnik.journal.queries import entries_visible_to
from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import (
    Pair,
    PairMember,
    Programme,
    Proposal,
    ProposalLine,
    Side,
)
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.mentoring.queries.participants import participations_visible_to, with_minority
from nastavnik.mentoring.queries.programmes import programmes_visible_to
from nastavnik.papers.models import Paper
from nastavnik.papers.queries import papers_visible_to
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_at_work, organisations_visible_to
from nastavnik.registry.tellings import Told
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import ROLES, Right
from nastavnik.rulebook.school_year import SchoolYear

WAITING_PAPERS = (Paper.State.DRAFT, Paper.State.RETURNED, Paper.State.SIGNED)
# Events that change nothing for anybody else.
NO_NEWS = (
    "sign_in",
    "sign_out",
    "change_password",
    "refuse_access",
    "recount_counters",
    "open_names",
    "check_base",
    "discard_import",
    "tell",
    "tell_curators",
    "mark_read",
    "set_notice_wishes",
    "send_letter",
    "open_feed",
    "revoke_feed",
)
NEWS_READ, NEWS_SHOWN = 60, 8


@dataclass(frozen=True)
class ProgrammeWork:
    """One programme of this school year; `waiting` are mentees without a live pair.

    `fresh` are those of them whom no decided proposal has looked at.
    """

    programme: Programme
    mentees: int
    mentors: int
    waiting: int
    fresh: int
    approved: int
    agreed: int
    active: int
    paused: int
    proposal_id: int | None


@dataclass(frozen=True)
class SchoolWork:
    """The programmes of this school year, and the consents of all participants."""

    programmes: Sequence[ProgrammeWork]
    consents: ConsentWork


@dataclass(frozen=True)
class News:
    """Some events of one kind on one day: only the verb, never whom it concerned."""

    newest: Entry
    number: int


def own_institutions(actor: AccountActor, right: Right) -> dict[int, str]:
    """Institutions over which the actor holds the right by an own grant, with their names; no query."""
    return {
        grant.node_id: grant.node_name
        for grant in actor.grants
        if grant.node_level == Organisation.Level.INSTITUTION and right in ROLES[grant.role].rights
    }


def territories(actor: AccountActor) -> dict[int, str]:
    """Territories over which the actor holds a grant, with their names; no query."""
    return {
        grant.node_id: grant.node_name
        for grant in actor.grants
        if grant.node_level != Organisation.Level.INSTITUTION and grant.node_id in actor.figures
    }


def school_work(actor: Actor, today: date) -> SchoolWork:
    """Everything that a curator's desk says of programmes and participants, in four queries."""
    programmes = list(_programmes(actor, SchoolYear.of(today).start))
    parts = list(_participations(actor))
    return SchoolWork(
        programmes=[_work_of(programme, parts) for programme in programmes],
        consents=consents_of_school(actor, parts, today),
    )


def _programmes(actor: Actor, school_year: int) -> QuerySet[Any]:
    """Programmes of the year with the numbers of their pairs and the proposal that waits, in one query."""
    pairs = Pair.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
    count = {
        state: Subquery(
            pairs.filter(state=state).annotate(number=Count("pk")).values("number"),
            output_field=IntegerField(),
        )
        for state in (Pair.State.APPROVED, Pair.State.AGREED, Pair.State.ACTIVE, Pair.State.PAUSED)
    }
    waiting = Proposal.objects.filter(programme=OuterRef("pk"), state=Proposal.State.OPEN).order_by("-pk")
    programmes = (
        programmes_visible_to(actor).filter(school_year=school_year).order_by("institution", "title", "pk")
    )
    return programmes.annotate(
        approved=count[Pair.State.APPROVED],
        agreed=count[Pair.State.AGREED],
        active=count[Pair.State.ACTIVE],
        paused=count[Pair.State.PAUSED],
        proposal_id=Subquery(waiting.values("pk")[:1]),
    )


def _participations(actor: Actor) -> QuerySet[Any]:
    """Who stands where, and whether in a pair or in a decided proposal; bare values, one query."""
    members = PairMember.objects.filter(participation=OuterRef("pk"), pair__state__in=LIVE)
    decided = ProposalLine.objects.filter(mentee=OuterRef("pk"), proposal__state=Proposal.State.DECIDED)
    parts = with_minority(participations_visible_to(actor))
    parts = parts.annotate(has_pair=Exists(members), was_decided=Exists(decided))
    return parts.values_list(
        "programme_id", "person_id", "side", "may_be_minor", "has_pair", "was_decided", named=True
    )


def _work_of(programme: Any, parts: Sequence[Any]) -> ProgrammeWork:
    mine = [part for part in parts if part.programme_id == programme.pk]
    mentees = [part for part in mine if part.side == Side.MENTEE]
    waiting = [part for part in mentees if not part.has_pair]
    return ProgrammeWork(
        programme=programme,
        mentees=len(mentees),
        mentors=len(mine) - len(mentees),
        waiting=len(waiting),
        fresh=sum(not part.was_decided for part in waiting),
        approved=programme.approved or 0,
        agreed=programme.agreed or 0,
        active=programme.active or 0,
        paused=programme.paused or 0,
        proposal_id=programme.proposal_id,
    )


def waiting_papers(actor: Actor) -> list[Paper]:
    """Papers that wait for somebody, the oldest first, in one query."""
    return list(papers_visible_to(actor).filter(state__in=WAITING_PAPERS).order_by("drafted_at", "pk"))


def registered_papers(actor: Actor, year: int) -> int:
    """How many papers got their number in a calendar year, in one query."""
    return papers_visible_to(actor).filter(state=Paper.State.REGISTERED, calendar_year=year).count()


def institutions_by_programme(actor: Actor, school_year: int) -> tuple[int, int]:
    """How many institutions the actor sees and how many of them opened a programme; in one query."""
    programmes = Programme.objects.filter(institution=OuterRef("pk"), school_year=school_year)
    seen = organisations_at_work(organisations_visible_to(actor)).filter(level=Organisation.Level.INSTITUTION)
    opened = seen.annotate(has_programme=Exists(programmes)).values_list("has_programme", flat=True)
    known = list(opened)
    return len(known), sum(known)


def news_of(actor: Actor) -> list[News]:
    """What changed lately, the latest first; the same verb several times on one day is one line."""
    entries = entries_visible_to(actor).exclude(verb__in=NO_NEWS).order_by("-happened_at", "pk")[:NEWS_READ]
    found: dict[tuple[str, date, bool], list[Entry]] = {}
    for entry in entries:
        key = (entry.verb, entry.happened_at.date(), entry.account_id == actor.account_id)
        found.setdefault(key, []).append(entry)
    return [News(same[0], sum(one.count for one in same)) for same in found.values()][:NEWS_SHOWN]


def told_programmes(actor: Actor, nodes: Collection[Organisation], today: date) -> Mapping[int, Told]:
    """How many programmes each institution opened this school year, in one query."""
    ids = [
        node.pk for node in nodes if node.level == Organisation.Level.INSTITUTION and node.pk in actor.figures
    ]
    rows = Programme.objects.filter(institution_id__in=ids, school_year=SchoolYear.of(today).start)
    numbers = dict(rows.order_by().values_list("institution_id").annotate(number=Count("pk")))
    said = {pk: counted(number, ("программа", "программы", "программ")) for pk, number in numbers.items()}
    url = reverse("mentoring:programme_list")
    return {
        pk: Told(
            said.get(pk, "программ\u00a0нет"),
            url=url if actor.may(Right.PROGRAMMES_VIEW, pk) else "",
            is_lacking=pk not in said,
        )
        for pk in ids
    }


def told_papers(actor: Actor, nodes: Collection[Organisation], today: date) -> Mapping[int, Told]:
    """How many papers of each institution were registered this calendar year, in one query."""
    ids = [node.pk for node in nodes if node.level == Organisation.Level.INSTITUTION]
    rows = papers_visible_to(actor).filter(
        institution_id__in=ids, state=Paper.State.REGISTERED, calendar_year=today.year
    )
    numbers = dict(rows.order_by().values_list("institution_id").annotate(number=Count("pk")))
    url = reverse("papers:paper_list")
    return {pk: Told(str(numbers.get(pk, 0)), url=url) for pk in ids if actor.may(Right.PAPERS_VIEW, pk)}
