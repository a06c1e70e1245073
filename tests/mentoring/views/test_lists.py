"""Lists with chosen columns, and lists taken out as a file."""

import io
from urllib.parse import urlencode

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nastavnik.journal.models import Entry
from nastavnik.mentoring.models import Programme
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]
PEOPLE, PAIRS = "mentoring:participant_list", "mentoring:pair_list"


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def heads(page: str) -> str:
    return page.partition("<thead>")[2].partition("</thead>")[0]


def book_of(response: HttpResponse) -> list[list[object]]:
    assert response["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def programme(house: House) -> Programme:
    made = pairing.programme(house.school)
    house.maria.contact = "8 900 000-00-77"
    with make.owning():
        house.maria.save()
    make.consent(house.maria), make.consent(house.danya)
    pairing.mentor(made, house.maria), pairing.mentee(made, house.danya)
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"))
    return made


@pytest.fixture
def svetlana(signed_in: SignIn) -> Client:
    return signed_in("svetlana")


def choose(client: Client, name: str, *columns: str, query: str = "") -> str:
    data = {"columns": "chosen", "column": columns}
    return text(client.post(reverse(name) + query, data, follow=True))


def test_choice_of_columns_is_kept_for_the_session_and_taken_back(
    svetlana: Client, programme: Programme
) -> None:
    usual = text(svetlana.get(reverse(PEOPLE)))
    assert "Согласия" in heads(usual) and "Контакты" not in heads(usual) and "000-00-77" not in usual
    page = choose(svetlana, PEOPLE, "birth", "contact", query=f"?{urlencode({'q': 'котов'})}")
    assert "Контакты участника" in heads(page) and "Согласия" not in heads(page)
    assert "8 900 000-00-77" in page
    assert "01.06.1985" in page
    assert "Юдина" not in page
    assert "Контакты участника" in heads(text(svetlana.get(reverse(PEOPLE))))
    back = text(svetlana.post(reverse(PEOPLE), {"columns": "usual"}, follow=True))
    assert "Контакты" not in heads(back) and "Согласия" in heads(back)


def test_choice_of_one_person_is_not_that_of_another(
    svetlana: Client, programme: Programme, signed_in: SignIn
) -> None:
    choose(svetlana, PEOPLE, "contact")
    assert "Контакты" not in heads(text(signed_in("nina").get(reverse(PEOPLE))))


def test_file_holds_what_is_shown_and_is_journalled(
    svetlana: Client, programme: Programme, house: House
) -> None:
    rows = book_of(svetlana.post(reverse(PEOPLE) + "?side=mentee", {"export": "xlsx"}))
    assert rows[0] == ["Фамилия Имя Отчество", "Сторона", "Класс или должность", "Программа", "Согласия"]
    assert [row[0] for row in rows[1:]] == ["Зимин Даниил Олегович", "Юдина Лиза Олеговна"]
    choose(svetlana, PEOPLE, "contact")
    assert book_of(svetlana.post(reverse(PEOPLE), {"export": "xlsx"}))[1:][1][1] == "8 900 000-00-77"
    with make.owning():
        entries = Entry.objects.filter(verb="export_list", institution_id=house.school.pk)
        told = sorted((one.count, one.fields) for one in entries)
    assert told == [
        (2, ["list=participants", "name", "sides", "standing", "programmes", "consents"]),
        (3, ["list=participants", "name", "contact"]),
    ]


def test_pairs_are_taken_out_with_their_state(svetlana: Client, programme: Programme) -> None:
    pairing.approved_pairs(make.actor("svetlana"), programme)
    rows = book_of(svetlana.post(reverse(PAIRS), {"export": "xlsx"}))
    assert rows[0] == ["Наставляемый", "Наставник", "Программа", "Состояние", "Приказ"]
    assert rows[1][1] == "Котова Мария Ивановна, учитель физики"
    assert "Контакты наставника" in heads(choose(svetlana, PAIRS, "mentor_contact"))


def test_whoever_may_not_take_names_out_sees_why(programme: Programme, signed_in: SignIn) -> None:
    nina = signed_in("nina")
    page = text(nina.get(reverse(PEOPLE)))
    assert "Списки с именами выгружает куратор организации." in page
    refused = nina.post(reverse(PEOPLE), {"export": "xlsx"}, follow=True)
    assert "attachment" not in refused.get("Content-Disposition", "")
    with make.owning():
        assert not Entry.objects.filter(verb="export_list").exists()


def test_programmes_are_found_by_their_title(svetlana: Client, programme: Programme, house: House) -> None:
    pairing.programme(house.school, "Физика вместе")
    url = reverse("mentoring:programme_list")
    page = text(svetlana.get(url, {"q": "физик"}))
    assert "Физика вместе" in page and "Шаг вперёд" not in page
    assert "Цель" in heads(choose(svetlana, "mentoring:programme_list", "goal"))


def test_columns_of_consents_are_chosen(svetlana: Client, programme: Programme) -> None:
    page = choose(svetlana, "mentoring:consent_list", "state")
    assert "Согласия" in heads(page) and "Скоро" not in heads(page)
