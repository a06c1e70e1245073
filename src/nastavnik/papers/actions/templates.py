"""A school's own templates: put in the place of the product's, used again, given up."""

from __future__ import annotations

import hashlib
import re

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.examples import example_sheet
from nastavnik.papers.models import Paper, PaperTemplate
from nastavnik.papers.naming import gender_known
from nastavnik.papers.permissions import check_can_edit_templates
from nastavnik.papers.printing import check_template, text_of
from nastavnik.papers.queries.names import is_pupil
from nastavnik.papers.queries.templates import next_version, template_content
from nastavnik.papers.uploads import MAX_TEMPLATE
from nastavnik.papers.wording import surname_forms
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.queries.people import full_name_of

_CAPITAL = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{2,}")


@transaction.atomic
def upload_template(
    *, by: Actor, institution: Organisation, kind: Paper.Kind, content: bytes, file_name: str
) -> PaperTemplate:
    """Puts a template in the place of the one that prints this kind of paper; the earlier ones are kept.

    Records the version. Refused: to whoever may not edit templates of the institution; over 2 MB; what is no
    plain .docx; a field that is not in the list, by its name; without a needed field; with the name of a pupil.
    """
    check_can_edit_templates(by, institution)
    if len(content) > MAX_TEMPLATE:
        raise Refused("Шаблон больше 2 МБ. Уменьшите рисунки в нём и загрузите снова.", field="file")
    check_template(kind, content, example_sheet(kind), made_at=timezone.now())
    _refuse_pupils_in(text_of(content), institution)
    _leave_use(institution, kind)
    template = PaperTemplate.objects.create(
        institution=institution,
        kind=kind,
        version=next_version(institution, kind),
        content=content,
        file_name=file_name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
    )
    record(by=by, verb="upload_template", obj=template)
    return template


@transaction.atomic
def use_template(*, by: Actor, template: PaperTemplate) -> PaperTemplate:
    """Prints papers by an earlier version again, once it has been checked anew. Records it.

    Refused to whoever may not edit templates, and where the list of fields has changed since.
    """
    check_can_edit_templates(by, template.institution)
    kind = Paper.Kind(template.kind)
    check_template(kind, template_content(template), example_sheet(kind), made_at=timezone.now())
    _leave_use(template.institution, kind)
    template.is_used = True
    template.save(update_fields=["is_used"])
    record(by=by, verb="use_template", obj=template)
    return template


@transaction.atomic
def drop_template(*, by: Actor, institution: Organisation, kind: Paper.Kind) -> None:
    """Prints this kind of paper by the product's own layout again; versions are kept. Records it.

    Refused to whoever may not edit templates of the institution.
    """
    check_can_edit_templates(by, institution)
    for template in PaperTemplate.objects.filter(institution=institution, kind=kind, is_used=True):
        template.is_used = False
        template.save(update_fields=["is_used"])
        record(by=by, verb="drop_template", obj=template)


def _leave_use(institution: Organisation, kind: Paper.Kind) -> None:
    """Whoever replaces a template at the same moment waits for the institution's row."""
    Organisation.objects.select_for_update().get(pk=institution.pk)
    PaperTemplate.objects.filter(institution=institution, kind=kind, is_used=True).update(is_used=False)


def _refuse_pupils_in(text: str, institution: Organisation) -> None:
    """Refuses a pupil's surname that stands beside his first name or its initial, in any case."""
    words = _CAPITAL.findall(text)
    beginnings = {word[:2].lower() for word in words}
    today = timezone.localdate()
    for person in Person.objects.filter(institution=institution).order_by("pk"):
        if person.last_name[:2].lower() not in beginnings or not is_pupil(person, today):
            continue
        forms = "|".join(map(re.escape, surname_forms(full_name_of(person), gender_known(person))))
        first = person.first_name
        near = rf"(?:{re.escape(first[:1])}\.|{re.escape(first[:3])}\w*)"
        pattern = rf"\b(?:{forms})\s+{near}|{near}\s*(?:[А-ЯЁ]\.)?\s*(?:{forms})\b"
        if found := re.search(pattern, text, re.IGNORECASE):
            raise Refused(
                f"В шаблоне назван обучающийся: «{found[0]}». В шаблоне не должно быть имён участников:"
                " они подставляются в поля.",
                field="file",
            )
