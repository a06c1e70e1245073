"""What each side says after a meeting and the help that it asks: written by the person himself or from his paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.telling import tell_curators
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.models import Feedback, HelpRequest, Meeting, Pair, Side
from nastavnik.mentoring.notices import HELP_ASKED, TRIAL_DOUBT
from nastavnik.mentoring.permissions.meetings import (
    check_can_answer_feedback,
    check_can_ask_for_help,
    check_can_enter_feedback,
    check_can_finish_help,
    check_can_keep_meetings,
)
from nastavnik.mentoring.queries.meetings import asks_to_go_on
from nastavnik.mentoring.queries.pairs import title_of, with_people
from nastavnik.rulebook.feedback import Said, fault_of_feedback, is_complete
from nastavnik.rulebook.meetings import MeetingState

_WHY = "отзыв участника"


@transaction.atomic
def answer_feedback(*, by: Actor, feedback: Feedback, said: Said) -> None:
    """Writes what a participant says of a meeting; a mentor of a group says it once for all who were there.

    «Нужна помощь куратора» becomes a task of the curator. The meeting is complete when everybody has answered.
    Refused: somebody else's feedback, a meeting that was not held, one that is closed, a second answer.
    """
    check_can_answer_feedback(by, feedback)
    with acting(eyes_of(feedback.institution_id, _WHY)):
        for row in _of_one_gathering(feedback):
            _write(by, row, said, is_from_paper=False)


@transaction.atomic
def enter_feedback(*, by: Actor, feedback: Feedback, said: Said) -> None:
    """Writes what a participant wrote on paper, marked so; refuses what `answer_feedback` does, and a curator's own pair."""
    check_can_enter_feedback(by, feedback.meeting)
    with acting(eyes_of(feedback.institution_id, _WHY)):
        _write(by, Feedback.objects.select_related("meeting").get(pk=feedback.pk), said, is_from_paper=True)


@transaction.atomic
def ask_feedback(*, by: Actor, meeting: Meeting, pair: Pair) -> None:
    """Asks both sides about a meeting that has just been recorded; called by the action that records it."""
    check_can_keep_meetings(by, pair)
    Feedback.objects.bulk_create(
        Feedback(
            institution_id=pair.institution_id,
            pair=pair,
            meeting=meeting,
            person_id=member.person_id,
            side=member.side,
        )
        for member in pair.members.all()
    )
    meeting.asked = len(pair.members.all())
    meeting.save(update_fields=["asked"])
    record(by=by, verb="ask_feedback", obj=meeting, count=meeting.asked)


@transaction.atomic
def say_as_mentor(*, by: Actor, meetings: Sequence[Meeting], said: Said) -> None:
    """Writes what the mentor who records meetings says of them himself; nothing where it is not the mentor who records."""
    rows = Feedback.objects.filter(meeting__in=meetings, side=Side.MENTOR, person_id=by.person_id or 0)
    for row in rows.select_related("meeting"):
        check_can_answer_feedback(by, row)
        _write(by, row, said, is_from_paper=False)


@transaction.atomic
def ask_for_help(*, by: Actor, pair: Pair, text: str) -> HelpRequest:
    """Writes that a participant asks the curator for help, and tells the curators; the partner sees nothing of it.

    Refused: nothing said, the same person's request that waits already.
    """
    check_can_ask_for_help(by, pair)
    if not text.strip():
        raise Refused("Напишите в двух словах, что случилось.", field="text")
    with acting(eyes_of(pair.institution_id, "просьба о помощи")):
        if HelpRequest.objects.filter(pair=pair, person_id=by.person_id or 0, done_at=None).exists():
            raise Refused("Ваша просьба уже у куратора: он ответит вам.")
        return _ask(by, pair, by.person_id or 0, text.strip(), None)


@transaction.atomic
def finish_help(*, by: Actor, request: HelpRequest, outcome: str) -> None:
    """Writes what was done for a participant who had asked for help. Refused: nothing said, one that is done."""
    check_can_finish_help(by, request)
    if request.done_at is not None:
        raise Refused("По этой просьбе уже помогли.")
    if not outcome.strip():
        raise Refused("Впишите, что сделано.", field="outcome")
    request.done_at, request.outcome, request.done_by = timezone.now(), outcome.strip(), by.name
    request.save(update_fields=["done_at", "outcome", "done_by"])
    record(by=by, verb="finish_help", obj=request)


def _of_one_gathering(feedback: Feedback) -> list[Feedback]:
    """The row itself; of a mentor also his rows of the other pairs who were at the same meeting and await him."""
    rows = Feedback.objects.select_related("meeting")
    own = rows.get(pk=feedback.pk)
    if own.meeting.gathering is None or own.side != Side.MENTOR:
        return [own]
    others = rows.filter(
        meeting__gathering=own.meeting.gathering,
        person_id=own.person_id,
        answered_at=None,
        meeting__state=MeetingState.HELD,
    )
    return [own, *others.exclude(pk=own.pk)]


def _write(by: Actor, row: Feedback, said: Said, *, is_from_paper: bool) -> None:
    meeting = Meeting.objects.select_for_update().get(pk=row.meeting_id)
    fault = fault_of_feedback(MeetingState(meeting.state), said, asks_to_go_on=asks_to_go_on(meeting))
    if fault:
        raise Refused(fault)
    if row.answered_at is not None:
        raise Refused("Этот отзыв уже записан, изменить его нельзя. Если ошиблись, скажите куратору.")
    if meeting.closed_date is not None:
        raise Refused("Встреча уже закрыта без отзыва. Если есть что сказать, попросите о помощи.")
    row.comfort, row.usefulness, row.goal = said.comfort, said.usefulness, said.goal
    row.worked, row.hindered = said.worked.strip(), said.hindered.strip()
    row.needs_help, row.answered_at = said.needs_help, timezone.now()
    row.goes_on = said.goes_on if asks_to_go_on(meeting) else None
    row.is_from_paper, row.entered_by = is_from_paper, by.name if is_from_paper else ""
    row.save()
    record(by=by, verb="answer_feedback", obj=row)
    _count(meeting)
    pair = with_people(Pair.objects.filter(pk=row.pair_id)).get()
    if said.needs_help:
        _ask(by, pair, row.person_id, said.hindered.strip() or "Просит помощи после встречи.", meeting)
    if row.goes_on is False:
        tell_curators(
            by=by, pair=pair, kind=TRIAL_DOUBT, key=f"trial:{meeting.pk}", subject=f"{title_of(pair)}: после пробной"
            " встречи не все хотят продолжать", link=reverse("mentoring:meeting_view", args=[meeting.pk]),
        )  # fmt: skip


def _count(meeting: Meeting) -> None:
    """Counts who has answered; the last answer makes the meeting complete."""
    meeting.answered = Feedback.objects.filter(meeting=meeting, answered_at__isnull=False).count()
    if is_complete(asked=meeting.asked, answered=meeting.answered, is_closed=meeting.closed_date is not None):
        meeting.complete_date = meeting.complete_date or timezone.localdate()
    meeting.save(update_fields=["answered", "complete_date"])


def _ask(by: Actor, pair: Pair, person_id: int, text: str, meeting: Meeting | None) -> HelpRequest:
    request = HelpRequest.objects.create(
        institution_id=pair.institution_id, pair=pair, person_id=person_id, meeting=meeting, text=text,
        asked_at=timezone.now(),
    )  # fmt: skip
    record(by=by, verb="ask_for_help", obj=request)
    full = with_people(Pair.objects.filter(pk=pair.pk)).get()
    tell_curators(
        by=by, pair=full, kind=HELP_ASKED, key=f"help:{request.pk}", subject=f"{title_of(full)}: нужна помощь куратора",
        link=reverse("mentoring:help_finish", args=[request.pk]), is_pressing=True,
    )  # fmt: skip
    return request
