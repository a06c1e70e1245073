"""PINs that may be chosen, and what is said of the others."""

import pytest

from nastavnik.rulebook.pins import TRIES, pin_fault, tries_left_in_words


@pytest.mark.parametrize("pin", ["8305", "60417", "271830", "0974", "2519", "1908"])
def test_pin_may_be_chosen(pin: str) -> None:
    assert pin_fault(pin) is None


@pytest.mark.parametrize(
    ("pin", "says"),
    [
        ("123", "от 4 до 6 цифр"), ("1234567", "от 4 до 6 цифр"), ("12a4", "от 4 до 6 цифр"), ("١٢٣٤", "от 4 до 6 цифр"),
        ("", "от 4 до 6 цифр"), ("1111", "повторяются"), ("1212", "повторяются"), ("777077", "повторяются"),
        ("1234", "подряд"), ("4321", "подряд"), ("567890", "подряд"), ("2012", "год рождения"), ("1985", "год рождения"),
    ],
)  # fmt: skip
def test_pin_that_is_guessed_first_is_refused(pin: str, says: str) -> None:
    fault = pin_fault(pin)
    assert fault is not None and says in fault


def test_tries_are_counted_down_in_words() -> None:
    assert [tries_left_in_words(number).split(".")[0].replace("\xa0", " ") for number in range(1, TRIES + 1)] == [
        "Осталось 4 попытки", "Осталось 3 попытки", "Осталось 2 попытки", "Осталась 1 попытка", "Карточка закрыта",
    ]  # fmt: skip
