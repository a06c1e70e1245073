"""What looks wrong in a plan, each slip at its row; what is in order is not found fault with."""

from collections.abc import Sequence

import pytest

from nastavnik.rulebook.roadmaps import Document, Paragraph, Reading, Severity, read_roadmap, table_of

HEAD = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
RIGHT = ("1", "Назначение куратора", "до 05.09.2022", "Зимина А.В.", "Приказ")


def read(
    *rows: Sequence[str], title: str = "Дорожная карта на 2022-2023 учебный год", front: str = ""
) -> Reading:
    blocks = [Paragraph(line) for line in front.split("\n")] if front else []
    return read_roadmap(Document((*blocks, Paragraph(title), table_of((HEAD, *rows)))))


def changed(number: int = 2, **new: str) -> tuple[str, ...]:
    """A right row with another number and other texts: what, when, who, result."""
    row = {"what": "Сбор запросов", "when": "май 2023 г.", "who": "Зимина А.В.", "result": "База"} | new
    return (str(number), row["what"], row["when"], row["who"], row["result"])


def test_a_right_plan_has_no_findings():
    assert read(RIGHT, changed(), changed(3, when="до 1 июня 2023 года")).findings == ()


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (changed(who=""), "executor_absent", "executors"),
        (changed(result=""), "result_absent", "result"),
        (changed(when=""), "deadline_absent", "deadline"),
        (changed(when="абракадабра"), "deadline_unreadable", "deadline"),
        (changed(when="31.02.2023"), "deadline_unreadable", "deadline"),
        (changed(when="2019 г."), "outside_period", "deadline"),
        (changed(when="май 2027 г."), "outside_period", "deadline"),
        (changed(when="по отдельному графику"), "deadline_undecided", "deadline"),
        (changed(who="Зимина А.В. Зимина А.В."), "executor_repeated", "executors"),
        (changed(who="Зымина А.В."), "person_spelt_twice", "executors"),
        (changed(result="Положение 3"), "stray_number", "result"),
        (changed(1), "number_repeated", "number"),
        (("", *changed()[1:]), "number_absent", "number"),
        (changed(result="2023 г. – 5 пар 2024-2021 7 пар"), "reversed_years", "result"),
        (changed(what="Охват: не менее 10% не менее 20% не менее 30%", when="01.02.2023 01.03.2023"), "targets_unpaired", "title"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_row_and_column(row, code, column):
    found = [finding for finding in read(RIGHT, row).findings if finding.code == code]
    assert [(finding.where, finding.column) for finding in found] == [(1, column)]
    assert found[0].sentence.endswith((".", "…"))


def test_reversed_years_of_a_deadline_are_an_error_and_give_no_date():
    reading = read(RIGHT, changed(when="2024-2021 гг."))
    assert reading.measures[1].deadline.occurrences == ()
    found = next(finding for finding in reading.findings if finding.code == "reversed_years")
    assert (found.where, found.severity) == (1, Severity.ERROR)


def test_august_before_a_school_year_and_the_year_after_the_reporting_one_are_in_order():
    codes = {finding.code for finding in read(changed(1, when="до 25.08.2022")).findings}
    assert "outside_period" not in codes
    later = changed(1, when="ежегодно, до 25 марта года, следующего за отчетным периодом")
    codes = {finding.code for finding in read(later, title="Дорожная карта на 2021-2023 гг.").findings}
    assert "outside_period" not in codes


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("1", "2", "4"), "Нет строки с номером 3."),
        (("1.1", "1.4"), "Нет строк с номерами 1.2, 1.3."),
        (("1", "12"), "Нет строк с номерами 2, 3, 4, 5, 6, 7 и ещё 4."),
    ],
)
def test_missing_numbers_are_named(numbers, said):
    reading = read(*[(number, *changed()[1:]) for number in numbers])
    assert [finding.sentence for finding in reading.findings] == [said]


def test_numbers_that_begin_anew_in_each_section_are_in_order():
    reading = read(
        ("Раздел 1", "", "", "", ""), RIGHT, changed(2), ("Раздел 2", "", "", "", ""), RIGHT, changed(2)
    )
    assert [finding.code for finding in reading.findings] == []


@pytest.mark.parametrize("other", ["Зимин А.В.", "Зиминой А.В.", "Зимина А.Б.", "Зорина А.В."])
def test_cases_and_other_persons_are_no_misspellings(other):
    assert "person_spelt_twice" not in {finding.code for finding in read(RIGHT, changed(who=other)).findings}


def test_a_beginning_in_the_middle_of_a_sentence_is_told_only_after_an_open_one():
    leaked = read(("1", "Подготовка положения о", *RIGHT[2:]), changed(what="наставничестве. Сбор запросов"))
    assert ("leaked_text", 1) in {(finding.code, finding.where) for finding in leaked.findings}
    closed = read(("1", "Подготовка положения.", *RIGHT[2:]), changed(what="сбор запросов"))
    assert "leaked_text" not in {finding.code for finding in closed.findings}


@pytest.mark.parametrize(
    "front",
    [
        "УТВЕРЖДЕНА\nприказом директора от 10.09.2022 № 5-од",
        "ПРИКАЗ\n10.09.2022\n№ 5-од\nОб утверждении дорожной карты",
        "П Р И К А З\nот «10» сентября 2022 г. № 5-од\nО наставничестве",
    ],
)
def test_a_deadline_before_the_order_is_told(front):
    reading = read(RIGHT, changed(), front=front)
    assert reading.order and (reading.order.number, str(reading.order.day)) == ("5-од", "2022-09-10")
    assert [(finding.code, finding.where) for finding in reading.findings] == [("before_order", 0)]


def test_marks_side_by_side_in_a_table_are_read_apart():
    marks = table_of(
        [
            ["СОГЛАСОВАНО", "УТВЕРЖДАЮ"],
            ["Председатель совета", "Директор школы № 5"],
            ["________ И.К. Лесков", "________ Т.В. Ольхина"],
            ["«1» сентября 2022 г.", "02.09.2022"],
        ]
    )
    reading = read_roadmap(
        Document((marks, Paragraph("Дорожная карта на 2022-2023 гг."), table_of((HEAD, RIGHT))))
    )
    assert [(mark.word, mark.post, mark.person, str(mark.day)) for mark in reading.marks] == [
        ("СОГЛАСОВАНО", "Председатель совета", "И.К. Лесков", "2022-09-01"),
        ("УТВЕРЖДАЮ", "Директор школы № 5", "Т.В. Ольхина", "2022-09-02"),
    ]
    assert reading.title == "Дорожная карта на 2022-2023 гг."


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("План мероприятий на 2022/2023 учебный год", ("2022-09-01", "2023-08-31")),
        ("ДОРОЖНАЯ КАРТА наставничества на 2021-2024 гг.", ("2021-01-01", "2024-12-31")),
        ("Дорожная карта с 2020 по 2022 год", ("2020-01-01", "2022-12-31")),
        ("Дорожная карта с 01.10.2022 по 31.05.2023", ("2022-10-01", "2023-05-31")),
        ("План работы на 2023 год", ("2023-01-01", "2023-12-31")),
        ("Дорожная карта на 2020 – 2024 учебный год", ("2020-01-01", "2024-12-31")),
    ],
)
def test_periods_of_titles(title, period):
    reading = read(RIGHT, title=title)
    assert reading.title == title
    assert reading.period and tuple(map(str, reading.period)) == period


def test_a_period_in_the_wrong_order_or_of_no_year_is_asked_for():
    for title in ("Дорожная карта на 2024-2021 гг.", "Дорожная карта к 2024 году", "Дорожная карта"):
        reading = read(RIGHT, title=title)
        assert reading.period is None
        assert reading.findings[0].code == "period_absent"
