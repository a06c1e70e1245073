"""What an organisation owes because of its place in the tree: opened, moved, opened again, closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Duty
from nastavnik.roadmaps.queries.duties import untouched
from nastavnik.roadmaps.queries.placed import institutions_at, lines_for_all_below, occurrences_of, paths_of
from nastavnik.rulebook.duty_states import OPEN

PLACED = "roadmaps.settle_placed"
"""The worker's task: whoever opens a school does not see the region above, and the school is not yet in his sight."""
MOVED = "Организация перенесена: эту карту она больше не выполняет."
_CLOSED = re.compile(r"^Организация закрыта \d\d\.\d\d\.\d{4}[^.]*\.\s*")
_BATCH = 2_000


@transaction.atomic
def owe_by_place(*, by: Actor, organisation: Organisation) -> None:
    """Subscriber of `organisation_placed`: the worker gives what the maps above ask of it. Records it."""
    record(by=by, verb="hand_out_duties", obj=organisation, institution_id=organisation.pk)
    # In this very transaction: the worker finds the job only once all this is committed.
    app.configure_task(PLACED).defer(node_id=organisation.pk)


@transaction.atomic
def settle_placed(*, by: Actor, node_id: int) -> int:
    """Gives every institution at and under a node the duties that the maps in force above it ask of all below.

    Of maps that do not stand above it any more untouched duties go, open ones are taken off with the reason; what a
    closing had taken off comes back. Only the worker's job calls it. Records it; gives how many duties are new.
    """
    institutions = institutions_at(node_id)
    paths = paths_of(institutions)
    _give_back(institutions)
    _take_off(paths)
    lines = lines_for_all_below({node for above in paths.values() for node in above})
    living = occurrences_of(lines)
    wanted = {
        (occurrence, institution)
        for institution, above in paths.items()
        for owner in above
        for occurrence in living.get(owner, ())
    }
    had = set(
        Duty.objects.filter(organisation_id__in=institutions).values_list("occurrence_id", "organisation_id")
    )
    fresh = [Duty(occurrence_id=one, organisation_id=node) for one, node in sorted(wanted - had)]
    Duty.objects.bulk_create(fresh, batch_size=_BATCH, ignore_conflicts=True)
    if fresh:
        record(by=by, verb="hand_out_duties", institution_id=node_id, count=len(fresh))
    return len(fresh)


@transaction.atomic
def free_closed(*, by: Actor, institution: Organisation, successor: Organisation | None, on: date) -> None:
    """Subscriber of `institution_reorganised`: what a closed organisation still owes is taken off, with the reason.

    What it has done stays. Records how many duties were taken off.
    """
    tail = f", правопреемник — {successor.short_name.replace('.', '')}" if successor else ""
    reason = f"Организация закрыта {on:%d.%m.%Y}{tail}."
    duties = Duty.objects.filter(organisation=institution, state__in=list(OPEN))
    number = _withdraw(duties, reason)
    if number:
        record(by=by, verb="free_closed", institution_id=institution.pk, count=number)


def _withdraw(duties: Iterable[Duty], reason: str) -> int:
    found = list(duties)
    for duty in found:
        duty.state_before, duty.state = duty.state, Duty.State.WITHDRAWN.value
        duty.comment = f"{reason} {duty.comment}".strip()
    Duty.objects.bulk_update(found, ["state", "state_before", "comment"], batch_size=_BATCH)
    return len(found)


def _give_back(institutions: Iterable[int]) -> None:
    """What a closing by mistake took off stands again as it did."""
    taken = Duty.objects.filter(
        organisation_id__in=list(institutions),
        organisation__closed_date=None,
        state=Duty.State.WITHDRAWN,
        comment__startswith="Организация закрыта",
    )
    found = list(taken)
    for duty in found:
        duty.state, duty.state_before = duty.state_before or Duty.State.NOT_BEGUN.value, ""
        duty.comment = _CLOSED.sub("", duty.comment)
    Duty.objects.bulk_update(found, ["state", "state_before", "comment"], batch_size=_BATCH)


def _take_off(paths: Mapping[int, frozenset[int]]) -> None:
    """Duties by maps of those who do not stand above any more; one given to the organisation by name stays."""
    gone = Q(pk=None)
    for above in set(paths.values()):
        nodes = [node for node, path in paths.items() if path == above]
        owners = [*above, *nodes]
        gone |= Q(organisation_id__in=nodes) & ~Q(occurrence__line__roadmap__owner_id__in=owners)
    left = Duty.objects.filter(gone, state__in=list(OPEN)).exclude(
        occurrence__line__performers__name__kind="organisation"
    )
    untouched(left).delete()
    _withdraw(left.all(), MOVED)
