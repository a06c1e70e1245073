"""Territories' own indicators: defined, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.monitoring.actions.counters import recount_under
from nastavnik.monitoring.dictionaries import values_of
from nastavnik.monitoring.models import Indicator
from nastavnik.monitoring.permissions import check_can_correct_indicator, check_can_define_indicator
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.indicators import IndicatorRule


@transaction.atomic
def define_indicator(*, by: Actor, owner: Organisation, rule: IndicatorRule, today: date) -> Indicator:
    """Defines an indicator of a territory; its institutions are counted at once for this year and the last.

    The code of the rule is not kept: the indicator gets one of its owner's. Refused: ages or years the
    wrong way round, a label that the territory already has.
    """
    check_can_define_indicator(by, owner)
    _check(rule, owner)
    number = Indicator.objects.filter(owner=owner).count() + 1
    made = Indicator.objects.create(code=_free_code(owner, number), owner=owner, **values_of(rule))
    record(by=by, verb="define_indicator", institution_id=owner.pk, fields=[made.code])
    _count(by, made, today)
    return made


@transaction.atomic
def correct_indicator(*, by: Actor, indicator: Indicator, rule: IndicatorRule, today: date) -> Indicator:
    """Changes a territory's own definition; this year and the last are counted anew by the new one."""
    check_can_correct_indicator(by, indicator)
    owner = indicator.owner
    assert owner is not None  # noqa: S101  (the check refuses the federal ones)
    _check(rule, owner, but=indicator.code)
    values = values_of(replace(rule, code=indicator.code))
    changed = [name for name, value in values.items() if getattr(indicator, name) != value]
    for name in changed:
        setattr(indicator, name, values[name])
    if changed:
        indicator.save(update_fields=changed)
        record(by=by, verb="correct_indicator", institution_id=owner.pk, fields=changed)
        _count(by, indicator, today)
    return indicator


def _check(rule: IndicatorRule, owner: Organisation, but: str = "") -> None:
    if rule.age_from > rule.age_to:
        raise Refused("Возраст «от» больше возраста «до». Поменяйте числа местами.", field="age_to")
    if rule.last_year is not None and rule.last_year < rule.first_year:
        raise Refused("Последний год раньше первого.", field="last_year")
    if Indicator.objects.filter(owner=owner, label=rule.label).exclude(code=but).exists():
        raise Refused("Показатель с таким названием уже есть. Назовите его иначе.", field="label")


def _free_code(owner: Organisation, number: int) -> str:
    while Indicator.objects.filter(code=f"n{owner.pk}-{number}").exists():
        number += 1
    return f"n{owner.pk}-{number}"


def _count(by: Actor, indicator: Indicator, today: date) -> None:
    assert indicator.owner is not None  # noqa: S101
    recount_under(by=by, node=indicator.owner, years=[today.year - 1, today.year])
