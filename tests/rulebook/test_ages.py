"""Ages on a date, by a birth date and by a year alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.ages import (
    AgeBand,
    Birth,
    age_known_in_band,
    age_on,
    age_uncertain_in_band,
    age_words,
    is_minor,
    possible_ages,
)

DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))


def born(day: date) -> Birth:
    return Birth(day.year, day)


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(2012, 10, 15), date(2026, 10, 14), 13),
        (date(2012, 10, 15), date(2026, 10, 15), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 10, 15), date(2026, 10, 15), 0),
    ],
)
def test_age_grows_on_the_birthday(birth: date, on: date, age: int) -> None:
    assert age_on(birth, on) == age


def test_age_before_birth_is_refused() -> None:
    with pytest.raises(ValueError, match="позже"):
        age_on(date(2026, 10, 16), date(2026, 10, 15))
    with pytest.raises(ValueError, match="позже"):
        possible_ages(Birth(2027), date(2026, 10, 15))


def test_year_alone_leaves_two_ages() -> None:
    assert possible_ages(Birth(2012), date(2026, 10, 15)) == (13, 14)
    assert possible_ages(Birth(2012), date(2026, 12, 31)) == (14,)
    assert possible_ages(Birth(2012), date(2026, 1, 1)) == (13, 14)
    assert possible_ages(Birth(2026), date(2026, 10, 15)) == (0,)


@given(DAYS, DAYS)
def test_true_age_is_among_the_possible(birth: date, on: date) -> None:
    if birth > on:
        return
    by_year = possible_ages(Birth(birth.year), on)
    assert age_on(birth, on) in by_year
    assert possible_ages(born(birth), on) == (age_on(birth, on),)


@given(DAYS, DAYS, st.integers(0, 40), st.integers(0, 40))
def test_year_counts_only_where_every_birthday_would(birth: date, on: date, low: int, high: int) -> None:
    if birth > on:
        return
    by_year = age_known_in_band(Birth(birth.year), on, low, high)
    if by_year:
        assert age_known_in_band(born(birth), on, low, high)
    assert not (by_year and age_uncertain_in_band(Birth(birth.year), on, low, high))
    assert not age_uncertain_in_band(born(birth), on, low, high)


def test_band_needs_both_possible_ages() -> None:
    on = date(2026, 10, 15)
    assert age_known_in_band(Birth(2012), on, 13, 14)
    assert not age_known_in_band(Birth(2012), on, 14, 19)
    assert age_uncertain_in_band(Birth(2012), on, 14, 19)
    assert not age_known_in_band(None, on, 0, 120)
    assert age_uncertain_in_band(None, on, 10, 19)


@pytest.mark.parametrize(
    ("birth", "minor"),
    [
        (born(date(2008, 10, 15)), False),
        (born(date(2008, 10, 16)), True),
        (Birth(2008), True),
        (Birth(2007), False),
        (None, True),
    ],
)
def test_minor_by_the_stricter_age(birth: Birth | None, minor: bool) -> None:
    assert is_minor(birth, date(2026, 10, 15)) is minor


def test_unknown_age_of_a_worker_is_grown_up_by_choice() -> None:
    assert not is_minor(None, date(2026, 10, 15), adult_if_unknown=True)
    assert is_minor(Birth(2010), date(2026, 10, 15), adult_if_unknown=True)


def test_birth_is_made_of_two_fields() -> None:
    day = date(2012, 5, 3)
    assert Birth.known(day, 1999) == Birth(2012, day)
    assert Birth.known(None, 2012) == Birth(2012)
    assert Birth.known(None, None) is None
    with pytest.raises(ValueError, match="не совпадает"):
        Birth(2011, day)


@pytest.mark.parametrize(
    ("band", "label"),
    [
        (AgeBand(), "любой"),
        (AgeBand(12, 16), "12–16\u00a0лет"),
        (AgeBand(12), "от 12\u00a0лет"),
        (AgeBand(21), "от 21\u00a0года"),
        (AgeBand(0, 11), "до 11\u00a0лет"),
        (AgeBand(14, 14), "14\u00a0лет"),
    ],
)
def test_band_has_a_label(band: AgeBand, label: str) -> None:
    assert band.label == label
    assert band.is_any is (label == "любой")


def test_band_holds_both_ends_and_is_never_inverted() -> None:
    assert 12 in AgeBand(12, 16)
    assert 16 in AgeBand(12, 16)
    assert 17 not in AgeBand(12, 16)
    with pytest.raises(ValueError, match="наоборот"):
        AgeBand(16, 12)


def test_age_is_said_in_words() -> None:
    on = date(2026, 10, 15)
    assert age_words(born(date(2012, 10, 15)), on) == "14\u00a0лет"
    assert age_words(Birth(2012), on) == "13 или 14\u00a0лет"
    assert age_words(None, on) == "возраст не указан"
