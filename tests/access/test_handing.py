"""A curator hands over: roles and what names her pass to the successor in one deed."""

from datetime import date

import pytest

from nastavnik.access.actions.handing import hand_over
from nastavnik.access.actors import actor_of_account
from nastavnik.access.models import Account, Grant
from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.roadmaps.models import ExecutorName
from nastavnik.rulebook.roles import Right, Role
from tests import factories as make
from tests.conftest import SignIn
from tests.factories import TODAY
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


@pytest.fixture
def vera(house: House) -> Account:
    """A class teacher of the same school."""
    return make.account("vera", make.person(house.school, "Верина Вера Ильинична"), (Role.HEAD, house.school))


def give(house: House, vera: Account, login: str, on: date) -> int:
    by = make.actor(login)
    with acting(by):
        return hand_over(
            by=by, former=house.accounts["svetlana"], successor=vera, node=house.school, on=on,
            paper="приказ № 50-од", today=TODAY,
        )  # fmt: skip


def test_roles_and_named_duties_pass_on_the_day(house: House, vera: Account) -> None:
    with make.owning():
        name = ExecutorName.objects.create(
            owner=house.school,
            key="куратор",
            words="Куратор",
            kind="account",
            account=house.accounts["svetlana"],
        )
        foreign = ExecutorName.objects.create(
            owner=house.gymnasium,
            key="куратор",
            words="Куратор",
            kind="account",
            account=house.accounts["svetlana"],
        )
    on = date(2026, 11, 1)
    assert give(house, vera, "nina", on) == 1
    with make.owning():
        ended = Grant.objects.get(account=house.accounts["svetlana"])
        given = Grant.objects.get(account=vera, role="curator")
        name.refresh_from_db(), foreign.refresh_from_db()
    assert (ended.to_date, given.from_date, given.paper) == (date(2026, 10, 31), on, "приказ № 50-од")
    assert (name.account_id, foreign.account_id) == (vera.pk, house.accounts["svetlana"].pk)
    assert actor_of_account(vera.pk, today=on).may(Right.PAIRS_DECIDE, house.school.pk)
    assert not actor_of_account(house.accounts["svetlana"].pk, today=on).may(
        Right.PAIRS_DECIDE, house.school.pk
    )


@pytest.mark.parametrize(("login", "error"), [("svetlana", Denied), ("boris", Refused)])
def test_only_whoever_gives_the_role_hands_it_over(
    house: House, vera: Account, login: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        give(house, vera, login, date(2026, 11, 1))
    with pytest.raises(Refused, match="прошёл"):
        give(house, vera, "nina", date(2026, 10, 1))


def test_head_hands_over_on_one_page(house: House, vera: Account, signed_in: SignIn) -> None:
    client, url = signed_in("nina"), f"/users/{house.accounts['svetlana'].pk}/hand-over/"
    assert "Перейдёт роль: Куратор организации" in client.get(url).content.decode()
    said = client.post(url, {"successor": vera.pk, "on": "15.10.2026"}, follow=True).content.decode()
    assert "Дела переданы: Верина Вера Ильинична" in said
