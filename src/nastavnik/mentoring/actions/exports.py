"""Handing a base out as a file: who took it, which columns, how many people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Programme
from nastavnik.mentoring.permissions.bases import (
    check_can_export_base,
    check_can_export_lists,
    check_can_export_special,
)
from nastavnik.mentoring.queries.exports import ExportedBase, base_for_export


@transaction.atomic
def export_base(
    *, by: Actor, programme: Programme, side: str, with_contacts: bool = False, with_special: bool = False
) -> ExportedBase:
    """Gives a base in the official form and journals it: side, optional columns, number of people.

    Contacts and special categories are given only when asked for, the latter only to those who may see them.
    """
    check_can_export_base(by, programme)
    if with_special:
        check_can_export_special(by, programme)
    found = base_for_export(programme, side, contacts=with_contacts, special=with_special)
    chosen = {"contact": with_contacts, "special": with_special}
    record(
        by=by,
        verb="export_base",
        obj=programme,
        institution_id=programme.institution_id,
        fields=[f"side={side}", *(name for name, is_chosen in chosen.items() if is_chosen)],
        count=found.people,
    )
    return found


@transaction.atomic
def export_list(*, by: Actor, what: str, columns: Sequence[str], rows_of: Mapping[int, int]) -> None:
    """Journals that a list was handed out as it was shown: which columns, how many rows of each institution.

    `what` is «participants» or «pairs»; contacts are among the columns only where they were chosen to be seen.
    Refused: whoever may not take names of one of the institutions out.
    """
    check_can_export_lists(by, rows_of)
    for institution_id, count in rows_of.items():
        record(
            by=by,
            verb="export_list",
            institution_id=institution_id,
            fields=[f"list={what}", *columns],
            count=count,
        )
