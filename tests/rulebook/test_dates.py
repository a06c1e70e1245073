"""Dates: printing and reading from cells."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.dates import (
    BadDate,
    WrittenBirth,
    long_date,
    paper_date,
    parse_birth,
    parse_date,
    short_date,
)

OCTOBER = date(2026, 10, 15)


def test_date_is_printed_in_three_ways() -> None:
    assert long_date(OCTOBER) == "15\u00a0октября\u00a02026"
    assert paper_date(OCTOBER) == "15\u00a0октября\u00a02026\u00a0г."
    assert short_date(OCTOBER) == "15.10.2026"
    assert short_date(date(2026, 5, 3)) == "03.05.2026"
    assert short_date(None) == ""


@pytest.mark.parametrize(
    "cell",
    [
        OCTOBER,
        datetime.fromisoformat("2026-10-15 12:30"),
        46310,
        46310.0,
        46310.5,
        "15.10.2026",
        " 15. 10. 2026 г. ",
        "15/10/2026",
        "15-10-2026",
        "2026-10-15",
        "2026-10-15 00:00:00",
        "15 октября 2026 г.",
        "15 октября 2026 года",
        "«15» ОКТЯБРЯ 2026",
        "15\u00a0окт. 2026",
        "15 октябрь 2026",
    ],
)
def test_date_is_read_from_cell(cell: str) -> None:
    assert parse_date(cell) == OCTOBER


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (None, "не вписана"),
        ("", "не вписана"),
        ("31.02.2026", "нет в календаре"),
        ("15.13.2026", "нет в календаре"),
        ("15 брюмера 2026", "месяца нет"),
        ("15 октобря 2026", "месяца нет"),
        ("скоро", "не дата"),
        ("15.10.1026", "быть не может"),
        (15, "число, а не дата"),
        (10**9, "число, а не дата"),
        (True, "не дата"),
    ],
)
def test_date_is_refused_with_reason(cell: str, what: str) -> None:
    with pytest.raises(BadDate, match=what) as refused:
        parse_date(cell)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        (2012, WrittenBirth(2012)),
        (2012.0, WrittenBirth(2012)),
        ("2012", WrittenBirth(2012)),
        ("2008 г.р.", WrittenBirth(2008)),
        ("2008г.р", WrittenBirth(2008)),
        ("2008 г. р.", WrittenBirth(2008)),
        ("2008 год", WrittenBirth(2008)),
        ("2008 года рождения", WrittenBirth(2008)),
        ("03.05.2008 г.р.", WrittenBirth(2008, date(2008, 5, 3))),
        ("3 мая 2008 г.", WrittenBirth(2008, date(2008, 5, 3))),
        (datetime.fromisoformat("2008-05-03"), WrittenBirth(2008, date(2008, 5, 3))),
        (39571.0, WrittenBirth(2008, date(2008, 5, 3))),
        ("39571", WrittenBirth(2008, date(2008, 5, 3))),
    ],
)
def test_birth_is_a_year_or_a_date(cell: str, birth: WrittenBirth) -> None:
    assert parse_birth(cell) == birth


@pytest.mark.parametrize(
    "cell", ["20O8", "", None, "08", 12, "8 класс", "14 лет", "2008-2009", 3012, "1812", "05.2008"]
)
def test_birth_is_refused_where_no_year_stands(cell: str) -> None:
    with pytest.raises(BadDate):
        parse_birth(cell)


@given(st.dates(date(1920, 1, 1), date(2100, 12, 31)))
def test_what_is_printed_is_read_back(day: date) -> None:
    assert parse_date(paper_date(day)) == parse_date(long_date(day)) == parse_date(short_date(day)) == day
    assert parse_date((day - date(1899, 12, 30)).days) == day
