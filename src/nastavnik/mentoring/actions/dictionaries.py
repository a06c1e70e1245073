"""Writing local entries of the dictionaries; federal ones stay as they were loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import MentoringForm, RoleModel, Topic
from nastavnik.mentoring.permissions.dictionaries import check_can_edit_dictionary
from nastavnik.registry.models import Organisation

Entry = MentoringForm | RoleModel | Topic
_LAST = 1000  # local entries stand after the federal ones


@transaction.atomic
def add_entry(*, by: Actor, kind: type[Entry], owner: Organisation, values: Mapping[str, Any]) -> Entry:
    """Adds an entry of a node to a dictionary; `values` by the names of the model's fields.

    Refused: an empty label, one that stands there already, a role model that may hurt without a neutral name.
    """
    check_can_edit_dictionary(by, owner)
    entry = kind(code=f"local-{uuid4().hex[:12]}", owner=owner, position=_LAST, **_clean(values))
    _check(entry)
    entry.save()
    record(by=by, verb="add_entry", institution_id=owner.pk)
    return entry


@transaction.atomic
def correct_entry(*, by: Actor, entry: Entry, values: Mapping[str, Any]) -> list[str]:
    """Writes the changed values of a local entry and gives the names of the fields.

    Refused: what `add_entry` refuses, and a federal entry.
    """
    check_can_edit_dictionary(by, entry.owner)
    wanted = _clean(values)
    changed = [field for field, value in wanted.items() if getattr(entry, field) != value]
    for field in changed:
        setattr(entry, field, wanted[field])
    _check(entry)
    if changed:
        entry.save(update_fields=changed)
        record(by=by, verb="correct_entry", fields=changed, institution_id=entry.owner_id)
    return changed


@transaction.atomic
def retire_entry(*, by: Actor, entry: Entry) -> None:
    """Stops offering a local entry; where it was chosen already it stays. Refused: a federal one."""
    check_can_edit_dictionary(by, entry.owner)
    entry.is_retired = True
    entry.save(update_fields=["is_retired"])
    record(by=by, verb="retire_entry", fields=["is_retired"], institution_id=entry.owner_id)


@transaction.atomic
def restore_entry(*, by: Actor, entry: Entry) -> None:
    """Offers a retired local entry again. Refused: a federal one."""
    check_can_edit_dictionary(by, entry.owner)
    entry.is_retired = False
    entry.save(update_fields=["is_retired"])
    record(by=by, verb="restore_entry", fields=["is_retired"], institution_id=entry.owner_id)


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: " ".join(value.split()) if isinstance(value, str) else value for name, value in values.items()
    }


def _check(entry: Entry) -> None:
    if not entry.label:
        raise Refused("Впишите название.", field="label")
    same = type(entry).objects.filter(label__iexact=entry.label).exclude(pk=entry.pk)
    if isinstance(entry, RoleModel):
        same = same.filter(form_id=entry.form_id)  # type: ignore[misc]
        if entry.curator_only and not entry.neutral_label:
            raise Refused(
                "Впишите нейтральное название: его увидят все, кроме куратора, и оно войдёт в приказ.",
                field="neutral_label",
            )
    if same.filter(owner=None).exists() or same.filter(owner=entry.owner).exists():
        raise Refused(f"«{entry.label}» в справочнике уже есть.", field="label")
