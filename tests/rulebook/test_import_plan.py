"""What an import would change."""

from dataclasses import replace
from datetime import date

import pytest

from nastavnik.rulebook.ages import AgeBand, Birth
from nastavnik.rulebook.base_forms import BaseRow, Problem
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.import_plan import (
    FIELD_LABELS,
    Decision,
    Known,
    PlannedRow,
    PlannedState,
    Verdict,
    changed_fields,
    counts,
    plan_import,
    values_of,
)
from nastavnik.rulebook.names import FullName

DANYA = BaseRow(
    2,
    Side.MENTEE,
    FullName("Котов", "Даниил", "Олегович"),
    contact="мать",
    birth=Birth(2012),
    request="физика",
    entered=date(2026, 9, 15),
)
MARIA = BaseRow(
    3,
    Side.MENTOR,
    FullName("Зимина", "Мария", "Ивановна"),
    competences="физика",
    ages=AgeBand(12, 16),
    capacity=2,
)


def known(row: BaseRow) -> Known:
    return Known(7, row.name, row.birth, values_of(row))


def states(plan: list[PlannedRow]) -> list[PlannedState]:
    return [row.state for row in plan]


def test_unknown_person_is_new() -> None:
    plan = plan_import([DANYA], [])
    assert states(plan) == [PlannedState.NEW]
    assert plan[0].row is DANYA
    assert plan[0].known_id is None


@pytest.mark.parametrize("row", [DANYA, MARIA])
def test_same_file_twice_changes_nothing(row: BaseRow) -> None:
    plan = plan_import([row], [known(row)])
    assert states(plan) == [PlannedState.SAME]
    assert (plan[0].known_id, plan[0].changed_fields) == (7, ())


def test_changes_are_named_by_field() -> None:
    row = replace(DANYA, contact="отец", request="физика  и химия")
    (planned,) = plan_import([row], [known(DANYA)])
    assert planned.state is PlannedState.CHANGED
    assert planned.changed_fields == ("contact", "request")
    assert all(name in FIELD_LABELS for name in values_of(DANYA) | values_of(MARIA))


def test_empty_cell_and_spaces_change_nothing() -> None:
    row = replace(DANYA, contact="", entered=None, request=" физика ")
    assert changed_fields(row, values_of(DANYA)) == ()


def test_more_exact_birth_is_a_change() -> None:
    row = replace(DANYA, birth=Birth(2012, date(2012, 5, 3)))
    assert changed_fields(row, values_of(DANYA)) == ("birth_date",)
    assert plan_import([row], [known(DANYA)])[0].known_id == 7


def test_spelling_of_the_name_does_not_make_another_person() -> None:
    row = replace(DANYA, name=FullName("КОТОВ".title(), "Даниил", "Олегович"))
    other = Known(7, FullName("Котов", "Даниил", "Олегович"), Birth(2012), values_of(row))
    assert states(plan_import([row], [other])) == [PlannedState.SAME]
    yo = replace(DANYA, name=FullName("Семёнов", "Пётр"))
    plan = plan_import([yo], [Known(8, FullName("Семенов", "Петр"), Birth(2012), values_of(DANYA))])
    assert (plan[0].known_id, plan[0].state) == (8, PlannedState.CHANGED)


def test_mentee_of_another_year_is_another_person() -> None:
    assert states(plan_import([DANYA], [Known(7, DANYA.name, Birth(2011), None)])) == [PlannedState.NEW]


@pytest.mark.parametrize("birth", [Birth(2012), None])
def test_name_and_year_alone_are_suspicious(birth: Birth | None) -> None:
    (planned,) = plan_import([DANYA], [Known(7, DANYA.name, birth, None)])
    assert (planned.state, planned.known_id) == (PlannedState.SUSPICIOUS, None)
    assert planned.candidates == (7,)


@pytest.mark.parametrize(
    ("row", "person"),
    [
        (
            replace(DANYA, birth=Birth(2012, date(2012, 5, 3))),
            Known(7, DANYA.name, Birth(2012, date(2012, 5, 3))),
        ),
        (
            replace(DANYA, guardian=FullName("Котова", "Анна", "Петровна")),
            Known(7, DANYA.name, Birth(2012), own={"guardian": "Котова Анна Петровна"}),
        ),
        (
            replace(DANYA, contact="мама, 8 (900) 123-45-67"),
            Known(7, DANYA.name, Birth(2012), own={"contact": "+7 900 123 45 67"}),
        ),
    ],
)
def test_date_guardian_or_telephone_makes_the_namesake_sure(row: BaseRow, person: Known) -> None:
    (planned,) = plan_import([row], [person])
    assert (planned.state, planned.known_id) == (PlannedState.CHANGED, 7)
    assert planned.changed_fields == ("participation",)


@pytest.mark.parametrize(
    ("name", "birth", "own", "is_alike"),
    [
        (FullName("Котав", "Даниил", "Олегович"), Birth(2012), {}, True),
        (FullName("Котов", "Данил", "Олегович"), Birth(2012), {}, True),
        (FullName("Котов", "Даниил"), Birth(2012), {}, True),
        (FullName("Котов", "Данил", "Олегович"), Birth(2011), {}, False),
        (FullName("Котов", "Денис", "Олегович"), Birth(2012), {}, False),
        (FullName("Котов", "Данил", "Олегович"), None, {"class_name": "8 «А»"}, True),
        (FullName("Котов", "Данил", "Олегович"), None, {"class_name": "8 «Б»"}, False),
    ],
)
def test_nearly_the_same_name_is_suspicious(
    name: FullName, birth: Birth | None, own: dict[str, str], is_alike: bool
) -> None:
    row = replace(DANYA, class_name="8 «А»")
    (planned,) = plan_import([row], [Known(7, name, birth, own=own)])
    assert planned.state is (PlannedState.SUSPICIOUS if is_alike else PlannedState.NEW)


@pytest.mark.parametrize(
    ("decision", "state", "known_id"),
    [
        (Decision(Verdict.SAME, 7), PlannedState.CHANGED, 7),
        (Decision(Verdict.OTHER), PlannedState.NEW, None),
        (Decision(Verdict.SKIP), PlannedState.SKIPPED, None),
        (Decision(Verdict.SAME, 99), PlannedState.SUSPICIOUS, None),
    ],
)
def test_decision_says_who_the_suspicious_row_is(
    decision: Decision, state: PlannedState, known_id: int | None
) -> None:
    (planned,) = plan_import([DANYA], [Known(7, DANYA.name, Birth(2012))], decisions={2: decision})
    assert (planned.state, planned.known_id) == (state, known_id)


def test_of_two_namesakes_in_the_base_the_unchanged_one_is_meant() -> None:
    other = Known(8, DANYA.name, Birth(2012), values_of(DANYA) | {"request": "химия"})
    (planned,) = plan_import([DANYA], [known(DANYA), other])
    assert (planned.state, planned.known_id) == (PlannedState.SAME, 7)


def test_known_year_wins_over_a_namesake_without_one() -> None:
    without, with_year = Known(7, DANYA.name, None, None), Known(8, DANYA.name, Birth(2012), None)
    assert plan_import([DANYA], [without, with_year])[0].candidates == (8,)


def test_whole_dates_that_differ_are_two_persons() -> None:
    row = replace(DANYA, birth=Birth(2012, date(2012, 5, 3)))
    other = Known(7, DANYA.name, Birth(2012, date(2012, 5, 4)), values_of(DANYA))
    assert states(plan_import([row], [other])) == [PlannedState.NEW]


def test_several_known_namesakes_are_left_to_a_person() -> None:
    (planned,) = plan_import([MARIA], [Known(7, MARIA.name), Known(8, MARIA.name, Birth(1980))])
    assert (planned.state, planned.candidates) == (PlannedState.SUSPICIOUS, (7, 8))


def test_two_rows_for_one_person_are_both_wrong() -> None:
    older = replace(DANYA, number=5, birth=Birth(2010))
    plan = plan_import([DANYA, older], [Known(7, DANYA.name, None, values_of(DANYA))])
    assert states(plan) == [PlannedState.WRONG, PlannedState.WRONG]
    assert all(row.problems and row.known_id is None for row in plan)


def test_rows_with_problems_stand_in_the_plan_as_wrong() -> None:
    problems = [
        Problem(4, "D", "Год", "x", "не год", "Впишите"),
        Problem(4, "E", "Запрос", "", "пусто", "Впишите"),
    ]
    plan = plan_import([MARIA, DANYA], [known(MARIA)], problems)
    assert [row.number for row in plan] == [2, 3, 4]
    assert len(plan[2].problems) == 2
    assert counts(plan) == {
        PlannedState.NEW: 1,
        PlannedState.CHANGED: 0,
        PlannedState.SAME: 1,
        PlannedState.SUSPICIOUS: 0,
        PlannedState.SKIPPED: 0,
        PlannedState.WRONG: 1,
    }
