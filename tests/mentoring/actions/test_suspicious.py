"""Whoever looks like somebody known is decided on by a person; a strange table is read as a person says."""

from collections.abc import Sequence
from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.base_loading import (
    give_back_import,
    import_base,
    load_base,
    start_import,
)
from nastavnik.mentoring.actions.bases import check_base, choose_columns, decide_rows
from nastavnik.mentoring.jobs import write_base
from nastavnik.mentoring.models import ColumnMemory, ImportProgress, ImportRow, ImportRun, Need, Programme
from nastavnik.registry.models import Person
from nastavnik.rulebook.import_plan import Decision, Verdict
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october
from tests.mentoring.sheets import VERA, check, load, states

pytestmark = [pytest.mark.django_db, in_october]

ALIKE = (1, "Зимин Данил Олегович", "8 911 000-00-09", 2012, "химия")
NAMESAKE = (1, "Зимин Даниил Олегович", "8 911 000-00-09", 2012, "химия")
STRANGE: list[list[Any]] = [
    ["Список 8 «А» класса", None, None, None, None],
    ["Фамилия", "Имя", "Класс", "Родился", "Что нужно"],
    ["Соколова", "Вера", "8а", 2012, "робототехника"],
]
CHOSEN = {0: "last", 1: "first", 2: "class_name", 3: "birth", 4: "request"}


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


def strange(by: AccountActor, programme: Programme, cells: Sequence[Sequence[Any]] = STRANGE) -> ImportRun:
    with acting(by):
        return check_base(by=by, programme=programme, side="mentee", cells=cells, file_name="список.csv")


def decide(by: AccountActor, run: ImportRun, **rows: Decision) -> None:
    with acting(by):
        decide_rows(by=by, run=run, decisions={int(name[1:]): chosen for name, chosen in rows.items()})


def people() -> int:
    with make.owning():
        return Person.objects.count()


@pytest.mark.parametrize("row", [ALIKE, NAMESAKE])
def test_suspicious_row_is_not_written_until_decided(
    svetlana: AccountActor, programme: Programme, house: House, row: tuple[Any, ...]
) -> None:
    run = check(svetlana, programme, "mentee", row)
    assert states(svetlana, run) == ["suspicious"]
    with acting(svetlana):
        assert ImportRow.objects.get(run=run).candidates == [house.danya.pk]
        with pytest.raises(Refused, match="Сначала решите, кто это: строки файла: 2"):
            import_base(by=svetlana, run=run)


def test_the_same_person_is_corrected(svetlana: AccountActor, programme: Programme, house: House) -> None:
    run, before = check(svetlana, programme, "mentee", ALIKE), people()
    decide(svetlana, run, r2=Decision(Verdict.SAME, house.danya.pk))
    with acting(svetlana):
        assert {change["field"] for change in ImportRow.objects.get(run=run).changes} == {
            "participation", "name", "contact",
        }  # fmt: skip
        import_base(by=svetlana, run=run)
    assert people() == before
    with make.owning():
        assert Person.objects.get(pk=house.danya.pk).first_name == "Данил"
        assert Need.objects.get(person=house.danya).text == "химия"


@pytest.mark.parametrize("row", [ALIKE, NAMESAKE])
def test_another_person_is_added_and_the_same_file_again_changes_nothing(
    svetlana: AccountActor, programme: Programme, house: House, row: tuple[Any, ...]
) -> None:
    run, before = check(svetlana, programme, "mentee", row), people()
    decide(svetlana, run, r2=Decision(Verdict.OTHER))
    with acting(svetlana):
        import_base(by=svetlana, run=run)
    assert people() == before + 1
    assert states(svetlana, check(svetlana, programme, "mentee", row)) == ["same"]


def test_skipped_row_is_left_out(svetlana: AccountActor, programme: Programme) -> None:
    run, before = check(svetlana, programme, "mentee", ALIKE, VERA), people()
    decide(svetlana, run, r2=Decision(Verdict.SKIP))
    with acting(svetlana):
        import_base(by=svetlana, run=run)
    assert people() == before + 1


def test_somebody_who_was_not_offered_is_refused(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    run = check(svetlana, programme, "mentee", ALIKE)
    with pytest.raises(Refused, match="нет среди похожих"):
        decide(svetlana, run, r2=Decision(Verdict.SAME, house.maria.pk))


def test_two_rows_for_one_person_are_refused(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    run = check(svetlana, programme, "mentee", ALIKE, (2, "Зимин Даниил", "", 2012, "физика"))
    both = Decision(Verdict.SAME, house.danya.pk)
    with pytest.raises(Refused, match="сразу несколько строк"):
        decide(svetlana, run, r2=both, r3=both)


def test_wrong_rows_may_be_left_out_by_choice(svetlana: AccountActor, programme: Programme) -> None:
    run, before = check(svetlana, programme, "mentee", VERA, (2, "Котов", "", "20O8", "")), people()
    with acting(svetlana):
        load_base(by=svetlana, run=run, without_wrong=True)
    assert people() == before + 1


def test_strange_table_waits_for_its_columns_and_is_remembered(
    svetlana: AccountActor, programme: Programme
) -> None:
    run = strange(svetlana, programme)
    assert run.state == ImportRun.State.COLUMNS
    assert states(svetlana, run) == []
    with acting(svetlana), pytest.raises(Refused, match="нет столбца «Основной запрос наставляемого»"):
        choose_columns(by=svetlana, run=run, columns={0: "last", 1: "first", 3: "birth"})
    with acting(svetlana):
        run = choose_columns(by=svetlana, run=run, columns=CHOSEN)
        import_base(by=svetlana, run=run)
    with make.owning():
        vera = Person.objects.get(last_name="Соколова")
        assert (vera.class_name, vera.birth_year) == ("8 «А»", 2012)
        assert ImportRun.objects.get(pk=run.pk).cells == []
    again = strange(svetlana, programme)
    assert (again.state, states(svetlana, again)) == (ImportRun.State.CHECKED, ["same"])


def test_columns_of_another_school_are_not_remembered_here(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    with acting(svetlana):
        choose_columns(by=svetlana, run=strange(svetlana, programme), columns=CHOSEN)
    boris = make.actor("boris")
    assert strange(boris, pairing.programme(house.gymnasium)).state == ImportRun.State.COLUMNS
    with acting(boris):
        assert ColumnMemory.objects.count() == 0


def test_long_file_goes_to_the_worker_and_may_be_given_back(
    svetlana: AccountActor, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nastavnik.mentoring.actions.base_loading.AT_ONCE", 1)
    run, before = (
        check(svetlana, programme, "mentee", VERA, (2, "Котов Ян Львович", "", 2012, "химия")),
        people(),
    )
    with acting(svetlana):
        run = load_base(by=svetlana, run=run)
        assert run.state == ImportRun.State.WRITING
        assert ImportProgress.objects.get(run=run).total == 2
        with pytest.raises(Refused, match="записывается"):
            start_import(by=svetlana, run=run)
        assert (
            give_back_import(by=svetlana, run=run, reason="Запись прервалась.").failure
            == "Запись прервалась."
        )
        run = start_import(by=svetlana, run=run)
        told: list[int] = []
        import_base(by=svetlana, run=run, progress=told.append)
    assert (people(), told[-1]) == (before + 2, 2)


def test_worker_writes_a_long_file_and_tells_its_end(
    svetlana: AccountActor, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nastavnik.mentoring.actions.base_loading.AT_ONCE", 0)
    run, before = check(svetlana, programme, "mentee", VERA), people()
    with acting(svetlana):
        load_base(by=svetlana, run=run)
    assert people() == before
    write_base(run_id=run.pk, account_id=svetlana.account_id or 0, without_wrong=False)
    assert people() == before + 1
    with make.owning():
        assert ImportRun.objects.get(pk=run.pk).state == ImportRun.State.WRITTEN


def test_refusal_met_by_the_worker_returns_the_file_to_the_decision(
    svetlana: AccountActor, programme: Programme
) -> None:
    run, before = check(svetlana, programme, "mentee", VERA), people()
    with acting(svetlana):
        start_import(by=svetlana, run=run)
    make.person(programme.institution, "Соколова Вера Ильинична", birth_year=2012)
    write_base(run_id=run.pk, account_id=svetlana.account_id or 0, without_wrong=False)
    with make.owning():
        kept = ImportRun.objects.get(pk=run.pk)
    assert (kept.state, people()) == (ImportRun.State.CHECKED, before + 1)
    assert "сведения в реестре изменились" in kept.failure


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_nobody_else_decides(svetlana: AccountActor, programme: Programme, login: str) -> None:
    run, stranger = check(svetlana, programme, "mentee", ALIKE), make.actor(login)
    for deed in (
        lambda: decide_rows(by=stranger, run=run, decisions={2: Decision(Verdict.OTHER)}),
        lambda: choose_columns(by=stranger, run=run, columns=CHOSEN),
        lambda: start_import(by=stranger, run=run),
        lambda: give_back_import(by=stranger, run=run, reason="x"),
    ):
        with acting(stranger), pytest.raises(Denied, match="загружает куратор"):
            deed()


def test_loaded_file_of_a_class_list_keeps_what_the_register_knows(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    load(svetlana, programme, "mentee", NAMESAKE)
    with make.owning():
        danya = Person.objects.get(pk=house.danya.pk)
        assert (danya.class_name, danya.birth_date) == ("8 «А»", house.danya.birth_date)
