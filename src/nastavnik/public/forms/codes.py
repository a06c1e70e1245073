"""The shape of a code that is typed from paper."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.rulebook.codes import tidy_code
from nastavnik.rulebook.pins import LONGEST


class CodeForm(forms.Form):
    """A code; dashes, spaces and small letters make no difference."""

    code = forms.CharField(
        label="Код",
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        """The code as it was made."""
        code = tidy_code(str(self.cleaned_data["code"]))
        if not code.isalnum():
            raise forms.ValidationError("В коде только буквы и цифры. Впишите его так, как он напечатан.")
        return code


def _pin(label: str, kind: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(
        attrs={"autocomplete": kind, "inputmode": "numeric", "maxlength": str(LONGEST), "class": "is-date"}
    )
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, help_text=help_text)


class PinForm(forms.Form):
    """The PIN of a card; a new one twice."""

    pin = _pin("PIN", "current-password")

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["pin"] = _pin(
                "Придумайте PIN",
                "new-password",
                "От 4 до 6 цифр. Не подряд, не одинаковые и не год рождения.",
            )
            self.fields["repeated_pin"] = _pin("PIN ещё раз", "new-password")

    def clean(self) -> dict[str, Any]:
        """A new PIN must be the same both times."""
        data = super().clean() or {}
        pin, repeated = data.get("pin"), data.get("repeated_pin")
        if pin and repeated and pin != repeated:
            self.add_error("repeated_pin", "PIN не совпали. Впишите его ещё раз.")
        return data
