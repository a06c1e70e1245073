"""The shape of steps with silent pairs and of consultations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.inactivity import STEP_LABELS, InactivityStep


class StepForm(forms.Form):
    """Which step, why, until when is waited."""

    rung = forms.ChoiceField(
        label="Шаг",
        choices=[(step.value, label) for step, label in STEP_LABELS.items()],
        widget=forms.RadioSelect,
    )
    until = DateField(
        label="Ждём до", required=False, help_text="Для напоминания и для дополнительного времени."
    )
    reason = forms.CharField(label="Почему", required=False, max_length=300)

    def which(self) -> InactivityStep:
        """The chosen step."""
        return InactivityStep(self.cleaned_data["rung"])


class QuestionForm(forms.Form):
    """What a mentor asks."""

    question = forms.CharField(
        label="О чём вы хотите спросить", max_length=2000, widget=forms.Textarea({"rows": 4})
    )


class ConsultationForm(forms.Form):
    """A consultation that took place."""

    person = forms.ChoiceField(label="Кто спросил", choices=())
    asked_date = DateField(label="Когда")
    question = forms.CharField(label="О чём", max_length=2000, widget=forms.Textarea({"rows": 3}))
    answer = forms.CharField(
        label="Что ответили", max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    answered_by = forms.CharField(
        label="Кто ответил", max_length=300, required=False, help_text="Оставьте пустым, если ответили вы."
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(key, full_name_of(person).full) for key, person in self.people.items()]
        self.fields["person"].choices = [("", "не выбран"), *names]  # type: ignore[attr-defined]

    def chosen(self) -> Person:
        """Who asked."""
        return self.people[self.cleaned_data["person"]]


class AnswerForm(forms.Form):
    """What is answered."""

    answer = forms.CharField(label="Ответ", max_length=2000, widget=forms.Textarea({"rows": 4}))
    answered_by = forms.CharField(
        label="Кто ответил", max_length=300, required=False, help_text="Оставьте пустым, если отвечаете вы."
    )
