"""Several people in one cell of a base: the preview offers to divide the row, and nothing happens by itself."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nastavnik.journal.models import Entry
from nastavnik.mentoring.models import ImportRow, ImportRun, Participation, Programme
from nastavnik.registry.models import Guardian, Person
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.sheets import VERA, sheet, xlsx

pytestmark = [pytest.mark.django_db, pairing.in_october]
TWO = (1, "Иванов Пётр Ильич, Сидорова Анна Юрьевна", "8 900 000-00-01", "2012, 2013", "физика")
THREE = (2, "Ежов Ян Львович; Ужов Лев Ильич; Чижов Ким Олегович", "8 900 000-00-02", 2012, "химия")
INITIALS = (3, "Иванов П. И., Сидорова А. Ю.", "8 900 000-00-03", 2012, "физика")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.fixture
def svetlana(signed_in: SignIn) -> Client:
    return signed_in("svetlana")


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def send(client: Client, programme: Programme, *rows: Any) -> str:
    url = reverse("mentoring:base_import", args=[programme.pk, "mentee"])
    return text(client.post(url, {"file": xlsx(sheet("mentee", *rows))}, follow=True))


def run_and_states() -> tuple[ImportRun, dict[int, str]]:
    with make.owning():
        run = ImportRun.objects.latest("pk")
        return run, dict(ImportRow.objects.filter(run=run).values_list("number", "state"))


def divide(client: Client, **data: Any) -> str:
    run, _ = run_and_states()
    return text(client.post(reverse("mentoring:import_divide", args=[run.pk]), data, follow=True))


def test_row_is_divided_by_its_button_and_everybody_is_counted(
    svetlana: Client, programme: Programme
) -> None:
    page = send(svetlana, programme, TWO, VERA)
    assert "Разделить: Иванов Пётр Ильич, Сидорова Анна Юрьевна" in page
    assert run_and_states()[1] == {2: "wrong", 3: "new"}
    page = divide(svetlana, row="2")
    assert "Строки разделены: 2 человека" in page and "Отделено от строки 2." in page
    assert "Загрузить: 3 новые" in page
    run, states = run_and_states()
    assert states == {2: "new", 3: "new", 4: "new"}
    with make.owning():
        assert not Participation.objects.exists()
    svetlana.post(reverse("mentoring:import_write", args=[run.pk]))
    with make.owning():
        born = dict(
            Person.objects.filter(participations__isnull=False).values_list("last_name", "birth_year")
        )
        entry = Entry.objects.get(verb="divide_rows")
    assert born == {"Иванов": 2012, "Сидорова": 2013, "Соколова": 2012}
    assert entry.count == 2


def test_all_rows_are_divided_by_one_button_and_initials_are_left(
    svetlana: Client, programme: Programme
) -> None:
    page = send(svetlana, programme, TWO, THREE, INITIALS)
    assert "Разделить все строки с несколькими людьми: 2" in page
    assert page.count("Разделить: ") == 2
    page = divide(svetlana)
    assert "Строки разделены: 5 человек" in page and "Отделено от строки 3." in page
    assert "Разделить все" not in page
    states = run_and_states()[1]
    assert states == {2: "new", 3: "new", 4: "wrong", 5: "new", 6: "new", 7: "new"}


def test_rows_without_several_people_are_refused(svetlana: Client, programme: Programme) -> None:
    send(svetlana, programme, VERA)
    assert "не видно нескольких полных имён" in divide(svetlana, row="2")
    assert "не видно нескольких полных имён" in divide(svetlana)


def test_decisions_taken_before_stay(svetlana: Client, programme: Programme, house: House) -> None:
    make.person(house.school, "Соколова Вера Ильинична", birth_year=2012)
    send(svetlana, programme, TWO, VERA)
    run, states = run_and_states()
    assert states[3] == "suspicious"
    svetlana.post(reverse("mentoring:import_decide", args=[run.pk]), {"row-3": "other"})
    divide(svetlana, row="2")
    with make.owning():
        assert ImportRow.objects.get(run=run, number=3).verdict == "other"


def test_foreign_curator_divides_nothing(svetlana: Client, programme: Programme, signed_in: SignIn) -> None:
    send(svetlana, programme, TWO)
    run, _ = run_and_states()
    assert signed_in("boris").post(reverse("mentoring:import_divide", args=[run.pk])).status_code == 404
    assert run_and_states()[1] == {2: "wrong"}


def test_all_representatives_of_a_new_child_are_recorded(svetlana: Client, programme: Programme) -> None:
    both = "Лугова Анна Юрьевна, мама, 8 900 000-00-01; Лугов Илья Олегович, папа"
    page = send(svetlana, programme, (1, "Лугов Пётр Ильич", both, 2012, "физика"))
    assert "Представителей несколько: Лугова Анна Юрьевна, Лугов Илья Олегович." in page
    svetlana.post(reverse("mentoring:import_write", args=[run_and_states()[0].pk]))
    with make.owning():
        names = list(
            Guardian.objects.filter(person__last_name="Лугов")
            .order_by("pk")
            .values_list("full_name", flat=True)
        )
    assert names == ["Лугова Анна Юрьевна", "Лугов Илья Олегович"]
