"""Territories' own indicators and numbers of people: who states them, what may be typed, what is counted at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.monitoring.actions.indicators import correct_indicator, define_indicator
from nastavnik.monitoring.actions.targets import Stated, state_denominator
from nastavnik.monitoring.models import Counter, Denominator, Indicator
from nastavnik.registry.actions.organisations import set_contingent
from nastavnik.rulebook.founding_indicators import VARIANTS, indicator_by_code
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
TODAY = date(2026, 10, 15)
STATED = Stated(480, "Сборник «Население», таблица 2", date(2026, 1, 1))
TYPED = {"people": "1 204", "source": "Сборник «Население», таблица 2", "source_date": "01.01.2026"}


def definition(**changes: str) -> dict[str, str]:
    said = {
        "label": "Доля детей 11–17 лет в роли наставляемого", "side": "mentee", "age_from": "11", "age_to": "17",
        "denominator": "contingent", "year_rule": "calendar", "first_year": "2026", "last_year": "",
    }  # fmt: skip
    return said | changes


def entered(house: House) -> None:
    """A pair of the school whose mentee is 14 and whose mentor is 16."""
    programme = rows.programme(house.school)
    mentor = rows.mentor(programme, "Лугов Лев Львович", birth_date=date(2010, 1, 1))
    rows.active_pair([mentor, rows.mentee(programme, "Рекин Рим Ромович")], date(2026, 10, 12))


def test_indicator_is_defined_and_counted_at_once(house: House, signed_in: SignIn) -> None:
    entered(house)
    make.contingent(house.school, 2026)
    response = signed_in("oleg").post(f"/figures/{house.city.pk}/indicators/new/", definition(), follow=True)
    made = Indicator.objects.get(owner=house.city)
    assert response.redirect_chain == [(f"/figures/{house.city.pk}/{made.code}/?year=2026", 302)]
    text = text_of(response)
    assert "вошли 1 из 70 детей 11–17 лет" in text  # seven ages of ten children
    assert "чья первая за год пара в роли наставляемого начала действовать" in text
    assert {counter.institution_id for counter in made.counters.all()} == {
        house.school.pk,
        house.gymnasium.pk,
    }
    with make.owning():
        assert Entry.objects.get(verb="define_indicator").fields == [made.code]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda rule: rule.code)
def test_every_variant_of_a_document_can_be_begun_with(
    house: House, signed_in: SignIn, variant: object
) -> None:
    rule = indicator_by_code(variant.code)  # type: ignore[attr-defined]
    html = (
        signed_in("irina")
        .get(f"/figures/{house.region.pk}/indicators/new/?variant={rule.code}")
        .content.decode()
    )
    assert f'value="{rule.age_from}"' in html and f'value="{rule.denominator}"' in html
    entered(house)
    irina = make.actor("irina")
    with acting(irina):
        made = define_indicator(by=irina, owner=house.region, rule=rule, today=TODAY)
    is_counted = rule.age_from <= 14 if rule.side != "mentor" else rule.age_from <= 16
    with make.owning():
        found = Counter.objects.get(indicator=made, institution=house.school, year=2026).numerator
    assert found == is_counted + (rule.side is None)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"age_from": "17", "age_to": "11"}, "Возраст «от» больше возраста «до»"),
        ({"label": ""}, "Заполните поле «Показатель»."),
        ({"age_to": "много"}, "Впишите целое число."),
        ({"last_year": "2025"}, "Последний год раньше первого."),
        ({"denominator": "всё"}, "Выберите корректный вариант"),
        ({"label": "Доля обучающихся 11–18 лет, вошедших в программы в роли наставляемого"}, "уже есть"),
    ],
)
def test_wrong_definition_comes_back_as_it_was_typed(
    house: House, signed_in: SignIn, changes: dict[str, str], says: str
) -> None:
    rows.indicator(house.city)
    typed = definition(**changes)
    response = signed_in("oleg").post(f"/figures/{house.city.pk}/indicators/new/", typed)
    assert response.status_code == 422
    assert says in text_of(response)
    assert typed["label"] in response.content.decode()
    assert Indicator.objects.filter(owner=house.city).count() == 1


def test_correction_counts_this_year_and_the_last_anew(house: House, signed_in: SignIn) -> None:
    entered(house)
    own = rows.indicator(house.city, "n9-1")
    client = signed_in("oleg")
    assert 'value="11"' in client.get("/indicators/n9-1/edit/").content.decode()
    response = client.post("/indicators/n9-1/edit/", definition(side="mentor", age_from="15", age_to="18"))
    assert response["Location"] == f"/figures/{house.city.pk}/n9-1/?year=2026"
    own.refresh_from_db()
    assert (own.side, own.age_from, "в роли наставника" in own.formula) == ("mentor", 15, True)
    counters = own.counters.filter(institution=house.school)
    assert dict(counters.values_list("year", "numerator")) == {2026: 1}  # reported from 2026 on


def test_federal_definition_is_fixed(house: House, signed_in: SignIn) -> None:
    response = signed_in("irina").get("/indicators/I1/edit/")
    assert response.status_code == 403
    assert "Федеральный показатель определён целевой моделью" in response.content.decode()
    irina = make.actor("irina")
    federal = Indicator.objects.get(pk="I1")
    with acting(irina), pytest.raises(Denied, match="Федеральный"):
        correct_indicator(by=irina, indicator=federal, rule=federal.rule, today=TODAY)


@pytest.mark.parametrize(
    ("login", "node", "status"),
    [
        ("irina", "region", 200), ("irina", "city", 200), ("oleg", "city", 200), ("oleg", "region", 404),
        ("oleg", "district", 404), ("oleg", "school", 403), ("svetlana", "school", 403), ("nina", "school", 403),
    ],
)  # fmt: skip
def test_indicators_are_defined_for_ones_own_territory(
    house: House, signed_in: SignIn, login: str, node: str, status: int
) -> None:
    address = f"/figures/{getattr(house, node).pk}/indicators/new/"
    assert signed_in(login).get(address).status_code == status
    if status != 200:
        assert signed_in(login).post(address, definition()).status_code == status
        assert not Indicator.objects.exclude(owner=None).exists()


def test_indicator_of_the_region_is_not_corrected_by_a_city(house: House, signed_in: SignIn) -> None:
    rows.indicator(house.region)
    assert signed_in("oleg").get("/indicators/n1-1/edit/").status_code == 403
    assert signed_in("irina").get("/indicators/n1-1/edit/").status_code == 200


def test_number_of_people_is_stated_with_its_source_and_taken_away(house: House, signed_in: SignIn) -> None:
    address = f"/figures/{house.city.pk}/I1/people-number/"
    client = signed_in("oleg")
    assert "Сколько всего детей 10–19 лет." in text_of(client.get(address))
    text = text_of(client.post(address, TYPED, follow=True))
    assert "Численность записана: г. Северогорск, 2026 год — 1 204." in text
    assert "вошли 0 из 1 204 детей 10–19 лет" in text
    shown = client.get(address).content.decode()
    assert 'value="1204"' in shown and 'value="01.01.2026"' in shown
    text = text_of(client.post(f"{address}withdraw/", follow=True))
    assert "Численность убрана." in text and "1 204" not in text
    assert not Denominator.objects.exists()
    with make.owning():
        verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"state_denominator", "withdraw_denominator"} <= verbs


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"people": "много"}, "Впишите целое число людей"),
        ({"people": "-1"}, "Число людей не бывает меньше 0."),
        ({"source": ""}, "Заполните поле «Источник»."),
        ({"source_date": "вчера"}, "Такой даты нет."),
    ],
)
def test_number_without_a_source_is_no_number(
    house: House, signed_in: SignIn, changes: dict[str, str], says: str
) -> None:
    response = signed_in("oleg").post(f"/figures/{house.city.pk}/I1/people-number/", TYPED | changes)
    assert response.status_code == 422
    assert says in text_of(response)
    assert not Denominator.objects.exists()


def test_number_of_people_is_stated_by_those_who_answer_for_the_node(house: House, signed_in: SignIn) -> None:
    seen = {
        login: signed_in(login).get(f"/figures/{house.school.pk}/I1/people-number/").status_code
        for login in ("irina", "oleg", "svetlana", "nina", "tamara", "boris")
    }
    assert seen == {"irina": 200, "oleg": 200, "svetlana": 200, "nina": 403, "tamara": 403, "boris": 404}
    nina = make.actor("nina")
    with acting(nina), pytest.raises(Denied, match="Численность вносит"):
        state_denominator(
            by=nina, indicator=Indicator.objects.get(pk="I1"), node=house.school, year=2026, stated=STATED
        )


def test_number_of_people_asks_for_no_whole(house: House) -> None:
    own = rows.indicator(house.city, "n9-1", indicator_by_code("mentees_number"))
    oleg = make.actor("oleg")
    with acting(oleg), pytest.raises(Refused, match="доля не считается"):
        state_denominator(by=oleg, indicator=own, node=house.city, year=2026, stated=STATED)


def test_indicator_of_residents_waits_for_their_number(house: House, signed_in: SignIn) -> None:
    entered(house)
    make.contingent(house.school, 2026)
    rows.indicator(house.city, "n9-1", indicator_by_code("mentees_10_19_residents"))
    make.recount(house.school, 2026)
    client = signed_in("oleg")
    text = text_of(client.get(f"/figures/{house.city.pk}/n9-1/"))
    assert "численность не внесена; вошедших — 1" in text
    assert "Численность за 2026 год не внесена: долю посчитать не из чего. Внести численность" in text
    rows.denominator(house.city, 50, code="n9-1")
    assert "вошли 1 из 50 детей 10–19 лет" in text_of(client.get(f"/figures/{house.city.pk}/n9-1/"))


def test_stated_contingent_moves_the_share_at_once(house: House) -> None:
    entered(house)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        set_contingent(by=svetlana, institution=house.school, year=2026, children={10: 5, 15: 3})
    found = Counter.objects.filter(institution=house.school, year=2026)
    assert {one.indicator_id: (one.numerator, one.denominator) for one in found} == {
        "I1": (1, 8),
        "I2": (1, 3),
    }


def test_indicator_by_the_school_year_counts_the_spring_with_the_autumn(house: House) -> None:
    rule = replace(indicator_by_code("mentees_11_18"), year_rule="school")
    rows.indicator(house.city, "n9-1", rule)
    programme = rows.programme(house.school)
    mentor = rows.mentor(programme, "Лугов Лев Львович")
    for name, day in (("Рекин Рим Ромович", date(2026, 10, 1)), ("Озеров Олег Львович", date(2027, 2, 1))):
        rows.active_pair([mentor, rows.mentee(programme, name)], day)
    make.recount(house.school, 2026, 2027)
    found = Counter.objects.filter(institution=house.school).exclude(indicator_id="I2")
    assert {(one.indicator_id, one.year): one.numerator for one in found} == {
        ("I1", 2026): 1,
        ("I1", 2027): 1,
        ("n9-1", 2026): 2,
        ("n9-1", 2027): 0,
    }
