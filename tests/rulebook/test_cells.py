"""Cells as text and letters of columns."""

from datetime import datetime

import pytest

from nastavnik.rulebook.cells import column_letter, is_empty, lines_of, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  Котова\n Мария\u00a0\tИвановна ", "Котова Мария Ивановна"),
        ("сло\u00adво\u200b", "слово"),
        (2012.0, "2012"),
        (79001234567.0, "79001234567"),
        (1.5, "1,5"),
        (7, "7"),
        (True, "да"),
        (datetime.fromisoformat("2026-10-15"), "15.10.2026"),
    ],
)
def test_cell_becomes_one_line(cell: str, text: str) -> None:
    assert text_of(cell) == text


def test_lines_are_kept_apart() -> None:
    assert lines_of(" Анна \n\n мать ") == ["Анна", "мать"]


def test_spaces_are_nothing() -> None:
    assert is_empty(" \u00a0\n")
    assert not is_empty(0)


def test_columns_have_letters() -> None:
    assert [column_letter(index) for index in (0, 3, 25, 26, 51, 52, 701, 702)] == [
        "A", "D", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="negative"):
        column_letter(-1)
