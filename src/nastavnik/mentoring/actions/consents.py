"""Papers with names that leave the house: blanks of consents, lists of those not returned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.permissions.consents import check_can_print_consents
from nastavnik.mentoring.queries.consents import (
    ConsentRow,
    blanks_of,
    consent_rows,
    operators_of,
    unreturned_by_class,
)
from nastavnik.registry.blanks import blanks_docx, unreturned_docx
from nastavnik.registry.models import Person


@transaction.atomic
def print_blanks(*, by: Actor, people: Sequence[Person], on: date) -> bytes:
    """Makes one .docx with a blank of every consent that these people lack; records how many people are named.

    Refused where nobody lacks any.
    """
    for person in people:
        check_can_print_consents(by, person)
    rows = [row for row in consent_rows(people, on) if row.all_gaps]
    if not rows:
        raise Refused("Печатать нечего: у выбранных участников есть все согласия.")
    content = blanks_docx(blanks_of(by, rows), made_at=timezone.now())
    for institution_id, number in _numbers(rows).items():
        record(by=by, verb="print_blanks", institution_id=institution_id, fields=["name"], count=number)
    return content


@transaction.atomic
def print_unreturned(*, by: Actor, people: Sequence[Person], on: date) -> bytes:
    """Makes the list of consents not returned, a page for each class; records how many people are named.

    Refused where everybody has returned everything, and for people of several institutions.
    """
    for person in people:
        check_can_print_consents(by, person)
    rows = [row for row in consent_rows(people, on) if row.all_gaps]
    if not rows:
        raise Refused("Список пуст: все выбранные участники вернули согласия.")
    numbers = _numbers(rows)
    if len(numbers) > 1:
        raise Refused("В списке участники нескольких организаций: отберите одну.")
    (operator,) = operators_of(numbers).values()
    content = unreturned_docx(unreturned_by_class(rows), operator=operator, on=on, made_at=timezone.now())
    (institution_id,) = numbers
    record(by=by, verb="print_unreturned", institution_id=institution_id, fields=["name"], count=len(rows))
    return content


def _numbers(rows: Sequence[ConsentRow]) -> Counter[int]:
    return Counter(row.person.institution_id for row in rows)
