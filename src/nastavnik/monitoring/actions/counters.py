"""Counting anew: at once where something has moved, all of it every night."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.monitoring.keys import pads
from nastavnik.monitoring.models import Counter, Target
from nastavnik.monitoring.permissions import check_can_view_figures
from nastavnik.monitoring.queries.figures import measures
from nastavnik.monitoring.queries.moved import institutions_moved
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.moments import result_reached
from nastavnik.rulebook.indicators import reporting_years
from nastavnik.rulebook.roadmap_facts import Fact

AT_ONCE = 500
"""Institutions counted by one statement of the nightly job."""
LOOKS_BACK = timedelta(days=1)
"""How far back the journal is read: the night counts everything anyway."""


@transaction.atomic
def recount_counters(*, by: Actor, institution_id: int, years: Collection[int]) -> None:
    """Counts one institution anew for some reporting years; definer functions count and store totals."""
    _recount([institution_id], years, timezone.now())
    record(by=by, verb="recount_counters", institution_id=institution_id)
    _tell_of_reached_targets(by, [institution_id])


def _recount(institution_ids: Collection[int], years: Collection[int], now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select monitoring_key_people(%s, %s, %s)", [list(institution_ids), *pads()])
        wanted = (list(institution_ids), sorted(set(years)), now)
        cursor.execute("select monitoring_recount(%s, %s, %s)", wanted)
        cursor.execute("select monitoring_count_registers(%s, %s, %s)", wanted)


def _tell_of_reached_targets(by: Actor, node_ids: Collection[int]) -> None:
    """Lets upper and sibling rooms know of indicators of this year that have come up to their targets."""
    today = timezone.localdate()
    for row in measures(node_ids, [today.year]).values():
        if row.target is not None and row.value is not None and row.value >= row.target:
            result_reached.happen(
                by=by,
                institution_id=row.node_id,
                fact=Fact.INDICATOR,
                code=row.code,
                on=today,
                words=f"{row.label}: цель {today.year} года достигнута",
            )


def recount_after_activation(*, by: Actor, institution_id: int, active_from: date) -> None:
    """Subscriber of `pairs_activated`: the figure moves in the same transaction as the order."""
    recount_counters(by=by, institution_id=institution_id, years=reporting_years(active_from))


def recount_after_correction(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_corrected`: an age may have changed, so every counted year is counted anew."""
    years = Counter.objects.filter(institution_id=person.institution_id).values_list("year", flat=True)
    if known := sorted(set(years)):
        recount_counters(by=by, institution_id=person.institution_id, years=known)


def recount_after_contingent(*, by: Actor, institution_id: int, year: int) -> None:
    """Subscriber of `contingent_stated`: the share is taken of the new whole at once."""
    recount_counters(by=by, institution_id=institution_id, years=[year])


@transaction.atomic
def recount_under(*, by: Actor, node: Organisation, years: Collection[int]) -> int:
    """Counts every institution at and under a node anew, because a definition of its indicators has changed."""
    ids = _institutions_under(node)
    _recount(ids, years, timezone.now())
    record(by=by, verb="recount_counters", institution_id=node.pk, count=max(len(ids), 1))
    return len(ids)


def recount_registers(*, by: Actor, node: Organisation, today: date) -> int:
    """Counts this year and the last anew at and under a node at once, without waiting for the night.

    Gives how many institutions were counted.
    """
    check_can_view_figures(by, node)
    return recount_under(by=by, node=node, years=[today.year - 1, today.year])


def recount_moved(*, by: Actor, now: datetime) -> int:
    """Counts anew the institutions in which something happened that the figures count and no moment tells (a job).

    The journal is the mark: participants, programmes, pairs that stop or go on, roles, agreements. Gives how many were
    counted; one that has been counted since is left alone. Somebody who was entered elsewhere since is found here, too.
    """
    ids = sorted({*institutions_moved(now - LOOKS_BACK), *_late_repeats()})
    if ids:
        year = timezone.localdate(now).year
        _recount(ids, [year - 1, year], now)
        record(by=by, verb="recount_counters", count=len(ids))
    return len(ids)


def _late_repeats() -> list[int]:
    """Institutions one of whose people has since been entered in another one."""
    with connection.cursor() as cursor:
        cursor.execute("select * from monitoring_late_repeats()")
        return [row[0] for row in cursor.fetchall()]


def _institutions_under(node: Organisation) -> list[int]:
    found, line = [], [node]
    while line:
        found += [one.pk for one in line if one.level == Organisation.Level.INSTITUTION]
        line = list(Organisation.objects.filter(parent__in=line).only("pk", "level"))
    return found


def recount_house(*, by: Actor, years: Collection[int]) -> int:
    """Counts every institution anew (the nightly job); gives how many were counted."""
    institutions = Organisation.objects.filter(level=Organisation.Level.INSTITUTION)
    ids = list(institutions.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        _recount(ids[start : start + AT_ONCE], years, timezone.now())
    late = _late_repeats()  # those counted before the register in which the same human stands
    if late:
        _recount(late, years, timezone.now())
    record(by=by, verb="recount_counters", count=len(ids))
    with_targets = Target.objects.filter(year=timezone.localdate().year).order_by()
    _tell_of_reached_targets(by, sorted(set(with_targets.values_list("node_id", flat=True))))
    return len(ids)
