"""Whom a typed name means."""

import pytest

from nastavnik.rulebook.wishes import meant_by

KNOWN = {
    1: ("Зимин Даниил Олегович, 8 «А» класс", "Даниил З., 8 «А» класс"),
    2: ("Зимина Дарья Олеговна, 8 «Б» класс", "Дарья З., 8 «Б» класс"),
    3: ("Берёзкин Лев Ильич, 9 «А» класс", "Лев Б., 9 «А» класс"),
}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Зимин Даниил Олегович, 8 «А» класс", (1,)),
        ("Даниил З.", (1,)),
        ("березкин", (3,)),
        ("  ЛЕВ   б ", (3,)),
        ("зим", (1, 2)),
        ("зим дар", (2,)),
        ("Зимин", (1, 2)),
        ("Петров", ()),
        ("Олегович", ()),
        ("Ильи", ()),
        ("", ()),
        (" . ", ()),
    ],
)
def test_typed_name_means_whoever_has_all_its_words(text: str, ids: tuple[int, ...]) -> None:
    assert meant_by(text, KNOWN) == ids


def test_whole_name_is_taken_before_names_that_only_begin_so() -> None:
    known = {1: ("Котов Андрей",), 2: ("Котова Андрея",)}
    assert meant_by("котов андрей", known) == (1,)
