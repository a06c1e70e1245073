"""What is typed of executors and of the fact of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.papers.models import Paper
from nastavnik.roadmaps.models import Line
from nastavnik.roadmaps.queries.executors import Choice


class BindForm(forms.Form):
    """Who it is: the likely answers first."""

    who = forms.ChoiceField(label="Кто это")

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposed = [(one.key, one.label) for one in choices if one.is_proposed]
        others = [(one.key, one.label) for one in choices if not one.is_proposed]
        field: Any = self.fields["who"]
        field.choices = [
            ("", "не указано"),
            *([("Похоже на слова карты", proposed)] if proposed else []),
            ("Остальные", others),
        ]
        field.required = False


class FactForm(forms.Form):
    """What the product itself can see of a measure."""

    fact = forms.ChoiceField(
        label="Чем подтверждается само",
        choices=Line.Fact.choices,
        required=False,
        help_text="Когда это произойдёт, система предложит отметить мероприятие выполненным.",
    )
    fact_code = forms.ChoiceField(
        label="Вид приказа", choices=[("", "любой"), *Paper.Kind.choices], required=False
    )
    indicator = forms.ChoiceField(label="Показатель", required=False)

    def __init__(self, *args: Any, indicators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicator"]
        field.choices = [("", "не выбран"), *indicators]

    def code(self) -> str:
        """The kind of order or the indicator that belongs to the chosen fact."""
        data = self.cleaned_data
        return str({"order": data["fact_code"], "indicator": data["indicator"]}.get(data["fact"], ""))
