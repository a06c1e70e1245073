"""Meetings of the demonstration: pairs of every fate, so that each state of «как дела» has somebody in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from nastavnik.kit.bulk import add_many
from nastavnik.mentoring.models import (
    Feedback,
    HelpRequest,
    Meeting,
    MeetingRecord,
    Pair,
    PairPlan,
    PlanAgreement,
    PlanMeasure,
    Programme,
)
from nastavnik.mentoring.queries.pairs import with_people
from nastavnik.mentoring.queries.plans import template_for
from nastavnik.rulebook.meetings import MeetingKind, MeetingState, Venue, next_kind
from nastavnik.rulebook.plan_templates import planned_measures
from nastavnik.rulebook.workdays import is_working_day

FATES = ("good", "good", "silent", "good", "awaited", "doubtful", "good", "help", "never", "good")
"""What becomes of the pairs of a programme, in turn."""
_WEEK = timedelta(days=7)
_WORDS = (
    "разобрали трудное задание",
    "готовили общее дело",
    "обсудили, что мешает",
    "посмотрели, что получилось",
)


def meet_pairs(programme: Programme, today: date) -> None:
    """Writes meetings, feedback and plans of the working and the ended pairs of a programme; by the worker, at once."""
    pairs = list(
        with_people(Pair.objects.filter(programme=programme, active_from__isnull=False)).order_by("pk")
    )
    for place, pair in enumerate(pairs):
        begun = pair.active_from or today
        last = min(pair.ended_date or today, today)
        fate = "good" if pair.ended_date else FATES[place % len(FATES)]
        _work(pair, fate, _days(begun, last, fate), place, today)


def _days(begun: date, last: date, fate: str) -> list[date]:
    """Weekly working days; a silent pair stopped after two, one that never met has none."""
    days = []
    day = begun + timedelta(days=2)
    while day < last:
        while not is_working_day(day):
            day += timedelta(days=1)
        if day < last:
            days.append(day)
        day += _WEEK
    limit = {"never": 0, "silent": 2}.get(fate, 12)
    return days[:limit] if fate == "silent" else days[-limit:] if limit else []


def _work(pair: Pair, fate: str, days: Sequence[date], place: int, today: date) -> None:
    at: dict[str, Any] = {"institution_id": pair.institution_id, "pair_id": pair.pk}
    kinds: list[MeetingKind] = []
    meetings = []
    for day in days:
        kinds.append(next_kind(kinds))
        is_open = fate == "awaited" and day == days[-1]
        meetings.append(
            Meeting(
                kind=kinds[-1], state=MeetingState.HELD, planned_date=day, held_date=day, start_time=time(15), end_time=time(15, 45),
                venue=Venue.PREMISES, source="mentor", asked=2, answered=1 if is_open else 2,
                complete_date=None if is_open else day + timedelta(days=1), **at,
            )
        )  # fmt: skip
    if fate == "good" and pair.ended_date is None:
        ahead = today + timedelta(days=3 + place % 4)
        meetings.append(
            Meeting(
                state=MeetingState.PLANNED, planned_date=ahead, start_time=time(15), source="mentor", **at
            )
        )
    if meetings:
        add_many(meetings)
    held = [one for one in meetings if one.held_date]
    _say(at, pair, held, fate, place)
    _plan(at, pair, held, today)


def _say(at: dict[str, Any], pair: Pair, held: Sequence[Meeting], fate: str, place: int) -> None:
    records, said = [], []
    for number, meeting in enumerate(held):
        words = _WORDS[(place + number) % len(_WORDS)]
        records.append(MeetingRecord(meeting=meeting, topic=words.capitalize(), done=words, **at))
        is_last = number == len(held) - 1
        for member in pair.members.all():
            mark = 3 if fate == "doubtful" and is_last else 7 + (place + number) % 4
            is_silent = fate == "awaited" and is_last and member.side == "mentee"
            answered = {} if is_silent else {
                "comfort": mark, "usefulness": min(10, mark + 1), "goal": "partly" if mark < 5 else "yes", "worked": words,
                "answered_at": _moment(meeting.held_date or timezone.localdate()),
                "goes_on": True if meeting.kind == MeetingKind.TRIAL else None,
            }  # fmt: skip
            said.append(
                Feedback(meeting=meeting, person_id=member.person_id, side=member.side, **answered, **at)
            )
    if records:
        add_many(records)
        add_many(said)
    if fate == "help" and held:
        mentee = next(member for member in pair.members.all() if member.side == "mentee")
        HelpRequest.objects.create(
            person_id=mentee.person_id,
            text="не получается договориться о времени",
            asked_at=timezone.now(),
            **at,
        )


def _plan(at: dict[str, Any], pair: Pair, held: Sequence[Meeting], today: date) -> None:
    """A plan for those who came to the meeting of planning; both agreed."""
    planning = next((one for one in held if one.kind == MeetingKind.PLANNING), None)
    if planning is None or planning.held_date is None:
        return
    template, begun = template_for(pair), pair.active_from or today
    plan = PairPlan.objects.create(goal=template.goal, tasks="\n".join(template.tasks), **at)
    measures = planned_measures(template, begun, max(pair.programme.end_date, begun))
    add_many(
        PlanMeasure(
            plan=plan, position=position, text=one.text, due_date=one.due,
            result="сделано" if one.due < today else "", done_date=one.due if one.due < today else None, **at,
        )
        for position, one in enumerate(measures, 1)
    )  # fmt: skip
    add_many(
        PlanAgreement(
            plan=plan, person_id=member.person_id, side=member.side, agreed_date=planning.held_date, **at
        )
        for member in pair.members.all()
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(18), timezone.get_current_timezone())
