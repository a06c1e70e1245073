"""Everything written of what is planned and of what shares are taken of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.monitoring.models import Denominator, Indicator, Target
from nastavnik.monitoring.permissions import check_can_set_target, check_can_state_denominator
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import MeasureTarget
from nastavnik.rulebook.indicators import DenominatorKind

MOST_PEOPLE = 9_999_999
Cell = tuple[int, int]
"""A node and a reporting year."""


@transaction.atomic
def set_target(*, by: Actor, indicator: Indicator, node: Organisation, year: int, value: Decimal) -> Target:
    """Sets the value a node is to reach in a year in place of an earlier one: per cent 0–100, or people."""
    check_can_set_target(by, node)
    _check_value(indicator, value, field="value")
    target, _ = Target.objects.update_or_create(
        indicator=indicator, node=node, year=year, defaults={"value": value, "source": None}
    )
    record(by=by, verb="set_target", obj=target, institution_id=node.pk, fields=["value"])
    return target


@transaction.atomic
def take_target(*, by: Actor, promise: MeasureTarget, indicator: Indicator, year: int) -> Target:
    """Makes a number that a road map promises the target of its owner, and keeps from which row it came.

    Refuses whoever may not set targets there, and a number that can't be a target of this indicator.
    """
    node = promise.measure.edition.roadmap.owner
    check_can_set_target(by, node)
    target = set_target(by=by, indicator=indicator, node=node, year=year, value=promise.value)
    target.source = promise.measure
    target.save(update_fields=["source"])
    record(by=by, verb="take_target", obj=target, institution_id=node.pk, fields=["value", "source"])
    return target


@transaction.atomic
def set_targets(
    *, by: Actor, indicator: Indicator, nodes: Iterable[Organisation], wanted: Mapping[Cell, Decimal | None]
) -> int:
    """Sets the targets of many nodes and years at once; None takes a target away. Gives how many changed.

    `wanted` goes by node and year; cells of other nodes than `nodes` are refused, and so is a value that is none.
    """
    by_id = {node.pk: node for node in nodes}
    for node in by_id.values():
        check_can_set_target(by, node)
    known = Target.objects.filter(indicator=indicator, node_id__in=by_id)
    before = {(target.node_id, target.year): target.value for target in known}
    changed = {cell: value for cell, value in wanted.items() if before.get(cell) != value}
    for (node_id, _), value in changed.items():
        if node_id not in by_id:
            raise Refused("Цель указана для территории, которой нет в таблице. Откройте таблицу заново.")
        if value is not None:
            _check_value(indicator, value)
    for (node_id, year), value in changed.items():
        if value is None:
            known.filter(node_id=node_id, year=year).delete()
    kept = [
        Target(indicator=indicator, node_id=node_id, year=year, value=value)
        for (node_id, year), value in changed.items()
        if value is not None
    ]
    Target.objects.bulk_create(
        kept, update_conflicts=True, update_fields=["value"], unique_fields=["indicator", "node", "year"]
    )
    for node_id in sorted({node_id for node_id, _ in changed}):
        years = sorted(str(year) for node, year in changed if node == node_id)
        record(by=by, verb="set_target", institution_id=node_id, fields=years, count=len(years))
    return len(changed)


def _check_value(indicator: Indicator, value: Decimal, field: str | None = None) -> None:
    is_share = indicator.denominator != DenominatorKind.NONE
    if is_share and not 0 <= value <= 100:
        raise Refused("Цель — число процентов от 0 до 100.", field=field)
    if not is_share and not (0 <= value <= MOST_PEOPLE and value == value.to_integral_value()):
        raise Refused("Цель — целое число людей.", field=field)


@dataclass(frozen=True)
class Stated:
    """A number of people with its source."""

    people: int
    source: str
    source_date: date


@transaction.atomic
def state_denominator(
    *, by: Actor, indicator: Indicator, node: Organisation, year: int, stated: Stated
) -> Denominator:
    """States a node's own number of people of whom the share is taken in a year, in place of an earlier one.

    Refused for an indicator that is no share.
    """
    check_can_state_denominator(by, node)
    if indicator.denominator == DenominatorKind.NONE:
        raise Refused("Этот показатель — число людей: доля не считается, численность не нужна.")
    values = {"people": stated.people, "source": stated.source, "source_date": stated.source_date}
    row, _ = Denominator.objects.update_or_create(indicator=indicator, node=node, year=year, defaults=values)
    record(by=by, verb="state_denominator", obj=row, institution_id=node.pk, fields=list(values))
    return row


@transaction.atomic
def withdraw_denominator(*, by: Actor, indicator: Indicator, node: Organisation, year: int) -> bool:
    """Takes a node's own number of people away: its organisations are added up again. False: there was none."""
    check_can_state_denominator(by, node)
    gone, _ = Denominator.objects.filter(indicator=indicator, node=node, year=year).delete()
    if gone:
        record(by=by, verb="withdraw_denominator", obj=node, institution_id=node.pk)
    return bool(gone)
