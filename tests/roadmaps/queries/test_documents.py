"""Who sees which road map."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied
from nastavnik.roadmaps.models import Edition
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap, check_can_edit_edition
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to
from tests import factories as make
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


def seen_by(login: str) -> set[str]:
    actor = make.actor(login)
    with acting(actor):
        return {roadmap.title for roadmap in roadmaps_visible_to(actor)}


def test_drafts_stay_at_home(house: House) -> None:
    roadmap_of(house.region, "Региональная")
    roadmap_of(house.city, "Городская")
    roadmap_of(house.school, "Школьная")
    assert seen_by("svetlana") == {"Школьная"}
    assert seen_by("oleg") == {"Городская"}
    assert seen_by("irina") == {"Региональная"}


@pytest.mark.parametrize("state", ["approved", "discussed"])
def test_open_maps_are_seen_up_and_down_and_not_aside(house: House, state: str) -> None:
    for owner, title in (
        (house.region, "Региональная"),
        (house.city, "Городская"),
        (house.district, "Районная"),
        (house.school, "Школьная"),
        (house.gymnasium, "Гимназии"),
    ):
        roadmap_of(owner, title, state)
    assert seen_by("svetlana") == {"Региональная", "Городская", "Школьная"}
    assert seen_by("oleg") == {"Региональная", "Городская", "Школьная", "Гимназии"}
    assert len(seen_by("irina")) == 5


def test_nobody_above_writes_for_a_school(house: House) -> None:
    edition = roadmap_of(house.school, "Школьная")
    oleg, svetlana = make.actor("oleg"), make.actor("svetlana")
    with acting(oleg), pytest.raises(Denied):
        check_can_draw_up_roadmap(oleg, house.school)
    with acting(svetlana):
        check_can_draw_up_roadmap(svetlana, house.school)
        check_can_edit_edition(svetlana, Edition.objects.select_related("roadmap__owner").get(pk=edition.pk))
