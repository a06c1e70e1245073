"""What the registers hold: counted without names, added up to the region, narrowed, taken as a file, doubted."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied
from nastavnik.mentoring.models import Pair
from nastavnik.monitoring.actions.counters import recount_registers
from nastavnik.monitoring.models import FormCount, RegisterCount
from nastavnik.monitoring.queries.counts import counts_of
from nastavnik.registry.models import Cooperation, Organisation, Partner
from nastavnik.rulebook.remarks import Numbers
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
TODAY = date(2026, 10, 15)
BEGUN = date(2026, 10, 1)


def recounted(*schools: Organisation) -> None:
    for school in schools:
        with make.owning(), rows_cursor() as cursor:
            cursor.execute("select monitoring_count_registers(%s, %s, now())", [[school.pk], [2025, 2026]])


def rows_cursor():  # type: ignore[no-untyped-def]
    from django.db import connection

    return connection.cursor()


@pytest.fixture
def school(house: House) -> House:
    """A pair, a group and a child who waits; a programme of last year; a mentor of 16; a partner."""
    programme = rows.programme(house.school)
    old = rows.mentor(programme, "Лугова Лидия Львовна")
    young = rows.mentor(programme, "Рощин Роман Ильич", birth_date=date(2010, 1, 1))
    children = [
        rows.mentee(programme, f"{name} Рим Ромович") for name in ("Рекин", "Озеров", "Морев", "Прудов")
    ]
    rows.mentee(programme, "Шестилетов Шура Ильич", birth_date=date(2020, 1, 1))
    rows.active_pair([old, children[0]], BEGUN)
    rows.active_pair([young, *children[1:3]], BEGUN)
    rows.pair([old, children[3]])
    last = rows.programme(house.school, "Прошлая", school_year=2025)
    rows.active_pair(
        [rows.participation(last, old.person, "mentor"), rows.mentee(last, "Былой Бор Ильич")],
        date(2025, 10, 1),
    )
    with make.owning():
        Pair.objects.filter(programme=last).update(state=Pair.State.COMPLETED, ended_date=date(2026, 5, 20))
        partner = Partner.objects.create(organisation=house.school, name="Завод «Вектор»", kind="enterprise")
        Cooperation.objects.create(institution=house.school, partner=partner, agreement_end=date(2026, 3, 1))
    recounted(house.school, house.gymnasium, house.rural)
    return house


def test_registers_are_counted_each_person_once(school: House) -> None:
    now, before = (counts_of(school.school, year).whole.numbers for year in (2026, 2025))
    assert now == Numbers(
        institutions=1, programmes=2, curators=1, partners=1, mentors=2, young_mentors=1, mentees=6,
        child_mentees=5, people=8, pairs=2, groups=1,
    )  # fmt: skip
    assert (before.programmes, before.pairs, before.groups, before.mentees) == (1, 1, 0, 1)


def test_year_of_birth_counts_where_both_ages_fit(house: House) -> None:
    programme = rows.programme(house.school, start_date=date(2026, 9, 15))
    for name, year in (
        ("Рекин Рим Ромович", 2016),
        ("Озеров Олег Львович", 2015),
        ("Морев Марк Ильич", 2006),
    ):
        rows.mentee(programme, name, birth_date=None, birth_year=year)
    recounted(house.school)
    found = counts_of(house.school, 2026).whole.numbers
    assert (found.mentees, found.child_mentees) == (3, 1)


def test_forms_stand_apart(school: House) -> None:
    (form,) = counts_of(school.school, 2026).forms
    assert (form.programmes, form.pairs, form.groups, form.mentors, form.mentees) == (2, 2, 1, 2, 6)
    assert FormCount.objects.filter(rule="calendar").count() == 2  # of this year and of the last


def test_territory_adds_up_its_institutions(school: House, signed_in: SignIn) -> None:
    text = text_of(signed_in("irina").get("/counts/"))
    assert "Северная область, 2026 год" in text
    assert "Организаций 3 год назад 3 с программой 1, с парами 1" in text
    assert "Наставников 2 год назад 1 из них 15–19 лет 1" in text
    assert "г. Северогорск 2 с программой 1 2 2 2 15–19 лет: 1 6 10–19 лет: 5 8 2 групп: 1" in text
    assert "Всего 3 с программой 1 2 2 2 15–19 лет: 1 6 10–19 лет: 5 8 2 групп: 1" in text
    assert "педагог – ученик 2 2 1 2 15–19 лет: 1 6 10–19 лет: 5" in text
    assert "Возможны повторы" in text


def test_way_leads_down_and_up(school: House, signed_in: SignIn) -> None:
    client = signed_in("irina")
    assert f"/counts/{school.city.pk}/?year=2025" in links_of(client.get("/counts/?year=2025"))
    city = links_of(client.get(f"/counts/{school.city.pk}/"))
    assert {f"/counts/{node.pk}/?year=2026" for node in (school.region, school.school)} <= set(city)
    assert f"/counts/{school.city.pk}/?year=2026" in links_of(client.get(f"/figures/{school.city.pk}/"))


def test_numbers_of_organisations_with_a_flag(school: House, signed_in: SignIn) -> None:
    with make.owning():
        Organisation.objects.filter(pk=school.rural.pk).update(flags=["rural"])
    client = signed_in("irina")
    whole = f"/counts/{school.region.pk}/?year=2026&flag=rural"
    text = text_of(client.get(whole))
    assert "Организаций 1" in text and "Наставников 0" in text
    assert "Организаций 3" in text_of(client.get(f"/counts/{school.region.pk}/?flag=никакая"))
    make.contingent(school.rural, 2026)
    figure = text_of(client.get(f"/figures/{school.region.pk}/I1/?year=2026&flag=rural"))
    assert "вошли 0 из 90 детей" in figure


def test_closed_institution_is_counted_in_the_year_of_its_closing_where_it_has_anything_to_show(
    school: House,
) -> None:
    rows.programme(school.gymnasium, school_year=2024)
    recounted(school.gymnasium)
    with make.owning():
        Organisation.objects.filter(pk=school.gymnasium.pk).update(closed_date=date(2025, 9, 1))
        Organisation.objects.filter(pk=school.rural.pk).update(opened_date=date(2026, 9, 1))
        found = {year: counts_of(school.region, year).whole.numbers.institutions for year in (2025, 2026)}
    assert found == {2025: 2, 2026: 2}


def test_table_is_taken_as_a_file(school: House, signed_in: SignIn) -> None:
    response = signed_in("oleg").get(f"/counts/{school.city.pk}/table.xlsx?year=2026")
    sheet = load_workbook(io.BytesIO(response.content)).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0][:4] == ["Название", "Организаций", "из них с программой", "из них с парами"]
    assert [row[0] for row in found[1:]] == ["Гимназия № 2", "Школа № 5", "г. Северогорск"]
    assert found[3][1:] == [2, 1, 1, 2, 2, 1, 2, 1, 6, 5, 8, 2, 1, 0, 0, 0]


def test_what_looks_wrong_is_said(school: House, signed_in: SignIn) -> None:
    with make.owning():
        counts = RegisterCount.objects.filter(institution=school.school)
        counts.filter(year=2025).update(mentees=40)
        counts.filter(year=2026).update(curators=0)
    above = text_of(signed_in("oleg").get(f"/counts/{school.city.pk}/"))
    assert "Проверьте Школа № 5. Программы есть, а полномочий куратора ни у кого нет." in above
    assert "ни у кого нет. Наставляемых меньше на 85 %: было 40, стало 6." in above
    own = text_of(signed_in("svetlana").get("/counts/"))
    assert "Проверьте Программы есть" in own
    make.contingent(school.school, 2026, per_age=0)
    rows.counter(school.school, 3)
    with make.owning():
        school.school.contingents.filter(age=14).update(children=2)
        make.recount(school.school, 2026)
    figure = text_of(signed_in("oleg").get(f"/figures/{school.city.pk}/I1/"))
    assert "Школа № 5. Вошло 3 из 2: больше, чем есть. Проверьте контингент." in figure


def test_counting_at_once_is_open_to_those_who_see_the_numbers(school: House, signed_in: SignIn) -> None:
    with make.owning():
        RegisterCount.objects.all().delete()
    client = signed_in("oleg")
    assert "Ещё не посчитано" in text_of(client.get(f"/counts/{school.city.pk}/"))
    text = text_of(client.post(f"/counts/{school.city.pk}/recount/?year=2026", follow=True))
    assert "Числа и показатели пересчитаны: организаций — 2." in text
    assert "Посчитано 15 октября 2026 года" in text
    assert RegisterCount.objects.filter(institution=school.rural).count() == 0
    with make.owning():
        assert Entry.objects.filter(verb="recount_counters").exists()
    oleg = make.actor("oleg")
    with acting(oleg), pytest.raises(Denied, match="полномочия"):
        recount_registers(by=oleg, node=school.rural, today=TODAY)


@pytest.mark.parametrize(
    ("login", "node", "status"),
    [
        ("irina", "region", 200), ("oleg", "city", 200), ("oleg", "region", 404), ("oleg", "rural", 404),
        ("svetlana", "school", 200), ("svetlana", "city", 404), ("boris", "school", 404), ("tamara", "school", 403),
    ],
)  # fmt: skip
def test_numbers_are_for_those_who_answer_for_the_node(
    school: House, signed_in: SignIn, login: str, node: str, status: int
) -> None:
    client = signed_in(login)
    pk = getattr(school, node).pk
    for address in (f"/counts/{pk}/", f"/counts/{pk}/table.xlsx"):
        assert client.get(address).status_code == status
    assert client.post(f"/counts/{pk}/recount/").status_code == (302 if status == 200 else status)


@pytest.mark.parametrize("more", [0, 2])
def test_page_costs_the_same_whatever_stands_under_the_node(
    school: House, signed_in: SignIn, django_assert_num_queries, more: int
) -> None:
    for number in range(more):
        make.organisation(f"Школа № {number}", parent=school.city)
    client = signed_in("oleg")
    # 6 of the page: node, flags, children, numbers, forms and their names; 10 of session and scope
    with django_assert_num_queries(16):
        assert client.get(f"/counts/{school.city.pk}/").status_code == 200
