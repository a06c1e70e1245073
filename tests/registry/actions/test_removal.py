"""A person who never gave a consent is removed after sixty days, whole, and nobody else."""

from datetime import date
from typing import Any

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.journal.models import Entry
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.models import Need, Pair, PairMember, Participation, Programme
from nastavnik.registry.actions.removal import remove_person
from nastavnik.registry.models import Guardian, Person
from nastavnik.rulebook.roles import Role
from tests import factories as make
from tests.factories import TODAY
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]


@pytest.fixture
def svetlana(house: House) -> AccountActor:
    return make.actor("svetlana")


@pytest.fixture
def programme(house: House) -> Programme:
    return pairing.programme(house.school)


@pytest.fixture
def child(house: House, programme: Programme) -> Person:
    """A mentee recorded on 16 August: sixty days ago."""
    child = make.person(house.school, "Семёнов Пётр Ильич", birth_year=2014, class_name="6 «А»")
    make.guardian(child, "Семёнова Анна Петровна")
    pairing.mentee(programme, child)
    return aged(child, "2026-08-16")


def aged(child: Person, day: str) -> Person:
    with make.owning():
        Person.objects.filter(pk=child.pk).update(created_at=f"{day}T12:00:00+03:00")
        return Person.objects.get(pk=child.pk)


def remove(by: AccountActor, person: Person, surname: str = "Семенов", **values: Any) -> None:
    with acting(by):
        remove_person(by=by, person=person, surname=surname, today=TODAY, **values)


def is_there(person: Person) -> bool:
    with make.owning():
        return Person.objects.filter(pk=person.pk).exists()


def test_person_goes_with_everything_that_was_kept(svetlana: AccountActor, child: Person) -> None:
    remove(svetlana, child)
    with make.owning():
        assert not Person.objects.filter(pk=child.pk).exists()
        assert not Guardian.objects.filter(person_id=child.pk).exists()
        assert not Need.objects.filter(person_id=child.pk).exists()
        assert not Participation.objects.filter(person_id=child.pk).exists()
        entry = Entry.objects.get(verb="remove_person")
        assert (entry.person_id, entry.fields) == (child.pk, [])


def test_record_younger_than_sixty_days_stays(svetlana: AccountActor, child: Person) -> None:
    with pytest.raises(Refused, match="меньше 60 дней"):
        remove(svetlana, aged(child, "2026-08-17"))
    assert is_there(child)


def test_another_surname_removes_nobody(svetlana: AccountActor, child: Person) -> None:
    with pytest.raises(Refused) as refusal:
        remove(svetlana, child, surname="Сёмин")
    assert refusal.value.field == "surname"
    assert is_there(child)


def test_whoever_gave_a_consent_is_destroyed_by_an_act(svetlana: AccountActor, child: Person) -> None:
    make.consent(child, given_date=date(2026, 9, 1), withdrawn_date=date(2026, 9, 2))
    with pytest.raises(Refused, match="по акту"):
        remove(svetlana, child)
    assert is_there(child)


def test_member_of_a_pair_stays(svetlana: AccountActor, child: Person, programme: Programme) -> None:
    with make.owning():
        pair = Pair.objects.create(institution=programme.institution, programme=programme, state="declined")
        PairMember.objects.create(
            institution=programme.institution, pair=pair, person=child, side="mentee", card_name="Пётр С.",
            participation=Participation.objects.get(person=child),
        )  # fmt: skip
    with pytest.raises(Refused, match="в паре"):
        remove(svetlana, child)
    with make.owning():
        assert Need.objects.filter(person=child).exists()


def test_holder_of_an_account_out_of_sight_stays(svetlana: AccountActor, child: Person, house: House) -> None:
    make.account("petr", child, (Role.MENTEE, house.school))
    with pytest.raises(Refused, match="учётная запись"):
        remove(svetlana, child)
    assert is_there(child)


@pytest.mark.parametrize("login", ["nina", "tamara", "boris", "oleg"])
def test_only_the_curator_of_the_school_removes(house: House, child: Person, login: str) -> None:
    with pytest.raises(Denied):
        remove(make.actor(login), child)
    assert is_there(child)
