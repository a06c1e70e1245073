"""The shape of organisations: as they are added and corrected, renamed, moved, closed, merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.requisites import BadRequisite, parse_inn, parse_ogrn

Choices = Sequence[tuple[str, str]]


def _number(text: str, parse: Callable[[str], str]) -> str:
    try:
        return parse(text) if text else ""
    except BadRequisite as bad:
        raise forms.ValidationError(f"{bad.what}. {bad.remedy}.") from bad


class RequisitesForm(forms.Form):
    """What the organisation's own staff keep: where it is, how to reach it, who heads it."""

    founder = forms.CharField(label="Учредитель или вышестоящий орган", max_length=400, required=False)
    inn = forms.CharField(label="ИНН", max_length=20, required=False, help_text="10 цифр.")
    ogrn = forms.CharField(label="ОГРН", max_length=25, required=False, help_text="13 цифр.")
    address = forms.CharField(label="Адрес", max_length=400, required=False)
    phone = forms.CharField(label="Телефон", max_length=100, required=False)
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Проверьте адрес: он пишется так: school5@example.ru."},
    )
    site = forms.CharField(label="Сайт", max_length=200, required=False)
    place = forms.CharField(
        label="Место издания документов",
        max_length=120,
        required=False,
        help_text="Например: г. Северогорск.",
    )
    head_post = forms.CharField(label="Должность руководителя", max_length=120, initial="Директор")
    head_name = forms.CharField(
        label="Руководитель",
        max_length=120,
        required=False,
        help_text="Так, как стоит в подписи: Н. И. Орлова.",
    )
    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("Кто учредил", ("founder", "inn", "ogrn")),
        ("Адрес и связь", ("address", "phone", "email", "site")),
        ("Для документов", ("place", "head_post", "head_name")),
    )

    def clean_inn(self) -> str:
        """Digits whose check digit agrees."""
        return _number(self.cleaned_data["inn"], parse_inn)

    def clean_ogrn(self) -> str:
        """Digits whose check digit agrees."""
        return _number(self.cleaned_data["ogrn"], parse_ogrn)


class OrganisationForm(RequisitesForm):
    """An organisation as the territory sees it."""

    short_name = forms.CharField(
        label="Краткое наименование", max_length=120, help_text="Так организация стоит в списках."
    )
    full_name = forms.CharField(
        label="Полное наименование", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Как в уставе. Если не вписать, будет как краткое.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Вид организации", required=False)
    flags = forms.MultipleChoiceField(
        label="Признаки", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="По признакам отбираются списки и строятся отчёты.",
    )  # fmt: skip
    territory = forms.ChoiceField(
        label="Территория", required=False,
        help_text="Где организация находится, если не там, где её учредитель. На права доступа не влияет.",
    )  # fmt: skip
    opened_date = DateField(label="Дата открытия", required=False)
    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("", ("level", "parent", "short_name", "full_name", "kind", "flags", "territory", "opened_date")),
        *RequisitesForm.sections,
    )

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = list(options)


class NewOrganisationForm(OrganisationForm):
    """The same with its place in the tree."""

    level = forms.ChoiceField(
        label="Уровень", choices=[choice for choice in Organisation.Level.choices if choice[0] != "region"],
        initial=Organisation.Level.INSTITUTION, widget=forms.RadioSelect,
    )  # fmt: skip
    parent = forms.ChoiceField(
        label="Под чем стоит",
        help_text="Кто видит вышестоящий узел, тот видит показатели и документы организации.",
    )


class RenameForm(forms.Form):
    """Another name from a day."""

    short_name = forms.CharField(label="Новое краткое наименование", max_length=120)
    full_name = forms.CharField(
        label="Новое полное наименование", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    from_date = DateField(label="С какого дня", help_text="День, с которого действует новое наименование.")


class _WithNodes(forms.Form):
    """A form that chooses one of several nodes."""

    node_field = ""

    def __init__(self, *args: Any, nodes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields[self.node_field]).choices = [("", "выберите"), *nodes]


class MoveForm(_WithNodes):
    """Another place in the tree."""

    node_field = "parent"
    parent = forms.ChoiceField(label="Под чем будет стоять")


class CloseForm(forms.Form):
    """The last day."""

    closed_date = DateField(label="Закрыта с", help_text="День, с которого организация не работает.")


class MergeForm(_WithNodes):
    """Who succeeds and from when."""

    node_field = "successor"
    successor = forms.ChoiceField(label="К какой организации присоединяется")
    from_date = DateField(label="С какого дня")


class EntryForm(forms.Form):
    """The words of an entry of a dictionary."""

    label = forms.CharField(
        label="Название", max_length=100, help_text="Так оно встанет в карточки, отбор и отчёты."
    )


class NewEntryForm(EntryForm):
    """The same with its dictionary."""

    dictionary = forms.ChoiceField(
        label="Что добавить", choices=(("kind", "вид организации"), ("flag", "признак организации")),
        widget=forms.RadioSelect, initial="flag",
    )  # fmt: skip
    field_order = ("dictionary", "label")
