"""Templates of institutions: which one prints, which were before."""

from __future__ import annotations

import hashlib

from django.db.models import Max, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.kinds import OWN_KINDS
from nastavnik.papers.models import Paper, PaperTemplate
from nastavnik.registry.models import Organisation


def templates_visible_to(actor: Actor) -> QuerySet[PaperTemplate]:
    """Templates of the institutions whose people the actor sees, the newest version first; without the files."""
    found = PaperTemplate.objects.filter(institution_id__in=actor.people).defer("content")
    return found.select_related("institution").order_by("kind", "-version")


def template_in_use(institution_id: int, kind: str) -> PaperTemplate | None:
    """The template that prints this kind of paper in the institution; None for the product's own."""
    return PaperTemplate.objects.filter(institution_id=institution_id, kind=kind, is_used=True).first()


def template_content(template: PaperTemplate) -> bytes:
    """The file of a template; refused where it has changed since it was uploaded."""
    content = bytes(template.content)
    if hashlib.sha256(content).hexdigest() != template.sha256:
        raise Refused("Файл шаблона повреждён: контрольная сумма не совпала. Загрузите его заново.")
    return content


def next_version(institution: Organisation, kind: str) -> int:
    """The number of the next version of a template."""
    found = PaperTemplate.objects.filter(institution=institution, kind=kind).aggregate(last=Max("version"))
    return (found["last"] or 0) + 1


def kinds_with_template(institution: Organisation) -> dict[str, PaperTemplate]:
    """Templates in use, by the kind of paper."""
    used = PaperTemplate.objects.filter(institution=institution, is_used=True).defer("content")
    return {template.kind: template for template in used}


def kind_named(kind: str) -> Paper.Kind | None:
    """The kind of order with this name; None where the product prints no such kind."""
    return next((one for one in OWN_KINDS if one.value == kind), None)
