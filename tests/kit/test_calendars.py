"""Feeds of days, read back by a reader of the standard."""

import datetime as dt

import pytest
from icalendar import Calendar

from nastavnik.kit.calendars import CalendarEntry, calendar_file

NOW = dt.datetime(2026, 10, 15, 12, tzinfo=dt.UTC)
ENTRY = CalendarEntry(
    uid="measure-1@nastavnik",
    summary="Сформировать базу наставников, базу наставляемых; издать приказ о закреплении пар",
    start=dt.date(2026, 10, 1),
    end=dt.date(2026, 10, 15),
    description="Школа № 5\nисполнитель: куратор",
    url="https://nastavnik.example.ru/roadmaps/1/",
    categories=("Дорожная карта", "Школа № 5"),
    alarm_days=1,
)


def test_feed_is_read_back_as_it_was_meant() -> None:
    read = Calendar.from_ical(calendar_file("Наставник: Школа № 5", [ENTRY], now=NOW))
    assert str(read["x-wr-calname"]) == "Наставник: Школа № 5"
    (event,) = read.walk("VEVENT")
    assert str(event["uid"]) == ENTRY.uid
    assert str(event["summary"]) == ENTRY.summary
    assert event.decoded("dtstart") == dt.date(2026, 10, 1)
    assert event.decoded("dtend") == dt.date(2026, 10, 16)  # the first day that is no longer meant
    assert str(event["description"]) == ENTRY.description
    assert str(event["url"]) == ENTRY.url
    assert event.categories == list(ENTRY.categories)
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == dt.timedelta(hours=-15)


def test_lines_are_folded_and_ended_as_the_standard_says() -> None:
    made = calendar_file("К", [ENTRY], now=NOW)
    lines = made.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"VERSION:2.0" in lines and any(line.startswith(b"PRODID:") for line in lines)


def test_one_day_and_reversed_days_are_one_day() -> None:
    for end in (None, dt.date(2026, 9, 1)):
        entry = CalendarEntry("a", "б", dt.date(2026, 10, 1), end)
        (event,) = Calendar.from_ical(calendar_file("К", [entry], now=NOW)).walk("VEVENT")
        assert event.decoded("dtend") == dt.date(2026, 10, 2)
        assert "description" not in event and event.walk("VALARM") == []


def test_calendar_of_nothing_is_a_calendar() -> None:
    assert Calendar.from_ical(calendar_file("К", [], now=NOW)).walk("VEVENT") == []


def test_entry_without_a_uid_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="uid"):
        calendar_file("К", [CalendarEntry("", "б", dt.date(2026, 10, 1))], now=NOW)
