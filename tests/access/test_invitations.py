"""Invitations: one use, fourteen days, a hash alone; a person comes in without any mail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from nastavnik.access.actions import GrantTerms, Invited, accept_invitation, invite_account, issue_invitation
from nastavnik.access.actors import system_actor
from nastavnik.access.models import Account, Invitation
from nastavnik.access.queries.invitations import invited
from nastavnik.access.scope import acting, working
from nastavnik.kit.actor import Anonymous
from nastavnik.kit.errors import Denied, Refused
from nastavnik.rulebook.codes import printed_code
from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
NAME = FullName("Лугова", "Лидия", "Львовна")
NEW = "Берёзовая роща 7"
PASSWORDS = {"new_password": NEW, "repeated_password": NEW}


def invite(house: House, **values: object) -> Invited:
    nina = make.actor("nina")
    terms = GrantTerms(Role.SECRETARY, house.school, make.TODAY)
    with acting(nina):
        return invite_account(by=nina, name=NAME, post="секретарь", terms=terms, now=timezone.now(), **values)  # type: ignore[arg-type]


def accept(code: str, password: str = NEW) -> None:
    with acting(Anonymous()):
        accept_invitation(by=Anonymous(), code=code, new_password=password, now=timezone.now())


def test_invited_person_chooses_a_password_and_signs_in(house: House) -> None:
    made = invite(house)
    client = Client()
    page = client.get(f"/invitation/{printed_code(made.code)}/")
    assert "Лугова Лидия Львовна" in page.content.decode() and "lugova.ll" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    response = client.post(f"/invitation/{made.code}/", PASSWORDS, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Пароль задан." in response.content.decode()
    assert Client().post("/sign-in/", {"username": "lugova.ll", "password": NEW}).status_code == 302


def test_opening_the_link_spends_nothing_and_accepting_does(house: House) -> None:
    made = invite(house)
    for _ in range(3):
        assert Client().get(f"/invitation/{made.code}/").status_code == 200
    accept(made.code)
    with pytest.raises(Refused, match="больше не открывается"):
        accept(made.code, "Другой пароль 9")
    assert "больше не открывается" in Client().get(f"/invitation/{made.code}/").content.decode()
    spent = Client().post(f"/invitation/{made.code}/", PASSWORDS)
    assert spent.status_code == 302


def test_code_is_typed_from_paper_in_any_way(house: House) -> None:
    made = invite(house)
    client = Client()
    response = client.post("/invitation/", {"code": printed_code(made.code).lower()})
    assert response["Location"] == f"/invitation/{printed_code(made.code)}/"
    wrong = client.post("/invitation/", {"code": "2222-2222-2222"})
    assert wrong.status_code == 422
    assert "больше не открывается" in wrong.content.decode()


def test_invitation_expires_after_fourteen_days(house: House) -> None:
    made = invite(house)
    assert abs(made.expires_at - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)
    assert invited(made.code, made.expires_at - timedelta(seconds=1)) is not None
    assert invited(made.code, made.expires_at) is None


def test_new_invitation_ends_the_one_before_and_the_old_password_holds_till_then(house: House) -> None:
    made = invite(house)
    accept(made.code)
    nina = make.actor("nina")
    with acting(nina):
        first = issue_invitation(by=nina, account=made.account, now=timezone.now())
        second = issue_invitation(by=nina, account=made.account, now=timezone.now())
    assert Client().login(username="lugova.ll", password=NEW)
    with pytest.raises(Refused, match="больше не открывается"):
        accept(first.code, "Другой пароль 9")
    accept(second.code, "Другой пароль 9")
    assert not Client().login(username="lugova.ll", password=NEW)
    assert Client().login(username="lugova.ll", password="Другой пароль 9")


def test_switched_off_account_is_not_entered_by_an_invitation(house: House) -> None:
    made = invite(house)
    with make.owning():
        Account.objects.filter(pk=made.account.pk).update(is_active=False)
    with pytest.raises(Refused, match="больше не открывается"):
        accept(made.code)
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Refused, match="отключена"):
        issue_invitation(by=nina, account=Account.objects.get(pk=made.account.pk), now=timezone.now())


def test_table_keeps_the_hash_alone_and_shows_it_to_nobody(house: House) -> None:
    made = invite(house)
    with make.owning():
        row = Invitation.objects.get()
    assert made.code not in row.code_hash and len(row.code_hash) == 64
    nina = make.actor("nina")
    with acting(nina):
        assert list(Invitation.objects.all()) == []
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("update access_invitation set spent_at = now()")


def test_stranger_makes_no_invitation(house: House) -> None:
    made = invite(house)
    for login in ("boris", "svetlana", "oleg"):
        actor = make.actor(login)
        with acting(actor):
            with make.owning():
                account = Account.objects.get(pk=made.account.pk)
            with pytest.raises(Denied):
                issue_invitation(by=actor, account=account, now=timezone.now())
            with pytest.raises(ProgrammingError, match="may not do this"), transaction.atomic():
                connection.cursor().execute(
                    "select access_invitation_issue(%s, 'x', now(), now(), %s)", [account.pk, make.TODAY]
                )


def test_weak_password_is_refused_and_spends_nothing(house: House) -> None:
    made = invite(house)
    with pytest.raises(Refused) as refusal:
        accept(made.code, "12345678")
    assert refusal.value.field == "new_password"
    accept(made.code)


@pytest.mark.parametrize(
    ("login", "says"), [("svetlana", "уже занято"), ("Кот", "латинских"), ("ab", "латинских")]
)
def test_login_that_cannot_be_is_refused(house: House, login: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        invite(house, login=login)
    assert refusal.value.field == "login"


def test_login_made_of_the_name_gets_a_number_when_it_is_taken(house: House) -> None:
    make.account("lugova.ll", make.person(house.gymnasium, "Лугова Лариса Львовна"))
    assert invite(house).account.login == "lugova.ll2"


def test_same_person_is_not_invited_twice(house: House) -> None:
    invite(house)
    with pytest.raises(Refused, match="уже есть"):
        invite(house)


def test_first_administrator_is_invited_by_a_command(house: House) -> None:
    """What the first start does: nobody has an account yet, and the worker's role works for a named actor."""
    starter = system_actor("nastavnik start", role=Role.ADMINISTRATOR, over=house.region)
    with make.owning(), connection.cursor() as cursor:
        cursor.execute("set local role nastavnik_worker")
    terms = GrantTerms(Role.ADMINISTRATOR, house.region, make.TODAY)
    with working():
        made = invite_account(by=starter, name=NAME, post="", terms=terms, now=timezone.now(), login="admin")
    with make.owning(), connection.cursor() as cursor:
        cursor.execute("select set_config('role', 'nastavnik_web', true)")
    connection.cursor().execute("set local role nastavnik_web")
    accept(made.code)
    assert make.actor("admin").holds(Role.ADMINISTRATOR)


def test_page_of_inviting_shows_the_code_once(signed_in: SignIn, house: House) -> None:
    client = signed_in("nina")
    typed = {
        "name": "Лугова Лидия Львовна", "post": "секретарь", "role": "secretary", "node": house.school.pk,
        "from_date": "15.10.2026",
    }  # fmt: skip
    response = client.post("/users/invite/", typed)
    html = response.content.decode()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    found = re.search(r"http://testserver/invitation/([A-Z0-9-]+)/", html)
    assert found and "<svg" in html and "lugova.ll" in html
    accept(found[1])
    again = client.post("/users/invite/", typed)
    assert again.status_code == 422
    assert "уже есть" in again.content.decode()


def test_form_of_inviting_keeps_what_was_typed(signed_in: SignIn, house: House) -> None:
    html = (
        signed_in("nina").post("/users/invite/", {"name": "Лугова Л.", "post": "секретарь"}).content.decode()
    )
    assert 'value="Лугова Л."' in html
    assert "Выберите, что подходит: «Роль»." in html
