"""A school is closed or joined to another: roles over it end with it, and whoever held them is told."""

from datetime import date, timedelta

import pytest

from nastavnik.access.models import Grant
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied
from nastavnik.registry.actions.reorganisations import close_organisation, merge_organisation
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House, give_cards
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]
LAST = date(2026, 10, 14)


def closed(house: House) -> None:
    oleg = make.actor("oleg")
    with acting(oleg):
        close_organisation(by=oleg, organisation=house.school, closed_date=LAST, today=TODAY)


def joined(house: House) -> None:
    oleg = make.actor("oleg")
    with acting(oleg):
        merge_organisation(
            by=oleg, organisation=house.school, successor=house.gymnasium, from_date=LAST, today=TODAY
        )


def open_roles(house: House) -> list[str]:
    with make.owning():
        return sorted(Grant.objects.filter(node=house.school, to_date=None).values_list("role", flat=True))


def test_closed_school_ends_every_role_and_leaves_time_to_wind_up(house: House) -> None:
    give_cards(house)
    closed(house)
    assert open_roles(house) == []
    with make.owning():
        ends = dict(Grant.objects.filter(node=house.school).values_list("role", "to_date"))
        assert Entry.objects.get(verb="end_grants_of_closed").count == 6
    later = LAST + timedelta(days=60)
    assert ends == dict.fromkeys(("head", "curator", "secretary"), later) | dict.fromkeys(
        ("mentor", "mentee", "guardian"), LAST
    )
    assert make.actor("danya").grants == ()
    assert make.actor("svetlana").holds(Role.CURATOR)


def test_joined_school_keeps_the_cards_of_participants(house: House) -> None:
    give_cards(house)
    joined(house)
    assert open_roles(house) == ["guardian", "mentee", "mentor"]
    assert make.actor("svetlana").grants == ()
    assert house.school.pk in make.actor("boris").people


def test_other_schools_and_the_territory_keep_their_roles(house: House) -> None:
    closed(house)
    assert make.actor("boris").holds(Role.CURATOR)
    assert make.actor("oleg").holds(Role.MUNICIPAL_CURATOR)


def test_door_opens_for_closed_organisations_in_sight_only(house: House) -> None:
    from nastavnik.access.doors import through

    oleg = make.actor("oleg")
    with acting(oleg), pytest.raises(Denied):
        through("select access_grants_close(%s, %s, %s::text[])", house.school.pk, TODAY, [])
    with make.owning():
        house.rural.closed_date = LAST
        house.rural.save()
    with acting(oleg), pytest.raises(Denied):
        through("select access_grants_close(%s, %s, %s::text[])", house.rural.pk, TODAY, [])


def test_whoever_lost_the_last_role_is_told_why(house: House, signed_in) -> None:  # type: ignore[no-untyped-def]
    joined(house)
    page = signed_in("svetlana").get("/")
    text = page.content.decode().replace("\u00a0", " ")
    assert page.status_code == 200
    assert "Ваша роль «Куратор организации» (Школа № 5) завершена 14 октября 2026" in text
    assert "организация присоединена к «Гимназия № 2»" in text
