"""The destruction of a person's data by an act."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.registry.erasure import erase_person
from nastavnik.registry.models import Destruction, Person
from nastavnik.registry.moments import person_destroyed
from nastavnik.registry.permissions.destruction import check_can_be_destroyed, check_can_destroy_person
from nastavnik.registry.queries.destruction import destruction_dues

BLANKED = ("last_name", "first_name", "middle_name", "birth_date", "class_name", "contact", "guardians")


@transaction.atomic
def destroy_person(*, by: Actor, person: Person, act: str, on: date) -> Destruction:
    """Blanks everything that the house knows of a person; the record stays as a number, counted and nameless.

    `act` is «акт № 3 от 15.10.2026». Lets `person_destroyed` happen, so that every room blanks its own, and records
    the deed with names of fields. Can not be taken back. Refused: to all but whoever registers acts; while a consent
    is in force or came anew; where an upper room objects (a pair at work, an employee).
    """
    check_can_destroy_person(by, person)
    check_can_be_destroyed(by, [person], on)
    due = destruction_dues([person], on)[person.pk]
    done = Destruction.objects.create(
        institution_id=person.institution_id, person=person, reason=due.why, since_date=due.since, act=act
    )
    person_destroyed.happen(by=by, person=person)
    erase_person(person.pk)
    record(by=by, verb="destroy_person", obj=person, person_id=person.pk, fields=BLANKED)
    return done
