"""The shape of a number of a road map that becomes a target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from nastavnik.monitoring.models import Indicator


class PromiseForm(forms.Form):
    """Of which indicator and of which reporting year the number is the target."""

    indicator = forms.ChoiceField(label="Показатель")
    year = forms.IntegerField(
        label="Отчётный год",
        min_value=2020,
        max_value=2099,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "is-date"}),
        error_messages={
            "invalid": "Впишите год, например 2026.",
            "min_value": "Не раньше 2020.",
            "max_value": "Не позже 2099.",
        },
    )

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = {indicator.code: indicator for indicator in indicators}
        choices = [("", "Выберите показатель"), *((code, one.label) for code, one in self.indicators.items())]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]
