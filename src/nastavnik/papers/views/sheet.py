"""The tables of the order on the page: merged cells, and the fields of each name where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from nastavnik.papers.models import PaperName
from nastavnik.papers.sheets import Cell, OrderSheet, PrintedName, SheetRow, SheetTable, spans_of


@dataclass(frozen=True)
class NameView:
    """A name on the sheet; the fields are None where it is only printed."""

    text: str
    printed: BoundField | None = None
    standing: BoundField | None = None
    checked: BoundField | None = None
    nominative: str = ""


@dataclass(frozen=True)
class CellView:
    """A cell with its reach: a name, a field of its own, or lines."""

    span: int
    lines: tuple[str, ...]
    name: NameView | None = None
    field: BoundField | None = None


@dataclass(frozen=True)
class TableView:
    """A table as the page draws it; `widths` are classes of its columns."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[str, ...]
    rows: tuple[tuple[CellView, ...], ...]


@dataclass(frozen=True)
class SheetView:
    """Everything of the sheet that carries a name."""

    table: TableView | None
    annexes: tuple[TableView, ...]
    named: tuple[NameView, ...]
    control: NameView | None


class _Drawing:
    """Puts the fields of the form to the names; a name that stands in several rows is edited in the first."""

    def __init__(self, form: forms.BaseForm | None, names: Sequence[PaperName]) -> None:
        self.form = form
        self.known = {name.pk: name for name in names}
        self.seen: set[int] = set()

    def name(self, printed: PrintedName) -> NameView:
        """The name with its fields, or as it is printed."""
        form, key = self.form, printed.key
        if form is None or key in self.seen or f"printed_{key}" not in form.fields:
            return NameView(printed.text)
        self.seen.add(key)
        return NameView(
            text=printed.text,
            printed=form[f"printed_{key}"],
            standing=form[f"standing_{key}"],
            checked=form[f"checked_{key}"] if f"checked_{key}" in form.fields else None,
            nominative=self.known[key].nominative,
        )

    def table(self, table: SheetTable) -> TableView:
        """The table with its cells."""
        return TableView(
            table.title,
            table.heads,
            tuple(f"order-width-{round(width)}" for width in table.widths),
            tuple(
                tuple(self._cell(row, cell, span) for cell, span in zip(row.cells, spans, strict=True))
                for row, spans in zip(table.rows, spans_of(table.rows), strict=True)
            ),
        )

    def _cell(self, row: SheetRow, cell: Cell, span: int) -> CellView:
        field = f"note_{row.key}"
        is_typed = cell.is_note and self.form is not None and field in self.form.fields
        return CellView(
            span=span,
            lines=cell.lines,
            name=self.name(cell.name) if cell.name and span else None,
            field=self.form[field] if is_typed and self.form else None,
        )


def sheet_view(
    sheet: OrderSheet, form: forms.BaseForm | None, names: Sequence[PaperName], *, is_locked: bool
) -> SheetView:
    """The tables and names of a sheet with the fields of the form; of a locked one as they print."""
    drawing = _Drawing(None if is_locked else form, names)
    control = next((name for name in names if name.place == PaperName.Place.CONTROL), None)
    return SheetView(
        table=drawing.table(sheet.table) if sheet.table else None,
        annexes=tuple(drawing.table(annex) for annex in sheet.annexes),
        named=tuple(drawing.name(name) for name in sheet.named),
        control=drawing.name(PrintedName(control.pk, control.printed, control.standing)) if control else None,
    )
