"""Opening the names behind a number."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.monitoring.models import Indicator
from nastavnik.monitoring.permissions import check_can_open_names
from nastavnik.monitoring.queries.names import Entrant, entrants_of
from nastavnik.registry.models import Organisation


@transaction.atomic
def open_names(*, by: Actor, indicator: Indicator, node: Organisation, year: int) -> list[Entrant]:
    """Gives the people behind an institution's number and writes down that they were opened, and how many."""
    check_can_open_names(by, node)
    found = entrants_of(by, indicator, node, year)
    record(
        by=by, verb="open_names", institution_id=node.pk, fields=[indicator.code, str(year)], count=len(found)
    )
    return found
