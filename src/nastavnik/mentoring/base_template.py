"""The empty form of a base that a school takes from here, with one invented row that is never loaded."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from nastavnik.kit.sheets import write_sheet
from nastavnik.rulebook.base_forms import HEADINGS
from nastavnik.rulebook.cells import Cell, text_of
from nastavnik.rulebook.dictionaries import Side

EXAMPLE_MARK = "Пример"
EXAMPLE_NAMES: Mapping[Side, str] = {
    Side.MENTEE: "Примеров Пример Примерович",
    Side.MENTOR: "Образцова Мария Петровна",
}
TITLES: Mapping[Side, str] = {Side.MENTEE: "База наставляемых", Side.MENTOR: "База наставников"}


def template_file(side: Side, today: date) -> bytes:
    """An .xlsx with the printed headings of the form and the invented row; `today` stands in it as a date."""
    file = io.BytesIO()
    write_sheet(HEADINGS[side], [_example(side, today)], TITLES[side], file)
    return file.getvalue()


def without_example(cells: Sequence[Sequence[Cell]], side: Side) -> list[Sequence[Cell]]:
    """The sheet with the invented row emptied; a row with its mark that names somebody else stays."""
    return [() if _is_example(row, side) else row for row in cells]


def _is_example(row: Sequence[Cell], side: Side) -> bool:
    texts = {text_of(cell) for cell in row}
    return EXAMPLE_MARK in texts and EXAMPLE_NAMES[side] in texts


def _example(side: Side, today: date) -> list[Any]:
    if side is Side.MENTEE:
        return [
            EXAMPLE_MARK,
            EXAMPLE_NAMES[side],
            "Примерова Анна Петровна, мама, 8 900 000-00-00",
            2012,
            "Физика, подготовка к ОГЭ",
            today,
        ]
    return [
        EXAMPLE_MARK,
        EXAMPLE_NAMES[side],
        "8 900 000-00-00",
        "МАОУ «Школа № 1», учитель физики",
        "Физика, решение олимпиадных задач",
        "Подготовила призёров олимпиад",
        "Шахматы, походы",
        "12–16 лет",
        "1 час в неделю, 2 наставляемых",
        today,
    ]
