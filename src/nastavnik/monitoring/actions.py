"""Everything written about indicators."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.monitoring.models import Counter, Indicator, Target
from nastavnik.monitoring.permissions import check_can_set_target
from nastavnik.registry.models import Organisation, Person


@transaction.atomic
def set_target(*, by: Actor, indicator: Indicator, node: Organisation, year: int, percent: Decimal) -> Target:
    """Sets the value a node is to reach in a year, per cent 0–100, in place of an earlier one."""
    check_can_set_target(by, node)
    if not 0 <= percent <= 100:
        raise Refused("Цель — число процентов от 0 до 100.", field="percent")
    target, _ = Target.objects.update_or_create(
        indicator=indicator, node=node, year=year, defaults={"percent": percent}
    )
    record(by=by, verb="set_target", obj=target, institution_id=node.pk, fields=["percent"])
    return target


@transaction.atomic
def recount_counters(*, by: Actor, institution_id: int, year: int) -> None:
    """Counts one institution anew for one reporting year; a definer function counts and stores totals."""
    _recount(institution_id, year, timezone.now())
    record(by=by, verb="recount_counters", institution_id=institution_id)


def _recount(institution_id: int, year: int, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select monitoring_recount(%s, %s, %s)", [institution_id, year, now])


def recount_after_activation(*, by: Actor, institution_id: int, active_from: date) -> None:
    """Subscriber of `pairs_activated`: the figure moves in the same transaction as the order."""
    recount_counters(by=by, institution_id=institution_id, year=active_from.year)


def recount_after_correction(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_corrected`: an age may have changed, so every counted year is counted anew."""
    years = Counter.objects.filter(institution_id=person.institution_id).values_list("year", flat=True)
    for year in sorted(set(years)):
        recount_counters(by=by, institution_id=person.institution_id, year=year)


def recount_house(*, by: Actor, years: list[int]) -> int:
    """Counts every institution anew (the nightly job); gives how many were counted."""
    ids = list(Organisation.objects.filter(level=Organisation.Level.INSTITUTION).values_list("pk", flat=True))
    for institution_id in ids:
        for year in years:
            _recount(institution_id, year, timezone.now())
    record(by=by, verb="recount_counters", count=len(ids))
    return len(ids)
