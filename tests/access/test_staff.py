"""Who runs an organisation: told to those who see its figures, and to nobody else."""

from datetime import date

import pytest

from nastavnik.access.models import Account, Grant
from nastavnik.access.scope import acting
from nastavnik.access.staff import staff_of, told_curators
from nastavnik.kit.actor import Anonymous
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


def names(house: House, login: str) -> dict[int, list[str]]:
    ids = [house.region.pk, house.city.pk, house.school.pk, house.gymnasium.pk, house.rural.pk]
    with acting(make.actor(login)):
        return {
            node: [one.name.split()[0] for one in found] for node, found in staff_of(ids, make.TODAY).items()
        }


def test_municipality_reads_heads_and_curators_of_its_own_schools(house: House) -> None:
    assert names(house, "oleg") == {
        house.city.pk: ["Громов"],
        house.school.pk: ["Орлова", "Светлова"],
        house.gymnasium.pk: ["Борисов"],
    }


def test_school_reads_its_own_and_a_stranger_nothing(house: House) -> None:
    assert names(house, "boris") == {house.gymnasium.pk: ["Борисов"]}
    with acting(Anonymous()):
        assert staff_of([house.school.pk], make.TODAY) == {}


def test_participants_and_grants_that_are_over_are_not_told(house: House) -> None:
    make.account("danya", house.danya, (Role.MENTEE, house.school))
    with make.owning():
        Grant.objects.filter(account__login="svetlana").update(to_date=date(2026, 9, 1))
        Account.objects.filter(login="nina").update(is_active=False)
    assert house.school.pk not in names(house, "oleg")


def test_institution_without_a_curator_is_lacking_and_a_territory_is_not(house: House) -> None:
    with acting(irina := make.actor("irina")):
        told = told_curators(irina, [house.rural, house.district, house.school], make.TODAY)
    assert told[house.rural.pk].is_lacking
    assert house.district.pk not in told
    assert told[house.school.pk].text == "Светлова Светлана Петровна"
