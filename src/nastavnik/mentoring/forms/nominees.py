"""The shape of a proposed mentor and of the decision on him."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.rulebook.names import BadName, FullName, parse_full_name

NEW, DECLINE = "new", "decline"


class NomineeForm(forms.Form):
    """A grown-up of the partner's own and the organisation to which he is proposed."""

    institution = forms.ChoiceField(label="Какой организации предлагаете")
    name = forms.CharField(label="Фамилия, имя, отчество", max_length=300)
    post = forms.CharField(
        label="Должность", max_length=200, required=False, help_text="Например: инженер-конструктор."
    )
    contact = forms.CharField(
        label="Как с ним связаться",
        max_length=300,
        required=False,
        help_text="Рабочий телефон или почта: их увидит куратор организации.",
    )
    competences = forms.CharField(
        label="Чему может научить", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    agrees = forms.BooleanField(
        label="Сотрудник знает об этом и согласен, чтобы организация получила эти сведения",
        help_text="Письменное согласие организация возьмёт у него сама, до начала работы.",
    )
    sections = (
        ("Наставник", ("institution", "name", "post", "contact", "competences")),
        ("Согласие сотрудника", ("agrees",)),
    )

    def __init__(self, *args: Any, institutions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blank = [("", "выберите")] if len(institutions) > 1 else []
        cast(forms.ChoiceField, self.fields["institution"]).choices = [*blank, *institutions]

    def clean_name(self) -> FullName:
        """The name in its parts."""
        try:
            return parse_full_name(self.cleaned_data["name"])
        except BadName as error:
            raise forms.ValidationError(str(error)) from error


class NomineeDecisionForm(forms.Form):
    """A new person, one of those who bear the same name, or no."""

    who = forms.ChoiceField(
        label="Кто это", widget=forms.RadioSelect, error_messages={"required": "Выберите, кто это."}
    )
    remark = forms.CharField(
        label="Ответ партнёру",
        max_length=300,
        required=False,
        help_text="Нужен, если не принимаете: например, «наставников по этой теме достаточно».",
    )
    sections = (("", ("who", "remark")),)

    def __init__(self, *args: Any, known: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["who"]).choices = [
            *known,
            (NEW, "новый человек: внести его в реестр"),
            (DECLINE, "не принимать"),
        ]


class OwnContactsForm(forms.Form):
    """Whom the organisation calls at the partner."""

    contact_name = forms.CharField(label="Контактное лицо", max_length=200, required=False)
    contact_post = forms.CharField(label="Должность контактного лица", max_length=200, required=False)
    contact_phone = forms.CharField(label="Телефон", max_length=100, required=False)
    contact_email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Проверьте адрес: он пишется так: otdel@example.ru."},
    )
    sections = (("", ("contact_name", "contact_post", "contact_phone", "contact_email")),)
