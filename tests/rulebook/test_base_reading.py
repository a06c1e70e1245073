"""Whole bases: headings, rows, every mistake said by row and column."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.rulebook.ages import AgeBand, Birth
from nastavnik.rulebook.base_forms import HEADINGS_MENTEES, HEADINGS_MENTORS, BaseReading
from nastavnik.rulebook.base_reading import read_base
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.school_year import SchoolYear

YEAR = SchoolYear(2026)


def mentee(*cells: Cell) -> list[Cell]:
    return [*cells, *[None] * (13 - len(cells))]


DANYA = mentee(1, "Котов Даниил Олегович", "Котова Анна Петровна, мать", 2012.0, "физика, ОГЭ", "15.09.2026")
MARIA: list[Cell] = [
    1.0,
    "Зимина Мария Ивановна",
    "+7 900 000-00-00",
    "МБОУ «Школа № 5», учитель",
    "Физика, подготовка к ЕГЭ",
    "Победитель конкурса",
    "шахматы",
    "12–16 лет",
    "2 часа в неделю, 2 наставляемых",
    datetime.fromisoformat("2026-09-20"),
]


def read_mentees(*rows: list[Cell]) -> BaseReading:
    return read_base([list(HEADINGS_MENTEES), *rows], Side.MENTEE, YEAR)


def read_mentors(*rows: list[Cell]) -> BaseReading:
    return read_base([list(HEADINGS_MENTORS), *rows], Side.MENTOR, YEAR)


def test_forms_have_sixteen_and_thirteen_headings() -> None:
    assert (len(HEADINGS_MENTORS), len(HEADINGS_MENTEES)) == (16, 13)


def test_mentee_is_read_whole() -> None:
    reading = read_mentees(DANYA)
    assert reading.problems == ()
    (row,) = reading.rows
    assert row.number == 2
    assert row.name == FullName("Котов", "Даниил", "Олегович")
    assert row.guardian == FullName("Котова", "Анна", "Петровна")
    assert row.contact == "Котова Анна Петровна, мать"
    assert row.birth == Birth(2012)
    assert (row.request, row.topics) == ("физика, ОГЭ", ("physics", "exams"))
    assert row.entered == date(2026, 9, 15)
    assert row.notes == ()


def test_mentor_is_read_whole() -> None:
    reading = read_mentors(MARIA)
    assert reading.problems == ()
    (row,) = reading.rows
    assert row.name.short == "Зимина М. И."
    assert row.work_place == "МБОУ «Школа № 5», учитель"
    assert row.topics == ("physics", "exams")
    assert (row.interests, row.achievements) == ("шахматы", "Победитель конкурса")
    assert row.ages == AgeBand(12, 16)
    assert (row.minutes, row.capacity) == (120, 2)
    assert row.entered == date(2026, 9, 20)
    assert row.birth is None


def test_short_mentor_row_gets_defaults_and_notes() -> None:
    (row,) = read_mentors([1, "Зимина Мария Ивановна", "", "", "вышивка", "", "", "7-9 классы"]).rows
    assert row.capacity == 1
    assert row.ages == AgeBand(13, 16)
    assert len(row.notes) == 3


def test_title_rows_counter_repeated_headings_and_empty_rows_are_skipped() -> None:
    reading = read_base(
        [
            ["База наставляемых"],
            [None, "МБОУ «Школа № 5»"],
            [],
            list(HEADINGS_MENTEES),
            [float(number) for number in range(1, 14)],
            DANYA,
            list(HEADINGS_MENTEES),
            mentee("2."),
            mentee(3, "Белова Яна Игоревна", "", 2013, "музыка"),
            mentee(None, " ", "\u00a0"),
            [],
        ],
        Side.MENTEE,
        YEAR,
    )
    assert reading.problems == ()
    assert [row.number for row in reading.rows] == [6, 9]
    assert reading.left_aside == ()


@pytest.mark.parametrize(
    "printed",
    [
        "ГОД РОЖДЕНИЯ НАСТАВЛЯЕМОГО",
        " Год  рождения\nнаставляемого ",
        "Год рожде\u00adния наставляемого",
        "Год рождения",
        "Дата рождения",
    ],
)
def test_heading_is_known_in_other_spellings(printed: str) -> None:
    headings: list[Cell] = list(HEADINGS_MENTEES)
    headings[3] = printed
    reading = read_base([headings, DANYA], Side.MENTEE, YEAR)
    assert reading.problems == ()
    assert reading.rows[0].birth == Birth(2012)


def test_columns_may_stand_in_another_order() -> None:
    order = [4, 3, 1, 2, 0]
    cells: list[list[Cell]] = [[HEADINGS_MENTEES[at] for at in order], [DANYA[at] for at in order]]
    assert read_base(cells, Side.MENTEE, YEAR).rows[0].request == "физика, ОГЭ"


def test_missing_columns_are_named_with_a_remedy() -> None:
    cells: list[list[Cell]] = [
        ["Список"],
        ["№", "ФИО наставляемого", "Контакты для связи (данные представителя)"],
        [1, "Котов Даниил"],
    ]
    reading = read_base(cells, Side.MENTEE, YEAR)
    assert reading.rows == ()
    assert [problem.heading for problem in reading.problems] == [HEADINGS_MENTEES[3], HEADINGS_MENTEES[4]]
    assert reading.problems[0].sentence == (
        "Строка 2: в таблице нет столбца «Год рождения наставляемого»."
        " Добавьте столбец с таким заголовком в строку 2 или возьмите образец формы."
    )


def test_column_that_stands_twice_is_refused() -> None:
    headings: list[Cell] = [*HEADINGS_MENTEES, "Год рождения наставляемого"]
    (problem,) = read_base([headings, DANYA], Side.MENTEE, YEAR).problems
    assert (problem.row, problem.column) == (1, "N")


@pytest.mark.parametrize("cells", [[], [[]], [["что-то"], ["ещё"]]])
def test_sheet_without_headings_is_refused(cells: list[list[Cell]]) -> None:
    (problem,) = read_base(cells, Side.MENTEE, YEAR).problems
    assert problem.row == 0
    assert problem.sentence.startswith(
        "Не найдена строка с заголовками формы базы наставляемых. Нужны столбцы"
    )


def test_other_base_is_recognised() -> None:
    (problem,) = read_base([list(HEADINGS_MENTORS), MARIA], Side.MENTEE, YEAR).problems
    assert problem.sentence.startswith("Похоже, это форма базы наставников, а нужна форма базы наставляемых.")
    (problem,) = read_base([list(HEADINGS_MENTEES), DANYA], Side.MENTOR, YEAR).problems
    assert problem.sentence.startswith("Похоже, это форма базы наставляемых")


def test_mistake_is_said_by_row_column_and_heading() -> None:
    reading = read_mentees(DANYA, mentee(2, "Белова Яна Игоревна", "", "20O8", "музыка"))
    (problem,) = reading.problems
    assert problem.sentence == (
        "Строка 3, столбец D «Год рождения наставляемого»: «20O8» — не год."
        " Впишите четыре цифры, например 2012."
    )
    assert reading.wrong_rows == (3,)
    assert [row.number for row in reading.rows] == [2]


def test_all_mistakes_of_all_rows_are_collected_in_order() -> None:
    reading = read_mentees(
        mentee(1, "Котов Д. О.", "", "двенадцатый", "", "вчера"),
        DANYA,
        mentee(3, "", "", 2013, "музыка"),
        mentee(4, "Белова Яна Игоревна, Белов Ян Игоревич", "", 2030, "музыка"),
    )
    assert [(problem.row, problem.column) for problem in reading.problems] == [
        (2, "B"),
        (2, "D"),
        (2, "E"),
        (2, "F"),
        (4, "B"),
        (5, "B"),
        (5, "D"),
    ]
    assert [row.number for row in reading.rows] == [3]
    empty = reading.problems[4].sentence
    assert empty == (
        "Строка 4, столбец B «ФИО наставляемого»: имя не вписано. Впишите фамилию, имя и отчество полностью."
    )


def test_mentor_ages_made_a_date_by_excel_are_said() -> None:
    row = [*MARIA]
    row[7] = datetime.fromisoformat("2026-10-12")
    (problem,) = read_mentors(row).problems
    assert (problem.column, problem.heading) == ("H", "Желаемый возраст наставляемых")
    assert "Excel превратил возраст в дату" in problem.sentence


@pytest.mark.parametrize(
    ("second", "is_double"),
    [
        (mentee(2, "котов  даниил олегович", "", "2012 г.р.", "музыка"), True),
        (mentee(2, "Котов Даниил Олегович", "", "03.05.2012", "музыка"), True),
        (mentee(2, "Котов Даниил Олегович", "", 2013, "музыка"), False),
        (mentee(2, "Котов Даниил Игоревич", "", 2012, "музыка"), False),
    ],
)
def test_same_child_twice_is_said(second: list[Cell], is_double: bool) -> None:
    reading = read_mentees(DANYA, second)
    assert bool(reading.problems) is is_double
    assert len(reading.rows) == (1 if is_double else 2)
    if is_double:
        assert "этот человек уже есть в строке 2" in reading.problems[0].sentence


def test_twins_in_name_with_different_dates_are_two_children() -> None:
    one = mentee(1, "Котов Даниил Олегович", "", "03.05.2012", "музыка")
    two = mentee(2, "Котов Даниил Олегович", "", "04.05.2012", "музыка")
    assert len(read_mentees(one, two).rows) == 2


def test_same_mentor_twice_is_said() -> None:
    (problem,) = read_mentors(MARIA, MARIA).problems
    assert (problem.row, problem.column) == (3, "B")


def test_filled_columns_of_pairs_are_named_as_left_aside() -> None:
    row = [*DANYA]
    row[6] = "Зимина Мария Ивановна"
    assert read_mentees(row).left_aside == ("ФИО наставника",)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")),
)


@given(st.lists(st.lists(CELLS, max_size=18), max_size=6), st.sampled_from(Side))
def test_any_cells_are_read_without_falling(rows: list[list[Cell]], side: Side) -> None:
    headings = HEADINGS_MENTEES if side is Side.MENTEE else HEADINGS_MENTORS
    for cells in (rows, [list(headings), *rows]):
        reading = read_base(cells, side, YEAR)
        assert not {row.number for row in reading.rows} & set(reading.wrong_rows)
        assert all(problem.sentence.endswith(".") and problem.remedy for problem in reading.problems)
