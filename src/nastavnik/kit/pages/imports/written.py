"""What is said of a file that has been written, and the file that is given back with remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from nastavnik.kit.components import Action, Fact
from nastavnik.kit.pages.imports.preview import ImportResult
from nastavnik.rulebook.numbers import counted

ROWS = ("строка", "строки", "строк")
REMARKS_HEADING = "Замечания"


def written_result(
    filename: str, *, new: int, changed: int, same: int, left_out: int = 0, actions: Sequence[Action]
) -> ImportResult:
    """How many rows a file has brought, and the way on."""
    facts = [
        Fact("Внесены впервые", new),
        Fact("Изменены", changed),
        Fact("Остались без изменений", same),
        *([Fact("Не загружены", left_out)] if left_out else []),
    ]
    return ImportResult(
        f"Файл «{filename}» загружен: {counted(new + changed, ROWS)} записано.", facts, actions
    )


def with_remarks(
    headings: Sequence[str], rows: Iterable[tuple[Sequence[Any], str]]
) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of the file as it came, what is wrong beside each row in a last column.

    A column of remarks with which the file came back to us is not kept.
    """
    kept = [place for place, heading in enumerate(headings) if heading != REMARKS_HEADING]
    told = [[*(cell_at(cells, place) for place in kept), remark or None] for cells, remark in rows]
    return [*(headings[place] for place in kept), REMARKS_HEADING], told


def cell_at(cells: Sequence[Any], place: int) -> Any:
    """The value of a row at a place; rows of a file may be shorter than its headings."""
    return cells[place] if place < len(cells) else None
