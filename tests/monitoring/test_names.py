"""The people behind a number: who counts, who does not and why, who may open the list, and that it is written down."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Pair
from nastavnik.monitoring.actions.names import open_names
from nastavnik.monitoring.models import Counter, Indicator
from nastavnik.registry.actions.people import correct_person
from nastavnik.rulebook.indicators import Standing
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


@pytest.fixture
def october(house: House) -> House:
    """A school with a child for each way of standing to the indicator of mentees."""
    programme = rows.programme(house.school)
    mentor = rows.mentor(programme, "Лугов Лев Львович", birth_date=date(2010, 1, 1))
    day = date(2026, 10, 12)
    for name, births, begun in (
        ("Рекина Рита Ромовна", {"birth_date": date(2012, 3, 5), "class_name": "8 «А»"}, day),
        ("Озеров Олег Львович", {"birth_date": None, "birth_year": 2016}, day),
        ("Морев Марк Ильич", {"birth_date": date(2017, 1, 1)}, day),
        ("Прудов Пётр Ильич", {}, date(2025, 11, 3)),
    ):
        rows.active_pair([mentor, rows.mentee(programme, name, **births)], begun)
    rows.pair([mentor, rows.mentee(programme, "Ручьёв Роман Ильич")])
    rows.pair([mentor, rows.mentee(programme, "Отказов Остап Ильич")], Pair.State.DECLINED)
    make.contingent(house.school, 2026)
    return house


def names(
    signed_in: SignIn, house: House, login: str = "svetlana", code: str = "I1", year: int = 2026, **query: str
):  # type: ignore[no-untyped-def]
    return signed_in(login).get(f"/figures/{house.school.pk}/{code}/names/{year}/", query)


def test_everybody_stands_with_the_reason(october: House, signed_in: SignIn) -> None:
    response = names(signed_in, october)
    text = text_of(response)
    assert "5 человек" in text
    assert "Рекина Рита Ромовна 8 «А» класс 12.10.2026 14 лет открыть ✓ в показателе" in text
    assert "Озеров Олег Львович 12.10.2026 9 или 10 лет открыть ! уточнить дату рождения" in text
    assert "Морев Марк Ильич 12.10.2026 9 лет открыть • другой возраст в этот день — 9 лет" in text
    assert (
        "Прудов Пётр Ильич открыть • не вошёл в этом году вошёл раньше: пара действует с 03.11.2025" in text
    )
    assert "Ручьёв Роман Ильич открыть • не вошёл в этом году пара ещё не действует" in text
    assert "Отказов" not in text and "Лугов" not in text
    with make.owning():
        first = Pair.objects.filter(members__person__last_name="Рекина").get()
    assert f"/pairs/{first.pk}/" in links_of(response)


def test_list_agrees_with_the_number(october: House) -> None:
    svetlana = make.actor("svetlana")
    for code in ("I1", "I2"):
        with acting(svetlana):
            found = open_names(
                by=svetlana, indicator=Indicator.objects.get(pk=code), node=october.school, year=2026
            )
            counter = Counter.objects.get(indicator_id=code, institution=october.school, year=2026)
        standings = [one.standing for one in found]
        assert standings.count(Standing.COUNTED) == counter.numerator == 1
        assert standings.count(Standing.UNDATED) == counter.doubtful == (code == "I1")


def test_other_year_has_other_people(october: House, signed_in: SignIn) -> None:
    text = text_of(names(signed_in, october, year=2025))
    assert "Прудов Пётр Ильич 03.11.2025 13 лет открыть ✓ в показателе" in text
    assert "Рекина Рита Ромовна 8 «А» класс открыть • не вошёл в этом году войдёт позже" in text


def test_list_is_narrowed_and_searched(october: House, signed_in: SignIn) -> None:
    text = text_of(names(signed_in, october, standing="undated"))
    assert "Озеров" in text and "Рекина" not in text
    text = text_of(names(signed_in, october, q="рекин"))
    assert "Рекина" in text and "Озеров" not in text


def test_curator_is_led_from_the_desk_to_the_missing_birth_date(october: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    desk = client.get("/")
    assert "Уточнить дату рождения: 1 вошедший Доля детей 10–19 лет" in text_of(desk)
    url = f"/figures/{october.school.pk}/I1/names/2026/?standing=undated"
    assert url in links_of(desk)
    figure = client.get(f"/figures/{october.school.pk}/I1/")
    assert "Возраст 1 вошедшего неизвестен, поэтому они не посчитаны" in text_of(figure)
    assert url in links_of(figure)
    listed = client.get(url)
    card = next(link for link in links_of(listed) if link.startswith("/people/"))
    svetlana = make.actor("svetlana")
    with make.owning():
        child = rows.Person.objects.get(pk=int(card.split("/")[2]))
    with acting(svetlana):
        correct_person(by=svetlana, person=child, changes={"birth_date": date(2016, 1, 2)})
    assert "вошли 2 из 90" in text_of(client.get(f"/figures/{october.school.pk}/I1/"))
    assert "Уточнить дату рождения" not in text_of(client.get("/"))


def test_opening_is_written_down_with_the_number_and_no_name(october: House, signed_in: SignIn) -> None:
    names(signed_in, october, "nina")
    with make.owning():
        entry = Entry.objects.get(verb="open_names")
    assert (entry.institution_id, entry.count, entry.fields) == (october.school.pk, 5, ["I1", "2026"])
    assert entry.person_id is None and entry.object_id is None


@pytest.mark.parametrize(
    ("login", "status"),
    [("svetlana", 200), ("nina", 200), ("oleg", 403), ("irina", 403), ("tamara", 403), ("boris", 404)],
)
def test_names_are_for_the_staff_of_the_institution(
    october: House, signed_in: SignIn, login: str, status: int
) -> None:
    response = names(signed_in, october, login)
    assert response.status_code == status
    assert ("Рекина" in response.content.decode()) is (status == 200)
    if status != 200:
        with make.owning():
            assert not Entry.objects.filter(verb="open_names").exists()


def test_territory_has_no_names_to_open(october: House, signed_in: SignIn) -> None:
    for node in (october.city, october.region):
        assert signed_in("irina").get(f"/figures/{node.pk}/I1/names/2026/").status_code == 403
    text = text_of(signed_in("oleg").get(f"/figures/{october.school.pk}/I1/"))
    assert "Кто вошёл: список Имена тех, кто вошёл в показатель, видят только сотрудники" in text


def test_right_to_people_and_right_to_figures_are_both_asked(october: House) -> None:
    both = (Role.CLASS_TEACHER, october.school), (Role.MUNICIPAL_CURATOR, october.district)
    make.account("both", make.person(october.school, "Лугова Лидия Львовна"), *both)
    actor = make.actor("both")
    with acting(actor), pytest.raises(Denied, match="только сотрудники"):
        open_names(by=actor, indicator=Indicator.objects.get(pk="I1"), node=october.school, year=2026)


@pytest.mark.parametrize("more", [0, 2])
def test_list_costs_the_same_whatever_its_length(
    house: House, signed_in: SignIn, django_assert_num_queries, more: int
) -> None:
    programme = rows.programme(house.school)
    mentor = rows.mentor(programme, "Лугов Лев Львович")
    for number in range(1 + more):
        rows.active_pair([mentor, rows.mentee(programme, f"Рекин{number} Рим Ромович")], date(2026, 10, 1))
    client = signed_in("svetlana")
    # 4 of the page: node, indicator, people, journal; 2 of its action; 10 of session and scope
    with django_assert_num_queries(16):
        assert client.get(f"/figures/{house.school.pk}/I1/names/2026/").status_code == 200
