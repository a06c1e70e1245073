"""One human in the registers of two institutions counts once above them, known by a keyed hash and by nothing else."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import acting
from nastavnik.kit.erasing import erase_in
from nastavnik.monitoring.actions.counters import recount_house, recount_registers
from nastavnik.monitoring.jobs import recount_what_moved
from nastavnik.monitoring.keys import digest_of
from nastavnik.monitoring.models import Indicator, PersonKey, RepeatedEntrant
from nastavnik.monitoring.queries.counts import counts_of
from nastavnik.monitoring.queries.figures import figure_of, measures
from nastavnik.registry.models import Destruction, Organisation, Person
from nastavnik.rulebook.indicators import YearRule
from nastavnik.rulebook.same_person import key_text
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
BORN = date(2012, 3, 5)
BY = system_actor("проверка")


def in_a_pair(school: Organisation, name: str, **values: object) -> Person:
    """A mentee with a mentor of his own, in a pair of this year."""
    programme = rows.programme(school, f"Ступени {name}")
    mentee = rows.mentee(programme, name, **values)
    mentor = rows.mentor(programme, f"Лугова {name.split(maxsplit=1)[0]} Львовна")
    rows.active_pair([mentor, mentee], date(2026, 10, 1))
    return mentee.person


def counted(node: Organisation, rule: YearRule = YearRule.CALENDAR, year: int = 2026) -> tuple[int, int]:
    numbers = counts_of(node, year, rule=rule).whole.numbers
    return numbers.mentees, numbers.people


def entered(node: Organisation) -> int:
    with make.owning():
        found = figure_of(Indicator.objects.get(code="I1"), node, 2026)
    assert found is not None
    return found.whole.all_entered


@pytest.fixture
def twice(house: House) -> House:
    """Рекин learns at the school and at the gymnasium, typed in two ways; Озеров at the school alone."""
    in_a_pair(house.school, "Рекин-Алёшин Пётр Ильич")
    in_a_pair(house.gymnasium, "РЕКИН-АЛЕШИН Петр Ильич")
    in_a_pair(house.school, "Озеров Пётр Ильич")
    for school in (house.school, house.gymnasium, house.rural):
        make.contingent(school, 2026)
    with make.owning():
        recount_house(by=BY, years=[2025, 2026])
    return house


def test_above_both_he_counts_once_and_in_each_of_them_too(twice: House) -> None:
    assert [counted(node)[0] for node in (twice.school, twice.gymnasium, twice.city, twice.region)] == [
        2,
        1,
        2,
        2,
    ]
    assert counted(twice.city) == (2, 4)  # two mentors besides: the third is one of them, too
    assert [entered(node) for node in (twice.school, twice.gymnasium, twice.city, twice.region)] == [
        2,
        1,
        2,
        2,
    ]
    row = measures([twice.city.pk], [2026], ["I1"])[twice.city.pk, "I1", 2026]
    assert (row.numerator, row.all_entered, row.repeats) == (2, 2, 1)
    parts = {node.short_name: row.numbers.mentees for node, row, _ in counts_of(twice.region, 2026).parts}
    assert parts == {"г. Северогорск": 2, "Озёрный район": 0}


def test_he_is_found_when_the_second_register_is_counted_later(twice: House) -> None:
    in_a_pair(twice.rural, "Озеров Петр Ильич")
    with make.owning():
        recount_what_moved(0)  # nothing was written in the journal: the rural school is not counted yet
    irina = make.actor("irina")
    with acting(irina):
        recount_registers(by=irina, node=twice.rural, today=make.TODAY)
    assert counted(twice.region)[0] == 3
    with make.owning():
        recount_what_moved(0)
    assert counted(twice.region)[0] == 2 and entered(twice.region) == 2
    assert counted(twice.city)[0] == 2


def test_without_a_birth_date_repeats_are_possible_and_said(twice: House, signed_in: SignIn) -> None:
    assert "Возможны повторы" not in text_of(signed_in("oleg").get(f"/counts/{twice.city.pk}/"))
    in_a_pair(twice.school, "Туманов Лев Ильич", birth_date=None, birth_year=2013)
    with make.owning():
        recount_house(by=BY, years=[2025, 2026])
    assert "Возможны повторы: 1" in text_of(signed_in("oleg").get(f"/counts/{twice.city.pk}/"))
    assert "Возможны повторы: 1" in text_of(signed_in("oleg").get(f"/figures/{twice.city.pk}/I1/"))
    assert "Возможны повторы" not in text_of(signed_in("svetlana").get(f"/counts/{twice.school.pk}/"))


def test_nobody_reads_a_hash_and_destruction_takes_it_away(twice: House) -> None:
    for login in ("irina", "svetlana"):
        with acting(make.actor(login)):
            assert not PersonKey.objects.exists() and not RepeatedEntrant.objects.exists()
    with make.owning():
        person = Person.objects.get(institution=twice.school, last_name="Рекин-Алёшин")
        key = PersonKey.objects.get(person=person)
        assert bytes(key.digest) == digest_of("Рекин-Алёшин", "Пётр", "Ильич", BORN)
        assert RepeatedEntrant.objects.filter(institution=twice.school, what="I1").count() == 1
        Destruction.objects.create(
            institution=twice.school,
            person=person,
            reason="withdrawn",
            since_date=date(2026, 9, 1),
            act="акт № 1",
        )
    with acting(make.actor("svetlana")):
        erase_in("monitoring", person.pk)
    with make.owning():
        assert not PersonKey.objects.filter(person=person).exists()
        assert not RepeatedEntrant.objects.filter(institution=twice.school, digest=key.digest).exists()


def test_school_year_stands_beside_the_reporting_year(house: House, signed_in: SignIn) -> None:
    programme = rows.programme(house.school, "Весенняя", school_year=2025)
    rows.mentee(programme, "Рекин Пётр Ильич")
    in_a_pair(house.school, "Озеров Пётр Ильич")
    with make.owning():
        recount_house(by=BY, years=[2025, 2026])
    found = {year: counted(house.city, YearRule.SCHOOL, year)[0] for year in (2025, 2026)}
    assert found == {2025: 1, 2026: 1} and counted(house.city)[0] == 2
    client = signed_in("oleg")
    page = text_of(client.get(f"/counts/{house.city.pk}/?rule=school"))
    assert "г. Северогорск, 2026/2027 учебный год" in page and "Наставляемых 1 год назад 1" in page
    assert "отчётный год (календарный)" in page and "2025/2026" in page
    file = client.get(f"/counts/{house.city.pk}/table.xlsx?rule=school&year=2025")
    sheet = load_workbook(io.BytesIO(file.content)).active
    assert sheet.title == "Числа, учебный 2025-2026"
    assert [cell.value for cell in sheet[4]][:2] == ["г. Северогорск", 2]


@given(st.text("абвёЁеАБ -'’abZ", max_size=12), st.text("пёЕтр- ", max_size=8), st.dates(date(1930, 1, 1)))
def test_key_makes_no_difference_of_typing(last: str, first: str, born: date) -> None:
    typed = key_text(last.upper().replace("Ё", "Е"), f" {first} ", "", born)
    assert typed == key_text(last, first, "", born)
    assert key_text("Рекин", "Пётр", "", born) != key_text("Рекин", "", "Пётр", born)
