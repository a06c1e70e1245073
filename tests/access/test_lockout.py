"""Wrong passwords: a pause for the name from that address, and an open way for the device that is known."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from nastavnik.access.lockout import forget_failures
from nastavnik.access.models import Account, FailedSignIn
from nastavnik.access.scope import acting, working
from nastavnik.kit.actor import Anonymous
from tests import factories as make
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00", tick=False)]
RIGHT = {"username": "svetlana", "password": make.PASSWORD}
WRONG = RIGHT | {"password": "не тот"}
PAUSE = "Слишком много неверных попыток. Подождите"


@pytest.fixture(autouse=True)
def _quick_hash(settings, house: House) -> None:  # type: ignore[no-untyped-def]
    """A slow hash would be checked some forty times here."""
    from django.contrib.auth.hashers import make_password

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with make.owning():
        Account.objects.filter(login__in=["svetlana", "nina"]).update(password=make_password(make.PASSWORD))


def fail(client: Client, times: int, **typed: str) -> str:
    said = ""
    for _ in range(times):
        said = client.post("/sign-in/", WRONG | typed).content.decode()
    return said


def test_sixth_try_waits_and_the_pause_ends(client: Client) -> None:
    assert "Такого имени с таким паролем нет." in fail(client, 5)
    refused = client.post("/sign-in/", RIGHT)
    assert refused.status_code == 422
    assert PAUSE in refused.content.decode() and "1\xa0минуту" in refused.content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=1, seconds=1), tick=False):
        assert client.post("/sign-in/", RIGHT).status_code == 302


def test_pause_is_for_that_name_from_that_address_together(client: Client) -> None:
    fail(client, 6)
    assert client.post("/sign-in/", RIGHT | {"username": "nina"}).status_code == 302
    assert Client(REMOTE_ADDR="10.0.0.7").post("/sign-in/", RIGHT).status_code == 302


def test_known_device_is_not_kept_out_by_an_attacker_at_the_same_address() -> None:
    hers, attacker = Client(), Client()
    assert hers.post("/sign-in/", RIGHT).status_code == 302
    hers.post("/sign-out/")
    fail(attacker, 30)
    assert PAUSE in attacker.post("/sign-in/", RIGHT).content.decode()
    assert hers.post("/sign-in/", RIGHT).status_code == 302


def test_known_device_itself_does_not_guess_for_ever() -> None:
    hers = Client()
    hers.post("/sign-in/", RIGHT), hers.post("/sign-out/")
    fail(hers, 19)
    assert hers.post("/sign-in/", RIGHT).status_code == 302
    hers.post("/sign-out/")
    assert PAUSE in fail(hers, 21)


def test_device_known_to_one_is_not_known_to_another(client: Client) -> None:
    client.post("/sign-in/", RIGHT), client.post("/sign-out/")
    fail(client, 5, username="nina")
    assert PAUSE in client.post("/sign-in/", RIGHT | {"username": "nina"}).content.decode()


@pytest.mark.parametrize("spoil", ["forged", "new_password"])
def test_cookie_that_is_forged_or_of_an_old_password_knows_nobody(client: Client, spoil: str) -> None:
    from django.contrib.auth.hashers import make_password

    client.post("/sign-in/", RIGHT), client.post("/sign-out/")
    if spoil == "forged":
        client.cookies["device"] = client.cookies["device"].value[:-2] + "xx"
    else:
        with make.owning():
            Account.objects.filter(login="svetlana").update(password=make_password(make.PASSWORD))
    fail(client, 5)
    assert PAUSE in client.post("/sign-in/", RIGHT).content.decode()


def test_right_sign_in_forgets_the_wrong_ones(client: Client) -> None:
    fail(client, 4)
    client.post("/sign-in/", RIGHT), client.post("/sign-out/")
    with make.owning():
        assert FailedSignIn.objects.count() == 0


def test_list_of_names_from_one_address_is_paused(client: Client) -> None:
    with make.owning():
        FailedSignIn.objects.bulk_create(
            FailedSignIn(who=f"{number:064}", address="127.0.0.1", failed_at=timezone.now())
            for number in range(100)
        )
    assert PAUSE in client.post("/sign-in/", RIGHT).content.decode()
    assert Client(REMOTE_ADDR="10.0.0.7").post("/sign-in/", RIGHT).status_code == 302


def test_what_was_typed_as_a_name_is_not_kept(client: Client) -> None:
    fail(client, 1, username="мой пароль")
    with make.owning():
        assert "мой" not in FailedSignIn.objects.get().who


def test_codes_are_paused_by_address(client: Client) -> None:
    for number in range(40):
        client.get(f"/card/2222222{number % 8 + 2}/") if number % 2 else client.post(
            "/invitation/", {"code": "222222222222"}
        )
    assert PAUSE in client.post("/card/", {"code": "22222222"}).content.decode()
    page = client.get("/card/22222222/")
    assert page.status_code == client.get("/invitation/222222222222/").status_code == 429
    text = page.content.decode()
    assert "Нужно подождать" in text and PAUSE in text
    assert "Нет доступа" not in text and "На мой стол" not in text
    assert client.post("/sign-in/", RIGHT).status_code == 302


def test_what_can_be_no_code_counts_as_no_wrong_one(client: Client) -> None:
    for shape in ("junk.css", "favicon.ico", "2222", "222222222", "K0QM2XPD"):
        assert client.get(f"/card/{shape}/").status_code == 200
        assert client.get(f"/invitation/{shape}/").status_code == 200
    assert "восемь букв и цифр" in client.post("/card/", {"code": "2222"}).content.decode()
    assert "двенадцать букв и цифр" in client.post("/invitation/", {"code": "22222222"}).content.decode()
    with make.owning():
        assert not FailedSignIn.objects.exists()


def test_address_is_the_proxys_word_only_behind_a_proxy(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.BEHIND_PROXY = True
    for number in range(6):
        client.post("/sign-in/", WRONG, headers={"X-Forwarded-For": f"{number}.1.1.1, 10.0.0.9"})
    refused = client.post("/sign-in/", RIGHT, headers={"X-Forwarded-For": "9.9.9.9, 10.0.0.9"})
    assert PAUSE in refused.content.decode(), "what a client writes itself is not believed"
    assert client.post("/sign-in/", RIGHT, headers={"X-Forwarded-For": "10.0.0.8"}).status_code == 302


def test_worker_clears_old_failures_and_the_web_may_not() -> None:
    now = timezone.now()
    with make.owning():
        for age in (1, 48):
            FailedSignIn.objects.create(who="x", address="a", failed_at=now - timedelta(hours=age))
    with make.owning(), connection.cursor() as cursor:
        cursor.execute("set local role nastavnik_worker")
    with working():
        forget_failures(now - timedelta(days=1))
    with make.owning():
        assert FailedSignIn.objects.count() == 1
    with acting(Anonymous()):
        assert list(FailedSignIn.objects.all()) == []
