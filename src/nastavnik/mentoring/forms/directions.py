"""The shape of a direction of a programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from nastavnik.mentoring.forms.programmes import grouped_role_models
from nastavnik.mentoring.models import MentoringForm, RoleModel
from nastavnik.rulebook.base_values import MAX_CAPACITY
from nastavnik.rulebook.directions import CHANNELS, KIND_HINTS, KINDS


class DirectionForm(forms.Form):
    """A form with its role model, the kind and the channel of work, and the limits for mentors."""

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
    kind = forms.ChoiceField(
        label="Вид наставничества",
        choices=[(kind.value, f"{label} — {KIND_HINTS[kind]}") for kind, label in KINDS.items()],
    )
    channel = forms.ChoiceField(
        label="Как проходит", choices=[(channel.value, label) for channel, label in CHANNELS.items()]
    )
    mentees_limit = forms.IntegerField(
        label="Не больше наставляемых у одного наставника",
        required=False,
        min_value=1,
        max_value=MAX_CAPACITY,
        help_text="Если не указать, решает сам наставник.",
    )
    experience_years = forms.IntegerField(
        label="Стаж наставника не меньше, лет",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Если не указать, стаж не спрашивается.",
    )
    sections = (
        ("Кто с кем работает", ("form", "role_model")),
        ("Как работают", ("kind", "channel")),
        ("Требования к наставникам", ("mentees_limit", "experience_years")),
    )

    def __init__(
        self, *args: Any, mentoring_forms: Iterable[MentoringForm], role_models: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ids = [form.pk for form in mentoring_forms]
        forms_field = cast(forms.ModelChoiceField, self.fields["form"])
        forms_field.queryset = MentoringForm.objects.filter(pk__in=ids).order_by("position", "label")
        models_field = cast(forms.ModelChoiceField, self.fields["role_model"])
        models_field.queryset = role_models
        models_field.choices = grouped_role_models(role_models)
