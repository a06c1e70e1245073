"""The shape of what is typed for orders about grown-ups: chosen from the register or written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nastavnik.papers.values import Somebody
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of, standing_of
from nastavnik.rulebook.names import BadName, parse_full_name

_BY_HAND = "Фамилия Имя Отчество, должность"


def typed_person(line: str) -> Somebody:
    """«Светлова Светлана Петровна, заместитель директора»; ValidationError where no name can be read."""
    name, _, post = (part.strip() for part in line.partition(","))
    try:
        parse_full_name(name)
    except BadName as error:
        raise forms.ValidationError(f"«{name}»: {error}. Напишите так: {_BY_HAND}.") from error
    return Somebody(typed=" ".join(name.split()), standing=post)


class _Staff(forms.Form):
    """Choices of grown-ups; `people` are those of the institution."""

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: Mapping[str, Person] = {str(person.pk): person for person in people}
        choices = [(key, self._label(person)) for key, person in self.people.items()]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                is_many = isinstance(field, forms.MultipleChoiceField)
                field.choices = choices if is_many else [("", "не выбран"), *choices]

    def somebody(self, key: str) -> Somebody:
        """Who stands behind a choice."""
        person = self.people[key]
        return Somebody(person, standing=standing_of(person))

    @staticmethod
    def _label(person: Person) -> str:
        return ", ".join(part for part in (full_name_of(person).full, standing_of(person)) if part)


class TeamForm(_Staff):
    """The working group: its head, members of the register, others by hand."""

    head = forms.ChoiceField(label="Руководитель группы", choices=())
    members = forms.MultipleChoiceField(
        label="Члены группы", choices=(), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Ещё члены группы, которых нет в базе",
        required=False,
        max_length=4000,
        help_text=f"Каждый с новой строки: {_BY_HAND}.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_others(self) -> list[Somebody]:
        """Everybody who was written by hand."""
        return [typed_person(line) for line in self.cleaned_data["others"].splitlines() if line.strip()]

    def chosen(self) -> list[Somebody]:
        """The members in the order of the list, then those written by hand."""
        return [*map(self.somebody, self.cleaned_data["members"]), *self.cleaned_data["others"]]


class CuratorForm(_Staff):
    """Who becomes the curator."""

    person = forms.ChoiceField(label="Кто назначается куратором", choices=(), required=False)
    typed = forms.CharField(
        label="Или впишите, если в базе его нет",
        required=False,
        max_length=500,
        help_text=f"{_BY_HAND}.",
    )

    def clean_typed(self) -> Somebody | None:
        """Who was written by hand."""
        return typed_person(self.cleaned_data["typed"]) if self.cleaned_data["typed"].strip() else None

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two ways."""
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("typed")) and not self.errors:
            self.add_error("person", "Выберите человека из базы или впишите его ниже — что-то одно.")
        return data

    def curator(self) -> Somebody:
        """The one who is appointed."""
        typed: Somebody | None = self.cleaned_data["typed"]
        return typed or self.somebody(self.cleaned_data["person"])
