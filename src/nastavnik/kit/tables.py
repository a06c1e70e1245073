"""Tables: columns declared once, rows of any objects turned into cells that templates draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from nastavnik.kit.components import Action, Block, State
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.numbers import number

Kind = Literal["text", "number", "date", "state", "actions"]
Getter = str | Callable[[Any], Any]


def value_of(row: Any, getter: Getter) -> Any:
    """The value by a dotted path of attributes or keys, or by a callable."""
    if not isinstance(getter, str):
        return getter(row)
    for name in getter.split("."):
        row = row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)
    return row() if callable(row) else row


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `value`, `link` and `note` take a dotted path or a callable of the row; `value` is `key` when not
    given. `kind` decides the drawing: a number stands at the right with `places` digits, a date is
    15.10.2026, a state expects a `State`, actions one `Action` or several. `sort` names what to order
    by: a field or several of them for a QuerySet, a path or callable for a list. `wide_only` hides
    the column on a phone; `line` is the line of the phone's card (1 to 3, chosen by the kind); `nowrap`
    keeps a short value on one line. Where a list lets its columns be chosen, one that `is_extra` is shown only
    when asked for; so contacts never stand anywhere by themselves::

        Column("name", "Фамилия Имя Отчество", link="url", sort=("last_name", "first_name"))
        Column("grade", "Класс", kind="number", sort="grade")
        Column("state", "Состояние", lambda pair: pair_state(pair), kind="state")
    """

    key: str
    label: str
    value: Getter | None = None
    link: Getter | None = None
    kind: Kind = "text"
    sort: str | tuple[str, ...] | Callable[[Any], Any] | None = None
    wide_only: bool = False
    places: int | None = None
    note: Getter | None = None
    line: int | None = None
    nowrap: bool = False
    is_extra: bool = False

    def phone_line(self, position: int) -> int:
        """The line of the phone's card on which the cell stands."""
        if self.line is not None:
            return self.line
        if position == 0:
            return 1
        return 3 if self.kind in ("state", "actions") else 2

    def cell(self, row: Any, position: int = 0) -> Cell:
        """The cell of this column for one row."""
        value = value_of(row, self.value if self.value is not None else self.key)
        return Cell(
            kind=self.kind,
            label=self.label,
            text=self._text(value),
            url=str(value_of(row, self.link) or "") if self.link is not None else "",
            note=str(value_of(row, self.note) or "") if self.note is not None else "",
            state=value if isinstance(value, State) else None,
            actions=_actions(value) if self.kind == "actions" else (),
            css=self.css(position),
        )

    def css(self, position: int) -> str:
        """Class names of the cell and of its heading."""
        names = [f"cell-{self.kind}", f"line-{self.phone_line(position)}"]
        if self.wide_only:
            names.append("wide-only")
        if self.nowrap:
            names.append("is-nowrap")
        return " ".join(names)

    def plain(self, row: Any) -> str:
        """The value and its note as one text, for a file."""
        cell = self.cell(row)
        state = ""
        if cell.state is not None:
            state = cell.state.word + (f" ({cell.state.reason})" if cell.state.reason else "")
        said = state or cell.text
        return f"{said}, {cell.note}" if said and cell.note else said or cell.note

    def _text(self, value: Any) -> str:
        if value is None or self.kind == "actions":
            return ""
        if isinstance(value, bool):
            return "да" if value else "нет"
        if isinstance(value, dt.date):
            return short_date(value)
        if self.kind == "number" and isinstance(value, int | float | Decimal):
            return number(value, self.places)
        return str(value)


def _actions(value: Any) -> tuple[Action, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, Action) else tuple(value)


def columns_shown(columns: Sequence[Column], chosen: Sequence[str] | None) -> tuple[Column, ...]:
    """The columns that a person sees: the first one always, of the others those chosen, else the usual ones."""
    if chosen is None:
        return tuple(column for column in columns if not column.is_extra)
    kept = (column.key for place, column in enumerate(columns) if place == 0 or column.kind == "actions")
    wanted = {*chosen, *kept}
    return tuple(column for column in columns if column.key in wanted)


@dataclass(frozen=True)
class Cell:
    """A value ready to be drawn."""

    kind: Kind = "text"
    label: str = ""
    text: str = ""
    url: str = ""
    note: str = ""
    state: State | None = None
    actions: tuple[Action, ...] = ()
    css: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.text or self.state or self.actions)

    @property
    def is_labelled(self) -> bool:
        """Whether a phone, which shows no headings, needs the label beside the value."""
        return self.kind in ("number", "date") and bool(self.text)


@dataclass(frozen=True)
class Head:
    """A heading; with a `url` it sorts, `direction` says how it is sorted now."""

    label: str
    css: str = ""
    url: str = ""
    direction: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True)
class Row:
    """A row of cells with the key by which it can be chosen."""

    key: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """What the row is called when it is read aloud: its first cell."""
        return self.cells[0].text if self.cells else self.key


@dataclass(frozen=True)
class Table(Block):
    """A table inside a page: `Table("Пары", columns=PAIR_COLUMNS, rows=pairs, empty="Пар пока нет.")`.

    `caption` is read aloud where the heading does not say enough.
    """

    columns: Sequence[Column] = ()
    rows: Iterable[Any] = ()
    empty: str = "Пока ничего нет."
    caption: str = ""
    selectable: bool = False
    row_key: Getter = "pk"
    template: str = "kit/parts/table_block.html"
    sorted_heads: tuple[Head, ...] = field(default=(), repr=False)

    @property
    def heads(self) -> tuple[Head, ...]:
        """Headings in the order of the columns."""
        if self.sorted_heads:
            return self.sorted_heads
        return tuple(Head(column.label, column.css(place)) for place, column in enumerate(self.columns))

    @property
    def name(self) -> str:
        """What the table is called when it is read aloud."""
        return self.caption or self.title

    def body(self) -> list[Row]:
        """Every row as cells."""
        return [
            Row(
                str(value_of(row, self.row_key) or "") if self.selectable else "",
                tuple(column.cell(row, place) for place, column in enumerate(self.columns)),
            )
            for row in self.rows
        ]

    def with_heads(self, heads: Iterable[Head]) -> Table:
        """The same table under headings that sort."""
        return replace(self, sorted_heads=tuple(heads))
