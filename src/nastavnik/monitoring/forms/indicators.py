"""The shape of a territory's own indicator."""

from __future__ import annotations

from typing import Any

from django import forms

from nastavnik.monitoring.models import Indicator
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.indicators import DenominatorKind, IndicatorRule, YearRule

OLDEST_AGE = 120
YEARS = (2020, 2099)


def _number(label: str, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    messages = {
        "invalid": "Впишите целое число.",
        "min_value": f"Не меньше {least}.",
        "max_value": f"Не больше {most}.",
    }
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "is-date"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=widget, error_messages=messages, **kwargs
    )


# A radio button without a value would be an answer that nobody gave.
EITHER = "any"
SIDES = [(value or EITHER, label) for value, label in Indicator.Side.choices]


class IndicatorForm(forms.Form):
    """A definition in the words of founding documents."""

    label = forms.CharField(
        label="Показатель",
        max_length=300,
        help_text="Как он назван в вашем документе.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    side = forms.ChoiceField(label="Кто считается", choices=SIDES, widget=forms.RadioSelect)
    age_from = _number("Возраст, от", 0, OLDEST_AGE)
    age_to = _number(
        "Возраст, до (включительно)",
        0,
        OLDEST_AGE,
        help_text=f"От 0 до {OLDEST_AGE} — любой возраст, дата рождения тогда не нужна.",
    )
    denominator = forms.ChoiceField(
        label="От чего берётся доля", choices=Indicator.Whole.choices, widget=forms.RadioSelect
    )
    year_rule = forms.ChoiceField(
        label="Отчётный год", choices=Indicator.Year.choices, widget=forms.RadioSelect
    )
    first_year = _number("С какого года", *YEARS)
    last_year = _number("По какой год", *YEARS, required=False)

    sections = (
        ("Что считается", ("label", "side", "age_from", "age_to", "denominator")),
        ("За какие годы", ("year_rule", "first_year", "last_year")),
    )

    @property
    def rule(self) -> IndicatorRule:
        """The answers as a definition; its code is given later."""
        said = self.cleaned_data
        return IndicatorRule(
            code="",
            label=said["label"].strip(),
            side=Side(said["side"]) if said["side"] != EITHER else None,
            age_from=said["age_from"],
            age_to=said["age_to"],
            denominator=DenominatorKind(said["denominator"]),
            year_rule=YearRule(said["year_rule"]),
            first_year=said["first_year"],
            last_year=said["last_year"],
        )
