"""Check digits of tax numbers: published examples, made-up numbers, misprints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.requisites import BadRequisite, parse_inn, parse_ogrn

DIGITS = st.text("0123456789", min_size=1, max_size=20)


@pytest.mark.parametrize("inn", ["7830002293", "500100732259", " 78300 02293 "])
def test_published_example_of_inn_is_right(inn: str) -> None:
    assert parse_inn(inn) == inn.replace(" ", "")


@pytest.mark.parametrize("ogrn", ["1037739010891", "304500116000157"])
def test_published_example_of_ogrn_is_right(ogrn: str) -> None:
    assert parse_ogrn(ogrn) == ogrn


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("7830002294", "Контрольная цифра ИНН не сходится"),
        ("500100732258", "Контрольная цифра ИНН не сходится"),
        ("500100732269", "Контрольная цифра ИНН не сходится"),
        ("783000229", "а вписано 9"),
        ("78300О2293", "только цифры"),
        ("٧٨٣٠٠٠٢٢٩٣", "только цифры"),
        ("", "только цифры"),
    ],
)
def test_wrong_inn_is_said_in_words(text: str, says: str) -> None:
    with pytest.raises(BadRequisite, match=says):
        parse_inn(text)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_exactly_one_tenth_digit_makes_an_inn_right(nine: str) -> None:
    assert sum(_is_inn(nine + last) for last in "0123456789") == 1


@given(st.text("0123456789", min_size=10, max_size=10))
def test_exactly_one_pair_of_last_digits_makes_an_inn_of_twelve_right(ten: str) -> None:
    assert sum(_is_inn(f"{ten}{tail:02}") for tail in range(100)) == 1


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 7))
def test_two_neighbours_changed_places_are_mostly_noticed(nine: str, place: int) -> None:
    """The sums before and after differ by the weights' difference times the digits' difference; only a
    multiple of 11, or the remainders 10 and 0 that print alike, may hide it."""
    inn = nine + next(last for last in "0123456789" if _is_inn(nine + last))
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    total = sum(weight * int(digit) for weight, digit in zip(weights, nine, strict=True))
    change = (weights[place] - weights[place + 1]) * (int(inn[place + 1]) - int(inn[place]))
    swapped = inn[:place] + inn[place + 1] + inn[place] + inn[place + 2 :]
    assert _is_inn(swapped) == (total % 11 % 10 == (total + change) % 11 % 10)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_exactly_one_last_digit_makes_an_ogrn_right(twelve: str) -> None:
    right = 0
    for last in "0123456789":
        try:
            parse_ogrn(twelve + last)
        except BadRequisite:
            continue
        right += 1
    assert right == 1


@given(DIGITS.filter(lambda text: len(text) not in (10, 12)))
def test_other_lengths_are_refused(text: str) -> None:
    assert not _is_inn(text)


def _is_inn(text: str) -> bool:
    try:
        return parse_inn(text) == text
    except BadRequisite:
        return False
