"""The calendar of a school's year."""

from datetime import date

import pytest

from nastavnik.desk.year import Due, due_if_ahead, next_step


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2026, 9, 1), "до 15 сентября — программа открыта"),
        (date(2026, 9, 16), "до 30 сентября — база наставников"),
        (date(2026, 10, 30), "до 30 октября — закрепление пар приказом"),
        (date(2026, 12, 31), "до 31 декабря — контингент и показатели"),
        (date(2027, 1, 10), "до 30 апреля — встречи пар по плану"),
        (date(2027, 6, 1), "до 30 августа — приказы и кураторы"),
        (date(2027, 8, 31), "до 15 сентября — программа открыта"),
    ],
)
def test_next_step_is_the_nearest_date_ahead(today: date, says: str) -> None:
    assert says in next_step(today)


def test_dates_go_through_the_school_year_in_order() -> None:
    days = [due.in_year(2026) for due in Due]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2026, 9, 15), date(2027, 8, 30))


def test_what_was_begun_after_its_day_is_not_late() -> None:
    assert due_if_ahead(Due.PAIRS, date(2026, 9, 1)) == date(2026, 10, 30)
    assert due_if_ahead(Due.PAIRS, date(2027, 1, 15)) is None
