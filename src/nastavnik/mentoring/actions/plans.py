"""Everything written of the plan of a pair: the plan, who agrees to it, what came of its measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.models import Pair, PairPlan, PlanAgreement, PlanMeasure
from nastavnik.mentoring.permissions.meetings import own_member
from nastavnik.mentoring.permissions.plans import check_can_agree_to_plan, check_can_write_plan
from nastavnik.mentoring.queries.pairs import with_people
from nastavnik.mentoring.values import MeasureWritten

_WHY = "план пары"


@transaction.atomic
def write_plan(
    *, by: Actor, pair: Pair, goal: str, tasks: str, measures: Sequence[MeasureWritten]
) -> PairPlan:
    """Writes the plan of a pair whole; results of measures that stay are kept.

    What was agreed before is agreed anew where anything changed; a mentor who writes agrees himself. Refused: a plan
    without a goal or without a measure, a measure before the pair began, a pair that does not work.
    """
    check_can_write_plan(by, pair)
    texts = [one for one in measures if one.text.strip()]
    if not goal.strip():
        raise Refused("Впишите цель: без неё плана нет.", field="goal")
    if not texts:
        raise Refused("Впишите хотя бы одно мероприятие.")
    with acting(eyes_of(pair.institution_id, _WHY)):
        kept = with_people(Pair.objects.filter(pk=pair.pk)).get()
        _check_days(kept, texts)
        plan = PairPlan.objects.select_for_update().filter(pair=kept).first()
        plan = plan or PairPlan(pair=kept, institution_id=kept.institution_id)
        is_changed = plan.pk is None or (plan.goal, plan.tasks) != (goal.strip(), tasks.strip())
        plan.goal, plan.tasks = goal.strip(), tasks.strip()
        plan.save()
        is_changed |= _write_measures(plan, texts)
        if is_changed:
            PlanAgreement.objects.filter(plan=plan).delete()
        record(by=by, verb="write_plan", obj=plan)
        if own_member(by, kept) is not None:
            _agree(by, plan, kept)
        return plan


@transaction.atomic
def agree_to_plan(*, by: Actor, plan: PairPlan) -> None:
    """Writes that a member of the pair agrees to the plan as it stands; once is enough."""
    check_can_agree_to_plan(by, plan.pair)
    with acting(eyes_of(plan.institution_id, _WHY)):
        _agree(by, plan, with_people(Pair.objects.filter(pk=plan.pair_id)).get())
        record(by=by, verb="agree_to_plan", obj=plan)


@transaction.atomic
def report_plan_measure(*, by: Actor, measure: PlanMeasure, result: str, done_date: date) -> None:
    """Writes what came of a measure and when. Refused: a day that has not come, nothing said."""
    check_can_write_plan(by, measure.pair)
    if done_date > timezone.localdate():
        raise Refused("Этот день ещё не наступил.", field="done_date")
    if not result.strip():
        raise Refused("Впишите, что получилось.", field="result")
    with acting(eyes_of(measure.institution_id, _WHY)):
        measure.result, measure.done_date = result.strip(), done_date
        measure.save(update_fields=["result", "done_date"])
        record(by=by, verb="report_plan_measure", obj=measure)


def _check_days(pair: Pair, measures: Sequence[MeasureWritten]) -> None:
    if pair.state != Pair.State.ACTIVE or pair.active_from is None:
        raise Refused("План составляют, когда пара действует: после приказа и пока она не приостановлена.")
    early = [one.text for one in measures if one.due_date is not None and one.due_date < pair.active_from]
    if early:
        raise Refused(
            f"Срок раньше, чем пара начала работать ({pair.active_from:%d.%m.%Y}): {'; '.join(early)}."
        )


def _write_measures(plan: PairPlan, measures: Sequence[MeasureWritten]) -> bool:
    """Writes the measures in their order; whether any wording, term or the list itself changed."""
    known = {one.pk: one for one in PlanMeasure.objects.filter(plan=plan)}
    before = [(one.text, one.due_date) for one in sorted(known.values(), key=lambda one: one.position)]
    kept = set()
    for position, written in enumerate(measures, start=1):
        row = known.get(written.pk or 0) or PlanMeasure(
            plan=plan, pair_id=plan.pair_id, institution_id=plan.institution_id
        )
        row.position, row.text, row.due_date = position, written.text.strip(), written.due_date
        row.save()
        kept.add(row.pk)
    PlanMeasure.objects.filter(plan=plan).exclude(pk__in=kept).delete()
    return before != [(one.text.strip(), one.due_date) for one in measures]


def _agree(by: Actor, plan: PairPlan, pair: Pair) -> None:
    me = own_member(by, pair)
    if me is not None:
        PlanAgreement.objects.get_or_create(
            plan=plan,
            person_id=me.person_id,
            defaults={
                "institution_id": plan.institution_id, "pair_id": plan.pair_id, "side": me.side,
                "agreed_date": timezone.localdate(),
            },
        )  # fmt: skip
