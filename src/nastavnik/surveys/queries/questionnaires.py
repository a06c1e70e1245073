"""Everything read of questionnaires."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.queries.organisations import ancestors_of
from nastavnik.rulebook import questionnaires as rules
from nastavnik.rulebook.roles import Right
from nastavnik.surveys.models import Edition, Question, Questionnaire, SatisfactionFormula


def questionnaires_visible_to(actor: Actor) -> QuerySet[Questionnaire]:
    """Defaults of the house, those of the actor's own organisations and of the territories above them."""
    if not actor.nodes:
        return Questionnaire.objects.none()
    known = set(actor.nodes) | set(ancestors_of(actor.nodes))
    rows = Questionnaire.objects.filter(owner=None) | Questionnaire.objects.filter(owner__in=known)
    last = Edition.objects.filter(questionnaire=OuterRef("pk")).order_by("-number")
    return rows.select_related("owner").annotate(last_edition=Subquery(last.values("number")[:1]))


def owners_for(actor: Actor) -> list[Organisation]:
    """Organisations whose questionnaires the actor prepares."""
    mine = [node for node in actor.nodes if actor.may(Right.SURVEYS_EDIT, node)]
    return list(Organisation.objects.filter(pk__in=mine, closed_date=None).order_by("level", "short_name"))


def last_edition(questionnaire: Questionnaire) -> Edition:
    """The edition that would be sent now."""
    return questionnaire.editions.order_by("-number").select_related("questionnaire")[0]


def questions_of(edition: Edition) -> list[Question]:
    """Questions of an edition in their order."""
    return list(edition.questions.order_by("position", "pk"))


def rules_of(edition: Edition) -> tuple[rules.Question, ...]:
    """Questions of an edition as the rulebook knows them."""
    return tuple(question.rule for question in questions_of(edition))


def levels_of(questionnaire: Questionnaire) -> tuple[rules.Level, ...]:
    """The levels of a sum of points; nothing where points are not added up."""
    return tuple(rules.Level(int(least), str(label)) for least, label in questionnaire.levels)


def formula_for(node_id: int) -> rules.Formula:
    """The formula of the nearest node that has one, going up from this; the usual one where nobody has set any."""
    found = {one.node_id: one for one in SatisfactionFormula.objects.all()}
    parents = dict(
        Organisation.objects.filter(pk__in={*ancestors_of([node_id]), node_id}).values_list("pk", "parent_id")
    )
    at: int | None = node_id
    while at is not None:
        if at in found:
            return found[at].rule
        at = parents.get(at)
    return rules.Formula()


def formulas_of(node_ids: Iterable[int]) -> dict[int, SatisfactionFormula]:
    """Formulas that stand at these very nodes."""
    return {one.node_id: one for one in SatisfactionFormula.objects.filter(node__in=list(node_ids))}


def own_institutions(actor: Actor) -> list[Organisation]:
    """Institutions in which the actor may run surveys."""
    mine = [node for node in actor.people if actor.may(Right.SURVEYS_EDIT, node)]
    return list(Organisation.objects.filter(pk__in=mine, closed_date=None).order_by("short_name"))


def own_person(actor: Actor, institution: Organisation) -> Person | None:
    """The actor's own record in the institution, where he has one there."""
    return Person.objects.filter(pk=actor.person_id or 0, institution=institution).first()
