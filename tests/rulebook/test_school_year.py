"""School years: borders, writing, reading."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.school_year import SchoolYear


def test_year_has_labels_and_borders() -> None:
    year = SchoolYear(2026)
    assert year.label == str(year) == "2026/2027"
    assert year.title == "2026/2027 учебный год"
    assert (year.first_day, year.last_day) == (date(2026, 9, 1), date(2027, 8, 31))
    assert (year.previous.start, year.next.start) == (2025, 2027)


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 8, 31), 2026),
    ],
)
def test_year_of_day_turns_on_first_of_september(day: date, start: int) -> None:
    assert SchoolYear.of(day) == SchoolYear(start)


@pytest.mark.parametrize(
    "text",
    [
        "2026/2027",
        " 2026-2027 ",
        "2026–27",
        "2026 / 27",
        "2026/2027 учебный год",
        "2026-2027 уч. год",
        "2026—2027 гг.",
    ],
)
def test_year_is_read_in_usual_writings(text: str) -> None:
    assert SchoolYear.parse(text) == SchoolYear(2026)


@pytest.mark.parametrize("text", ["2026", "2026/2028", "2026/26", "осень", "", "1998/1999"])
def test_year_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="год"):
        SchoolYear.parse(text)


@given(st.dates(date(2000, 9, 1), date(2099, 8, 31)))
def test_every_day_lies_in_its_year_only(day: date) -> None:
    year = SchoolYear.of(day)
    assert day in year
    assert (
        year.last_day + timedelta(days=1) == SchoolYear(year.start + 1).first_day
        if year.start < 2099
        else True
    )
    assert SchoolYear.parse(year.label) == year
