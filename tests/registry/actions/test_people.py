"""People of the register: entered by hand, representatives, dates of birth, certificates, special categories."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from nastavnik.access.actors import AccountActor
from nastavnik.access.models import Account
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.actions.checks import record_outsider_check, remove_outsider_check
from nastavnik.registry.actions.guardians import add_guardian, correct_guardian, remove_guardian
from nastavnik.registry.actions.people import correct_person, enter_person, state_births
from nastavnik.registry.actions.special import mark_special_categories, open_special_marks
from nastavnik.registry.models import Guardian, OutsiderCheck, Partner, Person, SpecialMark
from nastavnik.registry.queries.checks import certificate_faults
from nastavnik.registry.queries.people import births_to_ask, namesake_of
from nastavnik.registry.queries.special import counts_by_category, marks_of, special_totals
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.names import parse_full_name
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 15)


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


def mark(person: Person, *codes: str) -> None:
    with make.owning():
        for code in codes:
            SpecialMark.objects.create(institution_id=person.institution_id, person=person, category_id=code)


def verbs() -> list[str]:
    with make.owning():
        return list(Entry.objects.order_by("happened_at").values_list("verb", flat=True))


def test_child_is_entered_with_what_may_be_kept_before_consent(house: House, svetlana: AccountActor) -> None:
    with acting(svetlana):
        person = enter_person(
            by=svetlana, institution=house.school, name=parse_full_name("Лугова Анна Ильинична"),
            birth=Birth(2013), class_name="7 «Б»", guardian={"full_name": "Лугов Илья Петрович", "phone": "8 800"},
        )  # fmt: skip
        assert (person.birth_year, person.gender, person.contact) == (2013, "f", "")
        assert Guardian.objects.get(person=person).contacts == "8 800"
    assert verbs() == ["add_person", "add_guardian"]


@pytest.mark.parametrize(
    ("name", "birth", "is_twin"),
    [
        ("Зимин Даниил Олегович", Birth(2012), True),
        ("Зимин Даниил Олегович", None, True),
        ("Зимин Даниил Олегович", Birth(2012, date(2012, 3, 5)), True),
        ("Зимин Даниил Олегович", Birth(2012, date(2012, 3, 6)), False),
        ("Зимин Даниил Олегович", Birth(2013), False),
        ("Зимин Даниил", Birth(2012), False),
        ("Чужов Артём Игоревич", Birth(2011), False),
    ],
)
def test_namesake_is_found_in_the_own_school_only(
    house: House, svetlana: AccountActor, name: str, birth: Birth | None, is_twin: bool
) -> None:
    with acting(svetlana):
        assert (namesake_of(svetlana, house.school, parse_full_name(name), birth) is not None) is is_twin


def test_namesake_is_entered_only_when_said_to_be_another(house: House, svetlana: AccountActor) -> None:
    told = {
        "institution": house.school,
        "name": parse_full_name("Зимин Даниил Олегович"),
        "birth": Birth(2012),
    }
    with acting(svetlana):
        with pytest.raises(Refused, match="уже есть") as refusal:
            enter_person(by=svetlana, **told)
        assert refusal.value.field == "last_name"
        assert enter_person(by=svetlana, is_another=True, **told).pk != house.danya.pk


@pytest.mark.parametrize("login", ["nina", "tamara", "oleg", "irina", "boris"])
def test_nobody_else_enters_people(house: House, login: str) -> None:
    actor = make.actor(login)
    with acting(actor), pytest.raises(Denied):
        enter_person(
            by=actor,
            institution=house.school,
            name=parse_full_name("Лугова Анна Ильинична"),
            birth=Birth(2013),
        )


def test_child_has_several_representatives_and_needs_no_contact(house: House, svetlana: AccountActor) -> None:
    with acting(svetlana):
        father = add_guardian(
            by=svetlana, person=house.danya, details={"full_name": "Зимин Олег Юрьевич", "relation": "father"}
        )
        assert father.contacts == ""
        with pytest.raises(Refused, match="уже записан"):
            add_guardian(by=svetlana, person=house.danya, details={"full_name": "зимин олег юрьевич"})
        with pytest.raises(Refused) as refusal:
            add_guardian(by=svetlana, person=house.danya, details={"full_name": "мама"})
        assert refusal.value.field == "full_name"
        assert correct_guardian(
            by=svetlana, guardian=father, changes={"basis": "birth", "relation": "father"}
        ) == ["basis"]
        assert correct_guardian(by=svetlana, guardian=father, changes={"basis": "birth"}) == []
        remove_guardian(by=svetlana, guardian=father)
        assert Guardian.objects.filter(person=house.danya).count() == 1
    assert verbs() == ["add_guardian", "correct_guardian", "remove_guardian"]


def test_representative_with_an_account_is_not_removed(house: House, svetlana: AccountActor) -> None:
    with make.owning():
        mother = Guardian.objects.get(person=house.danya)
        Account.objects.create(login="anna", person=house.danya, guardian=mother, password="!")
    with acting(svetlana), pytest.raises(Refused, match="сначала закройте"):
        remove_guardian(by=svetlana, guardian=mother)


def test_births_are_asked_where_the_year_alone_is_known_or_a_child_has_none(
    house: House, svetlana: AccountActor
) -> None:
    by_year = make.person(house.school, "Полевой Пётр Ильич", birth_year=2012)
    unknown = make.person(house.school, "Речная Яна Ильинична", class_name="5 «А»")
    with acting(svetlana):
        assert set(births_to_ask(svetlana)) == {by_year, unknown}
        assert state_births(by=svetlana, births={by_year: date(2012, 5, 6), unknown: date(2015, 1, 2)}) == 2
        assert not births_to_ask(svetlana).exists()
    assert verbs() == ["correct_person", "correct_person"]


def test_birth_outside_the_known_year_is_refused_and_nothing_is_written(
    house: House, svetlana: AccountActor
) -> None:
    first = make.person(house.school, "Полевой Пётр Ильич", birth_year=2012)
    second = make.person(house.school, "Речной Пётр Ильич", birth_year=2012)
    with acting(svetlana):
        with pytest.raises(Refused, match="записан 2012"):
            state_births(by=svetlana, births={first: date(2012, 5, 6), second: date(2013, 5, 6)})
        assert births_to_ask(svetlana).count() == 2


def test_certificate_is_asked_of_adult_outsiders_only(house: House, svetlana: AccountActor) -> None:
    graduate = make.person(house.school, "Лесной Марк Ильич", birth_date=date(2009, 12, 1), is_outsider=True)
    with make.owning():
        partner = Partner.objects.create(organisation=house.school, name="Завод", kind="enterprise")
        Person.objects.filter(pk=house.pavel.pk).update(partner=partner)
    with acting(svetlana):
        people = list(Person.objects.filter(institution=house.school))
        assert set(certificate_faults(people, TODAY)) == {house.pavel.pk}
        assert set(certificate_faults(people, date(2027, 12, 1))) == {house.pavel.pk, graduate.pk}


@pytest.mark.parametrize(
    ("until", "fault"),
    [
        (date(2026, 10, 15), "Справка об отсутствии судимости: истекает сегодня."),
        (date(2026, 11, 1), "Справка об отсутствии судимости: истекает через 17 дней."),
        (date(2027, 10, 15), ""),
    ],
)
def test_certificate_is_told_thirty_days_ahead(
    house: House, svetlana: AccountActor, until: date, fault: str
) -> None:
    person = make.person(house.school, "Вектор Павел Ильич", is_outsider=True)
    with acting(svetlana):
        assert "Нет справки" in certificate_faults([person], TODAY)[person.pk]
        check = record_outsider_check(by=svetlana, person=person, valid_until=until, today=TODAY)
        record_outsider_check(by=svetlana, person=person, valid_until=until, today=TODAY)
        assert OutsiderCheck.objects.count() == 1
        assert certificate_faults([person], TODAY).get(person.pk, "").replace("\u00a0", " ") == fault
        remove_outsider_check(by=svetlana, check=check)
        assert person.pk in certificate_faults([person], TODAY)


def test_certificate_that_is_over_is_not_recorded(house: House, svetlana: AccountActor) -> None:
    with acting(svetlana), pytest.raises(Refused, match="нужна новая справка"):
        record_outsider_check(by=svetlana, person=house.pavel, valid_until=date(2026, 10, 14), today=TODAY)


def test_partner_of_a_mentor_is_corrected_by_name_of_field(house: House, svetlana: AccountActor) -> None:
    with make.owning():
        partner = Partner.objects.create(organisation=house.school, name="Завод", kind="enterprise")
    with acting(svetlana):
        changes = {"partner": partner, "is_outsider": True}
        assert correct_person(by=svetlana, person=house.pavel, changes=changes) == ["is_outsider", "partner"]
        assert correct_person(by=svetlana, person=house.pavel, changes=changes) == []


def test_child_does_not_come_from_a_partner(house: House, svetlana: AccountActor) -> None:
    with make.owning():
        partner = Partner.objects.create(organisation=house.school, name="Завод", kind="enterprise")
        pupil = make.person(house.school, "Лугов Пётр Ильич", class_name="8 «А»")
    with acting(svetlana):
        for child in (house.danya, pupil):
            with pytest.raises(Refused, match="только взрослый") as refusal:
                correct_person(by=svetlana, person=child, changes={"partner": partner})
            assert refusal.value.field == "partner"
        correct_person(by=svetlana, person=house.pavel, changes={"partner": partner})
        with pytest.raises(Refused, match="только взрослый"):
            correct_person(by=svetlana, person=house.pavel, changes={"birth_date": date(2012, 1, 1)})


def test_special_categories_are_set_whole_and_the_journal_names_none(
    house: House, svetlana: AccountActor
) -> None:
    with acting(svetlana):
        assert mark_special_categories(by=svetlana, person=house.danya, codes=["health", "gifted"])
        assert not mark_special_categories(by=svetlana, person=house.danya, codes=["gifted", "health"])
        assert mark_special_categories(by=svetlana, person=house.danya, codes=["gifted"])
        assert [str(one.category) for one in open_special_marks(by=svetlana, person=house.danya)] == ["К-2"]
        with pytest.raises(Refused, match="в справочнике нет"):
            mark_special_categories(by=svetlana, person=house.danya, codes=["nonsense"])
    assert verbs() == ["mark_special_categories", "mark_special_categories", "open_special_marks"]
    with make.owning():
        assert not any(entry.fields for entry in Entry.objects.all())


@pytest.mark.parametrize("login", ["nina", "tamara", "oleg", "irina", "boris"])
def test_special_categories_are_hidden_from_everybody_else(house: House, login: str) -> None:
    mark(house.danya, "health")
    actor = make.actor(login)
    with acting(actor):
        assert marks_of(actor, house.danya) == []
        assert not SpecialMark.objects.exists()
        with pytest.raises(Denied):
            open_special_marks(by=actor, person=house.danya)
        with pytest.raises(Denied):
            mark_special_categories(by=actor, person=house.danya, codes=[])


def test_psychologist_sees_and_sets_special_categories(house: House) -> None:
    make.account(
        "olga", make.person(house.school, "Тихая Ольга Ильинична"), (Role.PSYCHOLOGIST, house.school)
    )
    mark(house.danya, "health")
    with acting(olga := make.actor("olga")):
        assert [one.category_id for one in marks_of(olga, house.danya)] == ["health"]
        assert mark_special_categories(by=olga, person=house.danya, codes=[])


def test_head_who_is_curator_elsewhere_sees_marks_there_only(house: House) -> None:
    both = (Role.HEAD, house.school), (Role.CURATOR, house.gymnasium)
    make.account("both", make.person(house.school, "Лугова Лидия Львовна"), *both)
    mark(house.danya, "health")
    mark(house.stranger_child, "gifted")
    with acting(actor := make.actor("both")):
        assert counts_by_category(actor) == {"gifted": 1}
        assert list(SpecialMark.objects.values_list("category_id", flat=True)) == ["gifted"]
        row = SpecialMark(institution=house.school, person=house.danya, category_id="gifted")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            row.save()


def test_totals_are_read_above_without_a_mark_and_small_ones_are_hidden(house: House) -> None:
    children = [
        make.person(house.school, f"Лугов Пётр {name}")
        for name in ("Ильич", "Львович", "Олегович", "Юрьевич")
    ]
    for child in children:
        mark(child, "health")
    mark(house.danya, "health", "gifted")
    ids = [house.school.pk, house.gymnasium.pk]
    with acting(make.actor("oleg")):
        assert [(one.category.mark, one.shown) for one in special_totals(ids)] == [
            ("К-1", "5"),
            ("К-2", "менее 5"),
        ]
    with acting(make.actor("boris")):
        assert special_totals(ids) == []
