"""From grants to sight: people and figures apart, periods, several roles in one account."""

from datetime import date

import pytest

from nastavnik.access.actors import actor_of_account
from nastavnik.access.models import Grant
from nastavnik.rulebook.roles import Right, Role
from tests import factories as make
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


def test_municipal_curator_sees_figures_of_the_subtree_and_nobodys_name(house: House) -> None:
    oleg = make.actor("oleg")
    assert oleg.figures == {house.city.pk, house.school.pk, house.gymnasium.pk}
    assert oleg.people == frozenset()
    assert oleg.may(Right.FIGURES_VIEW, house.school.pk)
    assert not oleg.may(Right.FIGURES_VIEW, house.rural.pk)
    assert not oleg.may(Right.PEOPLE_VIEW)


def test_curator_sees_people_of_her_own_institution(house: House) -> None:
    svetlana = make.actor("svetlana")
    assert svetlana.people == svetlana.figures == {house.school.pk}
    assert svetlana.name == "Светлова Светлана Петровна"
    assert not svetlana.may(Right.PEOPLE_EDIT, house.gymnasium.pk)


@pytest.mark.parametrize(
    ("from_date", "to_date", "holds"),
    [
        (date(2026, 10, 15), None, True),
        (date(2026, 10, 16), None, False),
        (date(2026, 9, 1), date(2026, 10, 15), True),
        (date(2026, 9, 1), date(2026, 10, 14), False),
    ],
)
def test_grant_holds_within_its_period(
    house: House, from_date: date, to_date: date | None, holds: bool
) -> None:
    account = make.account("period", make.person(house.rural, "Лугова Лидия Львовна"))
    with make.owning():
        Grant.objects.create(
            account=account, role=Role.CURATOR, node=house.rural, from_date=from_date, to_date=to_date
        )
    actor = actor_of_account(account.pk, today=make.TODAY)
    assert (actor.people == {house.rural.pk}) is holds
    assert actor.may(Right.PEOPLE_EDIT, house.rural.pk) is holds


def test_one_person_holds_all_roles_of_a_school_without_switching(house: House) -> None:
    person = make.person(house.rural, "Лугова Лидия Львовна")
    account = make.account(
        "all", person, (Role.HEAD, house.rural), (Role.CURATOR, house.rural), (Role.SECRETARY, house.rural)
    )
    actor = actor_of_account(account.pk, today=make.TODAY)
    assert all(
        actor.may(right, house.rural.pk)
        for right in (Right.PAPERS_SIGN, Right.PAPERS_DRAFT, Right.PAPERS_REGISTER)
    )
    assert actor.home is not None and actor.home.node_id == house.rural.pk


def test_account_without_grants_sees_nothing(house: House) -> None:
    account = make.account("bare", make.person(house.rural, "Лугова Лидия Львовна"))
    actor = actor_of_account(account.pk, today=make.TODAY)
    assert (actor.people, actor.figures, actor.home) == (frozenset(), frozenset(), None)
    assert actor.name == "Лугова Лидия Львовна"
