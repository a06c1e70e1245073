"""The shape of what is written of consents: one signature, a withdrawal, a text, the way they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.registry.models import Consent, ConsentEdition
from nastavnik.registry.queries.consents import edition_label
from nastavnik.rulebook.consent import CONSENT_RULES, OPTIONAL_KINDS, SIGNER_LABELS, Signer
from nastavnik.rulebook.consent_texts import ConsentText

_WIDE = {"rows": 4}


class ConsentDaysForm(forms.Form):
    """The day under a signature, its end, where the sheet lies."""

    given_date = DateField(
        label="Дата согласия", help_text="День, который стоит под подписью, не позже сегодняшнего."
    )
    valid_until = DateField(
        label="Действует до",
        required=False,
        help_text="Последний день, если он назван в согласии. Иначе оставьте пустым.",
    )
    kept_at = forms.CharField(
        label="Где лежит подлинник", max_length=200, required=False, help_text="Например: папка 3."
    )


class ConsentForm(ConsentDaysForm):
    """One consent of a person: whose signatures stand under it and on which text."""

    signers = forms.MultipleChoiceField(
        label="Чьи подписи стоят под согласием",
        choices=[(signer.value, SIGNER_LABELS[signer]) for signer in Signer],
        widget=forms.CheckboxSelectMultiple,
        help_text="Отметка в системе или в сообщении подписи не заменяет: нужен подписанный лист.",
    )
    edition = forms.ChoiceField(label="Редакция текста")
    field_order = ("signers", "given_date", "valid_until", "edition", "kept_at")

    def __init__(self, *args: Any, editions: Sequence[ConsentEdition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        cast(forms.ChoiceField, self.fields["edition"]).choices = [
            (key, edition_label(edition)) for key, edition in self.editions.items()
        ]
        if len(self.editions) < 2:
            self.fields["edition"].widget = forms.HiddenInput()
            self.fields["edition"].required = False

    def clean_edition(self) -> ConsentEdition | None:
        """The edition itself."""
        return self.editions.get(self.cleaned_data["edition"])


class WithdrawalForm(forms.Form):
    """When and how a withdrawal was received."""

    withdrawn_date = DateField(label="День отзыва", help_text="День, когда организация получила заявление.")
    how = forms.ChoiceField(
        label="Как получен отзыв", choices=Consent.Received.choices, widget=forms.RadioSelect
    )


class EditionForm(forms.Form):
    """The parts of a blank."""

    purpose = forms.CharField(label="Цель", max_length=2000, widget=forms.Textarea(_WIDE))
    data_list = forms.CharField(
        label="Перечень данных", max_length=2000, required=False, widget=forms.Textarea(_WIDE)
    )
    deeds = forms.CharField(
        label="Действия с данными и способы", max_length=2000, required=False, widget=forms.Textarea(_WIDE)
    )
    term = forms.CharField(label="Срок действия", max_length=1000, widget=forms.Textarea({"rows": 3}))
    withdrawal = forms.CharField(label="Как отозвать", max_length=1000, widget=forms.Textarea({"rows": 3}))

    def text(self) -> ConsentText:
        """The text as the rulebook knows it."""
        return ConsentText(**self.cleaned_data)


class ConsentPolicyForm(forms.Form):
    """How the institution asks for consents."""

    processor = forms.CharField(
        label="Кто обрабатывает данные по поручению организации",
        max_length=400,
        required=False,
        help_text="Наименование и адрес, например оператора региональной системы. Печатается в каждом бланке.",
    )
    asked = forms.MultipleChoiceField(
        label="Какие необязательные согласия спрашивать",
        choices=[(kind.value, CONSENT_RULES[kind].label) for kind in OPTIONAL_KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Их бланки печатаются вместе с обязательными. Без них участвовать можно.",
    )
    keeps_scans = forms.BooleanField(
        label="Прикреплять сканы согласий",
        required=False,
        help_text="На скане видны паспортные данные, вписанные от руки. Без нужды не включайте: достаточно"
        " места хранения подлинника.",
    )


class ScanForm(forms.Form):
    """A scan of the signed sheet."""

    file = forms.FileField(label="Скан", help_text="PDF, JPEG или PNG, не больше 5 МБ.")
