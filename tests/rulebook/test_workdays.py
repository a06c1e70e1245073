"""The production calendar against days of the official calendars of 2024 to 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.workdays import (
    DayException,
    is_working_day,
    moved_working_days,
    moves_are_known,
    next_working_day,
    previous_working_day,
    remark_on_day,
    why_not_working,
    working_days_before,
)

ANY_DAY = st.dates(date(2023, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        "2024-04-27", "2024-11-02", "2024-12-28",  # working Saturdays
        "2025-11-01",
        "2024-05-02", "2025-05-05", "2026-01-12", "2026-03-10", "2026-06-11", "2026-11-05",
    ],
)  # fmt: skip
def test_day_is_working(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))
    assert why_not_working(date.fromisoformat(day)) == ""


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2024-01-01", "Новогодние каникулы"),
        ("2024-04-29", "выходной, перенесённый с 27.04.2024"),
        ("2024-12-31", "выходной, перенесённый с 07.01.2024"),
        ("2025-05-02", "выходной, перенесённый с 04.01.2025"),
        ("2025-05-08", "выходной, перенесённый с 23.02.2025"),
        ("2025-11-03", "выходной, перенесённый с 01.11.2025"),
        ("2026-01-09", "выходной, перенесённый с 03.01.2026"),
        ("2026-03-09", "Международный женский день (выходной)"),
        ("2026-11-04", "День народного единства"),
        ("2026-12-31", "выходной, перенесённый с 04.01.2026"),
        ("2026-10-17", "суббота"),
        ("2026-10-18", "воскресенье"),
    ],
)
def test_day_is_off_with_its_reason(day: str, why: str) -> None:
    assert why_not_working(date.fromisoformat(day)) == why
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(("year", "days"), [(2024, 248), (2025, 247), (2026, 247)])
def test_number_of_working_days_is_the_official_one(year: int, days: int) -> None:
    first = date(year, 1, 1)
    every = (first + timedelta(days=number) for number in range(366))
    assert sum(is_working_day(day) for day in every if day.year == year) == days


def test_exception_decides_before_the_calendar() -> None:
    given_days = {
        date(2026, 9, 1): DayException(is_working=False, words="День знаний"),
        date(2026, 9, 5): DayException(is_working=True),
        date(2026, 9, 7): DayException(is_working=False),
    }
    assert why_not_working(date(2026, 9, 1), given_days) == "День знаний"
    assert is_working_day(date(2026, 9, 5), given_days)
    assert why_not_working(date(2026, 9, 7), given_days) == "нерабочий день"
    assert next_working_day(date(2026, 9, 4), given_days) == date(2026, 9, 5)


def test_days_around_long_holidays() -> None:
    assert next_working_day(date(2025, 12, 30)) == date(2026, 1, 12)
    assert previous_working_day(date(2026, 1, 12)) == date(2025, 12, 30)
    assert working_days_before(date(2026, 11, 5), 3) == date(2026, 10, 30)
    assert working_days_before(date(2026, 11, 4), 0) == date(2026, 11, 4)


def test_days_before_can_not_be_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        working_days_before(date(2026, 11, 5), -1)


def test_everything_off_ends_instead_of_searching_for_ever() -> None:
    off = {date(2026, 1, 1) + timedelta(days=number): DayException(is_working=False) for number in range(500)}
    with pytest.raises(ValueError, match="without a working day"):
        next_working_day(date(2026, 1, 1), off)


def test_term_on_a_day_off_is_flagged_and_not_moved() -> None:
    said = remark_on_day(date(2026, 11, 4)).replace("\u00a0", " ")
    assert said == (
        "4 ноября 2026 — нерабочий день (День народного единства). "
        "Рабочие дни рядом: 3 ноября 2026 и 5 ноября 2026."
    )
    assert remark_on_day(date(2026, 11, 5)) == ""


def test_what_is_known_of_moves() -> None:
    assert moves_are_known(2026)
    assert not moves_are_known(2090)
    assert moved_working_days(2024) == (date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28))


@given(ANY_DAY, st.integers(0, 30))
def test_days_before_are_counted_back(day: date, number: int) -> None:
    found = working_days_before(day, number)
    between = (found + timedelta(days=one) for one in range((day - found).days))
    assert sum(is_working_day(one) for one in between) == number


@given(ANY_DAY)
def test_next_and_previous_working_days_meet(day: date) -> None:
    after = next_working_day(day)
    assert after > day and is_working_day(after)
    assert previous_working_day(after) <= day or not is_working_day(day)
