"""Pairs suspended when a consent on which they stand is gone, and what becomes of them then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.agreement import review_agreement
from nastavnik.mentoring.forming import Chosen, write_pairs
from nastavnik.mentoring.models import Pair, PairMember, Participation, Side
from nastavnik.mentoring.pauses import begin_pause, end_pause
from nastavnik.mentoring.permissions.pairs import check_can_resume_pair
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.groups import refusals_of
from nastavnik.mentoring.queries.pairs import LIVE, member_of, title_of, with_people
from nastavnik.mentoring.queries.participants import consent_gaps_of, consent_subjects
from nastavnik.registry.models import Person
from nastavnik.registry.queries.consents import consent_records
from nastavnik.rulebook.consent import ConsentKind, lapsed_gaps
from nastavnik.rulebook.pair_endings import PauseReason
from nastavnik.rulebook.pair_states import ENDED_STATES, PAIR_STATES, PairState, PairVerb, move, resuming_verb

_AT_WORK = tuple(state for state in LIVE if state != Pair.State.PAUSED)
_CANCELLED_FROM = (Pair.State.APPROVED, Pair.State.AGREED, Pair.State.PAUSED, Pair.State.ORDERED)


@transaction.atomic
def pause_pairs_of_withdrawn(*, by: Actor, person: Person, kind: ConsentKind) -> None:
    """Subscriber of `consent_withdrawn`: the person's live pairs are suspended at once.

    Nothing happens where the person may take part all the same: an optional consent was withdrawn.
    """
    pause_pairs_without_consent(by=by, person=person)


@transaction.atomic
def pause_pairs_without_consent(*, by: Actor, person: Person) -> None:
    """Subscriber of `consent_removed`: suspends the live pairs of a person who lacks a demanded consent today.

    A pair in the draft of an order stays in it: the order can't be registered while it is suspended.
    """
    today = timezone.localdate()
    if consent_gaps_of([person], today)[person.pk]:
        _pause_pairs_of(by, person, today)


@transaction.atomic
def pause_pairs_of_lapsed(*, by: Actor, people: Sequence[Person], on: date) -> None:
    """Subscriber of `consents_lapsed`: suspends the live pairs of those whose demanded consent is over.

    Nobody is suspended for a signature that was never asked before: at 14 the child's own is only asked for.
    """
    in_pairs = PairMember.objects.filter(person__in=people, pair__state__in=_AT_WORK).values("person")
    subjects = consent_subjects(Person.objects.filter(pk__in=in_pairs).order_by("pk"))
    records = consent_records(person.pk for person in subjects)
    for person, subject in subjects.items():
        if lapsed_gaps(subject, on, records.get(person.pk, [])):
            _pause_pairs_of(by, person, on)


def _pause_pairs_of(by: Actor, person: Person, today: date) -> None:
    mine = Pair.objects.filter(members__person=person, state__in=_AT_WORK).values("pk")
    for pair in Pair.objects.filter(pk__in=mine).select_for_update().order_by("pk"):
        pair.state = move(PairState(pair.state), PairVerb.PAUSE)
        pair.paused_date = today
        pair.save(update_fields=["state", "paused_date"])
        begin_pause(pair, today, PauseReason.CONSENT)
        record(by=by, verb="pause_pair", obj=pair, person_id=person.pk, fields=["state"])


@transaction.atomic
def hold_pair(*, by: Actor, pair: Pair, reason: PauseReason, on: date) -> Pair:
    """Suspends a pair that works, for a reason of the list; records it. It goes on by `resume_pair`.

    Refused: a pair that does not work, a day before it began or one to come, a reason that follows from another deed.
    """
    check_can_resume_pair(by, pair)
    kept = _locked(pair, (Pair.State.ACTIVE,))
    if reason is PauseReason.CONSENT:
        raise Refused("Выберите причину: из-за согласия пара приостанавливается сама.", field="reason")
    if on > timezone.localdate() or (kept.active_from is not None and on < kept.active_from):
        raise Refused("Впишите день, когда пара уже действовала, не позже сегодняшнего.", field="on")
    kept.state, kept.paused_date = move(PairState(kept.state), PairVerb.HOLD), on
    kept.save(update_fields=["state", "paused_date"])
    begin_pause(kept, on, reason)
    record(by=by, verb="hold_pair", obj=kept, fields=["state"])
    return kept


@transaction.atomic
def reopen_pair(*, by: Actor, pair: Pair) -> Pair:
    """Takes up again a pair that is over: gives the pair that is now asked for its agreement. Records it.

    One whose approval was taken back returns itself; of one that worked the same two are made a new pair, because an
    order closed the period of the old one. Refused: a pair that is not over, participants who are not free any more or
    lack a consent, a programme that has ended.
    """
    check_can_resume_pair(by, pair)
    kept = _locked(pair, ENDED_STATES)
    today = timezone.localdate()
    if kept.programme.end_date < today:
        raise Refused("Программа закончилась: возьмите пару в программу следующего года.")
    mentor, mentee = _both(kept)
    refusals = refusals_of([mentor], [mentee], direction_of(kept), today)
    if refusals:
        raise Refused(f"Пару нельзя вернуть: {'; '.join(refusals)}.")
    if kept.active_from is None:
        kept.state, kept.ended_date = move(PairState(kept.state), PairVerb.REOPEN), None
        kept.save(update_fields=["state", "ended_date"])
        made = kept
    else:
        chosen = Chosen(mentor, mentee, f"Пара {title_of(kept)} продолжает работу.")
        (made,) = write_pairs(kept.programme, [chosen], today, direction_of(kept))
    record(by=by, verb="reopen_pair", obj=kept)
    review_agreement(by=by, pairs=[with_people(Pair.objects.filter(pk=made.pk)).get()])
    return made


@transaction.atomic
def resume_pair(*, by: Actor, pair: Pair) -> Pair:
    """Sets a suspended pair to where it stood: to work, into the draft of the order, or to the answers anew.

    Refused: a pair that is not suspended, and while a member lacks a consent, with the names.
    """
    check_can_resume_pair(by, pair)
    kept = _locked(pair)
    obstacles = consent_obstacles([member.person for member in kept.members.all()], timezone.localdate())
    if obstacles:
        raise Refused(f"Пара {title_of(kept)} не возобновлена. {' '.join(obstacles.values())}")
    verb = resuming_verb(has_worked=kept.active_from is not None, in_order=kept.paper_id is not None)
    kept.state, kept.paused_date = move(PairState(kept.state), verb), None
    kept.save(update_fields=["state", "paused_date"])
    end_pause(kept, timezone.localdate())
    record(by=by, verb="resume_pair", obj=kept, fields=["state"])
    if kept.state == Pair.State.APPROVED:
        review_agreement(by=by, pairs=[kept])
    return kept


@transaction.atomic
def cancel_pair(*, by: Actor, pair: Pair) -> Pair:
    """Takes back the approval of a pair that never worked, suspended or not; both sides are free again.

    The mentee waits from the day of the first pair that came to nothing. Refused: a pair in the draft of an
    order, one that has worked (it ends by an order).
    """
    check_can_resume_pair(by, pair)
    kept = _locked(pair, _CANCELLED_FROM)
    if kept.active_from is not None:
        raise Refused(f"Пара {title_of(kept)} действовала по приказу: её прекращают приказом.")
    if kept.paper_id is not None:
        raise Refused(f"Пара {title_of(kept)} стоит в проекте приказа: сначала отмените проект.")
    kept.state, kept.paused_date = move(PairState(kept.state), PairVerb.CANCEL), None
    kept.ended_date = timezone.localdate()
    kept.save(update_fields=["state", "paused_date", "ended_date"])
    end_pause(kept, kept.ended_date)
    left = member_of(kept, Side.MENTEE)
    if left is not None:
        mentee = left.participation
        mentee.returned_at = mentee.returned_at or timezone.now()
        mentee.save(update_fields=["returned_at"])
    record(by=by, verb="cancel_pair", obj=kept, fields=["state"])
    return kept


def _both(pair: Pair) -> tuple[Participation, Participation]:
    mentor, mentee = member_of(pair, Side.MENTOR), member_of(pair, Side.MENTEE)
    if mentor is None or mentee is None:
        raise Refused("В паре записана только одна сторона: составьте пару заново.")
    return mentor.participation, mentee.participation


def _locked(pair: Pair, states: Collection[str] = (Pair.State.PAUSED,)) -> Pair:
    """The pair read anew with its people and held till the end of the transaction."""
    kept = with_people(Pair.objects.filter(pk=pair.pk).select_for_update(of=("self",))).get()
    if kept.state not in states:
        now = PAIR_STATES[PairState(kept.state)].label
        raise Refused(f"Пара {title_of(kept)} сейчас «{now}»: обновите страницу.")
    return kept
