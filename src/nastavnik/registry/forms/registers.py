"""The choice of a list of contingents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from nastavnik.kit.pages.imports import FileForm


class ContingentFileForm(FileForm):
    """A file and the reporting year of which it speaks."""

    year = forms.TypedChoiceField(label="За какой год", coerce=int)
    field_order = ("year", "file")

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = years[0]
