"""The shape of approval marks: as many as a paper usually has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.forms import SuggestingInput
from nastavnik.papers.sheets import MARK_LABELS, Mark

MOST = 5
_PARTS = ("kind", "who", "name", "dated")


class MarksForm(forms.Form):
    """Five marks, each with `kind_<n>`, `who_<n>`, `name_<n>` and `dated_<n>`; one without a kind is none."""

    sections = tuple(
        (f"Гриф {number}", tuple(f"{part}_{number}" for part in _PARTS)) for number in range(1, MOST + 1)
    )

    def __init__(
        self, *args: Any, posts: Sequence[str] = (), names: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST + 1):
            first = number == 1  # the first line draws the list, the others share it
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label="Гриф", choices=[("", "нет"), *MARK_LABELS.items()], required=False
            )
            self.fields[f"who_{number}"] = forms.CharField(
                label="Должность и организация или орган и протокол",
                max_length=300,
                required=False,
                widget=SuggestingInput("mark-posts", posts if first else ()),
            )
            self.fields[f"name_{number}"] = forms.CharField(
                label="И. О. Фамилия",
                max_length=120,
                required=False,
                widget=SuggestingInput("mark-names", names if first else ()),
            )
            self.fields[f"dated_{number}"] = forms.CharField(label="Дата", max_length=40, required=False)

    @staticmethod
    def first_values(marks: Sequence[Mark]) -> dict[str, str]:
        """What the fields show at first."""
        return {
            f"{part}_{number}": getattr(mark, part)
            for number, mark in enumerate(marks[:MOST], start=1)
            for part in _PARTS
        }

    def clean(self) -> dict[str, Any]:
        """A mark says who gives it."""
        data: dict[str, Any] = super().clean() or {}
        for number in range(1, MOST + 1):
            if data.get(f"kind_{number}") and not data.get(f"who_{number}"):
                self.add_error(f"who_{number}", "Впишите, кто согласует или утверждает.")
        return data

    def marks(self) -> list[Mark]:
        """The marks that were filled in."""
        data = self.cleaned_data
        return [
            Mark(**{part: " ".join(data[f"{part}_{number}"].split()) for part in _PARTS})
            for number in range(1, MOST + 1)
            if data[f"kind_{number}"]
        ]
