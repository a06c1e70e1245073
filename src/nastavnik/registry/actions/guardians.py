"""Everything written of representatives."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.permissions.people import check_can_edit_person
from nastavnik.rulebook.names import BadName, parse_full_name

GUARDIAN_FIELDS = ("full_name", "relation", "basis", "phone", "email", "contact")


@transaction.atomic
def add_guardian(*, by: Actor, person: Person, details: Mapping[str, str]) -> Guardian:
    """Adds a representative of a child (`GUARDIAN_FIELDS`); neither phone nor e-mail is demanded.

    Refuses what is no full name and one who is already there.
    """
    check_can_edit_person(by, person)
    wanted = _checked(person, details, None)
    guardian = Guardian.objects.create(institution_id=person.institution_id, person=person, **wanted)
    record(by=by, verb="add_guardian", obj=guardian, fields=[field for field in wanted if wanted[field]])
    return guardian


@transaction.atomic
def correct_guardian(*, by: Actor, guardian: Guardian, changes: Mapping[str, str]) -> list[str]:
    """Writes the changed fields of a representative and gives their names."""
    check_can_edit_person(by, guardian.person)
    wanted = _checked(guardian.person, changes, guardian)
    changed = [field for field, value in wanted.items() if getattr(guardian, field) != value]
    for field in changed:
        setattr(guardian, field, wanted[field])
    if changed:
        guardian.save(update_fields=changed)
        record(by=by, verb="correct_guardian", obj=guardian, fields=changed)
    return changed


@transaction.atomic
def remove_guardian(*, by: Actor, guardian: Guardian) -> None:
    """Takes a representative away; one who has an account or whom another record names is refused."""
    check_can_edit_person(by, guardian.person)
    record(by=by, verb="remove_guardian", obj=guardian)
    try:
        with transaction.atomic():
            guardian.delete()
            # What points at him stands behind walls of other rooms: only the database sees it, and at once.
            connection.check_constraints()
    except (ProtectedError, IntegrityError) as error:
        raise Refused(
            "У представителя есть учётная запись или карточка для входа: сначала закройте её."
        ) from error


def _checked(person: Person, details: Mapping[str, str], known: Guardian | None) -> dict[str, str]:
    wanted = {field: details[field] for field in GUARDIAN_FIELDS if field in details}
    if "full_name" in wanted:
        try:
            wanted["full_name"] = parse_full_name(wanted["full_name"]).full
        except BadName as bad:
            raise Refused(f"{bad.what[:1].upper()}{bad.what[1:]}. {bad.remedy}.", field="full_name") from bad
        twins = Guardian.objects.filter(person=person, full_name__iexact=wanted["full_name"])
        if twins.exclude(pk=known.pk if known else 0).exists():
            raise Refused("Такой представитель уже записан: исправьте его строку.", field="full_name")
    return wanted
