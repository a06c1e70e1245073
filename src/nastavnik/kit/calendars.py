"""Calendars for other programs: a feed of days as iCalendar (RFC 5545) prints it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event

MAKER = "-//Nastavnik//Calendar//RU"
MIME = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class CalendarEntry:
    """Something of whole days: `start` to `end`, both included; no `end` is one day. With `begins` it has its hour of
    the first day (and `ends` the one at which it is over, else an hour later).

    `uid` stays the same as long as the thing is the same, so that a changed day moves and is not doubled.
    `alarm_days` before the start a telephone reminds. It leaves the product for other people's programs: no child's name
    belongs into it.
    """

    uid: str
    summary: str
    start: dt.date
    end: dt.date | None = None
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    alarm_days: int | None = None
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None


def calendar_file(title: str, entries: Iterable[CalendarEntry], *, now: dt.datetime) -> bytes:
    """The feed as bytes: UTF-8, lines ended and folded as the standard says. Entries without a uid are a ValueError."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, now: dt.datetime) -> Event:
    if not entry.uid:
        raise ValueError("an entry of a calendar needs a uid")
    last = entry.end if entry.end is not None and entry.end > entry.start else entry.start
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", entry.summary)
    if entry.begins is not None:
        ends = entry.ends or entry.begins + dt.timedelta(hours=1)
        event.add("dtstart", entry.begins.astimezone(dt.UTC))
        event.add("dtend", ends.astimezone(dt.UTC))
    else:
        event.add("dtstart", entry.start)
        # The standard's end is the first day that is no longer meant.
        event.add("dtend", last + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if entry.description:
        event.add("description", entry.description)
    if entry.url:
        event.add("url", entry.url)
    if entry.categories:
        event.add("categories", list(entry.categories))
    if entry.alarm_days is not None:
        event.add_component(_alarm(entry, entry.alarm_days))
    return event


def _alarm(entry: CalendarEntry, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    # Midnight that begins the day, moved to nine in the morning.
    alarm.add("trigger", dt.timedelta(hours=9) - dt.timedelta(days=days))
    return alarm
