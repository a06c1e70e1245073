"""Every set of columns that real road maps have, in any order, with headings and without."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from nastavnik.rulebook.roadmaps import (
    Cell,
    Document,
    NoRoadmap,
    Paragraph,
    Reading,
    Table,
    read_roadmap,
    table_of,
)

TITLE = Paragraph("Дорожная карта наставничества на 2022-2023 учебный год")
ROWS = (
    {"n": "1", "what": "Назначение куратора наставничества", "when": "до 05.09.2022", "who": "Директор", "result": "Приказ"},
    {"n": "2", "what": "Сбор запросов учеников", "when": "сентябрь", "who": "Куратор", "result": "База наставляемых"},
    {"n": "3", "what": "Встречи пар в библиотеке", "when": "октябрь-апрель", "who": "Наставники", "result": "Отчёт"},
)  # fmt: skip
ENDS = ["2022-09-05", "2022-09-30", "2023-04-30"]


def read(*rows: Sequence[str], title: Paragraph = TITLE) -> Reading:
    return read_roadmap(Document((title, table_of(rows))))


def simple(headings: dict[str, str], order: Sequence[str], rows: Sequence[dict[str, str]] = ROWS) -> Reading:
    return read([headings[code] for code in order], *[[row[code] for code in order] for row in rows])


def ends(reading: Reading) -> list[str]:
    return [str(span.end) for measure in reading.measures for span in measure.deadline.occurrences]


def check(reading: Reading, *, who: bool = True, numbers: bool = True) -> None:
    assert [measure.title for measure in reading.measures] == [row["what"] for row in ROWS]
    assert ends(reading) == ENDS
    assert [measure.result for measure in reading.measures] == [row["result"] for row in ROWS]
    assert [measure.executors_text for measure in reading.measures] == [
        row["who"] if who else "" for row in ROWS
    ]
    assert [measure.number for measure in reading.measures] == [row["n"] if numbers else "" for row in ROWS]


B = {"n": "№ п/п", "what": "Наименование мероприятий", "when": "Срок реализации", "who": "Ответственный исполнитель",
     "result": "Результат. Вид документа"}  # fmt: skip
D = {
    "n": "№",
    "what": "Мероприятие",
    "when": "Сроки исполнения",
    "who": "Ответственные",
    "result": "Результат",
}


def test_layout_a_with_participants():
    reading = read(
        ["№ п/п", "Мероприятия", "Ответственные исполнители", "Участники мероприятий", "Ожидаемые результаты", "Сроки реализации"],
        *[[row["n"], row["what"], row["who"], "Школы", row["result"], row["when"]] for row in ROWS],
    )  # fmt: skip
    check(reading)
    assert {measure.participants for measure in reading.measures} == {"Школы"}


def test_layout_b_with_result_and_kind_in_one_column():
    check(simple(B, ("n", "what", "when", "who", "result")))


@pytest.mark.parametrize("below", [("региональные", "ОО"), ("Муниципальный уровень", "Уровень ОО")])
def test_layout_c_with_executors_in_two_columns(below):
    reading = read(
        ["№", "Мероприятия", "Сроки исполнения", "Исполнители", "", "Результат"],
        ["", "", "", *below, ""],
        *[[row["n"], row["what"], row["when"], row["who"], "Школа", row["result"]] for row in ROWS],
    )
    assert ends(reading) == ENDS and len(reading.measures) == 3
    assert [(one.level, one.text) for one in reading.measures[0].executors] == [
        (below[0], "Директор"),
        (below[1], "Школа"),
    ]


def test_layout_d_with_the_result_before_the_responsible():
    check(simple(D, ("n", "what", "when", "result", "who")))


def stages() -> list[list[Cell]]:
    head = ["№", "Наименование этапа", "Мероприятия", "Содержание деятельности", "Сроки", "Ответственные"]
    rows = [
        ["1", "Подготовка", ROWS[0]["what"], "Изучить положение", ROWS[0]["when"], ROWS[0]["who"]],
        ["", "", ROWS[1]["what"], "Раздать анкеты", ROWS[1]["when"], ROWS[1]["who"]],
        ["2", "Работа пар", ROWS[2]["what"], "Беседы", ROWS[2]["when"], ROWS[2]["who"]],
    ]
    return [[Cell(text) for text in row] for row in (head, *rows)]


@pytest.mark.parametrize("is_merged", [True, False])
def test_layout_e_with_stages_over_several_rows(is_merged):
    rows = stages()
    if is_merged:
        rows[1][0], rows[2][0] = Cell("1", down=2), Cell(is_covered=True)
        rows[1][1], rows[2][1] = Cell("Подготовка", down=2), Cell(is_covered=True)
    reading = read_roadmap(Document((TITLE, Table(tuple(map(tuple, rows))))))
    assert [(m.section.number, m.section.title, m.title, m.content) for m in reading.measures] == [
        ("1", "Подготовка", ROWS[0]["what"], "Изучить положение"),
        ("1", "Подготовка", ROWS[1]["what"], "Раздать анкеты"),
        ("2", "Работа пар", ROWS[2]["what"], "Беседы"),
    ]
    assert ends(reading) == ENDS
    assert [measure.number for measure in reading.measures] == ["", "", ""]
    assert not [finding for finding in reading.findings if finding.column == "number"]


def test_layout_f_with_the_kind_of_document():
    reading = read(
        ["NN", "Наименование мероприятия", "Сроки", "Ответственный исполнитель/соисполнители", "Вид документа", "Ожидаемые результаты"],
        *[[row["n"], row["what"], row["when"], row["who"], "Приказ школы", row["result"]] for row in ROWS],
    )  # fmt: skip
    check(reading)
    assert {measure.document_kind for measure in reading.measures} == {"Приказ школы"}


def test_layout_g_where_the_date_comes_first():
    reading = read(
        ["Дата", "Мероприятия", "Результат"], *[[row["when"], row["what"], row["result"]] for row in ROWS]
    )
    check(reading, who=False, numbers=False)
    assert not reading.findings, "no executors are asked for where there is no column of them"


def test_layout_h_without_a_responsible():
    check(simple(D, ("n", "what", "when", "result")), who=False)


@pytest.mark.parametrize("is_deep", [True, False])
def test_layout_i_with_two_columns_of_deadlines_and_costs(is_deep):
    begins, finishes = ["01.09.2022", "2022", "январь 2023 г."], ["31.12.2022", "2023", "март 2023 г."]
    head = (
        [["№", "Мероприятие", "Срок", "", "Исполнитель", "Объём финансирования", ""],
         ["", "", "начала реализации", "окончания реализации", "", "2022", "2023"]]
        if is_deep
        else [["№", "Мероприятие", "Срок начала реализации", "Срок окончания реализации", "Исполнитель", "2022 год", "2023 год"]]
    )  # fmt: skip
    reading = read(
        *head,
        *[[row["n"], row["what"], first, last, row["who"], "100", "0"] for row, first, last in zip(ROWS, begins, finishes, strict=True)],
    )  # fmt: skip
    assert [
        [(str(span.start), str(span.end)) for span in measure.deadline.occurrences]
        for measure in reading.measures
    ] == [
        [("2022-09-01", "2022-12-31")],
        [("2022-01-01", "2023-12-31")],
        [("2023-01-01", "2023-03-31")],
    ]
    assert [measure.executors_text for measure in reading.measures] == ["Директор", "Куратор", "Наставники"]
    assert not reading.indicators


@pytest.mark.parametrize("order", list(permutations(("n", "what", "when", "who", "result")))[::7])
def test_any_order_of_columns(order):
    check(simple(D, order))


@pytest.mark.parametrize("order", [("n", "what", "when", "who", "result"), ("what", "when", "result", "who"), ("when", "what", "who", "result")])  # fmt: skip
def test_a_table_without_headings_is_known_by_its_cells(order):
    reading = read(*[[row[code] for code in order] for row in ROWS])
    check(reading, numbers="n" in order)


def test_a_column_whose_heading_was_left_out_is_known_by_its_cells():
    check(simple({**D, "when": ""}, ("n", "what", "when", "result", "who")))


def test_a_column_with_an_unknown_heading_is_left_aside():
    reading = read(
        ["№", "Мероприятие", "Срок", "Результат", "Ответственные", "Кабинет"],
        *[[row["n"], row["what"], row["when"], row["result"], row["who"], "12"] for row in ROWS],
    )
    check(reading)
    assert [column.heading for column in reading.layout] == [
        "№",
        "Мероприятие",
        "Срок",
        "Результат",
        "Ответственные",
    ]


def test_the_number_may_stand_before_the_title():
    reading = read(
        ["Мероприятие", "Срок", "Ответственный"],
        *[[f"1.{row['n']}. {row['what']}", row["when"], row["who"]] for row in ROWS],
    )
    assert [(m.number, m.title) for m in reading.measures] == [
        (f"1.{row['n']}.", row["what"]) for row in ROWS
    ]


def test_a_merged_deadline_is_lent_to_every_row_that_it_covers():
    head = tuple(Cell(text) for text in ("№", "Мероприятие", "Срок", "Ответственный"))
    first = (Cell("1"), Cell("Назначение куратора"), Cell("сентябрь", down=2), Cell("Директор", down=2))
    second = (Cell("2"), Cell("Сбор запросов"), Cell(is_covered=True), Cell(is_covered=True))
    reading = read_roadmap(Document((TITLE, Table((head, first, second)))))
    assert ends(reading) == ["2022-09-30", "2022-09-30"]
    assert [measure.executors_text for measure in reading.measures] == ["Директор", "Директор"]


def test_sections_between_rows_and_above_tables():
    head = ["№", "Мероприятие", "Срок", "Ответственный"]
    first, second, third = ([row["n"], row["what"], row["when"], row["who"]] for row in ROWS)
    reading = read_roadmap(
        Document(
            (
                TITLE,
                Paragraph("Раздел I. Начало"),
                table_of([head, first]),
                Paragraph("Раздел II. Работа"),
                table_of([head, second, ["", "Итоги года", "", ""], third]),
            )
        )
    )
    assert [(m.section.number, m.section.title) for m in reading.measures[:2]] == [
        ("Раздел I.", "Начало"),
        ("Раздел II.", "Работа"),
    ]
    assert [m.number for m in reading.measures] == ["1", "2", "3"]
    assert reading.measures[2].section.title == "Итоги года"
    assert not [finding for finding in reading.findings if finding.column == "number"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (Document((Paragraph("Уважаемые коллеги!"),)), "не нашлось дорожной карты"),
        (Document((table_of([["ФИО", "Класс"], ["Зимин Лев", "8А"]]),)), "не нашлось дорожной карты"),
        (Document((table_of([["№", "Мероприятие", "Ответственный"], ["1", "Назначить куратора", "Директор"]]),)), "нет столбца со сроками"),
        (Document((table_of([["№", "Мероприятие", "Срок"], ["", "", ""]]),)), "ни одного мероприятия"),
        (Document(()), "не нашлось дорожной карты"),
    ],
)  # fmt: skip
def test_a_document_without_a_road_map_says_what_is_missing(document, said):
    with pytest.raises(NoRoadmap, match=said):
        read_roadmap(document)


def test_an_empty_column_of_deadlines_is_enough_to_read():
    reading = read(["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Назначить куратора", "", "Директор"])
    assert [finding.code for finding in reading.findings] == ["deadline_absent"]
