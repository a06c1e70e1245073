"""The shape of a target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms


class PercentField(forms.DecimalField):
    """Per cent as people write them: «20», «20,5», «20,5 %»."""

    default_error_messages = {
        "invalid": "Впишите число процентов, например 20 или 20,5.",
        "min_value": "Цель не бывает меньше 0 %%.",
        "max_value": "Цель не бывает больше 100 %%.",
        "max_decimal_places": "Не больше двух знаков после запятой, например 20,55.",
    }

    def __init__(self, **kwargs: Any) -> None:
        # As narrow as a date.
        widget = forms.TextInput(attrs={"inputmode": "decimal", "placeholder": "20,5", "class": "is-date"})
        super().__init__(min_value=0, max_value=100, decimal_places=2, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number; ValidationError when it is none."""
        if isinstance(value, str):
            value = value.replace("%", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A number of the database with a comma; what was typed stays as it was typed."""
        if isinstance(value, Decimal):
            text = f"{value:f}"
            return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
        return value


class TargetForm(forms.Form):
    """The value to be reached in a reporting year."""

    percent = PercentField(label="Цель, %")

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "percent"
        ].help_text = f"К 31 декабря {year} года: сколько процентов должно быть достигнуто."
