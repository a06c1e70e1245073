"""Who may destroy the data of a person, and whose data may be destroyed."""

from collections.abc import Sequence
from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.registry.models import Person
from nastavnik.registry.moments import destruction_prepared
from nastavnik.registry.queries.destruction import destruction_dues
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.roles import Right


def check_can_destroy_person(actor: Actor, person: Person) -> None:
    """Refuses everybody but whoever registers papers of the institution: data go with the number of the act."""
    if not actor.may(Right.PAPERS_REGISTER, person.institution_id):
        raise Denied("Сведения уничтожает регистрация акта: её проводит секретарь организации.")


def check_can_be_destroyed(actor: Actor, people: Sequence[Person], on: date) -> None:
    """Refuses, with the names, people of whom a consent is in force, whose time has not come, or who are at work.

    Lets `destruction_prepared` happen: rooms above object to those who are still in a pair or hold a role.
    """
    dues = destruction_dues(people, on)
    early = [person for person in people if person.pk not in dues or dues[person.pk].due > on]
    if early:
        names = ", ".join(full_name_of(person).short for person in early)
        raise Refused(f"Согласие действует или срок ещё не вышел: {names}. Уберите их из акта.")
    destruction_prepared.happen(by=actor, people=people)
