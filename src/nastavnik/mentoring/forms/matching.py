"""The shape of the terms of matching, of a fixed pair, and of the name of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.mentoring.models import FixedChoice
from nastavnik.rulebook.matching import (
    CRITERIA,
    FIT_LABELS,
    FIT_PERCENT,
    IMPORTANCE_LABELS,
    LIMIT_LABELS,
    Criterion,
    Fit,
    Limits,
    Terms,
)

IMPORTANCE_CHOICES = [(one.value, label) for one, label in IMPORTANCE_LABELS.items()]
LOWEST_CHOICES = [
    (0, "любая пара с общей темой"),
    (FIT_PERCENT[Fit.GOOD], f"не ниже «{FIT_LABELS[Fit.GOOD]}»"),
    (FIT_PERCENT[Fit.HIGH], f"только «{FIT_LABELS[Fit.HIGH]}»"),
]


class TermsForm(forms.Form):
    """What matters how much in a programme, and what is never crossed."""

    most_per_mentor = forms.IntegerField(
        label=LIMIT_LABELS["most_per_mentor"],
        required=False,
        min_value=1,
        max_value=50,
        help_text="Вместе с теми, с кем он уже работает. Пусто — сколько готов взять сам наставник.",
    )
    age_gap = forms.IntegerField(
        label=LIMIT_LABELS["age_gap"],
        required=False,
        min_value=0,
        max_value=60,
        help_text="Лет. Пусто — возраст наставника не важен.",
    )
    lowest_percent = forms.TypedChoiceField(
        label=LIMIT_LABELS["lowest_percent"], coerce=int, choices=LOWEST_CHOICES, widget=forms.RadioSelect
    )
    is_age_strict = forms.BooleanField(
        label=LIMIT_LABELS["is_age_strict"],
        required=False,
        help_text="Без отметки такая пара возможна, но получает меньше баллов.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion, asked in CRITERIA.items():
            self.fields[criterion.value] = forms.ChoiceField(
                label=asked.label,
                help_text=asked.hint,
                choices=IMPORTANCE_CHOICES,
            )
        self.sections = (
            ("Что важно", tuple(criterion.value for criterion in Criterion)),
            ("Чего не нарушать", tuple(Limits.__dataclass_fields__)),
        )

    def terms(self) -> Terms:
        """What was chosen."""
        return Terms.from_values(self.cleaned_data)


class ChoiceForm(forms.Form):
    """A pair to pin or to forbid."""

    mentee = forms.TypedChoiceField(label="Наставляемый", coerce=int)
    mentor = forms.TypedChoiceField(label="Наставник", coerce=int)
    kind = forms.ChoiceField(
        label="Что решено",
        choices=[
            (FixedChoice.Kind.PINNED, "закрепить: пара будет в каждом предложении"),
            (FixedChoice.Kind.FORBIDDEN, "исключить: пару не предлагать"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Почему",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Обязательно, если закрепляется пара без общей темы. Увидят только сотрудники.",
    )

    def __init__(
        self,
        *args: Any,
        mentees: Sequence[tuple[int, str]],
        mentors: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, people in (("mentee", mentees), ("mentor", mentors)):
            choices = [("", "Выберите"), *((str(pk), label) for pk, label in people)]
            cast(forms.ChoiceField, self.fields[name]).choices = choices


class DraftForm(forms.Form):
    """Under what name a proposal is kept."""

    note = forms.CharField(
        label="Название черновика",
        max_length=200,
        required=False,
        help_text="Например: «без ограничения возраста». Можно не заполнять.",
    )
