"""What is removed of the programmes with a person who never gave a consent."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import PairMember, Participation
from nastavnik.registry.models import Person


@transaction.atomic
def leave_programmes(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_leaves`: takes away the participations with their requests and offers.

    Refused, so that nobody is removed, where the person is or was in a pair.
    """
    if PairMember.objects.filter(person=person).exists():
        raise Refused("Запись удалить нельзя: человек состоит или состоял в паре.")
    for participation in Participation.objects.filter(person=person).order_by("pk"):
        record(by=by, verb="leave_programmes", obj=participation)
        participation.delete()
