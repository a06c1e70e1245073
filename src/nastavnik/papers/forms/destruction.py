"""The shape of what is typed about an act on the destruction of personal data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.papers.actions.destruction import ActTexts
from nastavnik.papers.forms.staff import typed_person

SYSTEMS = "информационная система «Наставник»"
WAY = "стирание записей в базе данных, восстановление невозможно"
DATA = (
    "фамилия, имя, отчество, дата рождения, пол, класс или должность, контакты; сведения о представителях; запросы и"
    " предложения; особые категории; сканы согласий; имя в документах и их электронных копиях; карточки и учётные записи."
)


class ActForm(forms.Form):
    """Who is in the act and what its sheet says; defaults may be changed."""

    people = forms.MultipleChoiceField(
        label="Чьи сведения уничтожить", choices=(), widget=forms.CheckboxSelectMultiple
    )
    commission = forms.CharField(
        label="Комиссия",
        max_length=2000,
        help_text="Каждый с новой строки: Фамилия Имя Отчество, должность. Не меньше двух человек.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    systems = forms.CharField(label="Информационные системы", max_length=400, initial=SYSTEMS)
    data_list = forms.CharField(
        label="Перечень сведений", max_length=2000, initial=DATA, widget=forms.Textarea(attrs={"rows": 5})
    )
    way = forms.CharField(label="Способ уничтожения", max_length=400, initial=WAY)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(key), label) for key, label in people]  # type: ignore[attr-defined]

    def clean_commission(self) -> tuple[str, ...]:
        """Everybody as one line: «Светлова Светлана Петровна, заместитель директора»."""
        lines = (line for line in self.cleaned_data["commission"].splitlines() if line.strip())
        members = [typed_person(line) for line in lines]
        return tuple(", ".join(part for part in (who.typed, who.standing) if part) for who in members)

    def texts(self) -> ActTexts:
        """What was typed."""
        data = self.cleaned_data
        return ActTexts(
            commission=data["commission"],
            systems=data["systems"].strip().rstrip("."),
            data_list=" ".join(data["data_list"].split()),
            way=data["way"].strip().rstrip("."),
        )
