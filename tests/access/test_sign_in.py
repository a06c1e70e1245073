"""Signing in and out: plain errors, nothing lost but the password, nowhere else than our own pages."""

from __future__ import annotations

import pytest
from django.test import Client

from nastavnik.access.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from nastavnik.access.models import Account
from nastavnik.journal.models import Entry
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
RIGHT = {"username": "svetlana", "password": make.PASSWORD}


def entries(verb: str) -> list[Entry]:
    with make.owning():
        return list(Entry.objects.filter(verb=verb))


def test_sign_in_opens_the_desk_and_is_recorded_for_the_account(client: Client, house: House) -> None:
    response = client.post("/sign-in/", RIGHT, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Светлова Светлана Петровна" in response.content.decode()
    (entry,) = entries("sign_in")
    assert (entry.account_id, entry.institution_id) == (house.accounts["svetlana"].pk, None)


def test_name_is_read_without_regard_to_case_and_spaces(client: Client, house: House) -> None:
    response = client.post("/sign-in/", RIGHT | {"username": " Svetlana "})
    assert response.status_code == 302


@pytest.mark.parametrize(
    "typed", [{"password": "не тот"}, {"username": "nobody"}, {"password": f" {make.PASSWORD}"}], ids=str
)
def test_wrong_name_or_password_is_said_in_one_sentence(
    client: Client, house: House, typed: dict[str, str]
) -> None:
    response = client.post("/sign-in/", RIGHT | typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Такого имени с таким паролем нет." in html
    assert f'value="{(RIGHT | typed)["username"]}"' in html
    assert (RIGHT | typed)["password"] not in html
    assert client.get("/").status_code == 302
    assert entries("sign_in") == []


def test_empty_fields_say_what_to_fill(client: Client, house: House) -> None:
    html = client.post("/sign-in/", {}).content.decode()
    assert "Заполните поле «Имя для входа»." in html
    assert "Заполните поле «Пароль»." in html
    assert "<title>Ошибка: Вход" in html


def test_account_that_is_closed_does_not_open(client: Client, house: House) -> None:
    with make.owning():
        Account.objects.filter(login="svetlana").update(is_active=False)
    assert client.post("/sign-in/", RIGHT).status_code == 422


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/figures/?year=2025", "/figures/?year=2025"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_page_that_was_asked_for_is_opened_when_it_is_ours(
    client: Client, house: House, wanted: str, leads: str
) -> None:
    response = client.post(f"/sign-in/?next={wanted}", RIGHT)
    assert response["Location"] == leads


def test_closed_page_asks_to_sign_in_and_comes_back(client: Client, house: House) -> None:
    asked = client.get("/figures/")
    assert asked["Location"] == "/sign-in/?next=/figures/"
    assert client.post(asked["Location"], RIGHT)["Location"] == "/figures/"


def test_whoever_has_signed_in_goes_on(signed_in: SignIn, house: House) -> None:
    client = signed_in("svetlana")
    assert client.get("/sign-in/")["Location"] == "/"
    assert client.post("/sign-in/?next=/password/", RIGHT)["Location"] == "/password/"


def test_sign_in_page_is_not_kept_by_the_browser(client: Client, house: House) -> None:
    assert "no-store" in client.get("/sign-in/")["Cache-Control"]


def test_sign_out_ends_the_session_and_is_recorded(signed_in: SignIn, house: House) -> None:
    client = signed_in("svetlana")
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/")["Location"] == "/sign-in/?next=/"
    (entry,) = entries("sign_out")
    assert entry.account_id == house.accounts["svetlana"].pk


def test_opening_the_address_of_sign_out_ends_nothing(signed_in: SignIn, house: House) -> None:
    client = signed_in("svetlana")
    assert client.get("/sign-out/")["Location"] == "/"
    assert client.get("/").status_code == 200


def test_account_without_grants_signs_in_sees_nothing_and_signs_out(client: Client, house: House) -> None:
    make.account("bare", make.person(house.rural, "Лугова Лидия Львовна"))
    response = client.post("/sign-in/", RIGHT | {"username": "bare"}, follow=True)
    assert "У вас пока нет полномочий в системе." in response.content.decode()
    assert client.post("/sign-out/")["Location"] == "/sign-in/"


def test_accounts_are_listed_only_in_the_demonstration(client: Client, house: House, settings) -> None:
    assert DEMO_PASSWORD not in client.get("/sign-in/").content.decode()
    settings.DEMO = True
    html = client.get("/sign-in/").content.decode()
    assert "Демонстрация: все люди и организации вымышлены" in html
    assert DEMO_PASSWORD in html
    assert all(login in html and name in html for login, _, name in DEMO_ACCOUNTS)
