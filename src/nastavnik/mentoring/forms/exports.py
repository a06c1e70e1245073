"""What a base is handed out with."""

from __future__ import annotations

from typing import Any

from django import forms


class ExportForm(forms.Form):
    """Which base, and what goes along beyond the form's plain columns."""

    side = forms.ChoiceField(
        label="Какая база",
        choices=(("mentee", "База наставляемых"), ("mentor", "База наставников")),
        widget=forms.RadioSelect,
        initial="mentee",
    )
    with_contacts = forms.BooleanField(
        label="Включить контакты участников и представителей",
        required=False,
        help_text="Только если они нужны получателю: без отметки столбец останется пустым.",
    )
    with_special = forms.BooleanField(
        label="Включить особые категории",
        required=False,
        help_text="Отдельным последним столбцом. Такой файл нельзя хранить и передавать вместе с другими.",
    )

    def __init__(self, *args: Any, may_see_special: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_see_special:
            del self.fields["with_special"]
