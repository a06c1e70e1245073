"""What becomes of pairs when their organisation is closed or joined to another."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.queries.reorganised import working_pairs_in
from nastavnik.registry.models import Organisation


@transaction.atomic
def hand_over_pairs(
    *, by: Actor, institution: Organisation, successor: Organisation | None, on: date
) -> None:
    """Subscriber of `institution_reorganised`: journals how many pairs work on there, and for whom.

    With a successor its staff lead them on: no row moves, and the number is told to both. Without one they
    wait for an order that ends them: the desk of the closed organisation's curator and its list of pairs say
    so till the last has ended. Nothing is ended by itself: an order is a deed of people.
    """
    if institution.level != Organisation.Level.INSTITUTION:
        return
    with acting(eyes_of(institution.pk, "закрытие организации")):
        number = working_pairs_in(institution.pk)
    if not number:
        return
    told = (institution,) if successor is None else (institution, successor)
    for node in told:
        if successor is None:
            record(by=by, verb="leave_pairs_to_end", institution_id=node.pk, count=number)
        else:
            record(by=by, verb="hand_over_pairs", institution_id=node.pk, count=number)
