"""The correction of a person and the removal of an erroneous consent."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from nastavnik.journal.models import Entry
from nastavnik.registry.models import Consent, Person
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


def text(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def svetlana(signed_in: SignIn) -> Client:
    return signed_in("svetlana")


def filled(**values: str) -> dict[str, str]:
    danya = {
        "last_name": "Зимин", "first_name": "Даниил", "middle_name": "Олегович", "gender": "m",
        "birth_date": "05.03.2012", "birth_year": "", "class_name": "8 «А»", "post": "", "workplace": "",
        "contact": "", "partner": "",
    }  # fmt: skip
    return danya | values


def of(person: Person) -> Person:
    with make.owning():
        return Person.objects.get(pk=person.pk)


def test_person_is_corrected(svetlana: Client, house: House) -> None:
    url = f"/people/{house.danya.pk}/edit/"
    assert "Даниил" in text(svetlana.get(url))
    wish = filled(last_name="ЗИМИН", class_name="9 «А»", birth_date="6 марта 2011")
    done = svetlana.post(url, wish, follow=True)
    assert "Сведения исправлены." in text(done)
    danya = of(house.danya)
    assert (danya.last_name, danya.class_name, danya.birth_date, danya.birth_year) == (
        "Зимин", "9 «А»", date(2011, 3, 6), 2011,
    )  # fmt: skip
    with make.owning():
        entries = dict(Entry.objects.values_list("verb", "fields"))
    assert sorted(entries) == ["correct_person"]
    assert set(entries["correct_person"]) == {"birth_date", "birth_year", "class_name"}


def test_nothing_changed_leaves_no_trace(svetlana: Client, house: House) -> None:
    url = f"/people/{house.danya.pk}/edit/"
    svetlana.post(url, filled(contact="8 999"))
    done = svetlana.post(url, filled(contact="8 999", birth_year="2012"), follow=True)
    assert "Ничего не изменилось." in text(done)
    with make.owning():
        assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"last_name": ""}, "last_name", "Заполните поле «Фамилия»"),
        ({"first_name": "Д.", "middle_name": "О."}, "last_name", "Инициалы вместо имени и отчества"),
        ({"last_name": "Zимин"}, "last_name", "Латинская буква «Z» в имени"),
        ({"birth_date": "31.02.2012"}, "birth_date", "Такой даты нет"),
        ({"birth_date": "05.03.2040"}, "birth_date", "Такой даты рождения быть не может"),
        ({"birth_year": "1012"}, "birth_year", "Такого года рождения быть не может"),
        ({"birth_year": "2011"}, "birth_year", "Год не совпадает с датой рождения: впишите 2012"),
    ],
)
def test_mistake_is_said_at_its_field_and_nothing_is_lost(
    svetlana: Client, house: House, values: dict[str, str], field: str, said: str
) -> None:
    response = svetlana.post(f"/people/{house.danya.pk}/edit/", filled(contact="8 999", **values))
    assert response.status_code == 422
    page = text(response)
    assert said in page
    assert f'href="#id_{field}"' in page
    assert 'value="8 999"' in page
    assert of(house.danya).contact == ""


@pytest.mark.parametrize(("login", "status"), [("nina", 403), ("tamara", 403), ("boris", 404), ("oleg", 403)])
def test_nobody_else_corrects_people_or_consents(
    signed_in: SignIn, house: House, login: str, status: int
) -> None:
    make.consent(house.danya)
    with make.owning():
        consent = Consent.objects.filter(person=house.danya).first()
    client = signed_in(login)
    for url in (f"/people/{house.danya.pk}/edit/", f"/consents/{consent.pk}/remove/"):
        assert client.get(url).status_code == status
        assert client.post(url, filled(last_name="Иной")).status_code == status
    with make.owning():
        assert Consent.objects.filter(person=house.danya).count() == 2
    assert of(house.danya).last_name == "Зимин"


def test_consent_is_removed_after_a_question(svetlana: Client, house: House) -> None:
    make.consent(house.danya)
    with make.owning():
        consent = Consent.objects.get(person=house.danya, signer="person")
    url = f"/consents/{consent.pk}/remove/"
    page = text(svetlana.get(url))
    assert "Убрать запись о согласии: Зимин Даниил Олегович?" in page
    assert "10 сентября 2026" in page
    done = svetlana.post(url, follow=True)
    assert "Запись о согласии убрана." in text(done)
    with make.owning():
        assert list(Consent.objects.filter(person=house.danya).values_list("signer", flat=True)) == [
            "guardian"
        ]
