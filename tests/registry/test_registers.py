"""Lists of organisations and of contingents: read in any shape, decided on, written whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from nastavnik.access.jobs import write_register
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.actions.register_loading import (
    give_back_register,
    load_register,
    start_register,
)
from nastavnik.registry.actions.registers import (
    check_register,
    choose_register_columns,
    decide_register_rows,
    discard_register,
    import_register,
)
from nastavnik.registry.models import Contingent, Organisation, RegisterImport, RegisterProgress
from nastavnik.registry.queries.registers import lines_of
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring.sheets import xlsx

pytestmark = pytest.mark.django_db

ORGANISATIONS: list[list[Any]] = [
    ["Краткое наименование", "Полное наименование", "Муниципалитет", "Учредитель", "ИНН", "Руководитель (И. О. Фамилия)"],
    ["Школа №\n5", None, "г. Северогорск", None, None, "И. И. Новая"],
    ["Лицей № 1", "Лицей № 1 Озёрного района", "Озёрный район", "Управление образования", None, None],
]  # fmt: skip
WIDE: list[list[Any]] = [
    ["Организация", "10 лет", "11 лет"],
    ["Школа № 5", 40, 41],
    ["Гимназия № 2", 50, 0],
    ["Итого", 90, 41],
]


def check(by: str, node: Organisation, cells: list[list[Any]], kind: str = "organisations") -> RegisterImport:
    actor = make.actor(by)
    with acting(actor):
        return check_register(by=actor, node=node, kind=kind, year=2026, cells=cells, file_name="список.xlsx")


def write(by: str, run: RegisterImport) -> RegisterImport:
    actor = make.actor(by)
    with acting(actor):
        return import_register(by=actor, run=run)


def states(run: RegisterImport) -> list[str]:
    return [line.state for line in lines_of(run)]


def test_organisations_are_added_under_their_municipality_and_corrected(house: House) -> None:
    run = check("irina", house.region, ORGANISATIONS)
    assert states(run) == ["changed", "new"]
    assert lines_of(run)[0].changes == [["руководитель (и. о. фамилия)", "Н. И. Орлова", "И. И. Новая"]]
    write("irina", run)
    with make.owning():
        lyceum = Organisation.objects.get(short_name="Лицей № 1")
        assert (lyceum.parent_id, lyceum.level) == (house.district.pk, "institution")
        assert lyceum.founder == "Управление образования"
        assert Organisation.objects.get(pk=house.school.pk).head_name == "И. И. Новая"
    again = check("irina", house.region, ORGANISATIONS)
    assert states(again) == ["same", "same"]
    with pytest.raises(Refused, match="загружать нечего"):
        write("irina", again)


def test_organisation_of_the_same_number_is_decided_by_a_person(house: House) -> None:
    cells = [["Краткое наименование", "Учредитель"], ["МАОУ СОШ № 5", "Управление"]]
    run = check("oleg", house.city, cells)
    assert states(run) == ["suspicious"]
    oleg = make.actor("oleg")
    with pytest.raises(Refused, match="те же ли это"):
        write("oleg", run)
    with acting(oleg):
        with pytest.raises(Refused, match="нет среди похожих"):
            decide_register_rows(by=oleg, run=run, decisions={2: f"same:{house.rural.pk}"})
        decide_register_rows(by=oleg, run=run, decisions={2: f"same:{house.school.pk}"})
    write("oleg", run)
    with make.owning():
        assert Organisation.objects.get(pk=house.school.pk).short_name == "МАОУ СОШ № 5"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Лицей", "Горный район", "", ""], "такого муниципалитета нет"),
        (["Лицей", "", "1234567890", ""], "Контрольная цифра"),
        (["Лицей", "", "", "замок"], "такого вида организаций нет"),
        (["", "", "", "гимназия, лицей"], "наименование не вписано"),
    ],
)
def test_wrong_row_says_what_to_mend_and_stops_the_list(house: House, row: list[str], said: str) -> None:
    run = check(
        "irina", house.region, [["Краткое наименование", "Муниципалитет", "ИНН", "Вид организации"], row]
    )
    assert states(run) == ["wrong"]
    assert said in str(lines_of(run)[0].problems)
    with pytest.raises(Refused, match="строки с ошибками"):
        write("irina", run)


def test_contingents_of_many_schools_are_stated_by_whoever_runs_the_territory(house: House) -> None:
    run = check("oleg", house.city, WIDE, "contingents")
    assert states(run) == ["new", "new"]
    write("oleg", run)
    with make.owning():
        stated = Contingent.objects.filter(year=2026).values_list(
            "institution__short_name", "age", "children"
        )
        assert set(stated) == {
            ("Школа № 5", 10, 40), ("Школа № 5", 11, 41), ("Гимназия № 2", 10, 50), ("Гимназия № 2", 11, 0),
        }  # fmt: skip
    assert states(check("oleg", house.city, WIDE, "contingents")) == ["same", "same"]


def test_curator_loads_her_own_contingent_by_year_of_birth_without_a_name(house: House) -> None:
    make.contingent(house.school, 2026, per_age=7)
    cells: list[list[Any]] = [["Год рождения", "Число обучающихся"], [2016, 30], ["2015 г.р.", 31]]
    run = check("svetlana", house.school, cells, "contingents")
    assert run.state == RegisterImport.State.COLUMNS
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        run = choose_register_columns(by=svetlana, run=run, columns={0: "birth_year", 1: "children"})
    write("svetlana", run)
    with make.owning():
        stated = dict(
            Contingent.objects.filter(institution=house.school, year=2026).values_list("age", "children")
        )
    assert (stated[10], stated[11], stated[12]) == (30, 31, 7)
    again = check("svetlana", house.school, cells, "contingents")
    assert (again.state, states(again)) == (RegisterImport.State.CHECKED, ["same"])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([["Организация", "10 лет"], ["Вечерняя школа", 5]], "такой организации нет среди ваших"),
        ([["Организация", "10 лет"], ["Школа № 5", "много"]], "не число детей"),
        (
            [["Организация", "Возраст", "Обучающихся"], ["Школа № 5", 10, 5], ["Школа № 5", 10, 6]],
            "этот возраст уже есть",
        ),
        ([["Организация", "Возраст", "Обучающихся"], ["Школа № 5", 40, 5]], "возраст вне 7–19 лет"),
    ],
)
def test_wrong_contingent_says_what_to_mend(house: House, cells: list[list[Any]], said: str) -> None:
    run = check("oleg", house.city, cells, "contingents")
    assert states(run) == ["wrong"]
    assert said in str(lines_of(run)[0].problems)


def test_columns_that_lack_what_is_needed_are_refused(house: House) -> None:
    with pytest.raises(Refused, match="Не найдена строка с заголовками"):
        check("irina", house.region, [["раз", "два"]])
    run = check("irina", house.region, [["Адрес", "Сайт"], ["ул. Мира, 1", "example.org"]])
    irina = make.actor("irina")
    with acting(irina), pytest.raises(Refused, match="Нужен столбец «Краткое наименование»"):
        choose_register_columns(by=irina, run=run, columns={0: "address"})


@pytest.mark.parametrize(
    ("login", "kind"),
    [
        ("svetlana", "organisations"),
        ("boris", "contingents"),
        ("nina", "contingents"),
        ("tamara", "contingents"),
    ],
)
def test_nobody_else_loads_lists(house: House, login: str, kind: str) -> None:
    run = check("oleg", house.city, WIDE, "contingents")
    stranger = make.actor(login)
    with acting(stranger):
        with pytest.raises(Denied):
            check_register(
                by=stranger, node=house.school, kind=kind, year=2026, cells=WIDE, file_name="a.xlsx"
            )
        for deed in (
            lambda: import_register(by=stranger, run=run),
            lambda: discard_register(by=stranger, run=run),
            lambda: choose_register_columns(by=stranger, run=run, columns={}),
            lambda: decide_register_rows(by=stranger, run=run, decisions={}),
        ):
            with pytest.raises(Denied):
                deed()


def test_list_goes_through_the_pages(house: House, signed_in: SignIn) -> None:
    oleg = signed_in("oleg")
    url = reverse("registry:register_file", args=[house.city.pk, "contingents"])
    assert "За какой год" in oleg.get(url).content.decode()
    template = oleg.get(reverse("registry:register_template", args=[house.city.pk, "contingents"]))
    assert template["Content-Disposition"].startswith("attachment")
    page = oleg.post(url, {"year": "2026", "file": xlsx(WIDE)}, follow=True)
    text = page.content.decode().replace("\u00a0", " ")
    assert "Контингент за 2026 год" in text
    assert "Загрузить: 2 новые" in text
    with make.owning():
        run = RegisterImport.objects.get()
    done = oleg.post(reverse("registry:register_write", args=[run.pk]), follow=True).content.decode()
    assert "загружен: 2\u00a0строки записано" in done


def test_discarded_list_keeps_nothing(house: House, signed_in: SignIn) -> None:
    run = check("irina", house.region, ORGANISATIONS)
    irina = signed_in("irina")
    irina.post(reverse("registry:register_discard", args=[run.pk]))
    with make.owning():
        kept = RegisterImport.objects.get()
    assert (kept.state, kept.cells, kept.rows) == ("discarded", [], [])
    assert irina.get(reverse("registry:register_remarks", args=[run.pk])).status_code == 404


LONG: list[list[Any]] = [
    ["Краткое наименование", "Муниципалитет", "Учредитель"],
    *(
        [f"Школа {first}{second}{second}", "г. Северогорск", "Управление образования"]
        for first in "абвгдежзиклмнопрстуфх"
        for second in "абвгдежзиклмнопрстуфхцчшщ"
    ),
]


def handed_over(house: House) -> RegisterImport:
    run, irina = check("irina", house.region, LONG[:8]), make.actor("irina")
    with acting(irina):
        return start_register(by=irina, run=run)


def kept(run: RegisterImport) -> RegisterImport:
    with make.owning():
        return RegisterImport.objects.select_related("progress").get(pk=run.pk)


def test_long_list_is_handed_over_and_a_short_one_written_at_once(house: House) -> None:
    irina, long, short = (
        make.actor("irina"),
        *(check("irina", house.region, cells) for cells in (LONG, LONG[:3])),
    )
    with acting(irina):
        assert load_register(by=irina, run=short).state == RegisterImport.State.WRITTEN
        assert load_register(by=irina, run=long).state == RegisterImport.State.WRITING
    assert (kept(long).progress.done, kept(long).progress.total) == (0, len(LONG) - 1)


def test_worker_writes_what_was_handed_over(house: House, signed_in: SignIn) -> None:
    with make.owning():
        before = Organisation.objects.count()
    run, irina = handed_over(house), make.actor("irina")
    url = reverse("registry:register_view", args=[run.pk])
    assert "ждёт очереди на запись" in signed_in("irina").get(url).text
    for deed in (discard_register, start_register):
        with acting(irina), pytest.raises(Refused, match="записывается"):
            deed(by=irina, run=kept(run))
    write_register(run_id=run.pk, account_id=house.accounts["irina"].pk)
    assert kept(run).state == RegisterImport.State.WRITTEN
    with make.owning():
        assert Organisation.objects.count() == before + 7
    assert "загружен" in signed_in("irina").get(url).text


def test_writing_tells_how_far_it_is(house: House) -> None:
    run, irina, told = check("irina", house.region, LONG[:42]), make.actor("irina"), list[int]()
    with acting(irina):
        import_register(by=irina, run=run, progress=told.append)
    assert told == [0, 20, 40]


def test_refusal_met_by_the_worker_returns_the_list_to_the_decision(house: House, signed_in: SignIn) -> None:
    run = handed_over(house)
    make.organisation(LONG[7][0], parent=house.city)
    write_register(run_id=run.pk, account_id=house.accounts["irina"].pk)
    assert kept(run).state == RegisterImport.State.CHECKED
    assert "реестр изменился" in kept(run).failure
    assert "реестр изменился" in signed_in("irina").get(reverse("registry:register_view", args=[run.pk])).text


def test_failure_met_by_the_worker_is_raised_and_nothing_is_written(house: House) -> None:
    run = handed_over(house)
    with make.owning():
        before = Organisation.objects.count()
        RegisterImport.objects.filter(pk=run.pk).update(rows=[*run.rows, {"spoilt": "row"}])
    with pytest.raises(TypeError, match="spoilt"):
        write_register(run_id=run.pk, account_id=house.accounts["irina"].pk)
    assert kept(run).state == RegisterImport.State.CHECKED
    assert kept(run).failure.startswith("Записать файл не удалось")
    with make.owning():
        assert Organisation.objects.count() == before


def test_writing_that_broke_off_is_taken_back(house: House, signed_in: SignIn) -> None:
    run = handed_over(house)
    page, irina = reverse("registry:register_view", args=[run.pk]), signed_in("irina")
    assert "Вернуть к проверке" not in irina.get(page).text
    with make.owning():
        RegisterProgress.objects.update(told_at=timezone.now() - timedelta(minutes=11))
    assert "Похоже, запись прервалась" in irina.get(page).text
    irina.post(reverse("registry:register_give_back", args=[run.pk]))
    assert "Запись прервалась, ничего не записано" in irina.get(page).text
    with acting(make.actor("irina")), pytest.raises(Refused, match="не записывается"):
        give_back_register(by=make.actor("irina"), run=kept(run), reason="x")


@pytest.mark.parametrize("login", ["svetlana", "boris", "tamara"])
def test_nobody_else_hands_a_list_over(house: House, login: str) -> None:
    run, stranger = check("irina", house.region, LONG[:3]), make.actor(login)
    with acting(stranger):
        for deed in (load_register, start_register, lambda **at: give_back_register(reason="x", **at)):
            with pytest.raises(Denied):
                deed(by=stranger, run=run)
