"""The .docx of a road map, opened again and read back."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT

from nastavnik.papers.sheets import Mark
from nastavnik.roadmaps.docx import roadmap_docx
from nastavnik.roadmaps.printing import PrintedRow, RoadmapSheet

SHEET = RoadmapSheet(
    marks=(
        Mark("agreed", "Председатель совета школы", "А. Б. Ветров", "1 сентября 2026 г."),
        Mark("approved", "приказом от 2 сентября 2026 г. № 41-ОД"),
    ),
    title="Дорожная карта школы",
    heads=("№ п/п", "Наименование мероприятия", "Сроки исполнения"),
    widths=(1, 6, 3),
    rows=(
        PrintedRow(("1 Подготовка условий",), is_section=True),
        PrintedRow(("1.1", "Издать приказ", "до 15 октября 2026 г.")),
        PrintedRow(("1.2", "Собрать базы:\n- наставников\n- наставляемых", "октябрь 2026 г.")),
    ),
    owner="Средняя школа № 5",
)


def read_back() -> "Document":  # type: ignore[valid-type]
    return Document(BytesIO(roadmap_docx(SHEET, made_at=datetime(2026, 10, 15, tzinfo=UTC))))


def test_file_reads_back_cell_by_cell() -> None:
    document = read_back()
    marks, table = document.tables
    assert marks.rows[0].cells[0].text.splitlines()[:2] == ["СОГЛАСОВАНО", "Председатель совета школы"]
    assert marks.rows[0].cells[1].text.splitlines()[0] == "УТВЕРЖДЕНО"
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == ["Дорожная карта школы"]
    rows = [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]
    assert rows == [
        ["№ п/п", "Наименование мероприятия", "Сроки исполнения"],
        ["1 Подготовка условий"],
        ["1.1", "Издать приказ", "до 15 октября 2026 г."],
        ["1.2", "Собрать базы:\n- наставников\n- наставляемых", "октябрь 2026 г."],
    ]


def test_sheet_lies_across_and_repeats_its_headings() -> None:
    document = read_back()
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    width = section.page_width - section.left_margin - section.right_margin
    table = document.tables[1]
    assert abs(sum(column.width for column in table.columns) - width) < 20_000  # a twentieth of a millimetre
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


def test_file_names_nobody_in_its_properties() -> None:
    properties = read_back().core_properties
    assert (properties.author, properties.title) == ("Средняя школа № 5", "Дорожная карта школы")
