"""Who is seen, and whose consents are asked."""

from datetime import date

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.mentoring.models import MentoringForm, Programme
from nastavnik.mentoring.queries.participants import (
    consent_gaps_of,
    consent_subjects,
    needs_visible_to,
    offers_visible_to,
    participant_rows,
    participants_visible_to,
    participations_visible_to,
    people_by_consents,
    people_in_programme,
    people_on_side,
    standing_of,
)
from nastavnik.registry.models import Person
from nastavnik.rulebook.consent import ConsentKind
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 15)


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    programme = pairing.programme(house.school)
    pairing.mentee(programme, house.danya)
    pairing.mentor(programme, house.maria)
    strange = pairing.programme(house.gymnasium)
    pairing.mentee(strange, house.stranger_child)
    return programme


def test_staff_of_the_school_see_its_participants_only(programme: Programme, house: House) -> None:
    seen = {}
    for login in ("svetlana", "nina", "boris", "oleg", "irina"):
        actor = make.actor(login)
        with acting(actor):
            seen[login] = set(participants_visible_to(actor).values_list("last_name", flat=True))
            counts = {
                q(actor).count() for q in (needs_visible_to, participations_visible_to, offers_visible_to)
            }
            assert (counts == {0}) is (login in ("oleg", "irina"))
    ours = {"Зимин", "Котова"}
    assert seen == {"svetlana": ours, "nina": ours, "boris": {"Чужов"}, "oleg": set(), "irina": set()}


def test_staff_who_take_no_part_are_no_participants(svetlana: AccountActor, programme: Programme) -> None:
    with acting(svetlana):
        assert not participants_visible_to(svetlana).filter(last_name="Орлова").exists()


def test_people_are_narrowed_by_side_programme_and_consents(
    svetlana: AccountActor, programme: Programme, house: House
) -> None:
    make.consent(house.maria)
    with acting(svetlana):
        people = participants_visible_to(svetlana)
        assert list(people_on_side(people, "mentor")) == [house.maria]
        assert set(people_in_programme(people, programme.pk)) == {house.maria, house.danya}
        assert list(people_in_programme(people, programme.pk + 100)) == []
        assert list(people_by_consents(people, complete=True, on=TODAY)) == [house.maria]
        assert list(people_by_consents(people, complete=False, on=TODAY)) == [house.danya]


def subject(svetlana: AccountActor, person: Person) -> tuple[bool, bool]:
    with acting(svetlana):
        found = consent_subjects([person])[person]
    return found.is_mentor, found.adult_if_unknown


def test_unknown_age_is_a_grown_up_only_where_the_form_says_so(svetlana: AccountActor, house: House) -> None:
    maria = make.person(house.school, "Марьина Мария Ивановна")
    assert subject(svetlana, maria) == (False, False)
    pairing.mentor(pairing.programme(house.school), maria)
    assert subject(svetlana, maria) == (True, True)
    pairing.mentor(
        pairing.programme(house.school, "Ровесник", form_id="pupil_pupil", role_model_id=None), maria
    )
    assert subject(svetlana, maria) == (True, False)


def test_form_of_the_region_may_have_minors_on_both_sides(svetlana: AccountActor, house: House) -> None:
    with make.owning():
        MentoringForm.objects.create(code="local", label="вожатый – отряд")
    leader = make.person(house.school, "Вожатов Иван Ильич")
    pairing.mentor(pairing.programme(house.school, form_id="local", role_model_id=None), leader)
    assert subject(svetlana, leader) == (True, False)


def test_mentor_under_eighteen_needs_the_role_allowed(svetlana: AccountActor, house: House) -> None:
    programme = pairing.programme(house.school, form_id="pupil_pupil", role_model_id=None)
    pupil = pairing.child(house.school, "Старшев Илья Ильич", born=date(2010, 1, 1))
    pairing.mentor(programme, pupil)
    with acting(svetlana):
        assert [gap.kind for gap in consent_gaps_of([pupil], TODAY)[pupil.pk]] == [ConsentKind.MENTOR_ROLE]


@pytest.mark.parametrize("number", [1, 3])
def test_rows_of_the_list_cost_two_queries(
    svetlana: AccountActor, house: House, number: int, django_assert_num_queries
) -> None:
    programme = pairing.programme(house.school)
    for place in range(number):
        pairing.mentee(programme, make.person(house.school, f"Учеников{'а' * place} Иван", birth_year=2012))
    with acting(svetlana):
        people = list(participants_visible_to(svetlana))
        with django_assert_num_queries(2):
            rows = participant_rows(people, TODAY)
            assert [(row.sides, row.programmes, bool(row.gaps)) for row in rows] == [
                (("Наставляемый",), ("Шаг вперёд",), True)
            ] * number


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"class_name": "8 «А»", "post": "староста"}, "8 «А» класс"),
        ({"class_name": "8 класс"}, "8 класс"),
        ({"post": "учитель", "workplace": "Школа № 5"}, "учитель"),
        ({"workplace": "ООО «Вектор»"}, "ООО «Вектор»"),
        ({}, ""),
    ],
)
def test_standing_is_the_class_the_post_or_the_place(values: dict[str, str], said: str) -> None:
    assert standing_of(Person(**values)) == said
