"""Classes however they are written."""

import pytest

from nastavnik.rulebook.classes import class_key, class_keys, next_class

WRITTEN = [
    ("7А", "7А"), ("7 «А»", "7А"), ('7 "а" класс', "7А"), ("7-а", "7А"), ("7A", "7А"), ("7a", "7А"), ("10 Б", "10Б"),
    ("11", "11"), ("11 класс", "11"), ("8 ё", "8Е"), ("", ""), ("  ", ""), ("класс", ""), ("группа ИС-21", "ГРУППАИС21"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "key"), WRITTEN)
def test_class_is_one_however_it_is_written(written: str, key: str) -> None:
    assert class_key(written) == key


def test_classes_of_one_line_come_in_order_and_once() -> None:
    assert class_keys("10А, 9 «Б»; 9б\nпервая") == ("9Б", "10А", "ПЕРВАЯ")
    assert class_keys(["7 а", ""]) == ("7А",)
    assert class_keys("") == ()


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("8 «А»", "9 «А»"), ("10-б класс", "11-б класс"), ("11А", None), ("старшая группа", "старшая группа"),
        ("21 группа", "21 группа"), ("", ""), ("выпуск 2027 года", "выпуск 2027 года"),
    ],
)  # fmt: skip
def test_class_moves_up_as_it_was_written(written: str, after: str | None) -> None:
    assert next_class(written) == after
