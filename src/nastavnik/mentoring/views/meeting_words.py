"""Meetings in words: what pages of participants and of the curator say alike."""

from __future__ import annotations

from datetime import date, time

from nastavnik.kit.components import State, Tone
from nastavnik.mentoring.models import Meeting
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.meetings import KINDS, STATE_LABELS, VENUE_LABELS, MeetingKind, MeetingState, Venue

TONES: dict[MeetingState, Tone] = {
    MeetingState.PLANNED: "neutral",
    MeetingState.HELD: "good",
    MeetingState.MOVED: "attention",
    MeetingState.MISSED: "attention",
    MeetingState.CANCELLED: "neutral",
}


def kind_words(meeting: Meeting) -> str:
    """«пробная рабочая встреча»."""
    return KINDS[MeetingKind(meeting.kind)].label


def day_of(meeting: Meeting) -> date | None:
    """The day on which it was held, else the one for which it is planned."""
    return meeting.held_date or meeting.planned_date


def when_words(meeting: Meeting) -> str:
    """«12.11.2026, 15:00–16:00»."""
    times = "–".join(hour(one) for one in (meeting.start_time, meeting.end_time) if one)
    return ", ".join(part for part in (short_date(day_of(meeting)), times) if part)


def hour(one: time) -> str:
    """«15:00»."""
    return f"{one:%H:%M}"


def where_words(meeting: Meeting) -> str:
    """«в организации, кабинет 12»."""
    venue = VENUE_LABELS[Venue(meeting.venue)]
    return f"{venue}, {meeting.place}" if meeting.place else venue


def state_words(meeting: Meeting) -> State:
    """What became of the meeting; of a held one whether feedback is awaited."""
    state = MeetingState(meeting.state)
    reason = meeting.reason
    tone = TONES[state]
    if state is MeetingState.HELD:
        if meeting.closed_date:
            reason = "закрыта без отзыва"
        elif meeting.complete_date is None:
            reason, tone = f"отзывов {meeting.answered} из {meeting.asked}", "attention"
        else:
            reason = "отзывы есть"
    return State(STATE_LABELS[state], tone, reason)


def plain_state_words(meeting: Meeting) -> State:
    """The same for participants: nothing of who has answered."""
    state = MeetingState(meeting.state)
    return State(STATE_LABELS[state], TONES[state], meeting.reason)
