"""Organisations: the tree as a list, cards for those who see them, the contingent by single years of age."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.registry.models import Contingent, Organisation
from nastavnik.registry.queries.organisations import (
    contingents_of,
    in_tree_order,
    institutions_with_contingent,
)
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


def answers(**changed: str) -> dict[str, str]:
    return {f"age_{age}": "0" if age > 18 else "20" for age in range(7, 20)} | changed


def test_tree_order_goes_down_before_it_goes_on() -> None:
    def node(pk: int, name: str, parent: int | None) -> Organisation:
        return Organisation(pk=pk, short_name=name, parent_id=parent)

    nodes = [
        node(5, "Школа Б", 2),
        node(3, "Ёлкино", 1),
        node(2, "Ельск", 1),
        node(1, "Область", 99),
        node(4, "А", 3),
    ]
    assert [one.short_name for one in in_tree_order(nodes)] == ["Область", "Ёлкино", "А", "Ельск", "Школа Б"]


def test_list_goes_by_the_tree_and_says_who_is_behind(house: House, signed_in: SignIn) -> None:
    make.contingent(house.school, 2026)
    rows.programme(house.school)
    rows.counter(house.school, 9)
    text = text_of(signed_in("irina").get("/organisations/"))
    assert "6 организаций" in text
    assert (
        "Школа № 5 г. Северогорск Светлова Светлана Петровна 10,0 % вошли 9 из 90 1 программа ✓ контингент указан"
        in text
    )
    assert (
        "Гимназия № 2 г. Северогорск Борисов Борис Львович нет данных программ нет ! контингент не указан"
        in text
    )
    names = [
        "Северная область",
        "г. Северогорск",
        "Гимназия № 2",
        "Школа № 5",
        "Озёрный район",
        "Озёрная школа",
    ]
    table = text.split("Контингент за 2026 год")[-1]
    places = [table.index(f"{name} ") for name in names[:1]] + [
        table.index(f" {name} ") for name in names[1:]
    ]
    assert places == sorted(places)


def test_list_of_a_city_is_its_own_part_of_the_tree(house: House, signed_in: SignIn) -> None:
    text = text_of(signed_in("oleg").get("/organisations/"))
    assert "3 организации" in text
    assert "Озёрная школа" not in text


@pytest.mark.parametrize(
    ("query", "found", "total"),
    [
        ("q=озерная", ["Озёрная школа"], "1 организация"),
        ("q=средняя 5", ["Школа № 5"], "1 организация"),
        ("level=municipality", ["г. Северогорск", "Озёрный район"], "2 организации"),
        ("lacks=contingent", ["Гимназия № 2", "Озёрная школа"], "2 организации"),
        ("lacks=programme", ["Гимназия № 2", "Озёрная школа"], "2 организации"),
        ("lacks=curator", ["Озёрная школа"], "1 организация"),
        ("flag=rural", ["Озёрная школа"], "1 организация"),
        ("kind=college", ["Озёрная школа"], "1 организация"),
        ("founder=Управление образования г. Северогорска", ["Школа № 5"], "1 организация"),
        ("closed=with", ["Вечерняя школа", "закрыта 01.09.2026"], "7 организаций"),
        ("closed=only", ["Вечерняя школа"], "1 организация"),
        ("lacks=nonsense", [], "6 организаций"),
    ],
)
def test_list_is_narrowed(house: House, signed_in: SignIn, query: str, found: list[str], total: str) -> None:
    make.contingent(house.school, 2026)
    rows.programme(house.school)
    make.organisation("Вечерняя школа", parent=house.city, closed_date=date(2026, 9, 1))
    with make.owning():
        Organisation.objects.filter(pk=house.rural.pk).update(flags=["rural", "small"], kind="college")
    text = text_of(signed_in("irina").get(f"/organisations/?{query}"))
    assert total in text
    assert all(name in text for name in found)


@pytest.mark.parametrize(
    ("login", "status"), [("irina", 200), ("oleg", 200), ("svetlana", 403), ("nina", 403), ("tamara", 403)]
)
def test_list_is_for_territories(house: House, signed_in: SignIn, login: str, status: int) -> None:
    assert signed_in(login).get("/organisations/").status_code == status


@pytest.mark.parametrize("more", [0, 2])
def test_list_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, django_assert_num_queries, more: int
) -> None:
    for number in range(more):
        make.contingent(make.organisation(f"Школа № {number}", parent=house.city), 2026)
    client = signed_in("oleg")
    with django_assert_num_queries(
        15
    ):  # 5 of the list: organisations, contingents, curators, figures, programmes
        client.get("/organisations/")


def test_card_of_a_school_has_its_requisites_and_numbers(house: House, signed_in: SignIn) -> None:
    make.contingent(house.school, 2026)
    rows.programme(house.school)
    rows.counter(house.school, 9)
    rows.paper(house.school, "registered", number="40-од")
    response = signed_in("svetlana").get(f"/organisations/{house.school.pk}/")
    text = text_of(response)
    assert "Муниципальное общеобразовательное учреждение «Средняя школа № 5»" in text
    assert "Управление образования г. Северогорска" in text
    assert "Н. И. Орлова Директор" in text
    assert "10,0 % вошли 9 из 90" in text
    assert "Программы 1 программа" in text
    assert "Зарегистрировано приказов 1" in text
    assert "Всего обучающихся — 120." in text
    assert "14 лет 10" in text
    assert {f"/figures/{house.school.pk}/I1/?year=2026", "/papers/", "/programmes/"} <= set(
        links_of(response)
    )
    assert f"/organisations/{house.school.pk}/contingent/" in links_of(response)


def test_card_without_a_contingent_asks_for_it(house: House, signed_in: SignIn) -> None:
    said = "Не указан контингент за 2026 год: без него не посчитать показатели."
    assert f"{said} Указать контингент" in text_of(
        signed_in("svetlana").get(f"/organisations/{house.school.pk}/")
    )
    as_oleg = signed_in("oleg").get(f"/organisations/{house.school.pk}/")
    assert "Контингент указывает куратор организации." in text_of(as_oleg)
    assert f"/organisations/{house.school.pk}/contingent/" not in links_of(as_oleg)


def test_card_of_a_territory_leads_to_what_is_under_it(house: House, signed_in: SignIn) -> None:
    response = signed_in("irina").get(f"/organisations/{house.city.pk}/")
    assert "Муниципалитет, Северная область" in text_of(response)
    assert {f"/organisations/{node.pk}/" for node in (house.region, house.school, house.gymnasium)} <= set(
        links_of(response)
    )
    assert "Не указан контингент" not in text_of(response)


def test_card_for_the_secretary_has_no_figures(house: House, signed_in: SignIn) -> None:
    response = signed_in("tamara").get(f"/organisations/{house.school.pk}/")
    assert response.status_code == 200
    assert "Вошли в программы" not in text_of(response)
    assert "/programmes/" not in links_of(response)


@pytest.mark.parametrize(
    ("login", "node", "status"),
    [
        ("boris", "school", 404), ("svetlana", "city", 404), ("oleg", "rural", 404), ("oleg", "region", 404),
        ("nina", "school", 200), ("irina", "rural", 200),
    ],
)  # fmt: skip
def test_card_is_for_those_who_see_the_organisation(
    house: House, signed_in: SignIn, login: str, node: str, status: int
) -> None:
    response = signed_in(login).get(f"/organisations/{getattr(house, node).pk}/")
    assert response.status_code == status
    if status == 200:
        assert getattr(house, node).full_name in text_of(response)


def test_contingent_is_stated_by_years_of_age(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    response = client.post(f"/organisations/{house.school.pk}/contingent/", answers(age_14="48"), follow=True)
    assert response.redirect_chain == [(f"/organisations/{house.school.pk}/", 302)]
    assert "Контингент за 2026 год записан: всего 268, из них от 10 до 19 лет — 208." in text_of(response)
    assert contingents_of(house.school, 2026)[14] == 48
    assert Contingent.objects.count() == 13
    with make.owning():
        entry = Entry.objects.get(verb="set_contingent")
    assert (entry.institution_id, entry.fields) == (house.school.pk, ["2026"])
    assert "Вы: Указан контингент" in text_of(client.get(f"/organisations/{house.school.pk}/"))


def test_contingent_of_another_year_is_kept_apart_and_shown_again(house: House, signed_in: SignIn) -> None:
    client, url = signed_in("svetlana"), f"/organisations/{house.school.pk}/contingent/"
    client.post(url + "?year=2025", answers(age_10="33"))
    client.post(url, answers(age_10="44"))
    assert [contingents_of(house.school, year)[10] for year in (2025, 2026)] == [33, 44]
    assert 'value="33"' in client.get(url + "?year=2025").content.decode()
    assert "Контингент за 2026 год" in text_of(client.get(url + "?year=1999"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Впишите число; если таких детей нет — 0."),
        ("-1", "Число детей не бывает меньше 0."),
        ("4,5", "Впишите целое число, например 48."),
        ("много", "Впишите целое число, например 48."),
        ("20001", "Проверьте число: больше 20000 детей одного возраста не бывает."),
    ],
)
def test_wrong_number_of_children_is_said_at_its_age(
    house: House, signed_in: SignIn, typed: str, says: str
) -> None:
    url = f"/organisations/{house.school.pk}/contingent/"
    response = signed_in("svetlana").post(url, answers(age_14=typed, age_15="77"))
    assert response.status_code == 422
    assert f"14 лет: {says}" in text_of(response)
    assert 'value="77"' in response.content.decode()
    assert not Contingent.objects.exists()


@pytest.mark.parametrize(
    ("login", "node", "status"),
    [
        ("svetlana", "school", 200),
        ("boris", "school", 404),
        ("nina", "school", 403),
        ("oleg", "school", 403),
        ("tamara", "school", 403),
        ("irina", "city", 403),
    ],
)
def test_contingent_is_stated_by_the_curator(
    house: House, signed_in: SignIn, login: str, node: str, status: int
) -> None:
    url = f"/organisations/{getattr(house, node).pk}/contingent/"
    client = signed_in(login)
    assert client.get(url).status_code == status
    if status != 200:
        assert client.post(url, answers()).status_code == status
        assert not Contingent.objects.exists()


def test_curator_of_one_school_states_no_contingent_of_another(house: House, signed_in: SignIn) -> None:
    both = (Role.CURATOR, house.gymnasium), (Role.HEAD, house.school)
    make.account("both", make.person(house.school, "Лугова Лидия Львовна"), *both)
    client = signed_in("both")
    assert client.get(f"/organisations/{house.gymnasium.pk}/contingent/").status_code == 200
    assert client.get(f"/organisations/{house.school.pk}/contingent/").status_code == 403


def test_who_stated_a_contingent_is_known_by_year(house: House) -> None:
    make.contingent(house.school, 2026)
    make.contingent(house.rural, 2025)
    ids = [house.school.pk, house.gymnasium.pk, house.rural.pk]
    with acting(make.actor("irina")):
        assert institutions_with_contingent(ids, 2026) == {house.school.pk}
