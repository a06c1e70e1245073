"""Whose data have to be destroyed by an act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Consent, Person
from nastavnik.registry.queries.consents import consent_records
from nastavnik.registry.queries.people import people_visible_to
from nastavnik.rulebook.consent import ConsentKind
from nastavnik.rulebook.destruction import DestructionDue, destruction_due


def people_without_ground(actor: Actor, on: date) -> QuerySet[Person]:
    """People whom the actor sees and of whom no consent to the processing is in force on the day.

    Of those who never signed only pupils and outsiders: employees are known to the school on another ground.
    """
    signed = Consent.objects.filter(person=OuterRef("pk"), kind=ConsentKind.PROCESSING)
    in_force = signed.filter(
        Q(valid_until=None) | Q(valid_until__gte=on),
        Q(withdrawn_date=None) | Q(withdrawn_date__gt=on),
        given_date__lte=on,
    )
    subject = Exists(signed) | ~Q(class_key="") | Q(is_outsider=True)
    return people_visible_to(actor).filter(~Exists(in_force), subject)


def destruction_dues(people: Iterable[Person], on: date) -> dict[int, DestructionDue]:
    """The ground and the day for each of the people; whoever has a consent in force is absent; one query."""
    listed = list(people)
    records = consent_records(person.pk for person in listed)
    found = {
        person.pk: destruction_due(timezone.localdate(person.created_at), records.get(person.pk, []), on)
        for person in listed
    }
    return {pk: due for pk, due in found.items() if due is not None}


def people_to_destroy(actor: Actor, on: date) -> dict[Person, DestructionDue]:
    """Whose data are due to be destroyed on the day, by name, with the ground; two queries."""
    people = list(people_without_ground(actor, on).order_by("sort_name", "pk"))
    dues = destruction_dues(people, on)
    return {person: dues[person.pk] for person in people if person.pk in dues and dues[person.pk].due <= on}
