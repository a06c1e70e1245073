"""Holidays stop the clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.breaks import (
    Break,
    bad_break,
    is_running_on,
    running_day_after,
    running_days,
    usual_breaks,
)
from nastavnik.rulebook.school_year import SchoolYear

AUTUMN = Break(date(2026, 10, 26), date(2026, 11, 3))
days = st.dates(date(2026, 9, 1), date(2027, 8, 31))
breaks = st.lists(
    st.builds(lambda first, long: Break(first, first + timedelta(long)), days, st.integers(0, 30))
)


def test_both_ends_of_a_break_stand_still() -> None:
    assert [is_running_on(date(2026, 10, 25) + timedelta(n), [AUTUMN]) for n in (0, 1, 9, 10)] == [
        True, False, False, True,
    ]  # fmt: skip
    assert running_days(date(2026, 10, 20), date(2026, 11, 5), [AUTUMN]) == 8
    assert running_days(date(2026, 10, 20), date(2026, 10, 19), [AUTUMN]) == 0


@given(days, st.integers(0, 60), breaks)
def test_clock_counts_as_many_days_as_it_was_asked(since: date, number: int, known: list[Break]) -> None:
    reached = running_day_after(since, number, known)
    assert running_days(since + timedelta(1), reached, known) == number
    assert number == 0 or is_running_on(reached, known)


def test_usual_breaks_lie_in_the_school_year_and_are_right() -> None:
    year = SchoolYear(2026)
    assert all(one.first in year and one.last in year and not bad_break(one) for one in usual_breaks(year))


@pytest.mark.parametrize(
    ("last", "said"), [(date(2026, 10, 25), "раньше первого"), (date(2027, 10, 25), "длиннее 120")]
)
def test_wrong_break_is_told(last: date, said: str) -> None:
    assert said in bad_break(Break(date(2026, 10, 26), last))
