"""Pauses after wrong sign-ins: longer and longer, never for good, forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest

from nastavnik.rulebook.lockout import FREE_TRIES, Failures, longest, pause_left, wait_in_words

NOON = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (500, 15)]
)
def test_pause_grows_with_every_failure_and_ends(number: int, minutes: int) -> None:
    failures = Failures(number, NOON if number else None)
    expected = timedelta(minutes=minutes)
    assert pause_left(failures, FREE_TRIES, NOON) == (expected or None)
    assert pause_left(failures, FREE_TRIES, NOON + expected) is None


def test_rest_of_a_pause_is_said_in_whole_minutes() -> None:
    left = pause_left(Failures(7, NOON), FREE_TRIES, NOON + timedelta(seconds=61))
    assert left == timedelta(seconds=179)
    assert "3\xa0минуты" in wait_in_words(left) or "3 минуты" in wait_in_words(left)
    assert "1" in wait_in_words(timedelta(seconds=1))


def test_longest_of_two_pauses_counts() -> None:
    assert longest(None, timedelta(minutes=1), timedelta(minutes=4)) == timedelta(minutes=4)
    assert longest(None, None) is None
