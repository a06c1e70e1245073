import pytest
from django.db import connection

from nastavnik.access.models import Grant
from nastavnik.access.scope import acting
from nastavnik.mentoring.models import Answer, Need, Offer, Pair, Programme
from nastavnik.mentoring.queries.pairs import (
    OPEN_TO_MEMBERS,
    members_visible_to,
    pair_ids_of,
    pairs_found,
    pairs_visible_to,
)
from nastavnik.registry.models import Person
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing

pytestmark = [pytest.mark.django_db, pairing.in_october]


@pytest.fixture
def programme(house: House) -> Programme:
    """Мария with Даня, Павел with Лиза."""
    made = pairing.programme(house.school)
    for person in (house.maria, house.pavel, house.danya):
        make.consent(person)
    pairing.mentor(made, house.maria)
    pairing.mentor(made, house.pavel, "robotics")
    pairing.mentee(made, house.danya)
    pairing.mentee(made, pairing.child(house.school, "Юдина Лиза Олеговна"), "robotics")
    return made


@pytest.fixture
def pairs(programme: Programme) -> list[Pair]:
    return pairing.agreed_pairs(make.actor("svetlana"), programme)


def pair_with(pairs: list[Pair], person: Person) -> Pair:
    with make.owning():
        return Pair.objects.get(pk__in=[pair.pk for pair in pairs], members__person=person)


def test_mentor_sees_the_cards_of_his_own_pair_and_nothing_more(pairs: list[Pair], house: House) -> None:
    make.account("maria", house.maria, (Role.MENTOR, house.school))
    maria = make.actor("maria")
    own = pair_with(pairs, house.maria)
    assert maria.pairs == frozenset([own.pk])
    with acting(maria):
        assert set(members_visible_to(maria).values_list("card_name", flat=True)) == {"Мария К.", "Даниил З."}
        assert list(pairs_visible_to(maria)) == [own]
        assert list(Answer.objects.values_list("party", "person_id")) == [("mentor", house.maria.pk)]
        assert not Person.objects.filter(pk=house.danya.pk).exists()
        assert not Need.objects.exists()
        assert set(Offer.objects.values_list("person_id", flat=True)) == {house.maria.pk}


def test_mentee_sees_his_mentors_card_and_not_what_the_mentor_said(pairs: list[Pair], house: House) -> None:
    make.account("danya", house.danya, (Role.MENTEE, house.school))
    danya = make.actor("danya")
    with acting(danya):
        assert set(members_visible_to(danya).values_list("card_name", flat=True)) == {"Мария К.", "Даниил З."}
        assert set(Answer.objects.values_list("party", flat=True)) == {"mentee", "guardian"}
        assert not Person.objects.filter(pk=house.maria.pk).exists()


def test_declined_pair_is_gone_from_the_sight_of_its_members(pairs: list[Pair], house: House) -> None:
    make.account("maria", house.maria, (Role.MENTOR, house.school))
    own = pair_with(pairs, house.maria)
    with make.owning():
        Pair.objects.filter(pk=own.pk).update(state="declined")
    assert make.actor("maria").pairs == frozenset()


def test_role_that_has_ended_opens_no_pairs(pairs: list[Pair], house: House) -> None:
    made = make.account("maria", house.maria, (Role.MENTOR, house.school))
    with make.owning():
        Grant.objects.filter(account=made).update(to_date="2026-10-01")
    assert make.actor("maria").pairs == frozenset()


@pytest.mark.parametrize("state", list(Pair.State))
def test_door_gives_the_live_pairs_that_are_not_suspended(
    pairs: list[Pair], house: House, state: str
) -> None:
    own = pair_with(pairs, house.danya)
    with make.owning():
        if state == "active":
            Pair.objects.filter(pk=own.pk).update(paper=_paper(house), active_from="2026-10-14")
        Pair.objects.filter(pk=own.pk).update(state=state)
    assert pair_ids_of(house.danya.pk) == (frozenset([own.pk]) if state in OPEN_TO_MEMBERS else frozenset())


def _paper(house: House):
    from nastavnik.papers.models import Paper

    return Paper.objects.create(
        institution=house.school,
        kind="pairs_order",
        title="О закреплении",
        preamble="",
        signer_post="Директор",
        signer_name="Н. И. Орлова",
        school_year=2026,
    )


def test_door_gives_ids_only(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select prorettype::regtype::text, prosecdef from pg_proc where proname = 'mentoring_pairs_of'"
        )
        assert cursor.fetchone() == ("bigint", True)


def test_curator_of_another_school_sees_no_pairs(pairs: list[Pair]) -> None:
    boris = make.actor("boris")
    with acting(boris):
        assert not pairs_visible_to(boris).exists()
        assert not members_visible_to(boris).exists()
        assert not Pair.objects.exists()


@pytest.mark.parametrize(
    ("text", "found"), [("зимин", 1), ("КОТОВА мария", 1), ("левин", 1), ("и", 2), ("ивановский", 0)]
)
def test_pairs_are_found_by_the_name_of_either_member(pairs: list[Pair], text: str, found: int) -> None:
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        assert pairs_found(svetlana, pairs_visible_to(svetlana), text).count() == found
