"""The shape of a target and of a number of people with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from nastavnik.kit.forms import DateField
from nastavnik.monitoring.actions.targets import MOST_PEOPLE


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


class PeopleField(forms.IntegerField):
    """A number of people: «1204», «1 204»."""

    default_error_messages = {
        "invalid": "Впишите целое число людей, например 1204.",
        "min_value": "Число людей не бывает меньше 0.",
        "max_value": f"Проверьте число: больше {MOST_PEOPLE} не бывает.",
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "is-date"})
        super().__init__(min_value=0, max_value=MOST_PEOPLE, widget=widget, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number; ValidationError when it is none."""
        if isinstance(value, str):
            value = value.replace("\u00a0", "").replace(" ", "")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A number of the database without a fraction."""
        return int(value) if isinstance(value, Decimal) else value


def target_field(*, is_share: bool, **kwargs: Any) -> forms.Field:
    """The field for a target: per cent of a share, otherwise people."""
    return PercentField(**kwargs) if is_share else PeopleField(**kwargs)


class TargetForm(forms.Form):
    """The value to be reached in a reporting year."""

    def __init__(self, *args: Any, year: str, is_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit, what = ("%", "процентов") if is_share else ("чел.", "человек")
        self.fields["value"] = target_field(
            is_share=is_share,
            label=f"Цель, {unit}",
            help_text=f"К концу {year}: сколько {what} должно быть достигнуто.",
        )


@dataclass(frozen=True)
class TargetCell:
    """One cell of the table of targets: whose, of which year, what stands there, what is suggested."""

    node_id: int
    label: str
    year: int
    value: Decimal | None
    suggested: Decimal | None

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"target_{self.node_id}_{self.year}"


class TargetTableForm(forms.Form):
    """Targets of a territory and of everything right under it, year by year."""

    def __init__(self, *args: Any, cells: Sequence[TargetCell], is_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = cells
        for cell in cells:
            field = target_field(is_share=is_share, label=f"{cell.label}, {cell.year} год", required=False)
            shown = field.prepare_value(cell.suggested) if cell.suggested is not None else ""
            field.widget.attrs |= {"placeholder": str(shown), "aria-label": field.label}
            self.fields[cell.name] = field

    @property
    def wanted(self) -> dict[tuple[int, int], Decimal | None]:
        """The answer by node and year; None where nothing is typed."""
        said = {cell: self.cleaned_data[cell.name] for cell in self.cells}
        return {
            (cell.node_id, cell.year): None if value is None else Decimal(value)
            for cell, value in said.items()
        }


class DenominatorForm(forms.Form):
    """A number of people with its source."""

    people = PeopleField(label="Численность, чел.")
    source = forms.CharField(
        label="Источник",
        max_length=300,
        help_text="Документ или сборник, по которому число можно проверить.",
        widget=forms.TextInput(attrs={"placeholder": "Численность населения по возрасту, таблица 2.1"}),
    )
    source_date = DateField(label="На какую дату")

    def __init__(self, *args: Any, whom: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].help_text = f"Сколько всего {whom}."
