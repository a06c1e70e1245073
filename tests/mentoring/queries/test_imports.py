"""Files of bases: who sees them, and what a person's values are on each side."""

import pytest

from nastavnik.access.scope import acting
from nastavnik.mentoring.queries.imports import imports_visible_to, recorded_people
from nastavnik.mentoring.queries.journal import journal_about
from nastavnik.registry.models import Person
from nastavnik.rulebook.dictionaries import Side
from tests import factories as make
from tests.house_of_people import House
from tests.mentoring import pairing
from tests.mentoring.sheets import VERA, check, load

pytestmark = pytest.mark.django_db


def test_files_are_seen_in_their_institution(house: House) -> None:
    check(make.actor("svetlana"), pairing.programme(house.school), "mentee", VERA)
    for login, number in (("svetlana", 1), ("boris", 0), ("oleg", 0)):
        actor = make.actor(login)
        with acting(actor):
            assert imports_visible_to(actor).count() == number, login


def test_representatives_contact_is_that_of_the_base_of_mentees(house: House) -> None:
    programme = pairing.programme(house.school)
    with acting(make.actor("svetlana")):
        danya = recorded_people(programme, Side.MENTEE)[house.danya.pk]
        maria = recorded_people(programme, Side.MENTOR)[house.maria.pk]
    assert danya.values(Side.MENTEE) is None
    assert danya.own_values(Side.MENTEE)["contact"] == "8 900 000-00-01"
    assert danya.own_values(Side.MENTOR)["contact"] == ""
    assert maria.own_values(Side.MENTOR)["name"] == "Котова Мария Ивановна"


def test_journal_of_a_person_names_the_file_that_brought_him(house: House) -> None:
    svetlana = make.actor("svetlana")
    load(svetlana, pairing.programme(house.school), "mentee", VERA)
    with acting(svetlana):
        vera = Person.objects.get(last_name="Соколова")
        lines = journal_about(svetlana, [vera], person=vera)
        assert [(line.who, line.what) for line in lines] == [("Светлова С. П.", "Загружена база")]
        assert journal_about(svetlana, [house.maria], person=house.maria) == []
    boris = make.actor("boris")
    with acting(boris):
        assert journal_about(boris, [vera], person=vera) == []
