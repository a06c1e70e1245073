"""Numbers and dates of papers."""

from datetime import date

import pytest

from nastavnik.rulebook.papers import check_number, check_paper_date, next_number, number_key

TODAY = date(2026, 10, 20)


@pytest.mark.parametrize(
    "number", ["40-од", "1438", "388-р", "181/1", "22/294", "Ш4-13-508/0", "01-12/358", "02-Д", "7"]
)
def test_real_numbers_are_kept_as_typed(number: str) -> None:
    assert check_number(f"  {number}\u00a0") == number
    assert check_number(f"№ {number}") == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "Впишите номер"),
        (" \u00a0 ", "Впишите номер"),
        ("№", "Впишите номер"),
        ("1" * 31, "длиннее 30"),
        ("б/н", "ни одной цифры"),
    ],
)
def test_number_is_refused_with_reason(number: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_number(number)


def test_number_of_thirty_signs_is_the_longest() -> None:
    assert check_number("1" * 30) == "1" * 30


def test_same_number_in_other_letters_is_the_same() -> None:
    assert number_key("40-ОД") == number_key("40 – од") == number_key("40-од")
    assert number_key("40-од") != number_key("40/од")


@pytest.mark.parametrize("dated", [date(2025, 10, 20), date(2026, 10, 15), TODAY])
def test_usual_dates_are_let_through(dated: date) -> None:
    check_paper_date(dated, drafted_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("dated", "words"),
    [(date(2025, 10, 19), "больше чем на год раньше"), (date(2026, 10, 21), "не наступила")],
)
def test_date_is_refused_with_reason(dated: date, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_paper_date(dated, drafted_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([], ""),
        (["40-од"], "41-од"),
        (["40-од", "39-од", "7"], "41-од"),
        (["38-ОД", "40-од"], "41-ОД"),
        (["1438"], "1439"),
        (["01-12/358"], "01-12/359"),
        (["009"], "010"),
        (["Ш4-13-508/0", "б/н"], "Ш4-13-508/1"),
        (["5-а-7-б"], ""),
    ],
)
def test_next_number_continues_the_newest_one(numbers: list[str], wanted: str) -> None:
    assert next_number(numbers) == wanted
