"""The shape of a contingent."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.rulebook.numbers import years

AGES = range(7, 20)
COUNTED_FROM = 10
"""Ages from here on enter the shares of pupils; younger ones are stated for the whole."""
MOST = 20_000


class ContingentForm(forms.Form):
    """How many children of each age, by single years."""

    sections = (
        ("Младше 10 лет", tuple(f"age_{age}" for age in AGES if age < COUNTED_FROM)),
        ("От 10 до 19 лет", tuple(f"age_{age}" for age in AGES if age >= COUNTED_FROM)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for age in AGES:
            self.fields[f"age_{age}"] = forms.IntegerField(
                label=years(age),
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={
                    "required": "Впишите число; если таких детей нет — 0.",
                    "invalid": "Впишите целое число, например 48.",
                    "min_value": "Число детей не бывает меньше 0.",
                    "max_value": f"Проверьте число: больше {MOST} детей одного возраста не бывает.",
                },
            )

    @property
    def children(self) -> dict[int, int]:
        """The answer: children by age."""
        return {age: self.cleaned_data[f"age_{age}"] for age in AGES}
