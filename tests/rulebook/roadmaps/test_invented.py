"""The five invented road maps as they are pasted: every number, day and slip, written by hand."""

from datetime import date

import pytest

from nastavnik.kit.documents import read_pasted
from nastavnik.rulebook.deadlines import Deadline
from nastavnik.rulebook.roadmaps import Reading, read_roadmap
from tests.rulebook.roadmaps import invented


def reading_of(text: str) -> Reading:
    return read_roadmap(read_pasted(text))


def days_of(deadline: Deadline) -> list[str]:
    return [f"{span.start or ''}..{span.end or ''}" for span in deadline.occurrences]


def codes_of(reading: Reading) -> set[tuple[str, int | None]]:
    return {(finding.code, finding.where) for finding in reading.findings}


def whole_years(first: int, last: int) -> str:
    return f"{first}-01-01..{last}-12-31"


def each_year(day: str, first: int, last: int) -> list[str]:
    return [day.replace("Y", str(year)) for year in range(first, last + 1)]


@pytest.fixture(scope="module")
def town() -> Reading:
    return reading_of(invented.TOWN)


@pytest.fixture(scope="module")
def school() -> Reading:
    return reading_of(invented.SCHOOL)


@pytest.fixture(scope="module")
def region() -> Reading:
    return reading_of(invented.REGION)


@pytest.fixture(scope="module")
def district() -> Reading:
    return reading_of(invented.DISTRICT)


@pytest.fixture(scope="module")
def cycle() -> Reading:
    return reading_of(invented.CYCLE)


def test_town_has_its_title_period_and_order(town):
    assert town.title == (
        "План мероприятий (дорожная карта) развития наставничества в школах Заозёрного городского округа на 2021 - 2024 г.г."
    )
    assert town.period == (date(2021, 1, 1), date(2024, 12, 31))
    assert town.order and (town.order.kind, town.order.number, town.order.day) == (
        "приказ",
        "214",
        date(2020, 12, 21),
    )


def test_town_rows_torn_by_pages_are_whole(town):
    assert [(m.number, m.section.number, m.title) for m in town.measures] == [
        ("1.1", "1.", "Разработка положений о наставничестве"),
        ("1.2", "1.", "Составление списка школ, где есть наставники; перечня кураторов"),
        ("2.1", "2.", "Сопровождение опорной школы № 3 «Шаг навстречу» (приказ от 05.02.2020г. № 31)"),
        ("2.2", "2.", "Клуб молодых учителей"),
        ("2.3.", "2.", "Городской конкурс наставников"),
        ("3.1", "3.", "Совещания по вопросам наставничества для • директоров • заместителей"),
        ("3.2.", "3.", "Тематические проверки в школах г. Заозёрного"),
        ("3.3.", "3.", "Сборник лучших практик"),
    ]
    assert [s.title for s in town.sections] == ["Документы", "Поддержка", "Встречи и проверки"]
    torn = town.measures[5]
    assert torn.deadline.text == "2021-2024 (по отдельному графику)"
    assert torn.participants == "Директора; заместители; кураторы"
    assert torn.result == "Сведены данные о наставничестве в школах."
    assert town.measures[1].executors_text == "Методический центр"


def test_town_years_are_whole_and_one_begins_before_the_period(town):
    assert [days_of(m.deadline) for m in town.measures] == [
        [whole_years(2021, 2021)],
        [whole_years(2021, 2021)],
        [whole_years(2020, 2022)],
        [whole_years(2021, 2024)],
        [whole_years(2021, 2024)],
        [whole_years(2021, 2024)],
        [whole_years(2021, 2024)],
        [whole_years(2021, 2022)],
    ]
    assert codes_of(town) == {("outside_period", 2), ("deadline_undecided", 5)}


def test_town_indicators_have_a_target_for_each_year(town):
    assert [(i.name, i.unit, [(t.year, t.value) for t in i.targets]) for i in town.indicators] == [
        ("Доля учеников 10–18 лет, у которых есть наставник, %", "%", [(2021, 15), (2022, 25), (2023, 40), (2024, 60)]),
        ("Доля старшеклассников, ставших наставниками, %", "%", [(2021, 2), (2022, 4), (2023, 6), (2024, 9)]),
        ("Доля молодых учителей, у которых есть наставник", "%", [(2021, 30), (2022, 45), (2023, 60), (2024, 75)]),
    ]  # fmt: skip


def test_school_keeps_its_numbers_as_printed(school):
    assert [m.number for m in school.measures] == (
        [
            "1.2.",
            "1.3.",
            "1.5.",
            "1.6",
            "1.7.",
            "2.1",
            "2.5",
            "2.7",
            "2.5",
            "",
            "3.1",
            "3.2",
            "3.4",
            "3.5",
            "3.7",
            "4.1",
            "4.2",
        ]
    )
    assert [m.section.number if m.section else None for m in school.measures] == (
        ["1."] * 5 + ["2"] * 5 + [None] * 5 + ["4"] * 2
    )
    assert school.period == (date(2020, 1, 1), date(2024, 12, 31))
    assert school.marks[0].word == "УТВЕРЖДАЮ"
    assert (school.marks[0].post, school.marks[0].person) == ("Директор МБОУ СОШ №7", "Т.В.Ольхина")


def test_school_deadlines(school):
    until = "..2022-08-30"
    assert [days_of(m.deadline) for m in school.measures] == [
        [until], ["..2022-08-03"], [until], [until], [until],
        each_year("..Y-10-15", 2022, 2024),
        each_year("..Y-08-30", 2022, 2024),
        [whole_years(2020, 2024)], [whole_years(2020, 2024)], [whole_years(2020, 2024)],
        ["2022-08-01..2022-08-31"],
        each_year("Y-09-01..Y-09-15", 2020, 2024),
        [],
        each_year("..Y-10-30", 2020, 2024),
        ["2023-05-01..2023-05-31"],
        [whole_years(2020, 2024)], [whole_years(2020, 2024)],
    ]  # fmt: skip
    assert school.measures[14].deadline.needs_person


def test_school_slips_are_found_at_their_rows(school):
    rows = {(code, where) for code, where in codes_of(school) if code != "deadline_undecided"}
    assert rows == {
        ("number_missing", None), ("section_missing", None),
        ("stray_number", 2),  # «Дорожная карта 2»
        ("leaked_text", 4),  # «школы. Разработка…»
        ("person_spelt_twice", 4), ("person_spelt_twice", 5), ("person_spelt_twice", 6),
        ("number_repeated", 8), ("number_out_of_order", 8), ("number_absent", 9),
        ("result_absent", 12), ("executor_absent", 15), ("executor_repeated", 16),
    }  # fmt: skip
    sentences = {finding.code: finding.sentence for finding in school.findings}
    assert "«Перепилкина А.В.» — похоже, это «Перепёлкина А.В.»" in sentences["person_spelt_twice"]
    assert "«школы.»" in sentences["leaked_text"]
    assert "3.1" in sentences["section_missing"]


def test_school_lists_lose_their_tags(school):
    assert school.measures[3].title == (
        "Издание приказов о наставничестве, где указаны: - сроки работы; - ответственные; - порядок отчёта перед советом"
    )
    assert school.measures[7].title == "Формирование базы наставников школы"
    assert school.measures[7].result == "База наставников готовых помогать, включая:\n- учеников;"


def test_region_has_executors_by_level(region):
    assert region.period == (date(2020, 1, 1), date(2024, 12, 31))
    assert [m.number for m in region.measures] == [
        "1.1.",
        "1.2.",
        "2.1",
        "2.2.",
        "2.3.",
        "3.1.",
        "3.2.",
        "3.3.",
    ]
    assert [(one.level, one.text) for one in region.measures[2].executors] == [
        ("региональные", "ИРО"),
        ("ОО", "Кураторы школ (далее – кураторы), ответственные за обучение"),
    ]
    assert [one.level for one in region.measures[0].executors] == ["региональные"]
    assert region.measures[1].executors_text == "Министерство, ИРО; Руководители ОО"


def test_region_deadlines(region):
    years = [whole_years(year, year) for year in range(2021, 2025)]
    assert [days_of(m.deadline) for m in region.measures] == [
        ["2020-07-01..2020-07-31"], ["2020-08-01..2020-08-31"], ["2020-10-01..2020-10-31"],
        ["2020-10-01..2020-10-31", *years], years,
        [whole_years(2022, 2022), whole_years(2024, 2024)], years, [whole_years(2020, 2020), *years],
    ]  # fmt: skip


def test_region_targets_stand_in_the_results(region):
    found = [
        [(t.year, t.value, t.unit, t.comparison, t.is_yearly) for t in m.targets] for m in region.measures
    ]
    assert found == [
        [], [],
        [(None, 60, "кураторов", "", False)],
        [(2020, 1, "семинар", "", False), (None, 3, "семинара", "", True), (None, 80, "участников", "не менее", False)],
        [(None, 90, "чел.", "", True)],
        [(None, 120, "человек", "не менее", False)],
        [(year, value, "участников", "", False) for year, value in ((2021, 20), (2022, 40), (2023, 60), (2024, 80))],
        [(None, 25, "публикаций", "не менее", True)],
    ]  # fmt: skip
    assert codes_of(region) == {("reversed_years", 3)}
    assert "2021-2013" in region.findings[0].sentence


def test_district_drops_empty_rows_and_repeated_headings(district):
    assert [m.number for m in district.measures] == ["2.", "3.", "5.", "6.", "7.", "8."]
    assert district.measures[4].title == "Участие в конкурсе наставников области"
    assert district.order and (district.order.number, district.order.day) == ("101-р", date(2020, 11, 12))
    empty = next(finding for finding in district.findings if finding.code == "row_empty")
    assert "1., 4." in empty.sentence


def test_district_pairs_percentages_with_days(district):
    assert [(t.day, t.value, t.unit, t.comparison) for t in district.measures[3].targets] == [
        (date(2020, 12, 31), 10, "%", "не менее"),
        (date(2021, 12, 31), 20, "%", "не менее"),
        (date(2022, 12, 31), 35, "%", "не менее"),
    ]
    assert days_of(district.measures[1].deadline) == [
        f"{year}-08-01..{year}-08-01" for year in (2020, 2021, 2022)
    ]


def test_district_days_before_the_order_are_told(district):
    assert codes_of(district) == {
        ("period_absent", None), ("row_empty", None), ("before_order", 0), ("before_order", 1),
    }  # fmt: skip


def test_cycle_is_read_under_the_last_year_named_above_it(cycle):
    assert cycle.title == "Циклограмма наставничества"
    assert [m.deadline.text for m in cycle.measures] == [
        "сентябрь", "сентябрь-октябрь", "октябрь", "октябрь-апрель", "май-июнь",
    ]  # fmt: skip
    assert days_of(cycle.measures[3].deadline) == ["2020-10-01..2021-04-30"]
    assert cycle.school_year == "2020-2021" and cycle.order is None
    assert codes_of(cycle) == {("period_chosen", None)}
    assert "2019-2020 учебный год, 2020-2021 учебный год" in cycle.findings[0].sentence
    assert cycle.measures[4].result == "Итоги сопоставлены с целями.\nМаршрут уточнён на следующий год."
    assert [(i.unit, [(t.year, t.value) for t in i.targets]) for i in cycle.indicators] == [
        ("%", [(2020, 12), (2021, 27)]),
        ("%", [(2020, 3), (2021, 5)]),
    ]


def test_years_named_in_no_order_decide_nothing_and_are_asked_about_once():
    later, earlier = "2021-2022 учебный год", "2020-2021 учебный год"
    text = invented.CYCLE.replace("2019-2020 учебный год", later)
    reading = reading_of(text)
    assert reading.period is None and reading.suggested_periods == (later, earlier)
    assert all(m.deadline.needs_person for m in reading.measures)
    assert codes_of(reading) == {("period_absent", None)}
    assert "(5\u00a0мероприятий)" in reading.findings[0].sentence


def test_cycle_with_its_school_year_has_days():
    reading = read_roadmap(read_pasted(invented.CYCLE), school_year="2021-2022")
    assert [days_of(m.deadline) for m in reading.measures] == [
        ["2021-09-01..2021-09-30"], ["2021-09-01..2021-10-31"], ["2021-10-01..2021-10-31"],
        ["2021-10-01..2022-04-30"], ["2022-05-01..2022-06-30"],
    ]  # fmt: skip
    assert reading.suggested_periods == ()


@pytest.mark.parametrize("name", ["TOWN", "SCHOOL", "REGION", "DISTRICT", "CYCLE"])
def test_rows_without_their_last_tabs_read_the_same(name):
    text = getattr(invented, name)
    trimmed = "\n".join(line.rstrip("\t") for line in text.split("\n"))
    assert trimmed != text or name == "CYCLE"
    whole, ragged = reading_of(text), reading_of(trimmed)
    assert [(m.number, m.title, m.executors, m.result, m.deadline) for m in ragged.measures] == [
        (m.number, m.title, m.executors, m.result, m.deadline) for m in whole.measures
    ]
    assert ragged.sections == whole.sections and ragged.findings == whole.findings
