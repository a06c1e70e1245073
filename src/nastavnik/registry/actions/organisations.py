"""Everything written of organisations as they work: added, corrected, moved; their contingents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Contingent, Organisation, OrganisationFlag
from nastavnik.registry.moments import contingent_stated, organisation_placed
from nastavnik.registry.permissions.organisations import (
    check_can_add_organisation,
    check_can_edit_organisation,
    check_can_edit_requisites,
    check_can_reorganise,
    check_can_state_contingent,
)
from nastavnik.registry.tree import hold_tree, refuse_cycle
from nastavnik.rulebook.organisations import Level, may_stand_under
from nastavnik.rulebook.requisites import BadRequisite, parse_inn, parse_ogrn

REQUISITES = (
    "founder", "inn", "ogrn", "address", "phone", "email", "site", "place", "head_post", "head_name",
)  # fmt: skip
"""What the organisation's own staff may correct."""
DETAILS = ("kind", "flags", "territory", "opened_date", *REQUISITES)
NAMES = ("short_name", "full_name")
_NUMBERS: Mapping[str, Callable[[str], str]] = {"inn": parse_inn, "ogrn": parse_ogrn}


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    parent: Organisation | None,
    level: str,
    short_name: str,
    full_name: str = "",
    details: Mapping[str, Any] = {},
) -> Organisation:
    """Adds a node under another (None: the root of an empty house); `details` are values of `DETAILS`.

    Refuses a place where such a node can not stand, a closed parent, a name that a neighbour has, wrong numbers.
    Lets `organisation_placed` happen.
    """
    check_can_add_organisation(by, parent)
    _check_place(level, parent)
    names = {"short_name": short_name.strip(), "full_name": full_name.strip() or short_name.strip()}
    _check_names(names, parent, None)
    node = Organisation.objects.create(
        parent=parent,
        level=level,
        **names,
        **_checked({key: details[key] for key in DETAILS if key in details}),
    )
    record(by=by, verb="add_organisation", obj=node, institution_id=node.pk)
    organisation_placed.happen(by=by, organisation=node)
    return node


@transaction.atomic
def correct_organisation(*, by: Actor, organisation: Organisation, changes: Mapping[str, Any]) -> list[str]:
    """Corrects names (a misprint, not a renaming) and any of `DETAILS`; gives the names of the changed fields.

    Refuses a name that a neighbour has, a wrong ИНН or ОГРН, an unknown flag, an opening after the closing.
    """
    check_can_edit_organisation(by, organisation)
    wanted = {key: changes[key] for key in (*NAMES, *DETAILS) if key in changes}
    _check_names(
        {key: wanted.get(key, getattr(organisation, key)) for key in NAMES}, organisation.parent, organisation
    )
    opened = wanted.get("opened_date")
    if opened and organisation.closed_date and opened > organisation.closed_date:
        raise Refused("Организация не могла открыться позже, чем закрылась.", field="opened_date")
    changed = _write(organisation, wanted)
    if changed:
        record(
            by=by,
            verb="correct_organisation",
            obj=organisation,
            institution_id=organisation.pk,
            fields=changed,
        )
    return changed


@transaction.atomic
def correct_requisites(*, by: Actor, organisation: Organisation, changes: Mapping[str, Any]) -> list[str]:
    """Corrects `REQUISITES` by the organisation's own staff; gives the names of the changed fields."""
    check_can_edit_requisites(by, organisation)
    changed = _write(organisation, {key: changes[key] for key in REQUISITES if key in changes})
    if changed:
        record(
            by=by, verb="correct_requisites", obj=organisation, institution_id=organisation.pk, fields=changed
        )
    return changed


@transaction.atomic
def move_organisation(*, by: Actor, organisation: Organisation, parent: Organisation) -> bool:
    """Puts a node with everything under it under another one; says whether it moved.

    Whoever sees the new parent sees the node from now on. Refuses a place under itself, a closed parent and one
    where such a node can not stand. Lets `organisation_placed` happen.
    """
    check_can_reorganise(by, organisation)
    check_can_add_organisation(by, parent)
    hold_tree()
    if organisation.is_closed:
        raise Refused("Закрытая организация остаётся на своём месте.")
    if parent.pk == organisation.parent_id:
        return False
    _check_place(organisation.level, parent)
    refuse_cycle(organisation, parent)
    _check_names({key: getattr(organisation, key) for key in NAMES}, parent, organisation)
    organisation.parent = parent
    organisation.save(update_fields=["parent"])
    record(
        by=by, verb="move_organisation", obj=organisation, institution_id=organisation.pk, fields=["parent"]
    )
    organisation_placed.happen(by=by, organisation=organisation)
    return True


@transaction.atomic
def set_contingent(*, by: Actor, institution: Organisation, year: int, children: Mapping[int, int]) -> None:
    """States how many children of each age the institution teaches in a reporting year; replaces what stood there."""
    check_can_state_contingent(by, institution)
    Contingent.objects.filter(institution=institution, year=year).delete()
    Contingent.objects.bulk_create(
        Contingent(institution=institution, year=year, age=age, children=number)
        for age, number in children.items()
    )
    record(by=by, verb="set_contingent", obj=institution, institution_id=institution.pk, fields=[str(year)])
    contingent_stated.happen(by=by, institution_id=institution.pk, year=year)


def _check_place(level: str, parent: Organisation | None) -> None:
    if not may_stand_under(Level(level), Level(parent.level) if parent else None):
        raise Refused(
            "Здесь такой узел стоять не может: муниципалитет стоит под регионом или муниципалитетом, организация — "
            "под одним из них. Под другой организацией она оказывается только при присоединении.",
            field="parent",
        )
    if parent is not None and parent.is_closed:
        raise Refused(f"«{parent}» закрыта: выберите другое место.", field="parent")


def _check_names(names: Mapping[str, str], parent: Organisation | None, known: Organisation | None) -> None:
    if not names["short_name"]:
        raise Refused("Впишите краткое наименование.", field="short_name")
    twins = Organisation.objects.filter(
        parent=parent, short_name__iexact=names["short_name"], closed_date=None
    )
    if twins.exclude(pk=known.pk if known else 0).exists():
        raise Refused(
            f"«{names['short_name']}» здесь уже есть: откройте её или впишите другое наименование.",
            field="short_name",
        )


def _checked(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The same values with the digits of numbers alone; Refused for what can not be."""
    found = dict(wanted)
    for field, parse in _NUMBERS.items():
        if found.get(field):
            try:
                found[field] = parse(found[field])
            except BadRequisite as bad:
                raise Refused(f"{bad.what}. {bad.remedy}.", field=field) from bad
    if found.get("flags"):
        known = set(OrganisationFlag.objects.filter(pk__in=found["flags"]).values_list("pk", flat=True))
        if set(found["flags"]) - known:
            raise Refused("Такого признака в справочнике нет: обновите страницу.", field="flags")
        found["flags"] = sorted(set(found["flags"]))
    return found


def _write(organisation: Organisation, wanted: Mapping[str, Any]) -> list[str]:
    values = _checked(wanted)
    changed = [field for field, value in values.items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, values[field])
    if changed:
        organisation.save(update_fields=changed)
    return changed
