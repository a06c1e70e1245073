"""What surrounds every page: only words to which a right is held, and no query for it."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from nastavnik.access.actors import actor_of_account
from nastavnik.desk.frame import frame
from nastavnik.kit.actor import Anonymous
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
SCHOOL = [
    "Мой стол",
    "Участники",
    "Программы",
    "Пары",
    "Анкеты",
    "Дорожные карты",
    "Документы",
    "Показатели",
    "Партнёры",
    "Организация",
]
TERRITORY = ["Мой стол", "Организации", "Дорожные карты", "Документы", "Показатели", "Партнёры", "Анкеты"]


def asked_by(actor: object) -> HttpRequest:
    request = RequestFactory().get("/")
    request.actor = actor
    return request


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("svetlana", [*SCHOOL, "Пользователи"]),
        ("nina", [*SCHOOL, "Пользователи"]),
        ("tamara", ["Мой стол", "Дорожные карты", "Документы", "Организация"]),
        ("oleg", [*TERRITORY, "Пользователи"]),
        ("irina", [*TERRITORY, "Справочники", "Пользователи"]),
    ],
)
def test_navigation_holds_what_the_role_may(house: House, login: str, words: list[str]) -> None:
    made = frame(asked_by(make.actor(login)))["frame"]
    assert [item.label for item in made.nav] == words


def test_every_word_of_the_navigation_opens(house: House, signed_in: SignIn) -> None:
    for login in ("svetlana", "nina", "tamara", "oleg", "irina"):
        client = signed_in(login)
        for item in frame(asked_by(make.actor(login)))["frame"].nav:
            response = client.get(item.url, follow=True)
            assert response.status_code == 200, f"{login} {item.url}"


def test_head_of_the_page_says_where_and_who(house: House, django_assert_num_queries) -> None:
    svetlana = make.actor("svetlana")
    with django_assert_num_queries(0):
        made = frame(asked_by(svetlana))["frame"]
    assert (made.organisation, made.school_year) == ("Школа № 5", "2026/2027 учебный год")
    assert (made.account_name, made.account_note) == ("Светлова Светлана Петровна", "Куратор организации")
    assert made.organisation_url == f"/organisations/{house.school.pk}/"
    assert (made.sign_out_url, made.account_url) == ("/sign-out/", "/account/")
    assert made.demo is False


@pytest.mark.parametrize(
    "request_", [asked_by(Anonymous()), RequestFactory().get("/")], ids=["nobody", "broken"]
)
def test_frame_of_nobody_is_empty(request_: HttpRequest) -> None:
    made = frame(request_)["frame"]
    assert (list(made.nav), made.organisation, made.account_name, made.sign_out_url) == ([], "", "", "")


def test_demonstration_is_said_to_everybody(settings) -> None:
    settings.DEMO = True
    made = frame(asked_by(Anonymous()))
    assert made["demo"] is True
    assert made["frame"].demo is True


def test_all_roles_of_a_school_have_all_its_words(house: House) -> None:
    person = make.person(house.rural, "Лугова Лидия Львовна")
    account = make.account("all", person, (Role.SECRETARY, house.rural), (Role.CURATOR, house.rural))
    made = frame(asked_by(actor_of_account(account.pk, today=make.TODAY)))["frame"]
    assert [item.label for item in made.nav] == [*SCHOOL, "Пользователи"]
    assert made.account_note == "Секретарь, Куратор организации"


def test_mentor_has_nothing_of_the_school(house: House) -> None:
    account = make.account("pavel", house.pavel, (Role.MENTOR, house.school))
    made = frame(asked_by(actor_of_account(account.pk, today=make.TODAY)))["frame"]
    assert [item.label for item in made.nav] == ["Мой стол", "Моя пара", "Мои анкеты"]
    assert made.organisation_url == ""
