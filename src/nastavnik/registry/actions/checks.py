"""Everything written of the checks of mentors from outside: the fact and its expiry."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import OutsiderCheck, Person
from nastavnik.registry.permissions.people import check_can_edit_person


@transaction.atomic
def record_outsider_check(*, by: Actor, person: Person, valid_until: date, today: date) -> OutsiderCheck:
    """Records that a certificate was shown and until when it holds, in place of an earlier one.

    Refuses one that is over. The paper's number and content are never kept.
    """
    check_can_edit_person(by, person)
    if valid_until < today:
        raise Refused("Этот срок уже прошёл: нужна новая справка.", field="valid_until")
    check, _ = OutsiderCheck.objects.update_or_create(
        institution_id=person.institution_id, person=person, kind=OutsiderCheck.Kind.NO_CONVICTION,
        defaults={"valid_until": valid_until},
    )  # fmt: skip
    record(by=by, verb="record_outsider_check", obj=check, fields=["valid_until"])
    return check


@transaction.atomic
def remove_outsider_check(*, by: Actor, check: OutsiderCheck) -> None:
    """Takes away a record that was made by mistake: the certificate counts as missing again."""
    check_can_edit_person(by, check.person)
    record(by=by, verb="remove_outsider_check", obj=check)
    check.delete()
