"""Indicators: who is counted, shares, sums."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.indicators import (
    I1,
    INDICATORS,
    Figure,
    asks_birth_date,
    counts_for,
    denominator,
    entered_in_year,
    entry_day,
    indicator_by_code,
    roll_up,
    share,
)

OCTOBER = date(2026, 10, 15)


def born(day: date) -> Birth:
    return Birth(day.year, day)


def test_indicator_is_data() -> None:
    assert indicator_by_code("I1") is I1
    assert INDICATORS == (I1,)
    assert (I1.side, I1.age_from, I1.age_to) == (Side.MENTEE, 10, 19)
    assert I1.label == "Доля детей 10–19 лет, вошедших в программы в роли наставляемого"
    with pytest.raises(KeyError):
        indicator_by_code("I9")


def test_entry_is_the_first_day_in_the_calendar_year() -> None:
    days = [date(2026, 11, 1), OCTOBER, date(2025, 10, 1)]
    assert entry_day(days, 2026) == OCTOBER
    assert entry_day(days, 2025) == date(2025, 10, 1)
    assert entry_day(days, 2027) is None
    assert entry_day([], 2026) is None


@pytest.mark.parametrize(
    ("birth", "counts"),
    [
        (born(date(2016, 10, 15)), True),
        (born(date(2016, 10, 16)), False),
        (born(date(2006, 10, 16)), True),
        (born(date(2006, 10, 15)), False),
        (Birth(2012), True),
        (Birth(2016), False),
        (Birth(2006), False),
        (None, False),
    ],
)
def test_age_is_that_of_the_entry_day(birth: Birth | None, counts: bool) -> None:
    assert counts_for(I1, birth, [OCTOBER], 2026) is counts
    assert asks_birth_date(I1, birth, [OCTOBER], 2026) is (birth in (Birth(2016), Birth(2006), None))


def test_nobody_counts_without_a_pair_of_the_year() -> None:
    assert not counts_for(I1, Birth(2012), [date(2025, 10, 1)], 2026)
    assert not asks_birth_date(I1, None, [], 2026)


def test_person_counts_once_however_many_pairs() -> None:
    people = [(Birth(2012), [OCTOBER, date(2026, 11, 1)]), (Birth(2012), []), (Birth(2000), [OCTOBER])]
    assert entered_in_year(I1, people, 2026) == 1


def test_denominator_sums_the_band_only() -> None:
    assert denominator(I1, {9: 100, 10: 5, 19: 7, 20: 100}) == 12
    assert denominator(I1, {10: 0}) == 0
    assert denominator(I1, {9: 100}) is None
    assert denominator(I1, {}) is None
    assert denominator(I1, None) is None


def test_zero_is_a_figure_and_unknown_is_none() -> None:
    assert share(0, 40) == Decimal(0)
    assert share(15, 40) == Decimal("37.5")
    assert share(0, 0) is None
    assert share(5, None) is None
    with pytest.raises(ValueError, match="меньше нуля"):
        share(-1, 5)
    with pytest.raises(ValueError, match="меньше нуля"):
        share(1, -5)


def test_shares_do_not_add_up_but_sums_do() -> None:
    rolled = roll_up([Figure(1, 10), Figure(9, 10), Figure(4, None)])
    assert (rolled.numerator, rolled.denominator) == (10, 20)
    assert (rolled.counted, rolled.of, rolled.all_entered) == (2, 3, 14)
    assert rolled.share == Decimal(50)


def test_nothing_known_rolls_up_to_no_data() -> None:
    assert roll_up([]).share is None
    assert roll_up([Figure(3, None)]).share is None
    assert Figure(3, None).share is None


FIGURES = st.builds(
    lambda part, more: Figure(part, part + more), st.integers(0, 1000), st.one_of(st.integers(1, 1000))
)


@given(st.lists(FIGURES, min_size=1), st.lists(FIGURES, min_size=1))
def test_rolling_up_in_two_steps_is_the_same(one: list[Figure], other: list[Figure]) -> None:
    left, right, whole = roll_up(one), roll_up(other), roll_up([*one, *other])
    by_steps = roll_up([Figure(left.numerator, left.denominator), Figure(right.numerator, right.denominator)])
    assert (by_steps.numerator, by_steps.denominator) == (whole.numerator, whole.denominator)
    assert whole.share is not None
    assert 0 <= whole.share <= 100
