"""Several people in one cell of a base."""

from typing import Any

import pytest

from nastavnik.rulebook.base_columns import Layout
from nastavnik.rulebook.row_dividing import divided, people_in

LAYOUT = Layout(0, {"name": (0,), "birth": (1,), "guardian": (2,), "request": (3,), "contact": (4,)}, {})


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Иванов Пётр Ильич, Сидорова Анна Юрьевна", ["Иванов Пётр Ильич", "Сидорова Анна Юрьевна"]),
        ("Иванов Петр; Сидорова Анна", ["Иванов Петр", "Сидорова Анна"]),
        ("1. Иванов Петр\n2. Сидорова Анна\n3. Котов Лев", ["Иванов Петр", "Сидорова Анна", "Котов Лев"]),
        ("Иванов Пётр Ильич", []),
        ("Иванов Петр, Анна", []),
        ("Иванов П. И., Сидорова А. Ю.", []),
        ("Котова\nМария Ивановна", []),
        ("", []),
        (None, []),
        (2012, []),
    ],
)
def test_people_are_seen_only_where_each_has_a_whole_name(cell: Any, names: list[str]) -> None:
    assert [name.full for name in people_in([cell, "2012"], LAYOUT)] == names


def test_lines_are_shared_out_and_all_else_is_repeated() -> None:
    row = [
        "Иванов Пётр Ильич, Сидорова Анна Юрьевна",
        "2012, 2013",
        "Иванова Яна Львовна\nСидоров Юрий Олегович",
        "физика, химия",
        "8 900 000-00-01",
        "лишний столбец",
    ]
    assert divided(row, LAYOUT) == [
        ["Иванов Пётр Ильич", "2012", "Иванова Яна Львовна", "физика, химия", "8 900 000-00-01", "лишний столбец"],
        ["Сидорова Анна Юрьевна", "2013", "Сидоров Юрий Олегович", "физика, химия", "8 900 000-00-01", "лишний столбец"],
    ]  # fmt: skip


def test_number_of_parts_that_does_not_agree_is_repeated_whole() -> None:
    row = ["Иванов Пётр Ильич, Сидорова Анна Юрьевна", "2012, 2013, 2014", None, 7, ""]
    assert [one[1] for one in divided(row, LAYOUT)] == ["2012, 2013, 2014"] * 2
    assert [one[3] for one in divided(row, LAYOUT)] == [7, 7]


def test_row_of_one_person_is_not_divided() -> None:
    assert divided(["Иванов Пётр Ильич", "2012"], LAYOUT) == []
    assert divided([], LAYOUT) == []
