"""Everything read about the dictionaries: what is federal, what belongs to whom, what may still be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Direction, MentoringForm, Need, Offer, Programme, RoleModel, Topic
from nastavnik.registry.models import Organisation, OrganisationKind
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.topics import Topic as WordedTopic
from nastavnik.rulebook.topics import local_topic

Chosen = Programme | Direction
_ABOVE = """
with recursive above(id, parent_id) as (
    select id, parent_id from registry_organisation where id = any(%s)
    union
    select o.id, o.parent_id from registry_organisation o join above a on o.id = a.parent_id
)
select id from above
"""


def with_those_above(nodes: Iterable[int]) -> frozenset[int]:
    """The nodes and everything above them in the tree, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [list(nodes)])
        return frozenset(row[0] for row in cursor.fetchall())


def forms_visible_to(actor: Actor) -> QuerySet[MentoringForm]:
    """Forms that concern the actor: federal ones, those of his nodes and of nodes above them."""
    return MentoringForm.objects.filter(_concerning(actor)).select_related("owner")


def role_models_visible_to(actor: Actor) -> QuerySet[RoleModel]:
    """Role models that concern the actor, with their forms."""
    return RoleModel.objects.filter(_concerning(actor)).select_related("owner", "form")


def topics_visible_to(actor: Actor) -> QuerySet[Topic]:
    """Topics that concern the actor."""
    return Topic.objects.filter(_concerning(actor)).select_related("owner")


def _concerning(actor: Actor) -> Q:
    seen = actor.people | actor.figures
    if not seen:
        return Q(pk=None)
    return Q(owner=None) | Q(owner__in=seen | with_those_above(seen))


def _usable_in(institution_id: int) -> Q:
    """Federal entries, those of the institution and of nodes above it, none retired."""
    return Q(owner=None, is_retired=False) | Q(owner__in=with_those_above([institution_id]), is_retired=False)


def forms_offered_to(institution: Organisation, standing: Chosen | None = None) -> list[MentoringForm]:
    """Forms for an institution of this kind, in the order of the dictionary; `standing` keeps its own."""
    kept = standing.form_id if standing else None
    forms = MentoringForm.objects.filter(_usable_in(institution.pk) | Q(pk=kept)).order_by(
        "position", "label"
    )
    return [form for form in forms if form.pk == kept or form.suits(institution.kind_id)]


def role_models_offered_to(institution: Organisation, standing: Chosen | None = None) -> QuerySet[RoleModel]:
    """Role models for an institution, by forms, in the order of the dictionary; `standing` keeps its own."""
    kept = standing.role_model_id if standing else None
    usable = _usable_in(institution.pk) & Q(form__is_retired=False)
    models = RoleModel.objects.filter(usable | Q(pk=kept)).select_related("form")
    return models.order_by("form__position", "form__label", "position", "label")


def topics_offered_to(institution_id: int) -> dict[str, str]:
    """Labels of topics by their codes, in the order of the dictionary, local ones last."""
    topics = Topic.objects.filter(_usable_in(institution_id)).order_by("position", "label")
    return dict(topics.values_list("code", "label"))


def local_topics_of(institution_id: int) -> tuple[WordedTopic, ...]:
    """Topics of the institution's own and of nodes above it, as free texts are searched for them."""
    topics = Topic.objects.filter(_usable_in(institution_id), owner__isnull=False).order_by(
        "position", "label"
    )
    return tuple(local_topic(one.code, one.label, one.words) for one in topics)


def topic_names_known() -> tuple[tuple[str, str], ...]:
    """(code, name) of every local topic, retired ones too: a request may still hold it."""
    topics = Topic.objects.filter(owner__isnull=False).order_by("code")
    return tuple(topics.values_list("code", "label"))


def topics_in_use(programmes: Iterable[Programme]) -> frozenset[str]:
    """Codes of the topics that requests and offers of the programmes name already; two queries."""
    ids = [one.pk for one in programmes]
    found: set[str] = set()
    for model in (Need, Offer):
        for codes in model.objects.filter(participation__programme__in=ids).values_list("topics", flat=True):
            found.update(codes)
    return frozenset(found)


def owners_to_edit(actor: Actor) -> list[Organisation]:
    """Nodes for which the actor may add entries: the topmost of those over which he holds the right."""
    seen = Organisation.objects.filter(pk__in=actor.people | actor.figures).order_by("short_name")
    mine = [node for node in seen if actor.may(Right.DICTIONARIES_EDIT, node.pk)]
    ids = {node.pk for node in mine}
    return [node for node in mine if node.parent_id not in ids]


def organisation_kind_labels() -> dict[str, str]:
    """Kinds of organisations by their codes."""
    return dict(OrganisationKind.objects.values_list("code", "label"))


def refuse_unfit_form(institution: Organisation, form: MentoringForm, role_model: RoleModel | None) -> None:
    """Refuses a role model of another form, and a form that is not for institutions of this kind."""
    if role_model is not None and role_model.form_id != form.pk:
        raise Refused(
            f"Ролевая модель «{role_model}» — для другой формы: выберите модель формы «{form}».",
            field="role_model",
        )
    if not form.suits(institution.kind_id):
        labels = organisation_kind_labels()
        kinds = ", ".join(labels.get(code, code) for code in form.organisation_kinds)
        raise Refused(
            f"Форма «{form}» — для организаций другого вида ({kinds}): выберите другую форму.", field="form"
        )


def owner_label(entry: Any) -> str:
    """Whose an entry is, in words."""
    return entry.owner.short_name if entry.owner_id else "федеральный справочник"
