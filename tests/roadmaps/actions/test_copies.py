"""A road map once more for the next school year."""

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.kit.errors import Denied, Refused
from nastavnik.roadmaps.actions.copies import copy_roadmap
from nastavnik.roadmaps.models import Edition, Line, Measure
from tests import factories as make
from tests.house.scene_of_roadmaps import roadmap_of
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(house: House) -> Edition:
    made = roadmap_of(house.school, "Дорожная карта на 2026/2027 учебный год", "approved")
    with make.owning():
        Measure.objects.create(
            edition=made, line=Line.objects.create(roadmap=made.roadmap, fact="bases"), position=2, number="1.2",
            title="Собрать базу", deadline="по отдельному графику", dates=[[None, "2026-11-20"]],
        )  # fmt: skip
    return made


def test_copy_stands_a_year_later(house: House, edition: Edition) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        copy = copy_roadmap(by=svetlana, roadmap=edition.roadmap)
    assert (copy.title, copy.from_date, copy.to_date, copy.school_year) == (
        "Дорожная карта на 2027/2028 учебный год",
        date(2027, 9, 1),
        date(2028, 8, 31),
        2027,
    )
    rows = copy.editions.get(state="draft").measures.order_by("position")
    assert [(row.number, row.deadline, row.dates, row.section and row.section.title) for row in rows] == [
        ("1.1", "до 15 октября 2027 г.", [], "Подготовка условий"),
        ("1.2", "по отдельному графику", [[None, "2027-11-20"]], None),
    ]
    assert rows[1].line.fact == "bases"
    assert rows[1].line.roadmap == copy
    assert edition.measures.get(number="1.1").deadline == "до 15 октября 2026 г."


def test_copy_is_made_once_and_at_home(house: House, edition: Edition) -> None:
    svetlana, oleg = make.actor("svetlana"), make.actor("oleg")
    with acting(oleg), pytest.raises(Denied):
        copy_roadmap(by=oleg, roadmap=edition.roadmap)
    with acting(svetlana):
        copy_roadmap(by=svetlana, roadmap=edition.roadmap, title="Новая карта")
        with pytest.raises(Refused, match="уже есть"):
            copy_roadmap(by=svetlana, roadmap=edition.roadmap)


def test_empty_map_is_not_copied(house: House) -> None:
    edition = roadmap_of(house.school, "Пустая")
    edition.measures.all().delete()
    svetlana = make.actor("svetlana")
    with acting(svetlana), pytest.raises(Refused, match="копировать нечего"):
        copy_roadmap(by=svetlana, roadmap=edition.roadmap)
