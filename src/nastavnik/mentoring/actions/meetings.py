"""Everything written about meetings: planned, held, moved, missed, closed without feedback."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.feedback import ask_feedback, say_as_mentor
from nastavnik.mentoring.actions.telling import tell_curators
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.models import Meeting, MeetingClosing, MeetingRecord, MeetingTerms, Pair
from nastavnik.mentoring.notices import MEETING_UNSAFE
from nastavnik.mentoring.permissions.meetings import (
    check_can_close_meeting,
    check_can_keep_meetings,
    check_can_lead_meetings,
)
from nastavnik.mentoring.queries.meetings import (
    KEPT_STATES,
    group_of,
    hours_of,
    is_guarded_pair,
    term_of,
    terms_of_meetings,
)
from nastavnik.mentoring.queries.pairs import with_people
from nastavnik.mentoring.values import Slot, Written
from nastavnik.notices.queries.settings import calendar_exceptions
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.feedback import Said, closing_refusal
from nastavnik.rulebook.meetings import (
    Fault,
    MeetingKind,
    MeetingState,
    Source,
    Venue,
    fault_of_held_day,
    fault_of_planned_day,
    fault_of_times,
    series_days,
)
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.safe_meetings import warnings_of

_WHY = "встречи пары"


@transaction.atomic
def plan_meetings(
    *,
    by: Actor,
    pair: Pair,
    kind: MeetingKind,
    slot: Slot,
    topic: str = "",
    until: date | None = None,
    every_weeks: int = 1,
    with_group: bool = False,
) -> list[Meeting]:
    """Plans a meeting of a pair, or repeated ones till `until`, with the whole group of its mentor if wished.

    Days off are left out of a row; the curator is told where a meeting of an adult with a child is not by the rules.
    Refused: a pair that does not work, a day that is over or outside the pair's time, a second meeting at that time.
    """
    check_can_keep_meetings(by, pair)
    with acting(eyes_of(pair.institution_id, _WHY)):
        kept, today = _kept(pair), timezone.localdate()
        _refuse(fault_of_planned_day(slot.day, term_of(kept), today), fault_of_times(slot.start, slot.end))
        days: Sequence[date] = [slot.day]
        if until is not None:
            _refuse(fault_of_planned_day(until, term_of(kept), today))
            days = series_days(slot.day, until, every_weeks, calendar_exceptions())
        if not days:
            raise Refused(
                "В этом ряду нет ни одного рабочего дня: проверьте первый и последний день.", field="until"
            )
        pairs = group_of(kept) if with_group else [kept]
        series = uuid4() if len(days) > 1 else None
        made = []
        for day in days:
            gathering = uuid4() if len(pairs) > 1 else None
            for one in pairs:
                _refuse_twice(one, day, slot)
                meeting = Meeting(pair=one, series=series, gathering=gathering, kind=kind, planned_date=day)
                made.append(_written(by, meeting, slot, Written(topic=topic)))
        _warn(by, kept, made[0], slot)
        record(by=by, verb="plan_meetings", obj=kept, count=len(days))
        return made


@transaction.atomic
def record_meeting(
    *,
    by: Actor,
    pair: Pair,
    kind: MeetingKind,
    slot: Slot,
    written: Written | None = None,
    present: Collection[int] | None = None,
    planned: Meeting | None = None,
    said: Said | None = None,
    is_from_paper: bool = False,
) -> Meeting:
    """Writes that a pair met; with `present` (ids of pairs) that those of the mentor's group did.

    `planned` is the meeting that was planned; those of its gathering who were not present did not come. Everybody who was
    there is asked for feedback; `said` is what the mentor who writes says himself. Refused: a day that has not come or is
    outside the pair's time, a meeting written already, one that is not planned any more, nobody present.
    """
    check_can_keep_meetings(by, pair)
    with acting(eyes_of(pair.institution_id, _WHY)):
        kept, today = _kept(pair), timezone.localdate()
        _refuse(fault_of_held_day(slot.day, term_of(kept), today), fault_of_times(slot.start, slot.end))
        rows = _planned_rows(planned)
        pairs = [one for one in group_of(kept) if one.pk in present] if present is not None else [kept]
        if not pairs:
            raise Refused("Отметьте, кто был на встрече.", field="present")
        gathering = (planned.gathering if planned else None) or (uuid4() if len(pairs) > 1 else None)
        made = []
        for one in pairs:
            meeting = rows.pop(one.pk, None) or Meeting(pair=one, gathering=gathering)
            _refuse_twice(one, slot.day, slot, but=meeting.pk)
            meeting.kind, meeting.state, meeting.held_date = kind, MeetingState.HELD, slot.day
            made.append(_written(by, meeting, slot, written or Written(), is_from_paper=is_from_paper))
            ask_feedback(by=by, meeting=meeting, pair=one)
            record(by=by, verb="record_meeting", obj=meeting)
        for absent in rows.values():
            _end(absent, MeetingState.MISSED, "не было на встрече")
        if said is not None:
            say_as_mentor(by=by, meetings=made, said=said)
        _warn(by, kept, made[0], slot)
        return made[0]


@transaction.atomic
def move_meeting(*, by: Actor, meeting: Meeting, slot: Slot, reason: str) -> Meeting:
    """Moves a planned meeting (of a group: everybody's) to another day and says why; the old one stays, as moved.

    Refused: a meeting that is not planned any more, no reason, what planning refuses.
    """
    check_can_keep_meetings(by, meeting.pair)
    with acting(eyes_of(meeting.institution_id, _WHY)):
        kept, today = _kept(meeting.pair), timezone.localdate()
        _refuse(fault_of_planned_day(slot.day, term_of(kept), today), fault_of_times(slot.start, slot.end))
        moved = []
        for old in _planned_rows(meeting).values():
            new = Meeting(pair=old.pair, kind=old.kind, planned_date=slot.day, moved_from=old.planned_date)
            new.gathering, new.series = old.gathering, old.series
            topic = MeetingRecord.objects.filter(meeting=old).values_list("topic", flat=True).first()
            _end(old, MeetingState.MOVED, reason)
            moved.append(_written(by, new, slot, Written(topic=topic or "")))
        _warn(by, kept, moved[0], slot)
        record(by=by, verb="move_meeting", obj=moved[0])
        return next(one for one in moved if one.pair_id == meeting.pair_id)


@transaction.atomic
def miss_meeting(*, by: Actor, meeting: Meeting, reason: str, is_cancelled: bool = False) -> None:
    """Writes that a planned meeting did not come to be, or that it is cancelled, and why; of a group everybody's.

    Refused: a meeting that is not planned any more, no reason, «не состоялась» of a day that has not come.
    """
    check_can_keep_meetings(by, meeting.pair)
    with acting(eyes_of(meeting.institution_id, _WHY)):
        rows = _planned_rows(meeting).values()
        is_ahead = meeting.planned_date is not None and meeting.planned_date > timezone.localdate()
        if is_ahead and not is_cancelled:
            raise Refused("Этот день ещё не наступил: встречу можно отменить или перенести.", field="became")
        for one in rows:
            _end(one, MeetingState.CANCELLED if is_cancelled else MeetingState.MISSED, reason)
        record(by=by, verb="miss_meeting", obj=meeting)


@transaction.atomic
def close_meeting(*, by: Actor, meeting: Meeting, reason: str) -> None:
    """Closes a held meeting «без отзыва»: it is complete, and whoever has not answered is asked no more.

    Refused: before the institution's term is over, a complete meeting, no reason, a curator of his own pair.
    """
    check_can_close_meeting(by, meeting)
    today = timezone.localdate()
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    terms = terms_of_meetings(meeting.institution_id)
    refusal = closing_refusal(
        held=held.held_date,
        is_complete=held.complete_date is not None,
        today=today,
        close_after=terms.close_after,
    )
    if refusal:
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("Впишите, почему отзыва не будет.", field="reason")
    MeetingClosing.objects.create(
        institution_id=held.institution_id, meeting=held, reason=reason.strip(), made_by=by.name
    )
    held.closed_date = held.complete_date = today
    held.save(update_fields=["closed_date", "complete_date"])
    record(by=by, verb="close_meeting", obj=held)


@transaction.atomic
def set_meeting_terms(*, by: Actor, institution: Organisation, values: Mapping[str, int]) -> MeetingTerms:
    """Writes how the institution keeps meetings. Refused: hours that end before they begin."""
    check_can_lead_meetings(by, institution.pk)
    if values["from_hour"] >= values["to_hour"]:
        raise Refused("Часы встреч заканчиваются раньше, чем начинаются.", field="to_hour")
    terms, _ = MeetingTerms.objects.update_or_create(institution=institution, defaults=dict(values))
    record(
        by=by, verb="set_meeting_terms", obj=institution, institution_id=institution.pk, fields=sorted(values)
    )
    return terms


def _kept(pair: Pair) -> Pair:
    """The pair with its people, held till the end of the transaction; refused where it does not work."""
    Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    found = with_people(Pair.objects.filter(pk=pair.pk)).get()
    if found.state not in KEPT_STATES or found.active_from is None:
        raise Refused(
            "Пара сейчас не действует: встречи записывают после приказа и пока пара не приостановлена."
        )
    return found


def _refuse(*faults: Fault | None) -> None:
    for fault in faults:
        if fault is not None:
            raise Refused(fault.text, field=fault.field)


def _refuse_twice(pair: Pair, day: date, slot: Slot, *, but: int | None = None) -> None:
    """Two meetings of a pair on a day differ by their hour."""
    states = (MeetingState.HELD,) if but or slot.day <= timezone.localdate() else (MeetingState.PLANNED,)
    same = Meeting.objects.filter(pair=pair, state__in=states).exclude(pk=but or 0)
    same = same.filter(held_date=day) if MeetingState.HELD in states else same.filter(planned_date=day)
    if any(one.start_time is None or slot.start in (None, one.start_time) for one in same):
        raise Refused("Встреча этого дня уже записана. Если их было две, впишите время каждой.", field="day")


def _planned_rows(meeting: Meeting | None) -> dict[int, Meeting]:
    """The planned meeting, with those of its gathering, by pair; refused where it is not planned any more."""
    if meeting is None:
        return {}
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("pair")
    rows = rows.filter(gathering=meeting.gathering) if meeting.gathering else rows.filter(pk=meeting.pk)
    found = {one.pair_id: one for one in rows if one.state == MeetingState.PLANNED}
    if meeting.pair_id not in found:
        raise Refused("Эта встреча уже не запланирована: обновите страницу.")
    return found


def _written(
    by: Actor, meeting: Meeting, slot: Slot, written: Written, *, is_from_paper: bool = False
) -> Meeting:
    pair = meeting.pair
    is_curator = by.may(Right.PAIRS_DECIDE, pair.institution_id)
    meeting.institution_id = pair.institution_id
    meeting.start_time, meeting.end_time = slot.start, slot.end
    meeting.venue, meeting.place = slot.venue, slot.place.strip()
    meeting.source = Source.PAPER if is_from_paper else Source.CURATOR if is_curator else Source.MENTOR
    meeting.entered_by = by.name if is_curator else ""
    meeting.save()
    values: dict[str, Any] = {
        "topic": written.topic, "done": written.done, "result": written.result, "next_task": written.next_task,
    }  # fmt: skip
    said = {name: text.strip() for name, text in values.items() if text.strip()}
    if said:
        base = {"institution_id": pair.institution_id, "pair_id": pair.pk}
        MeetingRecord.objects.update_or_create(meeting=meeting, defaults=base | said)
    return meeting


def _end(meeting: Meeting, state: MeetingState, reason: str) -> None:
    if not reason.strip():
        raise Refused("Впишите, почему.", field="reason")
    meeting.state, meeting.reason = state, reason.strip()
    meeting.save(update_fields=["state", "reason"])


def _warn(by: Actor, pair: Pair, meeting: Meeting, slot: Slot) -> None:
    """Tells the curator what is not by the rules where an adult meets a child."""
    if not is_guarded_pair(pair, slot.day):
        return
    told = warnings_of(
        day=slot.day, start=slot.start, end=slot.end, venue=Venue(slot.venue), place=slot.place,
        hours=hours_of(terms_of_meetings(pair.institution_id)), exceptions=calendar_exceptions(),
    )  # fmt: skip
    if told:
        tell_curators(
            by=by, pair=pair, kind=MEETING_UNSAFE, key=f"unsafe:{meeting.pk}", lines=told,
            subject="Встреча взрослого с ребёнком не по правилам", link=reverse("mentoring:meeting_view", args=[meeting.pk]),
        )  # fmt: skip
