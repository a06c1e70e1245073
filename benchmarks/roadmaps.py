"""A road map of 500 rows from .docx: cells, then understanding, as multiples of merely unpacking and parsing the file."""

from __future__ import annotations

import io
import zipfile
from itertools import cycle, islice

from docx import Document
from lxml import etree

from benchmarks.measuring import Table, Work, medians, milliseconds, times
from nastavnik.kit.documents import read_document
from nastavnik.rulebook.roadmaps import read_roadmap

ROWS = 500
HEADS = ("rows", "unpack", "cells", "understand", "both", "both, of unpacking", "cell by cell")
DEADLINES = ("до 30.08.2022", "сентябрь-октябрь", "ежегодно до 25 января", "2022-2024 гг.", "в течение учебного года",
             "01.10.2022 01.10.2023", "I квартал 2023 г.", "по отдельному графику")  # fmt: skip
WHAT = "Проведение занятия для наставников по вопросам работы с запросами наставляемых"


def file_of(rows: int) -> bytes:
    """A section every ten rows, five columns, deadlines of all kinds."""
    document = Document()
    document.add_paragraph("Дорожная карта наставничества на 2022-2024 гг.")
    table = document.add_table(0, 5)
    _row(table, ("№", "Мероприятие", "Срок", "Ответственный", "Результат"))
    for place, when in enumerate(islice(cycle(DEADLINES), rows)):
        section, number = divmod(place, 10)
        if not number:
            _row(table, (f"{section + 1}.", f"Направление {section + 1}", "", "", ""))
        _row(
            table,
            (
                f"{section + 1}.{number + 1}.",
                f"{WHAT} {place}",
                when,
                "Кураторы школ",
                f"Не менее {place + 5} участников",
            ),
        )
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def measure() -> list[Table]:
    """One file; the last column is what reading the same cells through python-docx costs."""
    file = file_of(ROWS)
    document = read_document(file, "карта.docx")
    works: dict[str, Work] = {
        "unpack": lambda: _unpacked(file),
        "cells": lambda: read_document(file, "карта.docx"),
        "understand": lambda: read_roadmap(document),
        "slow": lambda: _cell_by_cell(file),
    }
    taken = medians(works, turns=3)
    both = taken["cells"] + taken["understand"]
    row = [
        str(len(read_roadmap(document).measures)),
        milliseconds(taken["unpack"]),
        milliseconds(taken["cells"]),
        milliseconds(taken["understand"]),
        milliseconds(both),
        times(both, taken["unpack"]),
        milliseconds(taken["slow"]),
    ]
    return [Table("A road map from .docx: read_document + read_roadmap", HEADS, [row])]


def _row(table, texts: tuple[str, ...]) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.text = text


def _unpacked(file: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _cell_by_cell(file: bytes) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for table in Document(io.BytesIO(file)).tables for row in table.rows
    ]
