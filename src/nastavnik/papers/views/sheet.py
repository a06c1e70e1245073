"""The table of the order on the page: merged cells, and the fields of each name where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from nastavnik.papers.models import PaperName
from nastavnik.papers.values import PrintedName, SheetRow, Spans, spans_of


@dataclass(frozen=True)
class NameView:
    """A name on the sheet; the fields are None where it is only printed."""

    text: str
    printed: BoundField | None = None
    standing: BoundField | None = None
    checked: BoundField | None = None
    nominative: str = ""


@dataclass(frozen=True)
class RowView:
    """A row of the table with the reach of its cells."""

    row: SheetRow
    spans: Spans
    mentor: NameView
    mentee: NameView


@dataclass(frozen=True)
class SheetView:
    """Everything of the sheet that carries a name."""

    rows: tuple[RowView, ...]
    control: NameView | None


def sheet_view(
    rows: Sequence[SheetRow], form: forms.BaseForm | None, names: Sequence[PaperName]
) -> SheetView:
    """Puts the fields of the form to the names; a name that stands in several rows is edited in the first."""
    known = {name.pk: name for name in names}
    seen: set[int] = set()

    def view_of(printed: PrintedName) -> NameView:
        if form is None or printed.key in seen or f"printed_{printed.key}" not in form.fields:
            return NameView(printed.text)
        seen.add(printed.key)
        return NameView(
            text=printed.text,
            printed=form[f"printed_{printed.key}"],
            standing=form[f"standing_{printed.key}"],
            checked=form[f"checked_{printed.key}"] if f"checked_{printed.key}" in form.fields else None,
            nominative=known[printed.key].nominative,
        )

    views = tuple(
        RowView(row, spans, view_of(row.mentor), view_of(row.mentee))
        for row, spans in zip(rows, spans_of(rows), strict=True)
    )
    control = next((name for name in names if name.place == PaperName.Place.CONTROL), None)
    return SheetView(
        views, view_of(PrintedName(control.pk, control.printed, control.standing)) if control else None
    )
