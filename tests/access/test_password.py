"""A change of one's own password: what is refused, what stays, what ends."""

from __future__ import annotations

import pytest

from nastavnik.access.actions import change_password
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
NEW = "Берёзовая роща 7"
RIGHT = {"present_password": make.PASSWORD, "new_password": NEW, "repeated_password": NEW}


def test_new_password_opens_and_the_session_stays(signed_in: SignIn, house: House) -> None:
    client, elsewhere = signed_in("svetlana"), signed_in("svetlana")
    response = client.post("/password/", RIGHT, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Пароль изменён." in response.content.decode()
    assert elsewhere.get("/").status_code == 302
    assert not client.login(username="svetlana", password=make.PASSWORD)
    assert client.login(username="svetlana", password=NEW)
    with make.owning():
        entry = Entry.objects.get(verb="change_password")
    assert (entry.account_id, entry.fields) == (house.accounts["svetlana"].pk, [])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"present_password": "не тот"}, "Нынешний пароль другой."),
        ({"repeated_password": "иначе"}, "Пароли не совпали."),
        ({"new_password": "короче", "repeated_password": "короче"}, "слишком короткий"),
        ({"new_password": "20262026", "repeated_password": "20262026"}, "только из цифр"),
        ({"new_password": "password1", "repeated_password": "password1"}, "слишком широко распространён"),
        ({"new_password": ""}, "Заполните поле «Новый пароль»."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_passwords_are_refused_in_russian(
    signed_in: SignIn, house: House, typed: dict[str, str], says: str
) -> None:
    client = signed_in("svetlana")
    response = client.post("/password/", RIGHT | typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert says in html
    assert NEW not in html
    assert client.login(username="svetlana", password=make.PASSWORD)


def test_password_of_somebody_else_is_not_for_changing(house: House) -> None:
    boris = make.actor("boris")
    with acting(boris), pytest.raises(Denied, match="сам владелец"):
        change_password(by=boris, account=house.accounts["svetlana"], new_password=NEW)


def test_action_refuses_a_weak_password_at_its_field(house: House) -> None:
    boris = make.actor("boris")
    with acting(boris), pytest.raises(Refused) as refusal:
        change_password(by=boris, account=house.accounts["boris"], new_password="12345678")
    assert refusal.value.field == "new_password"


def test_page_is_for_those_who_have_signed_in(client, house: House) -> None:
    assert client.get("/password/")["Location"] == "/sign-in/?next=/password/"
