"""Everything written of organisations and their contingents."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Contingent, Organisation
from nastavnik.registry.permissions.organisations import check_can_set_contingent


@transaction.atomic
def set_contingent(*, by: Actor, institution: Organisation, year: int, children: Mapping[int, int]) -> None:
    """States how many children of each age the institution teaches in a reporting year; replaces what stood there."""
    check_can_set_contingent(by, institution)
    Contingent.objects.filter(institution=institution, year=year).delete()
    Contingent.objects.bulk_create(
        Contingent(institution=institution, year=year, age=age, children=number)
        for age, number in children.items()
    )
    record(by=by, verb="set_contingent", obj=institution, institution_id=institution.pk, fields=[str(year)])
