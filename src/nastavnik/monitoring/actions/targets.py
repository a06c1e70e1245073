"""Everything written of what is planned and of what shares are taken of."""

from __future__ import annotations

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
from nastavnik.rulebook.indicators import DenominatorKind

MOST_PEOPLE = 9_999_999


@transaction.atomic
def set_target(*, by: Actor, indicator: Indicator, node: Organisation, year: int, value: Decimal) -> Target:
    """Sets the value a node is to reach in a year in place of an earlier one: per cent 0–100, or people."""
    check_can_set_target(by, node)
    is_share = indicator.denominator != DenominatorKind.NONE
    if is_share and not 0 <= value <= 100:
        raise Refused("Цель — число процентов от 0 до 100.", field="value")
    if not is_share and not (0 <= value <= MOST_PEOPLE and value == value.to_integral_value()):
        raise Refused("Цель — целое число людей.", field="value")
    target, _ = Target.objects.update_or_create(
        indicator=indicator, node=node, year=year, defaults={"value": value}
    )
    record(by=by, verb="set_target", obj=target, institution_id=node.pk, fields=["value"])
    return target


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
