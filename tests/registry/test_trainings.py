"""Training of mentors, curators and teachers: entered for one and for many, loaded, listed, counted above without names."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.monitoring.queries.counts import counts_of
from nastavnik.registry.actions.trainings import add_trainings, correct_training
from nastavnik.registry.models import Person, Training, TrainingImport
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring.pairing import in_october
from tests.mentoring.sheets import xlsx

pytestmark = [pytest.mark.django_db, in_october]
FACTS: dict[str, Any] = {
    "capacity": "mentor", "programme": "Школа наставника", "hours": 36, "organiser": "Институт развития",
    "from_date": date(2026, 9, 1), "to_date": date(2026, 9, 20), "proof": "certificate", "document_number": "",
    "document_date": None,
}  # fmt: skip
HEADINGS = ["ФИО", "Кто обучен", "Программа обучения", "Часов", "Окончание обучения"]


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def train(house: House, *names: str, people: list[Person] | None = None, **facts: Any) -> list[Training]:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        return add_trainings(
            by=svetlana, institution=house.school, people=people or [], names=names, facts=FACTS | facts, today=make.TODAY,
        )  # fmt: skip


def test_one_training_is_entered_for_many_and_those_known_are_recognised(house: House) -> None:
    rows = train(house, "котова мария ивановна", "Северный Пётр Львович", people=[house.danya])
    with make.owning():
        by_name = {row.full_name: row.person_id for row in Training.objects.all()}
        noted = Entry.objects.filter(verb="add_trainings", institution_id=house.school.pk)
        assert noted.count() == len(rows) == 3
    maria = f"{house.maria.last_name} {house.maria.first_name} {house.maria.middle_name}"
    assert by_name[maria] == house.maria.pk and by_name["Северный Пётр Львович"] is None
    assert house.danya.pk in by_name.values()


@pytest.mark.parametrize(
    ("names", "facts", "field"),
    [
        ((), {}, "names"),
        (("Котова М. И.",), {}, "names"),
        (("Тёзкин Иван Ильич",), {}, "names"),
        (("Котова Мария Ивановна", "Лугов Пётр Ильич"), {"document_number": "12"}, "document_number"),
        (("Котова Мария Ивановна",), {"to_date": date(2026, 12, 1)}, "to_date"),
        (("Учёная Ада Львовна",), {"programme": "«Школа наставника»"}, "names"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    house: House, names: tuple[str, ...], facts: dict[str, Any], field: str
) -> None:
    make.person(house.school, "Тёзкин Иван Ильич"), make.person(house.school, "Тезкин Иван Ильич")
    train(house, "Учёная Ада Львовна")
    with pytest.raises(Refused) as refusal:
        train(house, *names, **facts)
    assert refusal.value.field == field


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_only_the_curator_of_the_organisation_enters(house: House, login: str) -> None:
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        add_trainings(
            by=actor,
            institution=house.school,
            names=["Лугов Пётр Ильич"],
            facts=FACTS,
            today=make.TODAY,
        )


def test_correction_says_what_has_changed(house: House) -> None:
    (row,) = train(house, "Лугов Пётр Ильич")
    svetlana = make.actor("svetlana")
    facts = FACTS | {"document_number": "77-1"}
    with acting(svetlana):
        changed = correct_training(by=svetlana, training=row, facts=facts, post="учитель", today=make.TODAY)
        assert sorted(changed) == ["document_number", "post"]
        assert (
            correct_training(by=svetlana, training=row, facts=facts, post="учитель", today=make.TODAY) == []
        )


def test_page_enters_a_group_and_keeps_what_was_typed_in_a_wrong_form(
    house: House, signed_in: SignIn
) -> None:
    svetlana = signed_in("svetlana")
    data = {
        "institution": str(house.school.pk), "names": "Лугов Пётр Ильич\nСнежная Ева Олеговна", "capacity": "teacher",
        "programme": "Практики наставничества", "to_date": "20.09.2026", "proof": "none",
    }  # fmt: skip
    wrong = svetlana.post(reverse("registry:training_add"), data | {"to_date": "20.12.2026"})
    assert wrong.status_code == 422 and "Снежная Ева Олеговна" in text(wrong)
    done = svetlana.post(reverse("registry:training_add"), data, follow=True)
    assert "Обучение внесено: 2 человека" in text(done) and "Лугов Пётр Ильич" in text(done)


def test_list_is_searched_filtered_and_taken_out(house: House, signed_in: SignIn) -> None:
    train(house, "Лугов Пётр Ильич")
    train(house, "Снежная Ева Олеговна", capacity="curator", to_date=date(2025, 9, 20), from_date=None)
    svetlana, url = signed_in("svetlana"), reverse("registry:training_list")
    for query, found in (
        ("q=лугов", "Лугов"),
        ("capacity=curator", "Снежная"),
        ("year=2025", "Снежная"),
        ("proof=certificate&year=2026", "Лугов"),
    ):
        page = text(svetlana.get(f"{url}?{query}"))
        assert "1 запись" in page and found in page
    response = svetlana.post(f"{url}?capacity=curator", {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(values) == 2 and values[1][0] == "Снежная Ева Олеговна"
    with make.owning():
        assert Entry.objects.get(verb="export_trainings").count == 1
    assert "Лугов" not in text(signed_in("boris").get(url)) and signed_in("oleg").get(url).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, django_assert_num_queries, number: int
) -> None:
    train(house, *["Лугов Пётр Ильич", "Снежная Ева Олеговна", "Котова Мария Ивановна"][:number])
    client = signed_in("svetlana")
    with django_assert_num_queries(11):  # 1 of the list
        client.get(reverse("registry:training_list"))


def test_card_of_a_person_shows_what_he_was_trained_in(house: House, signed_in: SignIn) -> None:
    train(house, people=[house.maria], document_number="77-1")
    page = text(signed_in("nina").get(reverse("mentoring:person_view", args=[house.maria.pk])))
    assert "Школа наставника" in page and "сертификат № 77-1" in page


def load(signed_in: SignIn, house: House, rows: list[list[Any]]) -> tuple[Any, TrainingImport, HttpResponse]:
    client = signed_in("svetlana")
    data = {"institution": str(house.school.pk), "file": xlsx([HEADINGS, *rows])}
    page = client.post(reverse("registry:training_file"), data, follow=True)
    with make.owning():
        run = TrainingImport.objects.latest("pk")
    if run.state == "columns":
        chosen = {"column-0": "full_name", "column-1": "capacity", "column-2": "programme", "column-3": "hours", "column-4": "to_date"}  # fmt: skip
        page = client.post(reverse("registry:training_columns", args=[run.pk]), chosen, follow=True)
    return client, run, page


def test_table_is_loaded_whole_new_and_changed_rows_apart(house: House, signed_in: SignIn) -> None:
    train(house, "Лугов Пётр Ильич", people=[house.maria])
    maria = f"{house.maria.last_name} {house.maria.first_name} {house.maria.middle_name}"
    rows: list[list[Any]] = [
        [maria, "наставник", "Школа наставника", 72, "20.09.2026"],
        ["Лугов Пётр Ильич", "наставник", "Школа наставника", 36, "20.09.2026"],
        ["Снежная Ева Олеговна", "куратор", "Управление программой", 18, date(2026, 10, 1)],
    ]
    client, run, page = load(signed_in, house, rows)
    assert "1 новая, 1 изменённая" in text(page)
    done = client.post(reverse("registry:training_write", args=[run.pk]), follow=True)
    assert "2 строки записано" in text(done)
    with make.owning():
        hours = dict(Training.objects.values_list("full_name", "hours"))
        assert hours == {maria: 72, "Лугов Пётр Ильич": 36, "Снежная Ева Олеговна": 18}
        assert TrainingImport.objects.get().cells == []


def test_table_with_a_wrong_row_writes_nothing_and_is_given_back(house: House, signed_in: SignIn) -> None:
    rows = [
        ["Снежная Ева Олеговна", "куратор", "Управление программой", 18, "01.10.2026"],
        ["Снежная Ева Олеговна", "куратор", "Управление  программой", 18, "01.10.2026"],
        ["Лугов П. И.", "наставник", "Школа наставника", 36, "20.09.2026"],
    ]
    client, run, page = load(signed_in, house, rows)
    assert "уже есть в строке 2" in text(page)
    refused = client.post(reverse("registry:training_write", args=[run.pk]), follow=True)
    assert "есть строки с ошибками" in text(refused)
    given = client.get(reverse("registry:training_remarks", args=[run.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(given.content)).active
    assert sheet.max_column == 6 and "Оставьте одну строку" in str(sheet.cell(3, 6).value)
    with make.owning():
        assert not Training.objects.exists()


def test_trained_people_are_counted_above_each_once_and_without_names(
    house: House, signed_in: SignIn
) -> None:
    train(house, "Лугов Пётр Ильич", people=[house.maria, house.danya])
    train(house, people=[house.maria], programme="Вторая ступень")
    train(house, "Снежная Ева Олеговна", capacity="curator")
    train(house, "Снежная Ева Олеговна", capacity="teacher", to_date=date(2025, 9, 20), from_date=None)
    with make.owning(), connection.cursor() as cursor:
        cursor.execute("select monitoring_count_registers(%s, %s, now())", [[house.school.pk], [2025, 2026]])
    irina = make.actor("irina")
    with acting(irina):
        found = counts_of(house.region, 2026)
        now, last = found.whole.numbers, found.last.numbers
        assert (now.trained_mentors, now.trained_curators, now.trained_teachers) == (3, 1, 0)
        assert (last.trained_mentors, last.trained_teachers) == (0, 1)
        assert not Training.objects.exists()
    page = text(signed_in("irina").get(reverse("monitoring:count_view", args=[house.region.pk])))
    assert (
        "Обучено наставников 3" in plain(page)
        and "Всего обучено наставников 3 обучено кураторов 1 обучено педагогов 0" in plain(page)
        and "Зимин" not in page
        and "Лугов" not in page
    )
