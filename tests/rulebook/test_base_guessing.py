"""Strange sheets: where the headings are and what the columns probably mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.base_columns import COLUMNS, layout_of
from nastavnik.rulebook.base_forms import HEADINGS, BaseReading
from nastavnik.rulebook.base_guessing import guess_columns, remembered_codes
from nastavnik.rulebook.base_reading import read_base
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.school_year import SchoolYear

YEAR = SchoolYear(2026)
STRANGE: list[list[Cell]] = [
    ["Список учеников МБОУ «Школа № 5»"] * 9,
    [],
    ["№ п/п", "Фамилия", "Имя", "Отчество", "Класс", "Тел. мамы", "Мама (ФИО)", "Д.Р.", "С чем нужна помощь"],
    [1, "Зимин", "Даниил", "Олегович", "8а", 79001234567.0, "Зимина Анна Петровна", "05.03.12", "физика"],
    [2, "Гусейнова", "Лейла", "Вагиф кызы", "8 «Б»", "8 900 123-45-68", "", 40909, "химия"],
    [None] * 9,
]


def read(cells: list[list[Cell]], side: Side = Side.MENTEE) -> BaseReading:
    guess = guess_columns(cells, side)
    assert guess is not None
    layout, problems = layout_of(cells, side, guess.heading_row, guess.codes)
    assert not problems
    return read_base(cells, side, YEAR, layout)


def test_class_list_of_another_shape_is_read() -> None:
    reading = read(STRANGE)
    assert reading.problems == ()
    danya, leyla = reading.rows
    assert (danya.number, danya.name) == (4, FullName("Зимин", "Даниил", "Олегович"))
    assert (danya.class_name, danya.contact) == ("8 «А»", "Зимина Анна Петровна, +7 900 123-45-67")
    assert danya.guardian == FullName("Зимина", "Анна", "Петровна")
    assert danya.birth is not None
    assert f"{danya.birth.day:%d.%m.%Y}" == "05.03.2012"
    assert leyla.name == FullName("Гусейнова", "Лейла", "Вагиф кызы")
    assert leyla.birth is not None
    assert leyla.birth.year == 2012
    assert leyla.class_name == "8 «Б»"


@pytest.mark.parametrize("side", Side)
def test_official_form_is_known_surely(side: Side) -> None:
    cells = [list(HEADINGS[side]), [f"значение {place}" for place in range(len(HEADINGS[side]))]]
    guess = guess_columns(cells, side)
    assert guess is not None
    assert guess.is_sure
    assert not guess.has_strangers
    official = [column for column in COLUMNS[side] if column.heading in HEADINGS[side]]
    assert guess.codes == {HEADINGS[side].index(column.heading): column.code for column in official}


@pytest.mark.parametrize(
    ("side", "heading", "values", "code"),
    [
        (Side.MENTEE, "Ф. И. О. ребёнка", [], "name"),
        (Side.MENTEE, "", ["Зимин Даниил Олегович", "Котова Мария"], "name"),
        (Side.MENTEE, "Обучающийся", [], "name"),
        (Side.MENTEE, "г.р.", [], "birth"),
        (Side.MENTEE, "День рождения", [], "birth_date"),
        (Side.MENTEE, "параллель", [], "class_name"),
        (Side.MENTEE, "?", ["8А", "9 «Б»", "10в"], "class_name"),
        (Side.MENTEE, "Связь", ["8 900 123-45-67", "anna@example.org"], "contact"),
        (Side.MENTEE, "Телефон родителя", [], "contact"),
        (Side.MENTEE, "Законный представитель", [], "guardian"),
        (Side.MENTEE, "Трудности", [], "request"),
        (Side.MENTEE, "Классный руководитель", ["Иванова Мария Петровна"], ""),
        (Side.MENTEE, "Наставник", ["Иванова Мария Петровна"], ""),
        (Side.MENTOR, "Педагог", [], "name"),
        (Side.MENTOR, "Чему может научить", [], "competences"),
        (Side.MENTOR, "Должность", [], "post"),
        (Side.MENTOR, "Возраст учеников", [], "ages"),
        (Side.MENTOR, "Хобби", [], "interests"),
        (Side.MENTOR, "Наставляемый", ["Зимин Даниил Олегович"], ""),
    ],
)
def test_meaning_is_told_by_heading_or_by_contents(
    side: Side, heading: str, values: list[str], code: str
) -> None:
    required = [column.heading for column in COLUMNS[side] if column.is_required and column.code != code]
    headings: list[Cell] = [*required, heading]
    filled = values or ["что-то", "ещё"]
    cells: list[list[Cell]] = [headings, *([*["х"] * len(required), value] for value in filled)]
    guess = guess_columns(cells, side)
    assert guess is not None
    assert guess.columns[-1].code == code


def test_heading_row_is_found_by_its_contents_alone() -> None:
    cells: list[list[Cell]] = [["Кто", "Когда родился"], ["Зимин Даниил Олегович", "05.03.2012"]]
    guess = guess_columns(cells, Side.MENTEE)
    assert guess is not None
    assert guess.codes == {0: "name", 1: "birth"}


@pytest.mark.parametrize(
    "cells",
    [[["Список класса"], ["Зимин Даня"]], [["Зимин Даниил Олегович", 2012], ["Котова Мария Ивановна", 2012]]],
)
def test_table_without_headings_is_not_guessed(cells: list[list[Cell]]) -> None:
    assert guess_columns(cells, Side.MENTEE) is None


def test_year_and_date_side_by_side_are_one_birth() -> None:
    cells: list[list[Cell]] = [
        ["ФИО", "Год рождения", "Дата рождения", "Запрос"],
        ["Зимин Даниил Олегович", 2012, None, "физика"],
        ["Котова Мария Ивановна", 2012, "07.05.2012", "физика"],
    ]
    one, two = read(cells).rows
    assert one.birth == Birth(2012)
    assert two.birth is not None
    assert two.birth.day is not None


def test_remembered_choice_is_taken_only_where_it_fits() -> None:
    guess = guess_columns(STRANGE, Side.MENTEE)
    assert guess is not None
    assert remembered_codes(guess, {"1": "last", "55": "name", "2": "unheard"}, Side.MENTEE) == {1: "last"}
    other = [row[::-1] for row in STRANGE]
    again = guess_columns(other, Side.MENTEE)
    assert again is not None
    assert again.signature != guess.signature


CELLS = st.one_of(
    st.none(), st.text(max_size=25), st.integers(0, 10**11), st.floats(allow_nan=False), st.dates()
)


@given(st.lists(st.lists(CELLS, max_size=12), max_size=8), st.sampled_from(Side))
def test_any_cells_are_guessed_without_falling(rows: list[list[Cell]], side: Side) -> None:
    headings: list[Cell] = ["ФИО", "Класс", "Телефон", "Дата рождения", "Запрос", "Компетенции"]
    for cells in (rows, [headings, *rows]):
        guess = guess_columns(cells, side)
        if guess is not None:
            assert len(set(guess.codes)) == len(guess.codes)
            layout_of(cells, side, guess.heading_row, guess.codes)
