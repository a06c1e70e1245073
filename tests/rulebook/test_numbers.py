"""Numbers in Russian print."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.numbers import NO_BREAK, counted, number, percent, plural, years


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1_234_567, None, "1 234 567"),
        (18146, 0, "18 146"),
        (0, None, "0"),
        (1234.5, None, "1 234,5"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("0.05"), 1, "0,1"),
        (-3.25, 1, "−3,3"),
        (Decimal("1E+3"), None, "1 000"),
    ],
)
def test_number_has_a_comma_and_thousands_apart(
    value: float | Decimal, places: int | None, text: str
) -> None:
    assert number(value, places) == text.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("37.5"), "37,5"),
        (Decimal("37.45"), "37,5"),
        (Decimal("37.44"), "37,4"),
        (0, "0,0"),
        (100, "100,0"),
        (Decimal(-3), "−3,0"),
        (Decimal("-0.04"), "0,0"),
        (1 / 3, "0,3"),
        (Decimal("1204.5"), "1 204,5"),
    ],
)
def test_percent_has_a_comma_and_one_digit(value: Decimal, text: str) -> None:
    assert percent(value) == text.replace(" ", NO_BREAK) + NO_BREAK + "%"


def test_percent_of_nothing_is_no_data_while_zero_is_a_figure() -> None:
    assert percent(None) == "нет данных"
    assert percent(Decimal(0)) == f"0,0{NO_BREAK}%"


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (0, "пар"),
        (1, "пара"),
        (2, "пары"),
        (4, "пары"),
        (5, "пар"),
        (11, "пар"),
        (12, "пар"),
        (14, "пар"),
        (21, "пара"),
        (22, "пары"),
        (25, "пар"),
        (101, "пара"),
        (104, "пары"),
        (111, "пар"),
        (112, "пар"),
        (122, "пары"),
    ],
)
def test_word_agrees_with_number(count: int, word: str) -> None:
    assert plural(count, "пара", "пары", "пар") == word
    assert counted(count, ("пара", "пары", "пар")) == f"{count}{NO_BREAK}{word}"


def test_counted_number_has_its_thousands_apart() -> None:
    assert counted(1204, ("пара", "пары", "пар")) == f"1{NO_BREAK}204{NO_BREAK}пары"


def test_years_agree() -> None:
    said = [years(age).replace(NO_BREAK, " ") for age in (1, 3, 14, 21)]
    assert said == ["1 год", "3 года", "14 лет", "21 год"]


@given(st.integers(0, 10**9))
def test_word_depends_on_last_two_digits_only(count: int) -> None:
    assert plural(count, "а", "б", "в") == plural(count % 100, "а", "б", "в")
