"""Targets: who sets them, what may be typed, what is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.monitoring.actions.targets import set_target
from nastavnik.monitoring.models import Indicator, Target
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


def address(node_id: int) -> str:
    return f"/figures/{node_id}/I1/target/"


@pytest.mark.parametrize(
    ("typed", "kept"), [("20,5", "20.50"), ("20.5 %", "20.50"), ("0", "0.00"), ("100", "100.00")]
)
def test_target_is_typed_with_a_comma_and_seen_at_the_figure(
    house: House, signed_in: SignIn, typed: str, kept: str
) -> None:
    client = signed_in("oleg")
    response = client.post(address(house.city.pk), {"value": typed}, follow=True)
    assert response.redirect_chain == [(f"/figures/{house.city.pk}/I1/?year=2026", 302)]
    assert "Цель записана: г. Северогорск, 2026 год — " in text_of(response)
    target = Target.objects.get(node=house.city)
    assert (str(target.value), target.year) == (kept, 2026)
    with make.owning():
        entry = Entry.objects.get(verb="set_target")
    assert (entry.object_id, entry.fields) == (target.pk, ["value"])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Заполните поле «Цель, %»."),
        ("много", "Впишите число процентов"),
        ("101", "не бывает больше 100 %"),
        ("-1", "не бывает меньше 0 %"),
        ("1,234", "Не больше двух знаков"),
    ],
)
def test_wrong_target_comes_back_as_it_was_typed(
    house: House, signed_in: SignIn, typed: str, says: str
) -> None:
    response = signed_in("oleg").post(address(house.city.pk), {"value": typed})
    assert response.status_code == 422
    assert says in text_of(response)
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert not Target.objects.exists()


def test_target_of_another_year_is_kept_apart(house: House, signed_in: SignIn) -> None:
    rows.target(house.city, "10")
    client = signed_in("oleg")
    assert 'value="10"' in client.get(address(house.city.pk)).content.decode()
    response = client.post(address(house.city.pk) + "?year=2027", {"value": "20"})
    assert response["Location"].endswith("?year=2027")
    assert dict(Target.objects.values_list("year", "value")) == {2026: Decimal(10), 2027: Decimal(20)}


def test_second_target_of_a_year_replaces_the_first(house: House, signed_in: SignIn) -> None:
    rows.target(house.city, "10")
    signed_in("oleg").post(address(house.city.pk), {"value": "12"})
    assert list(Target.objects.values_list("value", flat=True)) == [Decimal(12)]


@pytest.mark.parametrize(
    ("login", "node", "status"),
    [
        ("irina", "region", 200), ("irina", "school", 200), ("oleg", "city", 200), ("oleg", "school", 200),
        ("oleg", "region", 404), ("oleg", "rural", 404), ("svetlana", "school", 403), ("nina", "school", 403),
        ("boris", "school", 403),
    ],
)  # fmt: skip
def test_targets_are_set_from_above(
    house: House, signed_in: SignIn, login: str, node: str, status: int
) -> None:
    place = getattr(house, node)
    client = signed_in(login)
    response = client.get(address(place.pk))
    assert response.status_code == status
    if status == 200:
        assert place.short_name in text_of(response)
    else:
        assert client.post(address(place.pk), {"value": "5"}).status_code == status
        assert not Target.objects.exists()


def test_right_over_one_territory_sets_no_target_of_another(house: House, signed_in: SignIn) -> None:
    both = (Role.MUNICIPAL_CURATOR, house.district), (Role.HEAD, house.school)
    make.account("both", make.person(house.school, "Лугова Лидия Львовна"), *both)
    client = signed_in("both")
    assert client.get(address(house.rural.pk)).status_code == 200
    assert client.get(address(house.school.pk)).status_code == 403
    assert "Цель устанавливает региональный оператор" in text_of(
        client.get(f"/figures/{house.school.pk}/I1/")
    )


def test_button_of_the_target_stands_where_it_may_be_pressed(house: House, signed_in: SignIn) -> None:
    assert "Указать цель" in text_of(signed_in("oleg").get(f"/figures/{house.city.pk}/I1/"))
    rows.target(house.city, "10")
    assert "Изменить цель" in text_of(signed_in("oleg").get(f"/figures/{house.city.pk}/I1/"))
    assert (
        "цель"
        not in text_of(signed_in("svetlana").get(f"/figures/{house.school.pk}/I1/")).lower().split("как")[0]
    )


def test_action_refuses_by_itself(house: House) -> None:
    indicator = Indicator.objects.get(pk="I1")
    with acting(make.actor("svetlana")), pytest.raises(Denied, match="региональный оператор"):
        set_target(
            by=make.actor("svetlana"), indicator=indicator, node=house.school, year=2026, value=Decimal(5)
        )
    with acting(make.actor("oleg")), pytest.raises(Refused, match="от 0 до 100"):
        set_target(by=make.actor("oleg"), indicator=indicator, node=house.city, year=2026, value=Decimal(101))
