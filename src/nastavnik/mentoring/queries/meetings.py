"""Everything read of meetings: who sees them, who met whom, what a pair's term is, what still awaits feedback."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import (
    Feedback,
    HelpRequest,
    Meeting,
    MeetingClosing,
    MeetingTerms,
    Pair,
    PairChange,
    PairMember,
    Side,
)
from nastavnik.mentoring.queries.agreement import parties_of
from nastavnik.mentoring.queries.pairs import mentor_of, with_people
from nastavnik.registry.models import Consent
from nastavnik.registry.queries.people import people_found, people_visible_to
from nastavnik.rulebook.meetings import (
    KINDS,
    MeetingFacts,
    MeetingFigures,
    MeetingKind,
    MeetingState,
    PairTerm,
    figures_of,
)
from nastavnik.rulebook.pair_endings import END_REASONS, EndReason
from nastavnik.rulebook.pair_states import Party
from nastavnik.rulebook.pair_view import Watch
from nastavnik.rulebook.safe_meetings import Hours, is_guarded

# A pair that works, and one that has ended: its last meetings are entered from paper.
KEPT_STATES = (Pair.State.ACTIVE, Pair.State.COMPLETED, Pair.State.STOPPED)


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of the institutions whose people the actor sees, and of his own pairs."""
    return Meeting.objects.filter(Q(institution_id__in=actor.people) | Q(pair_id__in=actor.pairs))


def feedback_visible_to(actor: Actor) -> QuerySet[Feedback]:
    """What the actor himself said or is asked; of his institutions what the database lets the curator read."""
    own = Q(person_id=actor.person_id) if actor.person_id and actor.guardian_id is None else Q(pk=None)
    return Feedback.objects.filter(Q(institution_id__in=actor.people) | own)


def help_requests_visible_to(actor: Actor) -> QuerySet[HelpRequest]:
    """Requests for help of the actor himself, and those of the institutions that he leads."""
    own = Q(person_id=actor.person_id) if actor.person_id and actor.guardian_id is None else Q(pk=None)
    return HelpRequest.objects.filter(Q(institution_id__in=actor.people) | own)


def feedback_awaited_of(actor: Actor) -> list[Feedback]:
    """What the actor himself has not answered yet, the earliest meeting first; one query."""
    if actor.person_id is None or actor.guardian_id is not None:
        return []
    rows = Feedback.objects.filter(
        person_id=actor.person_id,
        answered_at=None,
        meeting__state=MeetingState.HELD,
        meeting__complete_date=None,
    )
    return list(rows.select_related("meeting").order_by("meeting__held_date", "pk"))


def own_feedback(actor: Actor) -> QuerySet[Feedback]:
    """All rows of the actor himself, with their meetings."""
    return Feedback.objects.filter(person_id=actor.person_id or 0).select_related("meeting__pair")


def terms_of_meetings(institution_id: int) -> MeetingTerms:
    """How the institution keeps meetings; the usual terms, unsaved, where it has set none."""
    found = MeetingTerms.objects.filter(institution_id=institution_id).first()
    return found or MeetingTerms(institution_id=institution_id)


def watch_of(terms: MeetingTerms) -> Watch:
    """The settings by which pairs are judged."""
    return Watch(terms.early_days, terms.silent_days, terms.low_mark, terms.close_after)


def hours_of(terms: MeetingTerms) -> Hours:
    """The hours in which an adult meets a child."""
    return Hours(terms.from_hour, terms.to_hour)


def term_of(pair: Pair) -> PairTerm:
    """From when to when the pair works; why it ended is said where somebody left or the organisation closed."""
    if pair.ended_date is None:
        return PairTerm(pair.active_from)
    change = (
        PairChange.objects.filter(pair=pair, applied_date__isnull=False).order_by("-applied_date").first()
    )
    told = (EndReason.MENTOR_LEFT, EndReason.MENTEE_LEFT, EndReason.ORGANISATION_CLOSED)
    why = END_REASONS[EndReason(change.reason)].label if change and change.reason in told else ""
    return PairTerm(pair.active_from, pair.ended_date, why)


def group_of(pair: Pair) -> list[Pair]:
    """All working pairs of the same mentor in the same direction, this one among them: a group; three queries.

    Asked with the eyes of the institution, or by its curator: a mentor sees his own pairs by themselves.
    """
    mentor = mentor_of(pair).participation_id
    together = PairMember.objects.filter(participation_id=mentor, side=Side.MENTOR).values("pair_id")
    is_there = Q(state=Pair.State.ACTIVE) | Q(pk=pair.pk)
    pairs = Pair.objects.filter(is_there, Q(("direction_id", pair.direction_id)), pk__in=together)
    return list(with_people(pairs).order_by("pk"))


def own_group(actor: Actor, pair: Pair) -> list[Pair]:
    """The actor's own pairs in the same direction in which he is the mentor, as he sees them; two queries."""
    mine = PairMember.objects.filter(person_id=actor.person_id or 0, side=Side.MENTOR).values("pair_id")
    pairs = Pair.objects.filter(
        Q(("direction_id", pair.direction_id)),
        pk__in=actor.pairs,
        programme_id=pair.programme_id,
        state=Pair.State.ACTIVE,
    ).filter(pk__in=mine)
    return list(pairs.prefetch_related(Prefetch("members", PairMember.objects.order_by("pk"))).order_by("pk"))


def is_guarded_pair(pair: Pair, on: date) -> bool:
    """Whether a grown-up meets a child in the pair; asked where its people are seen."""
    parties = parties_of(pair, on)
    return is_guarded(
        mentor_is_minor=Party.MENTOR_GUARDIAN in parties, mentee_is_minor=Party.GUARDIAN in parties
    )


def kinds_held(pair_id: int) -> list[MeetingKind]:
    """Kinds of the meetings that the pair has held."""
    held = Meeting.objects.filter(pair_id=pair_id, state=MeetingState.HELD)
    return [MeetingKind(kind) for kind in held.values_list("kind", flat=True)]


def asks_to_go_on(meeting: Meeting) -> bool:
    """Whether both sides are asked if they want to go on."""
    return KINDS[MeetingKind(meeting.kind)].asks_to_go_on


def meeting_figures(meetings: Iterable[Meeting]) -> MeetingFigures:
    """Held, complete and answered, apart."""
    return figures_of(
        MeetingFacts(
            is_held=one.state == MeetingState.HELD,
            is_complete=one.complete_date is not None,
            is_answered=0 < one.asked == one.answered,
            gathering=str(one.gathering or ""),
        )
        for one in meetings
    )


def timetable_of(actor: Actor, pair_ids: Collection[int]) -> list[Meeting]:
    """All meetings of the pairs as the actor sees them, the latest first; one query."""
    rows = meetings_visible_to(actor).filter(pair_id__in=pair_ids)
    return sorted(rows, key=lambda one: (one.held_date or one.planned_date or date.min, one.pk), reverse=True)


def with_pairs(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The same meetings with `day` to order by and with the people of their pairs: two queries."""
    members = Prefetch("pair__members", PairMember.objects.select_related("person").order_by("pk"))
    rows = meetings.select_related("pair__programme").prefetch_related(members)
    return rows.annotate(day=Coalesce("held_date", "planned_date"))


def meetings_found(actor: Actor, meetings: QuerySet[Meeting], text: str) -> QuerySet[Meeting]:
    """Meetings of pairs one of whose members bears a name in which every word of `text` occurs."""
    people = people_found(people_visible_to(actor), text)
    return meetings.filter(pair_id__in=PairMember.objects.filter(person__in=people).values("pair_id"))


def closing_words(meeting: Meeting) -> str:
    """Why the meeting was closed without feedback, and by whom; empty where it was not or it may not be read."""
    found = MeetingClosing.objects.filter(meeting=meeting).first() if meeting.closed_date else None
    return f"{found.reason} ({found.made_by})" if found else ""


def paper_rows(actor: Actor, class_key: str = "") -> list[Feedback]:
    """Feedback that is awaited in the institutions that the actor leads, by class and name; of own pairs none."""
    rows = feedback_visible_to(actor).filter(
        answered_at=None,
        meeting__state=MeetingState.HELD,
        meeting__complete_date=None,
        institution_id__in=actor.people,
    )
    if actor.person_id:
        rows = rows.exclude(pair__members__person_id=actor.person_id)
    if class_key:
        rows = rows.filter(person__class_key=class_key)
    return list(
        rows.select_related("person", "meeting__pair").order_by(
            "person__class_key", "person__sort_name", "meeting__held_date"
        )
    )


def own_consents(actor: Actor) -> list[Consent]:
    """Consents of the person for whom the actor stands, the newest first; one query."""
    rows = Consent.objects.filter(person_id=actor.person_id or 0).order_by("-given_date", "kind", "pk")
    return list(rows)
