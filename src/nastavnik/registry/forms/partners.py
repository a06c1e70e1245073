"""The shape of a partner and of an agreement with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Partner

Choices = Sequence[tuple[str, str]]
_BAD_EMAIL = {"invalid": "Проверьте адрес: он пишется так: otdel@example.ru."}


class PartnerForm(forms.Form):
    """The legal entity, the same for everybody who works with it."""

    name = forms.CharField(label="Наименование", max_length=300, help_text="Например: ООО «Вектор».")
    kind = forms.ChoiceField(label="Вид партнёра", choices=[("", "выберите"), *Partner.Kind.choices])
    inn = forms.CharField(
        label="ИНН",
        max_length=20,
        required=False,
        help_text="10 цифр; по ИНН видно, не внесён ли партнёр раньше.",
    )
    site = forms.CharField(label="Сайт", max_length=200, required=False)


class AgreementForm(forms.Form):
    """What one organisation agreed and whom it calls."""

    agreement_number = forms.CharField(label="Номер соглашения", max_length=60, required=False)
    agreement_date = DateField(label="Дата соглашения", required=False)
    agreement_end = DateField(
        label="Действует по",
        required=False,
        help_text="Пусто — без срока. За 30 дней до этого дня система напомнит.",
    )
    contact_name = forms.CharField(
        label="Контактное лицо",
        max_length=200,
        required=False,
        help_text="Сотрудник партнёра, с которым вы договариваетесь.",
    )
    contact_post = forms.CharField(label="Должность контактного лица", max_length=200, required=False)
    contact_phone = forms.CharField(label="Телефон", max_length=100, required=False)
    contact_email = forms.EmailField(label="E-mail", required=False, error_messages=_BAD_EMAIL)
    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("Соглашение", ("institution", "agreement_number", "agreement_date", "agreement_end")),
        ("Кому звонить", ("contact_name", "contact_post", "contact_phone", "contact_email")),
    )


class NewPartnerForm(PartnerForm, AgreementForm):
    """Both at once, with the organisation that enters them."""

    organisation = forms.ChoiceField(
        label="Чей партнёр", help_text="Партнёра территории видят и все организации под ней."
    )
    sections = (("Партнёр", ("organisation", "name", "kind", "inn", "site")), *AgreementForm.sections)

    def __init__(self, *args: Any, keepers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["organisation"])
        if len(keepers) == 1:
            field.widget = forms.HiddenInput()
            field.initial = keepers[0][0]
        field.choices = list(keepers)


class NewAgreementForm(AgreementForm):
    """An agreement of one of several organisations."""

    institution = forms.ChoiceField(label="Какая организация работает с партнёром")

    def __init__(self, *args: Any, keepers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["institution"])
        field.choices = list(keepers) if len(keepers) == 1 else [("", "выберите"), *keepers]
