"""Which days and times a meeting may have, repeated ones, which kind follows, what is counted apart."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nastavnik.rulebook.meetings import (
    LONGEST_SERIES,
    MeetingFacts,
    MeetingKind,
    PairTerm,
    fault_of_held_day,
    fault_of_planned_day,
    fault_of_times,
    figures_of,
    next_kind,
    series_days,
)
from nastavnik.rulebook.workdays import DayException, is_working_day

TODAY = date(2026, 11, 20)
WORKS = PairTerm(date(2026, 10, 20))
ENDED = PairTerm(date(2026, 10, 20), date(2026, 11, 10), "наставник уволен или выбыл")


@pytest.mark.parametrize(
    ("day", "term", "said"),
    [
        (date(2026, 11, 21), WORKS, "ещё не наступил"),
        (date(2026, 10, 19), WORKS, "Пара действует с 20\u00a0октября 2026"),
        (date(2026, 11, 11), ENDED, "наставник уволен или выбыл"),
        (date(2026, 11, 1), PairTerm(None), "ещё не действует"),
    ],
)
def test_meeting_is_not_held_on_an_impossible_day(day: date, term: PairTerm, said: str) -> None:
    fault = fault_of_held_day(day, term, TODAY)
    assert fault is not None and fault.field == "day"
    assert said.replace("\u00a0", " ") in fault.text.replace("\u00a0", " ")


@pytest.mark.parametrize("day", [date(2026, 10, 20), date(2026, 11, 20), date(2026, 11, 10)])
def test_meeting_is_held_on_days_of_the_pair(day: date) -> None:
    assert fault_of_held_day(day, WORKS, TODAY) is None
    assert (fault_of_held_day(day, ENDED, TODAY) is None) == (day <= date(2026, 11, 10))


def test_meeting_is_planned_ahead_and_not_for_ever() -> None:
    assert fault_of_planned_day(TODAY, WORKS, TODAY) is None
    for day, said in ((TODAY - timedelta(1), "прошёл"), (date(2028, 3, 1), "так далеко")):
        fault = fault_of_planned_day(day, WORKS, TODAY)
        assert fault is not None and said in fault.text.lower()


def test_times_fit_together() -> None:
    assert fault_of_times(time(15), time(16)) is None
    assert fault_of_times(time(15), None) is None
    assert (fault_of_times(None, time(16)) or fault_of_times(time(1), time(2))).field == "start_time"  # type: ignore[union-attr]
    assert fault_of_times(time(16), time(16)).field == "end_time"  # type: ignore[union-attr]


def test_repeated_meetings_leave_days_off_out() -> None:
    days = series_days(date(2026, 12, 17), date(2027, 1, 21))
    assert days == (date(2026, 12, 17), date(2026, 12, 24), date(2027, 1, 14), date(2027, 1, 21))
    quarantine = {date(2026, 12, 24): DayException(is_working=False, words="карантин")}
    assert date(2026, 12, 24) not in series_days(date(2026, 12, 17), date(2027, 1, 21), 1, quarantine)


@given(some.dates(date(2026, 9, 1), date(2027, 5, 31)), some.integers(0, 900), some.integers(1, 8))
def test_repeated_meetings_are_working_days_of_one_weekday(first: date, length: int, weeks: int) -> None:
    until = first + timedelta(length)
    days = series_days(first, until, weeks)
    assert len(days) <= LONGEST_SERIES
    assert all(first <= day <= until and (day - first).days % (7 * weeks) == 0 for day in days)
    assert all(is_working_day(day) for day in days)


def test_kinds_follow_each_other() -> None:
    kinds = list(MeetingKind)
    assert [next_kind(kinds[:number]) for number in range(4)] == [*kinds[:3], MeetingKind.WORKING]
    assert next_kind([MeetingKind.WORKING]) is MeetingKind.WORKING


def test_held_complete_and_answered_are_three_figures() -> None:
    held = [
        MeetingFacts(is_held=True, is_complete=True, is_answered=True),
        MeetingFacts(is_held=True, is_complete=True, is_answered=False),
        MeetingFacts(is_held=True, is_complete=False, is_answered=False),
        MeetingFacts(is_held=False, is_complete=False, is_answered=False),
    ]
    figures = figures_of(held)
    assert (figures.held, figures.complete, figures.answered) == (3, 2, 1)


def test_meeting_of_a_group_counts_once_and_is_complete_when_all_of_it_is() -> None:
    group = [
        MeetingFacts(is_held=True, is_complete=True, is_answered=True, gathering="a"),
        MeetingFacts(is_held=True, is_complete=False, is_answered=False, gathering="a"),
        MeetingFacts(is_held=False, is_complete=False, is_answered=False, gathering="a"),
    ]
    figures = figures_of(group)
    assert (figures.held, figures.complete, figures.answered) == (1, 0, 0)
