"""Duties of organisations under road maps: who sees which, what they are about, which are answered elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from nastavnik.kit.actor import Actor
from nastavnik.papers.models import Paper
from nastavnik.papers.queries import papers_visible_to
from nastavnik.roadmaps.models import (
    Duty,
    Edition,
    Evidence,
    EvidenceFile,
    Line,
    Measure,
    Occurrence,
    Performer,
)
from nastavnik.roadmaps.queries.executors import naming
from nastavnik.rulebook.duty_states import OPEN
from nastavnik.rulebook.duty_states import SOON as AHEAD
from nastavnik.rulebook.roles import Right

ALIVE = Q(occurrence__is_dropped=False, occurrence__line__roadmap__is_archived=False)
OVERDUE, SOON, LATER, UNDATED, CLOSED = range(5)
_PATH = "occurrence__line__roadmap__owner"


def duties_visible_to(actor: Actor) -> QuerySet[Duty]:
    """Duties of organisations under the actor's sight, those of dates that are gone too."""
    return Duty.objects.filter(organisation_id__in=actor.figures).select_related(_PATH, "organisation")


def living(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Those of road maps in force that the organisation does not answer by a row of a map further down.

    A school that adopted a row of the municipality's map reports once, in its own.
    """
    deeper = Duty.objects.filter(ALIVE, organisation_id=OuterRef("organisation_id")).filter(
        Q(occurrence__line__parent=OuterRef("occurrence__line"))
        | Q(occurrence__line__parent__parent=OuterRef("occurrence__line"))
    )
    return duties.filter(ALIVE).exclude(Exists(deeper))


def untouched(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Those of the duties with which nobody has done anything yet, nor the product offered anything."""
    blank = duties.filter(state=Duty.State.NOT_BEGUN, comment="", state_before="", offered_at=None)
    return blank.exclude(Exists(Evidence.objects.filter(duty=OuterRef("pk"))))


def worded(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """With the words of the measure in force: `number`, `title`, `document_kind`."""
    wording = wordings(OuterRef("occurrence__line"))
    return duties.annotate(
        number=Subquery(wording.values("number")[:1]),
        title=Subquery(wording.values("title")[:1]),
        document_kind=Subquery(wording.values("document_kind")[:1]),
    )


def wordings(line: Line | OuterRef) -> QuerySet[Measure]:
    """Wordings of a line that were ever in force, the present one first."""
    known = Measure.objects.filter(
        line=line, edition__state__in=[Edition.State.APPROVED, Edition.State.REPLACED]
    )
    return known.order_by("-edition__number")


def wording_of(line: Line) -> Measure | None:
    """The measure as the edition in force words it, or as the last one did that had it."""
    return wordings(line).select_related("section").first()


def newest_wording(line: Line) -> Measure | None:
    """The measure as its newest edition words it, a draft too: for whoever writes the map."""
    return Measure.objects.filter(line=line).order_by("-edition__number").first()


def by_urgency(duties: QuerySet[Duty], today: date) -> QuerySet[Duty]:
    """Overdue ones first, then those due soon and later, then undated; closed ones last. `urgency` says which."""
    due = F("occurrence__to_date")
    rank = Case(
        When(~Q(state__in=list(OPEN)), then=Value(CLOSED)),
        When(occurrence__to_date__lt=today, then=Value(OVERDUE)),
        When(occurrence__to_date__lte=today + timedelta(days=AHEAD), then=Value(SOON)),
        When(Q(occurrence__to_date=None, occurrence__from_date=None), then=Value(UNDATED)),
        default=Value(LATER),
        output_field=IntegerField(),
    )
    return duties.annotate(urgency=rank).order_by("urgency", due.asc(nulls_last=True), "pk")


def own_duties(actor: Actor) -> QuerySet[Duty]:
    """Living duties of the organisations where the actor itself works."""
    return living(duties_visible_to(actor).filter(organisation_id__in=actor.nodes))


def naming_me(actor: Actor, duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """With `names_me`: whether the row names the actor, by account or by post."""
    named = Performer.objects.filter(naming(actor, "name__"), line=OuterRef("occurrence__line"))
    return duties.annotate(names_me=Exists(named))


def held_duty(duty: Duty) -> Duty:
    """The duty as it stands now, held until the transaction ends: two people may press buttons at once."""
    found = Duty.objects.select_for_update(of=("self",)).select_related(_PATH, "organisation")
    return found.get(pk=duty.pk)


def evidence_of(duty: Duty) -> list[Evidence]:
    """What shows that it is done, the first first, with papers and files; files without their content."""
    found = Evidence.objects.filter(duty=duty).select_related("paper", "file").defer("file__content")
    return list(found)


def evidence_visible_to(actor: Actor) -> QuerySet[Evidence]:
    """Evidence of the duties that the actor sees."""
    return Evidence.objects.filter(organisation_id__in=actor.figures).select_related(
        f"duty__{_PATH}", "paper"
    )


def files_visible_to(actor: Actor) -> QuerySet[EvidenceFile]:
    """Files of evidence: inside the organisation, and above it those that were shown by choice."""
    return EvidenceFile.objects.filter(
        Q(institution_id__in=actor.people) | Q(shown_to_id__in=actor.figures)
    ).select_related("evidence__duty")


def has_paper(duty: Duty, kind: str) -> bool:
    """Whether a paper of this kind stands among the evidence."""
    return Evidence.objects.filter(duty=duty, kind=Evidence.Kind.PAPER, paper__kind=kind).exists()


def papers_to_show(actor: Actor, duty: Duty, kind: str = "") -> QuerySet[Paper]:
    """Registered papers of the organisation (of one kind, where it is named), the latest first."""
    found = papers_visible_to(actor).filter(institution_id=duty.organisation_id, state=Paper.State.REGISTERED)
    return (found.filter(kind=kind) if kind else found).order_by("-paper_date", "-pk")


def occurrences_visible_to(actor: Actor) -> QuerySet[Occurrence]:
    """Dates of the road maps of organisations under the actor's sight."""
    return Occurrence.objects.filter(line__roadmap__owner_id__in=actor.figures).select_related(
        "line__roadmap__owner"
    )


def duties_to_offer(organisation_id: int, fact: str, code: str) -> list[Duty]:
    """Open duties of an organisation whose row names this fact, the nearest term of each row; one query.

    A row that names no kind of order is meant by any.
    """
    found = living(Duty.objects.filter(organisation_id=organisation_id)).filter(
        Q(occurrence__line__fact_code=code) | Q(occurrence__line__fact_code=""),
        state__in=list(OPEN),
        offered_at=None,
        occurrence__line__fact=fact,
    )
    nearest: dict[int, Duty] = {}
    for duty in found.select_related("occurrence").order_by(
        F("occurrence__to_date").asc(nulls_last=True), "pk"
    ):
        nearest.setdefault(duty.occurrence.line_id, duty)
    return list(nearest.values())


def duties_for_desk(actor: Actor, today: date, most: int = 50) -> list[Duty]:
    """What is overdue, due soon or offered as done, the most urgent first; one query.

    Whoever reports for an organisation has all of its duties before him, others those that name them.
    """
    reports_at = [node for node in actor.nodes if actor.may(Right.ROADMAPS_REPORT, node)]
    duties = by_urgency(naming_me(actor, worded(own_duties(actor))), today)
    pressing = Q(urgency__in=[OVERDUE, SOON]) | (Q(offered_at__isnull=False) & ~Q(urgency=CLOSED))
    mine = Q(organisation_id__in=reports_at) | Q(names_me=True)
    return list(duties.filter(pressing, mine)[:most])
