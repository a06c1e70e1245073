"""The shape of a training: of one person corrected, of many entered at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.kit.pages.imports import FileForm
from nastavnik.rulebook.trainings import CAPACITY_LABELS, PROOF_LABELS, Proof

Choices = Sequence[tuple[str, str]]


class TrainingForm(forms.Form):
    """What somebody was trained in, and the paper that shows it."""

    capacity = forms.ChoiceField(
        label="Кто обучен", choices=[(one.value, label) for one, label in CAPACITY_LABELS.items()]
    )
    post = forms.CharField(label="Должность", max_length=200, required=False)
    programme = forms.CharField(label="Программа обучения", max_length=300)
    hours = forms.IntegerField(label="Часов", required=False, min_value=1)
    organiser = forms.CharField(
        label="Кто проводил",
        max_length=300,
        required=False,
        help_text="Институт развития образования, центр, школа.",
    )
    from_date = DateField(label="Начало", required=False)
    to_date = DateField(label="Окончание", help_text="По этому дню обучение попадает в год отчёта.")
    proof = forms.ChoiceField(
        label="Документ",
        choices=[(one.value, label) for one, label in PROOF_LABELS.items()],
        initial=Proof.NONE.value,
    )
    document_number = forms.CharField(label="Номер документа", max_length=60, required=False)
    document_date = DateField(label="Дата документа", required=False)
    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("", ("capacity", "post")),
        ("Обучение", ("programme", "hours", "organiser", "from_date", "to_date")),
        ("Чем подтверждается", ("proof", "document_number", "document_date")),
    )


class NewTrainingForm(TrainingForm):
    """The same for those who are chosen, or named one in a line."""

    institution = forms.ChoiceField(label="Организация")
    names = forms.CharField(
        label="Кого обучали",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text="По одному в строке: фамилия, имя, отчество. Кто есть среди людей организации, будет узнан.",
    )
    sections = (("", ("institution", "names", "capacity", "post")), *TrainingForm.sections[1:])

    def __init__(self, *args: Any, institutions: Choices, is_chosen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["institution"])
        field.choices = list(institutions)
        if len(institutions) == 1:
            field.widget = forms.HiddenInput()
            field.initial = institutions[0][0]
        self.fields["names"].required = not is_chosen
        if is_chosen:
            self.fields["names"].widget = forms.HiddenInput()

    @property
    def listed(self) -> list[str]:
        """The names that were typed."""
        return [line for line in str(self.cleaned_data["names"]).splitlines() if line.strip()]


class TrainingFileForm(FileForm):
    """A file, and of which organisation it speaks."""

    institution = forms.ChoiceField(label="Организация")
    field_order = ("institution", "file")

    def __init__(self, *args: Any, institutions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["institution"])
        field.choices = list(institutions)
        if len(institutions) == 1:
            field.widget = forms.HiddenInput()
            field.initial = institutions[0][0]
