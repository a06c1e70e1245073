"""The invented road maps as .docx, .xlsx and .pdf: read as from the pasted text."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nastavnik.kit.documents import read_document, read_pasted
from nastavnik.rulebook.roadmaps import NoRoadmap, Reading, read_roadmap
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


@pytest.mark.skipif(not shutil.which("antiword"), reason="программа antiword не установлена")
def test_an_old_document_reads_the_same_by_the_real_antiword():
    """`cycle.doc` was saved from the .docx by LibreOffice."""
    pasted = read_roadmap(read_pasted(invented.CYCLE))
    reading = read_roadmap(read_document(Path(__file__).parent / "cycle.doc"))
    assert seen(reading) == seen(pasted)
    assert (reading.title, reading.period) == (pasted.title, pasted.period)


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


UNRULED = (
    "table{border-collapse:collapse;width:100%} td{padding:3px 8px;vertical-align:top} *{font:9pt serif}"
)


@pytest.mark.journey
def test_a_pdf_without_lines_is_read_by_its_columns_or_refused(tmp_path):
    """Cells in the middle of their rows leave a doubt of where a row ends: nothing is guessed."""
    pasted = read_roadmap(read_pasted(invented.REGION))
    plain = write_pdf(invented.REGION, tmp_path / "карта.pdf", style=UNRULED)
    reading = read_roadmap(read_document(plain))
    assert [(m.number, m.title, m.deadline, m.executors_text) for m in reading.measures] == [
        (m.number, m.title, m.deadline, m.executors_text) for m in pasted.measures
    ]
    doubtful = UNRULED.replace("vertical-align:top", "vertical-align:middle")
    with pytest.raises(NoRoadmap, match="вставьте таблицу текстом"):
        read_roadmap(read_document(write_pdf(invented.REGION, tmp_path / "иная.pdf", style=doubtful)))
