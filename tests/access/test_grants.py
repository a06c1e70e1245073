"""Roles given and ended: who may, what is refused, and the database's own check behind the code's."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from nastavnik.access.actions import GrantTerms, end_grant, grant_role, switch_account
from nastavnik.access.actors import actor_of_account
from nastavnik.access.models import Account, Grant
from nastavnik.access.queries.accounts import accounts_visible_to, staff_accounts_visible_to
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def lidia(house: House) -> Account:
    return make.account(
        "lidia", make.person(house.school, "Лугова Лидия Львовна"), (Role.SECRETARY, house.school)
    )


def terms(role: Role, node: object, **values: object) -> GrantTerms:
    return GrantTerms(role, node, **{"from_date": SEPTEMBER, **values})  # type: ignore[arg-type]


def roles_of(account: Account) -> set[tuple[str, int]]:
    with make.owning():
        return set(Grant.objects.filter(account=account).values_list("role", "node_id"))


def test_head_gives_a_role_of_the_school_and_it_holds(house: House, lidia: Account) -> None:
    nina = make.actor("nina")
    with acting(nina):
        grant = grant_role(
            by=nina,
            account=lidia,
            terms=terms(Role.CLASS_TEACHER, house.school, classes=("7А",)),
            today=make.TODAY,
        )
    actor = actor_of_account(lidia.pk, today=make.TODAY)
    assert actor.holds(Role.CLASS_TEACHER) and actor.classes == {"7А"}
    with make.owning():
        entry = Entry.objects.get(verb="grant_role")
    assert (entry.object_id, entry.institution_id) == (grant.pk, house.school.pk)


@pytest.mark.parametrize(
    ("login", "role", "place"),
    [
        ("nina", Role.HEAD, "school"),
        ("nina", Role.SECRETARY, "gymnasium"),
        ("nina", Role.MENTEE, "school"),
        ("oleg", Role.HEAD, "rural"),
        ("oleg", Role.MUNICIPAL_CURATOR, "city"),
        ("irina", Role.ADMINISTRATOR, "region"),
        ("svetlana", Role.SECRETARY, "school"),
        ("tamara", Role.SECRETARY, "school"),
    ],
)
def test_nobody_gives_what_he_may_not(
    house: House, lidia: Account, login: str, role: Role, place: str
) -> None:
    node, actor = getattr(house, place), make.actor(login)
    before = roles_of(lidia)
    with acting(actor):
        with pytest.raises(Denied, match="назначают"):
            grant_role(by=actor, account=lidia, terms=terms(role, node), today=make.TODAY)
        with pytest.raises(ProgrammingError, match="may not do this"), transaction.atomic():
            _by_hand(lidia, role, node.pk)
    assert roles_of(lidia) == before


def _by_hand(account: Account, role: Role, node: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select access_grant_give(%s, %s, %s, %s, null, '', '{}', null, %s)",
            [account.pk, role.value, node, SEPTEMBER, make.TODAY],
        )


def test_nobody_gives_a_role_to_himself(house: House) -> None:
    nina = make.actor("nina")
    with acting(nina):
        with pytest.raises(Refused, match="Себе роль не назначают"):
            grant_role(
                by=nina,
                account=house.accounts["nina"],
                terms=terms(Role.SECRETARY, house.school),
                today=make.TODAY,
            )
        with pytest.raises(ProgrammingError, match="may not do this"), transaction.atomic():
            _by_hand(house.accounts["nina"], Role.SECRETARY, house.school.pk)


def test_database_refuses_a_giver_whose_own_role_is_over(house: House, lidia: Account) -> None:
    nina = make.actor("nina")
    with make.owning():
        Grant.objects.filter(account=house.accounts["nina"]).update(to_date=date(2026, 10, 14))
    with acting(nina), pytest.raises(Denied, match="назначаете не вы"):
        grant_role(by=nina, account=lidia, terms=terms(Role.PSYCHOLOGIST, house.school), today=make.TODAY)


@pytest.mark.parametrize(
    ("role", "place", "values", "field", "says"),
    [
        (Role.HEAD, "city", {}, "node", "бывает на уровне: организация"),
        (Role.HEAD, "school", {"to_date": date(2026, 8, 31)}, "to_date", "Последний день раньше первого"),
        (Role.HEAD, "school", {"classes": ("7А",)}, "classes", "только классному руководителю"),
        (Role.CLASS_TEACHER, "school", {}, "classes", "Укажите классы"),
    ],
)
def test_wrong_terms_are_refused_at_their_field(
    house: House, lidia: Account, role: Role, place: str, values: dict[str, object], field: str, says: str
) -> None:
    irina = make.actor("irina")
    with acting(irina), pytest.raises(Refused, match=says) as refusal:
        grant_role(
            by=irina, account=lidia, terms=terms(role, getattr(house, place), **values), today=make.TODAY
        )
    assert refusal.value.field == field


def test_role_that_is_held_is_not_given_again(house: House, lidia: Account) -> None:
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Refused, match="уже назначена с 1\xa0августа"):
        grant_role(by=nina, account=lidia, terms=terms(Role.SECRETARY, house.school), today=make.TODAY)


def test_ended_role_holds_through_its_last_day(house: House, lidia: Account) -> None:
    nina = make.actor("nina")
    with acting(nina):
        end_grant(by=nina, grant=lidia.grants.get(), last_day=make.TODAY, today=make.TODAY)
    assert actor_of_account(lidia.pk, today=make.TODAY).holds(Role.SECRETARY)
    assert not actor_of_account(lidia.pk, today=date(2026, 10, 16)).holds(Role.SECRETARY)


def test_role_is_not_ended_before_it_began(house: House, lidia: Account) -> None:
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Refused, match="не может быть раньше") as refusal:
        end_grant(by=nina, grant=lidia.grants.get(), last_day=date(2026, 7, 31), today=make.TODAY)
    assert refusal.value.field == "last_day"


@pytest.mark.parametrize("login", ["svetlana", "boris", "oleg"])
def test_role_is_ended_by_whoever_may_give_it_only(house: House, lidia: Account, login: str) -> None:
    actor = make.actor(login)
    with make.owning():
        grant = lidia.grants.select_related("node").get()
    with acting(actor):
        with pytest.raises(Denied):
            end_grant(by=actor, grant=grant, last_day=make.TODAY, today=make.TODAY)
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select access_grant_end(%s, %s, %s)", [grant.pk, make.TODAY, make.TODAY])


def test_switched_off_account_opens_nothing_and_comes_back(house: House, lidia: Account) -> None:
    nina = make.actor("nina")
    with acting(nina):
        switch_account(by=nina, account=lidia, on=False, today=make.TODAY)
        assert not Account.objects.get(pk=lidia.pk).is_active
        switch_account(by=nina, account=lidia, on=True, today=make.TODAY)
        assert Account.objects.get(pk=lidia.pk).is_active


def test_head_does_not_manage_an_account_with_a_role_from_above(house: House, lidia: Account) -> None:
    with make.owning():
        Grant.objects.create(account=lidia, role=Role.METHODIST, node=house.city, from_date=SEPTEMBER)
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Denied, match="назначаете не вы"):
        switch_account(by=nina, account=lidia, on=False, today=make.TODAY)
    irina = make.actor("irina")
    with acting(irina), pytest.raises(Denied, match="которую назначаете не вы"):
        switch_account(by=irina, account=lidia, on=False, today=make.TODAY)


def test_own_account_is_not_switched(house: House) -> None:
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Denied, match="Со своей учётной записью"):
        switch_account(by=nina, account=house.accounts["nina"], on=False, today=make.TODAY)


def test_those_above_see_accounts_of_employees_and_never_of_participants(house: House) -> None:
    child = make.account("danya", house.danya, (Role.MENTEE, house.school))
    for login, seen in (("irina", 6), ("oleg", 5), ("nina", 3), ("svetlana", 3), ("boris", 1)):
        actor = make.actor(login)
        with acting(actor):
            assert staff_accounts_visible_to(actor).count() == seen, login
            found = set(accounts_visible_to(actor))
            raw = set(Account.objects.all())
        assert (child in found) is (child in raw) is (login in {"nina", "svetlana"})


def test_hash_of_a_password_is_not_read_by_the_web(house: House) -> None:
    irina = make.actor("irina")
    with acting(irina):
        account = Account.objects.get(login="svetlana")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            assert account.password
