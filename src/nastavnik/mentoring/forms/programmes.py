"""The shape of a programme's form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.mentoring.forms.form_choice import FormChoice
from nastavnik.mentoring.models import MentoringForm
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.school_year import SchoolYear


class ProgrammeForm(FormChoice):
    """A programme; role models stand under their forms, the institution is asked where there are several."""

    institution = forms.TypedChoiceField(label="Организация", coerce=int)
    title = forms.CharField(
        label="Название программы",
        max_length=200,
        help_text="Как в приказе, например: «Ровесник – ровеснику».",
    )
    school_year = forms.TypedChoiceField(label="Учебный год", coerce=int)
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
        self.offer(mentoring_forms, role_models)
