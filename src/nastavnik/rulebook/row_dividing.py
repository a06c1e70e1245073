"""A row of a base that holds several people in one cell, divided into a row for each of them."""

import re
from collections.abc import Callable, Sequence

from nastavnik.rulebook.base_columns import Layout
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.names import BadName, FullName, parse_full_name, split_names

_LINES = re.compile(r"[;\n\r]+")
_COMMAS = re.compile(r"[,;\n\r]+")
# Cells in which a comma can only stand between people.
_SHORT = frozenset({"birth", "birth_date", "class_name", "guardian", "entered"})
_MOST = 10


def people_in(cells: Sequence[Cell], layout: Layout) -> tuple[FullName, ...]:
    """Give the people whom the cell of the name clearly holds: two or more, each with a whole name; else ().

    «Иванов Пётр Ильич, Сидорова Анна Юрьевна» are two; a cell in which a part is no whole name is nobody's.
    """
    place = layout.first("name")
    text = cells[place] if place is not None and place < len(cells) else None
    names = split_names(text) if isinstance(text, str) else []
    if not 2 <= len(names) <= _MOST:
        return ()
    try:
        return tuple(parse_full_name(name) for name in names)
    except BadName:
        return ()


def divided(cells: Sequence[Cell], layout: Layout) -> list[list[Cell]]:
    """Give a row for each of the people, in the order of the cell; [] where it does not hold several.

    A cell that holds as many lines as there are people (or, of births, classes and representatives, as many
    parts between commas) is shared out in their order; any other is repeated for each of them.
    """
    people = people_in(cells, layout)
    if not people:
        return []
    rows: list[list[Cell]] = [list(cells) for _ in people]
    codes = {place: code for code, places in layout.places.items() for place in places}
    for place, cell in enumerate(cells):
        shares = _shares(cell, len(people), codes.get(place, ""))
        for row, share in zip(rows, shares, strict=True):
            row[place] = share
    name = layout.first("name")
    for row, person in zip(rows, people, strict=True):
        if name is not None:
            row[name] = person.full
    return rows


def _shares(cell: Cell, count: int, code: str) -> list[Cell]:
    if isinstance(cell, str):
        ways: list[Callable[[str], list[str]]] = [_LINES.split]
        if code in _SHORT:
            ways.append(_COMMAS.split)
        for split in ways:
            parts = [part.strip() for part in split(cell) if part.strip()]
            if len(parts) == count:
                return list(parts)
    return [cell] * count
