"""The page of a figure: the numbers of every node, what is unknown, the way up and down, and who may look."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from nastavnik.access.scope import acting
from nastavnik.mentoring.moments import pairs_activated
from nastavnik.registry.actions.people import correct_person
from nastavnik.rulebook.founding_indicators import indicator_by_code
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


@pytest.fixture
def numbers(house: House) -> House:
    """School: 12 of 240; gymnasium: 3, contingent unknown; rural school: 9 of 90; targets 10 % and 4,5 %."""
    make.contingent(house.school, 2026, per_age=0)
    make.contingent(house.rural, 2026, per_age=10)
    with make.owning():
        house.school.contingents.filter(age=14).update(children=240)
        house.school.contingents.filter(age=8).update(children=1000)
    rows.counter(house.school, 12)
    rows.counter(house.gymnasium, 3)
    rows.counter(house.rural, 9)
    rows.target(house.region, "10")
    rows.target(house.city, "4.5")
    return house


def page(client: Client, node_id: int, **query: str) -> str:
    response = client.get(f"/figures/{node_id}/I1/", query)
    assert response.status_code == 200
    return text_of(response)


def test_school_sees_its_value_with_both_numbers(numbers: House, signed_in: SignIn) -> None:
    text = page(signed_in("svetlana"), numbers.school.pk)
    assert "5,0 %" in text
    assert "вошли 12 из 240 детей 10–19 лет" in text
    assert "Отчётный год — календарный" in text
    assert "Посчитано 15 октября 2026 года в 09:30." in text
    assert "повторы" not in text


def test_city_counts_only_those_whose_contingent_is_known(numbers: House, signed_in: SignIn) -> None:
    text = page(signed_in("oleg"), numbers.city.pk)
    assert "вошли 12 из 240 детей 10–19 лет; без контингента 1 из 2 организаций" in text
    assert "4,5 % ✓ цель достигнута" in text
    assert "В расчёт вошли 1 из 2 организаций." in text
    assert "Гимназия № 2 — нет данных о контингенте; вошедших — 3." in text
    assert "в сумме посчитан один раз" in text
    assert "Не взяты в расчёт 3 вошедших из организаций без контингента." in text


def test_region_adds_up_its_municipalities(numbers: House, signed_in: SignIn) -> None:
    text = page(signed_in("irina"), numbers.region.pk)
    assert "6,4 %" in text  # 21 of 330, not the mean of 5 % and 10 %
    assert "вошли 21 из 330 детей 10–19 лет" in text
    assert "до цели 3,6 п. п." in text
    assert "Озёрный район 9 90 10,0 % • цель не указана" in text
    assert "г. Северогорск 12 240 5,0 % 4,5 % ✓ цель достигнута без контингента 1 из 2 организаций" in text


def test_unknown_contingent_is_no_zero_and_nobody_is_one(numbers: House, signed_in: SignIn) -> None:
    rows.counter(numbers.rural, 0)
    text = page(signed_in("irina"), numbers.city.pk)
    assert "Гимназия № 2 3 нет данных ! нет данных о контингенте" in text
    assert "0,0 %" in page(signed_in("irina"), numbers.rural.pk)


def test_school_without_contingent_is_told_what_to_do(numbers: House, signed_in: SignIn) -> None:
    text = page(signed_in("boris"), numbers.gymnasium.pk)
    assert "нет данных о контингенте; вошедших — 3" in text
    assert "Контингент за 2026 год не указан: долю посчитать не из чего. Указать контингент" in text
    other = page(signed_in("oleg"), numbers.gymnasium.pk)
    assert "Контингент указывает куратор организации." in other


def test_year_of_the_address_is_shown_with_the_year_before(numbers: House, signed_in: SignIn) -> None:
    make.contingent(numbers.school, 2025, per_age=20)  # 20 × 9 ages from 10 to 18
    rows.counter(numbers.school, 6, 2025)
    client = signed_in("svetlana")
    assert "Год назад 3,3 %" in page(client, numbers.school.pk)
    earlier = page(client, numbers.school.pk, year="2025")
    assert "вошли 6 из 180" in earlier
    assert "2024 2025 2026" in earlier
    assert "2026 год" in page(client, numbers.school.pk, year="год")


def test_way_up_stops_where_the_sight_ends(numbers: House, signed_in: SignIn) -> None:
    as_irina = links_of(signed_in("irina").get(f"/figures/{numbers.school.pk}/I1/"))
    assert f"/figures/{numbers.city.pk}/I1/?year=2026" in as_irina
    assert f"/figures/{numbers.region.pk}/I1/?year=2026" in as_irina
    as_oleg = links_of(signed_in("oleg").get(f"/figures/{numbers.school.pk}/I1/"))
    assert f"/figures/{numbers.city.pk}/I1/?year=2026" in as_oleg
    assert f"/figures/{numbers.region.pk}/I1/?year=2026" not in as_oleg
    as_svetlana = links_of(signed_in("svetlana").get(f"/figures/{numbers.school.pk}/I1/"))
    assert f"/figures/{numbers.city.pk}/I1/?year=2026" not in as_svetlana


def test_way_down_leads_to_every_part(numbers: House, signed_in: SignIn) -> None:
    links = links_of(signed_in("irina").get(f"/figures/{numbers.city.pk}/I1/?year=2025"))
    assert {f"/figures/{node.pk}/I1/?year=2025" for node in (numbers.school, numbers.gymnasium)} <= set(links)


@pytest.mark.parametrize(
    ("login", "node", "status"),
    [
        ("svetlana", "school", 200),
        ("nina", "school", 200),
        ("oleg", "school", 200),
        ("irina", "region", 200),
        ("svetlana", "city", 404),
        ("boris", "school", 404),
        ("oleg", "rural", 404),
        ("oleg", "region", 404),
        ("tamara", "school", 403),
    ],
)
def test_figures_are_for_those_who_answer_for_the_node(
    house: House, signed_in: SignIn, login: str, node: str, status: int
) -> None:
    response = signed_in(login).get(f"/figures/{getattr(house, node).pk}/I1/")
    assert response.status_code == status
    if status == 200:
        assert getattr(house, node).full_name in text_of(response)


def test_right_of_one_school_opens_no_figures_of_another(house: House, signed_in: SignIn) -> None:
    both = (Role.SECRETARY, house.school), (Role.CURATOR, house.gymnasium)
    make.account("both", make.person(house.school, "Лугова Лидия Львовна"), *both)
    client = signed_in("both")
    assert client.get(f"/figures/{house.gymnasium.pk}/I1/").status_code == 200
    assert client.get(f"/figures/{house.school.pk}/I1/").status_code == 403
    listed = client.get("/figures/")
    assert "Гимназия № 2, 2026 год" in text_of(listed)
    assert f"/figures/{house.gymnasium.pk}/I1/?year=2026" in links_of(listed)


def test_unknown_indicator_is_not_found(house: House, signed_in: SignIn) -> None:
    assert signed_in("svetlana").get(f"/figures/{house.school.pk}/I9/").status_code == 404


def test_indicators_are_listed_with_their_numbers(numbers: House, signed_in: SignIn) -> None:
    text = text_of(signed_in("oleg").get("/figures/"))
    assert "2 показателя" in text
    assert (
        "Доля детей 10–19 лет, вошедших в программы в роли наставляемого 5,0 % 12 240 4,5 % ✓ цель достигнута"
        in text
    )
    # the only school that stated a contingent has nobody of 15 and older
    assert "вошедших в программы в роли наставника нет данных 0 0 • детей этого возраста нет" in text


def test_indicator_of_a_territory_is_counted_in_it_and_nowhere_else(
    numbers: House, signed_in: SignIn
) -> None:
    rows.indicator(numbers.city, "n9-1")
    label = "Доля обучающихся 11–18 лет"
    client = signed_in("irina")
    own = text_of(client.get(f"/figures/{numbers.city.pk}/"))
    assert "3 показателя" in own and "показатель территории: г. Северогорск" in own
    assert label in text_of(client.get(f"/figures/{numbers.school.pk}/"))
    assert label not in text_of(client.get(f"/figures/{numbers.region.pk}/"))
    assert client.get(f"/figures/{numbers.region.pk}/n9-1/").status_code == 404
    figure = client.get(f"/figures/{numbers.school.pk}/n9-1/")
    assert f"/figures/{numbers.region.pk}/?year=2026" in links_of(figure)  # the way up leaves the indicator
    assert f"/figures/{numbers.city.pk}/n9-1/?year=2026" in links_of(figure)


def test_indicator_has_no_page_for_years_in_which_it_is_not_reported(
    numbers: House, signed_in: SignIn
) -> None:
    rule = replace(indicator_by_code("mentees_11_18"), first_year=2026, last_year=2026)
    rows.indicator(numbers.city, "n9-1", rule)
    client = signed_in("oleg")
    assert client.get(f"/figures/{numbers.city.pk}/n9-1/").status_code == 200
    assert client.get(f"/figures/{numbers.city.pk}/n9-1/?year=2025").status_code == 404
    assert "Доля обучающихся 11–18" not in text_of(client.get(f"/figures/{numbers.city.pk}/?year=2025"))


def test_territory_that_states_its_own_number_takes_the_share_of_it(
    numbers: House, signed_in: SignIn
) -> None:
    rows.denominator(numbers.region, 480)
    text = page(signed_in("irina"), numbers.region.pk)
    assert "5,0 %" in text  # 24 of 480, the gymnasium without a contingent included
    assert "вошли 24 из 480 детей 10–19 лет" in text
    assert "Доля взята от численности 480: Сборник «Население», на 01.01.2026." in text
    assert "В расчёт вошли все 3 организации." in text
    assert "вошли 12 из 240" in page(signed_in("irina"), numbers.city.pk)


def test_number_of_people_has_no_share(numbers: House, signed_in: SignIn) -> None:
    rows.indicator(numbers.city, "n9-1", indicator_by_code("mentees_number"))
    rows.counter(numbers.school, 12, code="n9-1")
    response = signed_in("oleg").get(f"/figures/{numbers.city.pk}/n9-1/")
    text = text_of(response)
    assert "12 чел." in text
    assert "%" not in text and "контингент" not in text
    assert "Знаменателя нет: показатель — число людей." in text


def test_table_of_a_figure_is_taken_as_a_file(numbers: House, signed_in: SignIn) -> None:
    response = signed_in("irina").get(f"/figures/{numbers.region.pk}/I1/table.xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0][:4] == ["Название", "Вошли", "Всего", "Значение"]
    assert [row[:6] for row in found[1:]] == [
        ["Северная область", 21, 330, 6.4, "%", 10],
        ["Озёрный район", 9, 90, 10, "%", None],
        ["г. Северогорск", 12, 240, 5, "%", 4.5],
    ]
    assert found[3][7] == "цель достигнута; без контингента 1 из 2 организаций"


def test_number_moves_when_pairs_begin_to_act(numbers: House, signed_in: SignIn) -> None:
    programme = rows.programme(numbers.school)
    mentor = rows.mentor(programme, "Лугова Лидия Львовна")
    for name in ("Рекина Рита Ромовна", "Озеров Олег Оскарович"):
        rows.active_pair([mentor, rows.mentee(programme, name)], date(2026, 10, 12))
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        pairs_activated.happen(by=svetlana, institution_id=numbers.school.pk, active_from=date(2026, 10, 12))
    assert "вошли 2 из 240" in page(signed_in("oleg"), numbers.city.pk)


def test_corrected_birth_moves_the_number(numbers: House, signed_in: SignIn) -> None:
    programme = rows.programme(numbers.school)
    mentee = rows.mentee(programme, "Рекина Рита Ромовна", birth_date=date(2018, 1, 1))
    rows.active_pair([rows.mentor(programme, "Лугова Лидия Львовна"), mentee], date(2026, 10, 12))
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        correct_person(by=svetlana, person=mentee.person, changes={"gender": "f"})
    assert "вошли 0 из 240" in page(signed_in("svetlana"), numbers.school.pk)
    with acting(svetlana):
        correct_person(by=svetlana, person=mentee.person, changes={"birth_date": date(2016, 1, 1)})
    assert "вошли 1 из 240" in page(signed_in("svetlana"), numbers.school.pk)


@pytest.mark.parametrize("more", [0, 2])
def test_page_costs_the_same_whatever_stands_under_the_node(
    numbers: House, signed_in: SignIn, django_assert_num_queries, more: int
) -> None:
    for number in range(more):
        make.organisation(f"Школа № {number}", parent=numbers.city)
    client = signed_in("oleg")
    # 6 of the page: node, indicator, flags, children, sums, own number; 10 of session and scope
    with django_assert_num_queries(16):
        page(client, numbers.city.pk)
