"""Writing holidays and quarantine."""

from __future__ import annotations

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.notices.models import BreakDays
from nastavnik.notices.permissions.settings import check_can_set_ladder
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.breaks import Break, bad_break, usual_breaks
from nastavnik.rulebook.school_year import SchoolYear


@transaction.atomic
def enter_break(*, by: Actor, node: Organisation, days: Break) -> BreakDays:
    """Writes holidays or quarantine of a node (of a territory: of all under it) and records it.

    Refused: days in the wrong order, too many of them, days that overlap another break of the same node.
    """
    check_can_set_ladder(by, node)
    if wrong := bad_break(days):
        raise Refused(wrong, field="last")
    if BreakDays.objects.filter(node=node, first__lte=days.last, last__gte=days.first).exists():
        raise Refused("Эти дни уже внесены: исправьте даты или уберите прежнюю запись.", field="first")
    made = BreakDays.objects.create(
        node=node, kind=days.kind.value, first=days.first, last=days.last, words=days.words.strip()
    )
    record(by=by, verb="enter_break", obj=made, institution_id=node.pk)
    return made


@transaction.atomic
def enter_usual_breaks(*, by: Actor, node: Organisation, year: SchoolYear) -> int:
    """Writes the usual holidays of a school year, save those that overlap what is there; gives how many. Records it.

    Refused where all of them are there already.
    """
    check_can_set_ladder(by, node)
    known = [Break(row.first, row.last) for row in BreakDays.objects.filter(node=node)]
    fresh = [
        one
        for one in usual_breaks(year)
        if not any(k.first <= one.last and k.last >= one.first for k in known)
    ]
    if not fresh:
        raise Refused("Каникулы этого учебного года уже внесены.")
    BreakDays.objects.bulk_create(
        BreakDays(node=node, kind=one.kind.value, first=one.first, last=one.last, words=one.words)
        for one in fresh
    )
    record(by=by, verb="enter_usual_breaks", obj=node, institution_id=node.pk, count=len(fresh))
    return len(fresh)


@transaction.atomic
def remove_break(*, by: Actor, days: BreakDays) -> None:
    """Takes a break away: on these days the work goes on again. Records it."""
    check_can_set_ladder(by, days.node)
    record(by=by, verb="remove_break", obj=days, institution_id=days.node_id)
    days.delete()
