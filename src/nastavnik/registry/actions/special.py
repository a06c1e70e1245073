"""Everything written of special categories; opening them is an event too."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Person, SpecialCategory, SpecialMark
from nastavnik.registry.permissions.special import (
    check_can_list_special,
    check_can_mark_special,
    check_can_view_special,
)
from nastavnik.registry.queries.special import marks_of


@transaction.atomic
def open_special_marks(*, by: Actor, person: Person) -> list[SpecialMark]:
    """Gives the marks of one person and writes into the journal that they were opened (never which)."""
    check_can_view_special(by, person)
    at = person.institution_id
    record(by=by, verb="open_special_marks", obj=person, institution_id=at, person_id=person.pk)
    return marks_of(by, person)


@transaction.atomic
def open_special_list(*, by: Actor, institution_id: int) -> None:
    """Writes into the journal that the list of an institution's marks was opened."""
    check_can_list_special(by, institution_id)
    record(by=by, verb="open_special_list", institution_id=institution_id)


@transaction.atomic
def mark_special_categories(*, by: Actor, person: Person, codes: Collection[str]) -> bool:
    """Leaves the person with exactly these categories; says whether anything changed. The journal names none.

    Refuses a code that is not in the dictionary.
    """
    check_can_mark_special(by, person)
    wanted = set(codes)
    if set(SpecialCategory.objects.filter(pk__in=wanted).values_list("pk", flat=True)) != wanted:
        raise Refused("Такой категории в справочнике нет: обновите страницу.", field="categories")
    known = {mark.category_id: mark for mark in marks_of(by, person)}
    SpecialMark.objects.filter(
        pk__in=[mark.pk for code, mark in known.items() if code not in wanted]
    ).delete()
    SpecialMark.objects.bulk_create(
        SpecialMark(institution_id=person.institution_id, person=person, category_id=code)
        for code in sorted(wanted - set(known))
    )
    if wanted == set(known):
        return False
    record(
        by=by,
        verb="mark_special_categories",
        obj=person,
        institution_id=person.institution_id,
        person_id=person.pk,
    )
    return True
