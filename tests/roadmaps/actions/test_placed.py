"""What an organisation owes follows its place in the tree: opened, moved, closed, opened again."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.registry.actions.organisations import add_organisation, move_organisation
from nastavnik.registry.actions.reorganisations import (
    close_organisation,
    merge_organisation,
    reopen_organisation,
)
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.actions.duties import begin_duty, complete_duty
from nastavnik.roadmaps.jobs import settle_place
from nastavnik.roadmaps.models import Duty, ExecutorName, Roadmap
from tests import factories as make
from tests.house.scene_of_duties import duty_of, living_map
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]
EVERY = {"title": "Собрать базу", "deadline": "до 20 октября 2026 г.", "reach": "below"}
NAMED = {"title": "Назначить куратора", "deadline": "до 10 октября 2026 г.", "executors": "Руководители ОО"}
OWN = {"title": "Утвердить положение", "deadline": "до 1 октября 2026 г."}


def owed(node: Organisation) -> dict[str, str]:
    """Titles of the measures of an organisation with their states."""
    with make.owning():
        duties = Duty.objects.filter(organisation=node, occurrence__is_dropped=False)
        return dict(duties.values_list("occurrence__line__wordings__title", "state"))


def worked(node: Organisation) -> None:
    """The worker takes the job that the action left."""
    with make.owning():
        settle_place(node_id=node.pk)


@pytest.fixture
def maps(house: House) -> None:
    living_map(house.region, "irina", EVERY, OWN, title="План области")
    living_map(house.city, "oleg", NAMED, title="План города")
    living_map(house.district, "irina", title="Пустой план района")


def opened(house: House, parent: Organisation) -> Organisation:
    irina = make.actor("irina")
    with acting(irina):
        return add_organisation(by=irina, parent=parent, level="institution", short_name="Школа № 77")


def test_opened_school_owes_what_every_map_above_asks_of_all(house: House, maps: None) -> None:
    school = opened(house, house.city)
    assert owed(school) == {}
    worked(school)
    assert owed(school) == {"Собрать базу": "not_begun", "Назначить куратора": "not_begun"}
    worked(school)
    assert len(owed(school)) == 2, "once"


def test_map_in_the_archive_or_a_draft_asks_nothing(house: House, maps: None) -> None:
    with make.owning():
        Roadmap.objects.filter(owner=house.region).update(is_archived=True)
        ExecutorName.objects.update(kind="outside")
    school = opened(house, house.city)
    worked(school)
    assert owed(school) == {}


def test_moved_school_owes_to_those_above_it_now(house: House, maps: None) -> None:
    irina, svetlana = make.actor("irina"), make.actor("svetlana")
    with acting(svetlana):
        begin_duty(by=svetlana, duty=duty_of(house.school, "Назначить куратора"))
    for node in (house.school, house.gymnasium):
        with acting(irina):
            assert move_organisation(by=irina, organisation=node, parent=house.district)
        worked(node)
    assert owed(house.school) == {"Собрать базу": "not_begun", "Назначить куратора": "withdrawn"}
    assert owed(house.gymnasium) == {"Собрать базу": "not_begun"}, "nobody had touched it"
    assert "перенесена" in duty_of(house.school, "Назначить куратора").comment


def test_closed_school_is_freed_with_the_reason_and_what_it_did_stays(house: House, maps: None) -> None:
    irina, svetlana = make.actor("irina"), make.actor("svetlana")
    duty = duty_of(house.school, "Назначить куратора")
    with acting(svetlana):
        complete_duty(by=svetlana, duty=duty, done_date=date(2026, 10, 5), today=make.TODAY)
    with acting(irina):
        close_organisation(
            by=irina, organisation=house.school, closed_date=date(2026, 10, 14), today=make.TODAY
        )
    assert owed(house.school) == {"Собрать базу": "withdrawn", "Назначить куратора": "done"}
    assert duty_of(house.school, "Собрать базу").comment == "Организация закрыта 14.10.2026."
    with acting(irina):
        reopen_organisation(by=irina, organisation=Organisation.objects.get(pk=house.school.pk))
    worked(house.school)
    assert owed(house.school)["Собрать базу"] == "not_begun"
    assert duty_of(house.school, "Собрать базу").comment == ""


def test_merged_school_is_freed_by_the_name_of_its_successor(house: House, maps: None) -> None:
    irina = make.actor("irina")
    with acting(irina):
        merge_organisation(
            by=irina, organisation=house.gymnasium, successor=house.school,
            from_date=date(2026, 10, 14), today=make.TODAY,
        )  # fmt: skip
    assert "правопреемник — Школа № 5" in duty_of(house.gymnasium, "Собрать базу").comment
    assert owed(house.school)["Собрать базу"] == "not_begun"
