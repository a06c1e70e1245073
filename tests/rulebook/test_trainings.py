"""Lists of trainings in the words in which institutions keep them."""

from datetime import date

import pytest

from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.trainings import (
    TrainingRow,
    guess_trainings,
    lacking_of_trainings,
    read_trainings,
    training_fault,
    training_headings,
)

TODAY = date(2026, 10, 15)


def read(*sheet: list[Cell]) -> list[TrainingRow]:
    cells = list(sheet)
    guess = guess_trainings(cells)
    assert guess is not None
    return read_trainings(cells, (guess.heading_row, guess.codes), TODAY)


def test_list_is_read_in_its_own_words() -> None:
    rows = read(
        ["Обучение наставников, 2026 год"],
        ["№", "ФИО слушателя", "Должность", "Категория", "Тема курса", "Объём, ч", "Организатор", "Дата окончания", "№ удостоверения", "Вид документа"],
        [1, "КОТОВА Мария Ивановна", "учитель", "наставник", "Школа наставника", "36 ч.", "ИРО", "20.09.2026", "77-1", "Удостоверение о ПК"],
        [2, "Лугов Олег Петрович", None, "педагог-наставник", "Школа наставника", 36, "ИРО", date(2026, 9, 20), None, None],
    )  # fmt: skip
    first, second = rows
    assert [row.problems for row in rows] == [(), ()]
    assert (first.number, first.values["full_name"], first.values["hours"]) == (
        3,
        "Котова Мария Ивановна",
        36,
    )
    assert (first.values["capacity"], first.values["proof"]) == ("mentor", "qualification")
    assert (first.values["document_number"], first.values["to_date"]) == ("77-1", date(2026, 9, 20))
    assert (second.values["capacity"], second.values["proof"]) == ("mentor", "none")


@pytest.mark.parametrize(
    ("cell", "place", "what"),
    [
        ("Котова М. И.", 0, "имя"),
        ("31.02.2026", 2, ""),
        ("01.12.2026", 2, "не закончилось"),
        ("тридцать шесть", 3, "не число часов"),
        (None, 1, "не заполнено"),
    ],
)
def test_wrong_cell_is_told_with_its_remedy(cell: Cell, place: int, what: str) -> None:
    row: list[Cell] = ["Котова Мария Ивановна", "Школа наставника", "20.09.2026", 36]
    row[place] = cell
    (found,) = read(["Фамилия Имя Отчество", "Программа обучения", "Окончание обучения", "Часов"], row)
    assert len(found.problems) == 1 and found.problems[0].remedy
    assert what in found.problems[0].what or what in found.problems[0].sentence


def test_empty_table_is_understood_surely() -> None:
    guess = guess_trainings([training_headings(), ["Котова Мария Ивановна"]])
    assert guess is not None and guess.is_sure and len(guess.codes) == len(training_headings())
    assert lacking_of_trainings(guess.codes.values()) == ""
    assert "«Программа обучения»" in lacking_of_trainings(["full_name", "to_date"])
    assert guess_trainings([["просто", "слова"]]) is None


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("to_date", {"to_date": date(2026, 10, 16)}),
        ("to_date", {"to_date": date(1926, 10, 1)}),
        ("from_date", {"from_date": date(2026, 9, 21)}),
        ("document_date", {"document_date": date(2026, 8, 1), "from_date": date(2026, 9, 1)}),
        ("document_date", {"document_date": date(2026, 10, 16)}),
        ("hours", {"hours": 5000}),
        ("", {"hours": 36, "document_date": date(2026, 9, 25)}),
    ],
)
def test_days_and_hours_that_cannot_be_are_refused(field: str, values: dict[str, date | int]) -> None:
    known: dict[str, date | int | None] = {
        "from_date": None, "to_date": date(2026, 9, 20), "document_date": None, "hours": None
    }  # fmt: skip
    assert training_fault(today=TODAY, **(known | values))[0] == field  # type: ignore[arg-type]
