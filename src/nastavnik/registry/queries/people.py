"""Everything read of people and their representatives."""

from __future__ import annotations

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Guardian, Person
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.names import FullName


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """People of the institutions whose people the actor sees."""
    return Person.objects.filter(institution_id__in=actor.people)


def guardians_visible_to(actor: Actor) -> QuerySet[Guardian]:
    """Representatives of the people that the actor sees."""
    return Guardian.objects.filter(institution_id__in=actor.people)


def people_found(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People in whose name every word of `text` occurs; ё and е are the same letter."""
    for word in text.lower().replace("ё", "е").split():
        people = people.filter(sort_name__contains=word)
    return people


def birth_of(person: Person) -> Birth | None:
    """What is known of a person's birth: the date, only the year, or nothing."""
    return Birth.known(person.birth_date, person.birth_year)


def full_name_of(person: Person) -> FullName:
    """The person's name as the rulebook knows names."""
    return FullName(person.last_name, person.first_name, person.middle_name)
