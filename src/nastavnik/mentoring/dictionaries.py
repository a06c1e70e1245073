"""The federal dictionaries, loaded after every migration; what an operator has changed is left as it is."""

from nastavnik.mentoring.models import MentoringForm, RoleModel, Topic
from nastavnik.rulebook.dictionaries import FORMS
from nastavnik.rulebook.topics import TOPICS


def load_dictionaries() -> None:
    """Adds the forms, role models and topics of the rulebook that the database does not know yet."""
    MentoringForm.objects.bulk_create(
        (
            MentoringForm(
                code=form.code,
                label=form.label,
                mentor_kind=form.mentor_kind,
                mentee_kind=form.mentee_kind,
                mentor_may_be_minor=form.mentor_may_be_minor,
                mentee_may_be_minor=form.mentee_may_be_minor,
                has_labour_side=form.has_labour_side,
                position=place,
            )
            for place, form in enumerate(FORMS)
        ),
        ignore_conflicts=True,
    )
    RoleModel.objects.bulk_create(
        (
            RoleModel(
                code=f"{form.code}.{model.code}",
                form_id=form.code,
                label=model.label,
                neutral_label=model.neutral_label,
                curator_only=model.is_stigmatising,
                position=place,
            )
            for form in FORMS
            for place, model in enumerate(form.role_models)
        ),
        ignore_conflicts=True,
    )
    Topic.objects.bulk_create(
        (Topic(code=topic.code, label=topic.label, position=place) for place, topic in enumerate(TOPICS)),
        ignore_conflicts=True,
    )
