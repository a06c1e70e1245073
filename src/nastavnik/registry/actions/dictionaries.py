"""Everything written of the dictionaries of organisations: own kinds and flags beside the usual ones."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import OrganisationFlag, OrganisationKind
from nastavnik.registry.permissions.organisations import check_can_edit_dictionary

Entry = OrganisationKind | OrganisationFlag
DICTIONARIES: dict[str, type[Entry]] = {"kind": OrganisationKind, "flag": OrganisationFlag}
OWN = "own-"


@transaction.atomic
def add_dictionary_entry(*, by: Actor, dictionary: str, label: str) -> Entry:
    """Adds a kind («kind») or a flag («flag») of one's own at the end of its dictionary; refuses words known already."""
    check_can_edit_dictionary(by)
    model = DICTIONARIES[dictionary]
    _check_label(model, label, "")
    places = list(model.objects.values_list("position", flat=True))
    taken = {code for code in model.objects.values_list("code", flat=True) if code.startswith(OWN)}
    number = next(number for number in range(1, len(taken) + 2) if f"{OWN}{number}" not in taken)
    entry = model.objects.create(
        code=f"{OWN}{number}", label=label.strip(), position=max(places, default=0) + 1
    )
    record(by=by, verb="add_dictionary_entry", fields=[dictionary])
    return entry


@transaction.atomic
def correct_dictionary_entry(*, by: Actor, dictionary: str, code: str, label: str) -> bool:
    """Gives an entry other words; organisations keep it. Says whether anything changed."""
    check_can_edit_dictionary(by)
    model = DICTIONARIES[dictionary]
    entry = model.objects.get(pk=code)
    _check_label(model, label, code)
    if entry.label == label.strip():
        return False
    entry.label = label.strip()
    entry.save(update_fields=["label"])
    record(by=by, verb="correct_dictionary_entry", fields=[dictionary])
    return True


def _check_label(model: type[Entry], label: str, code: str) -> None:
    if not label.strip():
        raise Refused("Впишите название.", field="label")
    if model.objects.filter(label__iexact=label.strip()).exclude(pk=code).exists():
        raise Refused("Такое название в справочнике уже есть.", field="label")
