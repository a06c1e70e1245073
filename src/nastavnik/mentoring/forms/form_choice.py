"""The choice of a form of mentoring with its role model, which programmes and directions share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

from django import forms

from nastavnik.mentoring.models import MentoringForm, RoleModel


class FormChoice(forms.Form):
    """A form of mentoring, and a role model grouped under the forms."""

    form = forms.ModelChoiceField(
        queryset=MentoringForm.objects.none(),
        label="Форма наставничества",
        empty_label="Выберите форму",
        help_text="Кто кому помогает.",
    )
    role_model = forms.ModelChoiceField(
        queryset=RoleModel.objects.none(),
        label="Ролевая модель",
        required=False,
        empty_label="Не указана",
        help_text="Модели сгруппированы по формам: выберите из своей.",
    )

    def offer(self, mentoring_forms: Iterable[MentoringForm], role_models: Any) -> None:
        """What may be chosen here."""
        ids = [form.pk for form in mentoring_forms]
        forms_field = cast(forms.ModelChoiceField, self.fields["form"])
        forms_field.queryset = MentoringForm.objects.filter(pk__in=ids).order_by("position", "label")
        models_field = cast(forms.ModelChoiceField, self.fields["role_model"])
        models_field.queryset = role_models
        models_field.choices = _grouped(role_models)


def _grouped(models: Any) -> list[tuple[str, Any]]:
    """Role models under their forms; beside a label that papers do not print stands the one that they do."""
    groups: list[tuple[str, Any]] = [("", "Не указана")]
    for form, members in groupby(models, key=lambda model: model.form):
        groups.append((form.label, [(model.pk, _label(model)) for model in members]))
    return groups


def _label(model: RoleModel) -> str:
    if model.curator_only and model.neutral_label:
        return f"{model.label} (в документах: {model.neutral_label})"
    return model.label
