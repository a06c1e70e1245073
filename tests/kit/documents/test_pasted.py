"""Text as it comes from the clipboard: cells of several lines, quotes of Excel, short rows, tables between | … |."""

import pytest

from nastavnik.kit.documents import read_pasted
from nastavnik.rulebook.roadmaps import Paragraph, Table

HEAD = "№\tМероприятие\tСрок\tОтветственный"


def rows(text: str) -> list[list[str]]:
    (table,) = [block for block in read_pasted(text).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    "text",
    [
        "1\tНазначить\nкуратора\tсентябрь\tДиректор",  # as Word copies a cell of two lines
        '1\t"Назначить\nкуратора"\tсентябрь\tДиректор',  # as Excel does
    ],
)
def test_a_cell_of_several_lines_is_one_cell(text):
    head, row = rows(f"{HEAD}\n{text}")
    assert [cell.replace("\x0b", "\n") for cell in row] == [
        "1",
        "Назначить\nкуратора",
        "сентябрь",
        "Директор",
    ]
    assert len(head) == 4


def test_lines_below_a_full_row_go_on_in_its_last_cell():
    assert rows(f"{HEAD}\n1\tБаза\tмай\tДиректор\nкуратор\n2\tСписок\tмай\tКуратор")[1:] == [
        ["1", "База", "май", "Директор\nкуратор"],
        ["2", "Список", "май", "Куратор"],
    ]


def test_a_numbered_line_is_a_row_of_its_own():
    assert rows(f"{HEAD}\n1. Документы\n1.1\tПриказ\tмай\tДиректор\n2.")[1:] == [
        ["1. Документы", "", "", ""],
        ["1.1", "Приказ", "май", "Директор"],
        ["2.", "", "", ""],
    ]


def test_an_empty_line_ends_a_table():
    blocks = read_pasted(f"План\n{HEAD}\n1\tБаза\tмай\tДиректор\n\nПодпись").blocks
    assert blocks[0] == Paragraph("План")
    assert isinstance(blocks[1], Table)
    assert blocks[2:] == (Paragraph(""), Paragraph("Подпись"))


def test_rows_between_bars_are_a_table():
    assert rows("| № | Мероприятие |\n|---|:---:|\n| 1 | База |") == [["№", "Мероприятие"], ["1", "База"]]


def test_line_ends_of_every_system():
    assert rows(f"{HEAD}\r\n1\tа\tб\tв") == rows(f"{HEAD}\n1\tа\tб\tв") == rows(f"{HEAD}\r1\tа\tб\tв")
