"""The shape of a programme's form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.mentoring.models import MentoringForm, RoleModel
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.school_year import SchoolYear


class ProgrammeForm(forms.Form):
    """A programme; role models stand under their forms, the institution is asked where there are several."""

    institution = forms.TypedChoiceField(label="Организация", coerce=int)
    title = forms.CharField(
        label="Название программы",
        max_length=200,
        help_text="Как в приказе, например: «Ровесник – ровеснику».",
    )
    school_year = forms.TypedChoiceField(label="Учебный год", coerce=int)
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
    start_date = DateField(label="Начало", required=False, help_text="Если не указать — 1 октября.")
    end_date = DateField(label="Окончание", required=False, help_text="Если не указать — 31 мая.")
    goal = forms.CharField(
        label="Цель",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Одно-два предложения, например: помочь восьмиклассникам подготовиться к экзаменам.",
    )

    sections = (
        ("", ("institution", "title", "school_year")),
        ("Кто с кем работает", ("form", "role_model")),
        ("Срок и цель", ("start_date", "end_date", "goal")),
    )

    def __init__(
        self,
        *args: Any,
        institutions: Sequence[Organisation],
        mentoring_forms: Iterable[MentoringForm],
        role_models: Any,
        school_years: Sequence[int],
        has_directions: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(institutions) > 1:
            cast(forms.ChoiceField, self.fields["institution"]).choices = [
                (node.pk, node.short_name) for node in institutions
            ]
        else:
            del self.fields["institution"]
        cast(forms.ChoiceField, self.fields["school_year"]).choices = [
            (year, SchoolYear(year).label) for year in school_years
        ]
        if has_directions:  # then each of them has its own form and role model
            del self.fields["form"], self.fields["role_model"]
            return
        ids = [form.pk for form in mentoring_forms]
        forms_field = cast(forms.ModelChoiceField, self.fields["form"])
        forms_field.queryset = MentoringForm.objects.filter(pk__in=ids).order_by("position", "label")
        models_field = cast(forms.ModelChoiceField, self.fields["role_model"])
        models_field.queryset = role_models
        models_field.choices = grouped_role_models(role_models)


def grouped_role_models(models: Any) -> list[tuple[str, Any]]:
    """Role models under their forms; beside a label that papers do not print stands the one that they do."""
    groups: list[tuple[str, Any]] = [("", "Не указана")]
    for form, members in groupby(models, key=lambda model: model.form):
        groups.append((form.label, [(model.pk, _label(model)) for model in members]))
    return groups


def _label(model: RoleModel) -> str:
    if model.curator_only and model.neutral_label:
        return f"{model.label} (в документах: {model.neutral_label})"
    return model.label
