"""Everything read of people and their representatives."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from nastavnik.journal.models import Entry
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Guardian, Organisation, Person
from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.posts import post_first
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear


def in_sight(actor: Actor, person: str = "person__") -> Q:
    """The condition for rows about people: those of the actor's institutions, of a class teacher's only his classes.

    `person` is the path from the row to its person with `__` at its end, empty where the row is the person.
    """
    seen = Q(institution_id__in=actor.people - set(actor.classes_at))
    for institution_id, classes in actor.classes_at.items():
        seen |= Q(institution_id=institution_id, **{f"{person}class_key__in": sorted(classes)})
    return seen


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """People of the institutions whose people the actor sees; a class teacher sees only his classes.

    Records whose data were destroyed are nobody any more.
    """
    return Person.objects.filter(in_sight(actor, ""), destroyed_date=None)


def guardians_visible_to(actor: Actor) -> QuerySet[Guardian]:
    """Representatives of the people that the actor sees."""
    return Guardian.objects.filter(in_sight(actor))


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


def standing_of(person: Person) -> str:
    """What stands beside the name: the class, the post, or where the person works or studies."""
    if person.class_name:
        return person.class_name if "класс" in person.class_name.lower() else f"{person.class_name} класс"
    return person.post or post_first(person.workplace)


def births_to_ask(actor: Actor) -> QuerySet[Person]:
    """People of whom the date of birth should be asked: the year alone is known, or a child's birth is not."""
    unknown = people_visible_to(actor).filter(birth_date=None)
    return unknown.filter(Q(birth_year__isnull=False) | ~Q(class_name=""))


def namesake_of(
    actor: Actor, institution: Organisation, name: FullName, birth: Birth | None
) -> Person | None:
    """Somebody of the institution with the same name whose birth may be the same; ё and е are the same letter."""
    key = f"{name.last} {name.first} {name.middle}".lower().replace("ё", "е")
    same = people_visible_to(actor).filter(institution=institution, sort_name=key)
    for person in same.order_by("pk"):
        known = birth_of(person)
        if birth is None or known is None:
            return person
        if known.year == birth.year and (not (birth.day and known.day) or birth.day == known.day):
            return person
    return None


def institutions_to_enter_people(actor: Actor) -> list[Organisation]:
    """Institutions at work into whose registers the actor may enter people."""
    seen = Organisation.objects.filter(
        pk__in=actor.people, level=Organisation.Level.INSTITUTION, closed_date=None
    )
    return [node for node in seen.order_by("short_name") if actor.may(Right.PEOPLE_EDIT, node.pk)]


def people_with(people: QuerySet[Person], what: str) -> QuerySet[Person]:
    """Those of the people whose birth is known by the year («year») or not («birth»), outsiders, partners' people."""
    if what == "year":
        return people.filter(birth_date=None, birth_year__isnull=False)
    if what == "birth":
        return people.filter(birth_date=None, birth_year=None)
    if what == "partner":
        return people.filter(partner__isnull=False)
    return people.filter(is_outsider=True) if what == "outsider" else people


def people_with_class(institution: Organisation, year: SchoolYear) -> tuple[list[Person], bool]:
    """Pupils of the institution by class, and whether the classes of this school year have been moved up already."""
    moved = Entry.objects.filter(
        institution_id=institution.pk, verb="move_classes_up", happened_at__date__gte=date(year.start, 6, 1)
    )
    people = Person.objects.filter(institution=institution, destroyed_date=None).exclude(class_name="")
    return list(people.order_by("class_key", "sort_name", "pk")), moved.exists()
