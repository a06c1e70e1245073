"""Everything read of the checks of mentors from outside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import OutsiderCheck, Person
from nastavnik.registry.queries.people import birth_of, in_sight, people_visible_to
from nastavnik.rulebook.checks import certificate_fault, needs_certificate


def checks_visible_to(actor: Actor) -> QuerySet[OutsiderCheck]:
    """Checks of the people that the actor sees."""
    return OutsiderCheck.objects.filter(in_sight(actor))


def certificate_faults(people: Iterable[Person], on: date) -> dict[int, str]:
    """What is wrong with the certificates of those of the people who must have one, in one query."""
    asked = [
        person
        for person in people
        if needs_certificate(
            birth_of(person), on, is_outsider=person.is_outsider or person.partner_id is not None
        )
    ]
    if not asked:
        return {}
    ends = dict(OutsiderCheck.objects.filter(person__in=asked).values_list("person_id", "valid_until"))
    faults = {person.pk: certificate_fault(ends.get(person.pk), on) for person in asked}
    return {pk: fault for pk, fault in faults.items() if fault}


def outsiders_unchecked(actor: Actor, on: date) -> int:
    """How many mentors from outside in the actor's sight have no certificate or one that ends within 30 days."""
    return len(people_unchecked(actor, on))


def people_unchecked(actor: Actor, on: date) -> list[int]:
    """Keys of those mentors, in two queries."""
    outside = people_visible_to(actor).filter(Q(is_outsider=True) | Q(partner__isnull=False))
    return sorted(certificate_faults(outside, on))
