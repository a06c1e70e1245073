"""Everything read of plans of pairs."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Pair, PairPlan, PlanAgreement, PlanMeasure
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.rulebook.plan_templates import PlanTemplate, plan_template


def plans_visible_to(actor: Actor) -> QuerySet[PairPlan]:
    """Plans of the institutions whose people the actor sees, and of his own pairs (not of a child's, whom he stands for)."""
    own = actor.pairs if actor.guardian_id is None else frozenset()
    return PairPlan.objects.filter(Q(institution_id__in=actor.people) | Q(pair_id__in=own))


def plan_measures_visible_to(actor: Actor) -> QuerySet[PlanMeasure]:
    """Measures of those plans."""
    return PlanMeasure.objects.filter(plan__in=plans_visible_to(actor)).select_related("pair", "plan")


def plan_of(actor: Actor, pair: Pair) -> PairPlan | None:
    """The pair's plan with its measures in order and who agreed; three queries."""
    plans = plans_visible_to(actor).filter(pair=pair).select_related("pair")
    measures = Prefetch("measures", PlanMeasure.objects.order_by("position"))
    return plans.prefetch_related(
        measures, Prefetch("agreements", PlanAgreement.objects.order_by("side"))
    ).first()


def template_for(pair: Pair) -> PlanTemplate:
    """The template of the pair's form and role model."""
    direction = direction_of(pair)
    role = direction.role_model_id or ""
    return plan_template(direction.form_id, role)
