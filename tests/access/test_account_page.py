"""«Моя учётная запись»: devices are listed, ended by their owner, and by nobody else."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client

from nastavnik.access.models import OpenSession
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from tests import factories as make
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
FIREFOX = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def entered(login: str, **headers: str) -> Client:
    client = Client(**headers)
    with make.owning():
        from nastavnik.access.models import Account

        client.force_login(Account.objects.get(login=login))
    client.get("/account/")
    return client


def test_devices_are_listed_and_one_is_ended(house: House) -> None:
    here, there = entered("svetlana", **FIREFOX), entered("svetlana", REMOTE_ADDR="10.0.0.7")
    html = here.get("/account/").content.decode()
    assert "Firefox, Linux" in html and "неизвестный браузер" in html and "это устройство" in html
    assert "Куратор организации — Школа № 5" in html
    (end,) = re.findall(r'action="(/account/sessions/\d+/end/)"', html)
    done = here.post(end, follow=True).content.decode()
    assert "Работа на том устройстве завершена." in done
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200
    with make.owning():
        assert Entry.objects.filter(verb="end_session").count() == 1


def test_all_others_are_ended_at_once(house: House) -> None:
    here, there, third = (entered("svetlana") for _ in range(3))
    assert "Работа завершена: 2" in here.post("/account/sessions/end/", follow=True).content.decode()
    assert [one.get("/").status_code for one in (here, there, third)] == [200, 302, 302]


def test_sessions_of_another_account_are_neither_seen_nor_ended(house: House) -> None:
    boris, _ = entered("boris"), entered("svetlana", **FIREFOX)
    assert "Firefox" not in boris.get("/account/").content.decode()
    with make.owning():
        other = OpenSession.objects.get(account__login="svetlana")
    assert boris.post(f"/account/sessions/{other.pk}/end/").status_code == 302
    actor = make.actor("boris")
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("select access_sessions_end(%s, '')", [other.pk])
        assert cursor.fetchone() == (0,)
        assert list(OpenSession.objects.all()) == []


def test_new_password_ends_the_work_on_other_devices(house: House) -> None:
    here, there = entered("svetlana"), entered("svetlana")
    typed = {
        "present_password": make.PASSWORD,
        "new_password": "Берёзовая роща 7",
        "repeated_password": "Берёзовая роща 7",
    }
    assert here.post("/password/", typed).status_code == 302
    assert there.get("/").status_code == 302
    html = here.get("/account/").content.decode()
    assert html.count("неизвестный браузер") == 1


def test_session_is_noted_once_a_day(house: House) -> None:
    client = entered("svetlana")
    client.get("/password/")
    with make.owning():
        before = OpenSession.objects.get()
    client.get("/password/")
    with make.owning():
        assert OpenSession.objects.get() == before
