"""The invented road maps as .docx, .xlsx and .pdf: read as from the pasted text."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from nastavnik.kit.documents import read_document, read_pasted
from nastavnik.rulebook.roadmaps import Reading, read_roadmap
from tests.kit.documents.variants import write_docx, write_pdf, write_xlsx
from tests.rulebook.roadmaps import invented

NAMES = ["TOWN", "SCHOOL", "REGION", "DISTRICT", "CYCLE"]
Writer = Callable[[str, Path], Path]


def seen(reading: Reading) -> list[tuple[object, ...]]:
    """What a measure says; where a line of a list breaks is the file's own."""
    return [
        (
            measure.number,
            measure.section and measure.section.title,
            measure.title,
            measure.deadline,
            measure.executors,
            measure.participants,
            re.sub(r"\s+", " ", measure.result),
            measure.targets,
        )
        for measure in reading.measures
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("writer", "suffix"),
    [(write_docx, "docx"), (write_xlsx, "xlsx"), pytest.param(write_pdf, "pdf", marks=pytest.mark.journey)],
)
def test_every_kind_of_file_reads_the_same(tmp_path, name, writer, suffix):
    text = getattr(invented, name)
    pasted = read_roadmap(read_pasted(text))
    reading = read_roadmap(read_document(writer(text, tmp_path / f"карта.{suffix}")))
    assert seen(reading) == seen(pasted)
    assert (reading.title, reading.period, reading.order) == (pasted.title, pasted.period, pasted.order)
    assert [section.title for section in reading.sections] == [section.title for section in pasted.sections]
    assert [(one.name, one.unit, one.targets) for one in reading.indicators] == [
        (one.name, one.unit, one.targets) for one in pasted.indicators
    ]
    assert [(one.code, one.where) for one in reading.findings] == [
        (one.code, one.where) for one in pasted.findings
    ]
