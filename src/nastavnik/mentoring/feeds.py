"""Meetings of a person's own pairs for calendars on telephones: kinds and hours, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from nastavnik.access.actors import AccountActor
from nastavnik.kit.calendars import CalendarEntry
from nastavnik.mentoring.models import Meeting
from nastavnik.mentoring.queries.meetings import meetings_visible_to
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.meetings import KINDS, VENUE_LABELS, MeetingKind, MeetingState, Venue


def pair_meetings(actor: AccountActor, organisation: Organisation | None) -> Iterator[CalendarEntry]:
    """Planned and held meetings of the actor's own pairs, a group's meeting once; nothing for an organisation's calendar."""
    if organisation is not None or not actor.pairs:
        return
    rows = meetings_visible_to(actor).filter(
        pair_id__in=actor.pairs, state__in=(MeetingState.PLANNED, MeetingState.HELD)
    )
    for meeting in rows.order_by("planned_date", "pk"):
        yield _entry(meeting)


def _entry(meeting: Meeting) -> CalendarEntry:
    day = meeting.held_date or meeting.planned_date
    assert day is not None  # noqa: S101  (a constraint of the table)
    zone, start, end = timezone.get_current_timezone(), meeting.start_time, meeting.end_time
    label = KINDS[MeetingKind(meeting.kind)].label
    return CalendarEntry(
        uid=f"meeting-{meeting.gathering or meeting.pk}@nastavnik",
        summary=f"Наставничество: {label}",
        start=day,
        description=VENUE_LABELS[Venue(meeting.venue)],
        url=reverse("mentoring:own_pair"),
        categories=("Наставничество",),
        alarm_days=1 if start is None else None,
        begins=datetime.combine(day, start, zone) if start else None,
        ends=datetime.combine(day, end, zone) if start and end else None,
    )
