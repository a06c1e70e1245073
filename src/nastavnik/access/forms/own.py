"""The shape of what is typed at sign-in and at a change of password."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.access.models import Account


def _password(label: str, kind: str, **kwargs: Any) -> forms.CharField:
    """A password as it was typed: spaces at its ends belong to it."""
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **kwargs)


class SignInForm(forms.Form):
    """Who signs in."""

    username = forms.CharField(
        label="Имя для входа",
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = _password("Пароль", "current-password")


class PasswordForm(forms.Form):
    """The present password and the new one, typed twice."""

    present_password = _password("Нынешний пароль", "current-password")
    new_password = _password(
        "Новый пароль",
        "new-password",
        help_text="Не короче 8 знаков, не одни цифры и не из самых частых, вроде «password1».",
    )
    repeated_password = _password("Новый пароль ещё раз", "new-password")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_present_password(self) -> str:
        """The present password must be right: the screen may have been left open."""
        present = str(self.cleaned_data["present_password"])
        if not self.account.check_password(present):
            raise forms.ValidationError("Нынешний пароль другой. Проверьте раскладку и Caps Lock.")
        return present

    def clean(self) -> dict[str, Any]:
        """Both new passwords must be the same."""
        data = super().clean() or {}
        new, repeated = data.get("new_password"), data.get("repeated_password")
        if new and repeated and new != repeated:
            self.add_error("repeated_password", "Пароли не совпали. Впишите новый пароль ещё раз.")
        return data
