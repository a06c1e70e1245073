"""Pages of users: the list, the card, giving and ending a role, switching off."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nastavnik.access.models import Account, Grant
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


def test_list_costs_the_same_with_one_row_and_with_three(signed_in: SignIn, house: House) -> None:
    client = signed_in("nina")
    for search in ("тихонова", ""):
        with CaptureQueriesContext(connection) as queries:
            html = client.get(f"/users/?q={search}").content.decode()
        asked = [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        own = [sql for sql in asked if 'FROM "access_' in sql or 'FROM "registry_' in sql]
        assert len(own) == 2, own
    assert "Орлова" in html and "Светлова" in html and "Тихонова" in html


def test_list_finds_and_filters(signed_in: SignIn, house: House) -> None:
    client = signed_in("irina")
    assert "Борисов" not in client.get("/users/?q=светлова").content.decode()
    heads = client.get("/users/?role=head").content.decode().partition("<main")[2]
    assert "Орлова" in heads and "Светлова" not in heads
    with make.owning():
        Account.objects.filter(login="boris").update(is_active=False)
    off = client.get("/users/?state=off").content.decode().partition("<main")[2]
    assert "Борисов" in off and "отключена" in off and "Орлова" not in off


def test_head_gives_a_role_and_ends_it(signed_in: SignIn, house: House) -> None:
    client, tamara = signed_in("nina"), house.accounts["tamara"]
    page = client.get(f"/users/{tamara.pk}/roles/").content.decode()
    assert "Классный руководитель" in page and "Муниципальный куратор" not in page
    typed = {
        "role": "class_teacher",
        "node": house.school.pk,
        "classes": "7 «А», 7б",
        "from_date": "01.10.2026",
    }
    response = client.post(f"/users/{tamara.pk}/roles/", typed, follow=True)
    html = response.content.decode()
    assert "Роль назначена: Классный руководитель 7А, 7Б — Школа № 5." in html
    with make.owning():
        grant = Grant.objects.get(account=tamara, role=Role.CLASS_TEACHER)
    assert grant.classes == ["7А", "7Б"]
    ended = client.post(f"/roles/{grant.pk}/end/", {"last_day": "15.10.2026"}, follow=True).content.decode()
    assert "Роль завершена: последний день — 15\xa0октября" in ended


def test_refused_role_comes_back_with_what_was_typed(signed_in: SignIn, house: House) -> None:
    typed = {
        "role": "class_teacher",
        "node": house.school.pk,
        "from_date": "01.10.2026",
        "paper": "приказ № 9",
    }
    response = signed_in("nina").post(f"/users/{house.accounts['tamara'].pk}/roles/", typed)
    assert response.status_code == 422
    assert "Укажите классы" in response.content.decode() and "приказ № 9" in response.content.decode()


def test_switched_off_user_is_out_at_the_next_page(signed_in: SignIn, house: House) -> None:
    client, tamara = signed_in("nina"), signed_in("tamara")
    assert tamara.get("/").status_code == 200
    asked = client.get(f"/users/{house.accounts['tamara'].pk}/switch/").content.decode()
    assert "Отключить учётную запись: Тихонова" in asked
    client.post(f"/users/{house.accounts['tamara'].pk}/switch/")
    assert tamara.get("/").status_code == 302


def test_own_card_offers_nothing_to_oneself(signed_in: SignIn, house: House) -> None:
    html = signed_in("nina").get(f"/users/{house.accounts['nina'].pk}/").content.decode()
    assert "Себе роль не назначают" in html and "Со своей учётной записью" in html
    assert "Завершить" not in html


def test_account_of_another_territory_is_not_found(signed_in: SignIn, house: House) -> None:
    assert signed_in("nina").get(f"/users/{house.accounts['boris'].pk}/").status_code == 404
    assert signed_in("nina").get(f"/users/{house.accounts['irina'].pk}/").status_code == 404


def test_navigation_leads_those_who_give_roles_to_users(signed_in: SignIn, house: House) -> None:
    assert 'href="/users/"' in signed_in("nina").get("/").content.decode()
    assert (
        'href="/users/"' in signed_in("svetlana").get("/").content.decode()
    )  # a partner's responsible employee
    assert 'href="/users/"' not in signed_in("tamara").get("/").content.decode()
