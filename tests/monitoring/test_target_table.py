"""Targets typed as a table: suggested from above, written at one go, taken away, refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.monitoring.actions.targets import set_targets
from nastavnik.monitoring.models import Indicator, Target
from nastavnik.rulebook.founding_indicators import indicator_by_code
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


def address(house: House) -> str:
    return f"/figures/{house.city.pk}/I1/targets/"


def typed(house: House, **values: str) -> dict[str, str]:
    return {f"target_{getattr(house, name).pk}_2026": value for name, value in values.items()}


def test_table_shows_nodes_years_and_what_stands_there(house: House, signed_in: SignIn) -> None:
    rows.target(house.region, "12.5")
    rows.target(house.school, "20")
    client = signed_in("oleg")
    response = client.get(address(house))
    text, html = text_of(response), response.content.decode()
    assert "Название 2025, % 2026, % 2027, % 2028, % г. Северогорск" in text
    assert "Гимназия № 2" in text and "Школа № 5" in text and "Озёрная" not in text
    assert f'name="target_{house.school.pk}_2026" value="20"' in html
    assert 'placeholder="12,5"' in html  # the region's, for the city
    assert 'placeholder="70"' in html  # the federal plan, where nobody above has said anything
    figure = client.get(f"/figures/{house.city.pk}/I1/")
    assert f"{address(house)}?year=2026" in links_of(figure)


def test_suggestions_are_copied_into_empty_cells_only(house: House, signed_in: SignIn) -> None:
    rows.target(house.city, "15")
    rows.target(house.school, "20")
    html = signed_in("oleg").get(f"{address(house)}?copy=1").content.decode()
    assert f'name="target_{house.gymnasium.pk}_2026" value="15"' in html
    assert f'name="target_{house.school.pk}_2026" value="20"' in html
    assert f'name="target_{house.gymnasium.pk}_2027" value="70"' in html


def test_table_is_written_at_one_go(house: House, signed_in: SignIn) -> None:
    rows.target(house.school, "20")
    rows.target(house.gymnasium, "5")
    response = signed_in("oleg").post(
        address(house), typed(house, city="10,5", school="20", gymnasium=""), follow=True
    )
    assert "Цели записаны: изменено 2." in text_of(response)
    found = dict(Target.objects.values_list("node_id", "value"))
    assert found == {house.city.pk: Decimal("10.5"), house.school.pk: Decimal(20)}
    with make.owning():
        entries = Entry.objects.filter(verb="set_target")
        assert {entry.institution_id: entry.fields for entry in entries} == {
            house.city.pk: ["2026"],
            house.gymnasium.pk: ["2026"],
        }


def test_wrong_cell_comes_back_with_all_that_was_typed(house: House, signed_in: SignIn) -> None:
    response = signed_in("oleg").post(address(house), typed(house, city="много", school="7,5"))
    assert response.status_code == 422
    html = response.content.decode()
    assert "Впишите число процентов" in html
    assert 'value="много"' in html and 'value="7,5"' in html
    assert not Target.objects.exists()


def test_table_of_a_number_is_of_people(house: House, signed_in: SignIn) -> None:
    rows.indicator(house.city, "n9-1", indicator_by_code("mentees_number"))
    client = signed_in("oleg")
    url = f"/figures/{house.city.pk}/n9-1/targets/"
    assert "2026, чел." in text_of(client.get(url))
    assert client.post(url, typed(house, city="1 200")).status_code == 302
    assert Target.objects.get().value == 1200


def test_targets_of_others_are_refused(house: House, signed_in: SignIn) -> None:
    for login, status in (("svetlana", 404), ("nina", 404), ("boris", 404)):
        assert signed_in(login).get(address(house)).status_code in (403, status)
    indicator, oleg = Indicator.objects.get(pk="I1"), make.actor("oleg")
    foreign, wild = {(house.rural.pk, 2026): Decimal(5)}, {(house.city.pk, 2026): Decimal(500)}
    with acting(oleg):
        with pytest.raises(Denied):
            set_targets(by=oleg, indicator=indicator, nodes=[house.city, house.rural], wanted={})
        with pytest.raises(Refused, match="нет в таблице"):
            set_targets(by=oleg, indicator=indicator, nodes=[house.city], wanted=foreign)
        with pytest.raises(Refused, match="от 0 до 100"):
            set_targets(by=oleg, indicator=indicator, nodes=[house.city], wanted=wild)
    assert not Target.objects.exists()


@pytest.mark.parametrize("more", [0, 2])
def test_table_costs_the_same_whatever_stands_under_the_node(
    house: House, signed_in: SignIn, django_assert_num_queries, more: int
) -> None:
    for number in range(more):
        make.organisation(f"Школа № {number}", parent=house.city)
    client = signed_in("oleg")
    with django_assert_num_queries(
        14
    ):  # 4 of the page: node, indicator, children, targets; 10 of session and scope
        assert client.get(address(house)).status_code == 200
