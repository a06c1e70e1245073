"""What Word keeps apart from the text: merged cells, numbers of lists, tracked changes, text boxes, nested tables."""

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from nastavnik.kit.documents import read_document
from nastavnik.rulebook.roadmaps import Paragraph, Table


def blocks(make: Callable[[Docx], object]) -> list[Paragraph | Table]:
    document = Document()
    make(document)
    target = io.BytesIO()
    document.save(target)
    return [
        block for block in read_document(target.getvalue(), "карта.docx").blocks if block != Paragraph("")
    ]


def test_merged_cells_stand_once_with_their_reach():
    def make(document: Docx) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Раздел"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "сентябрь"
        table.cell(1, 1).text, table.cell(2, 1).text = "первое", "второе"

    (table,) = blocks(make)
    assert [[(cell.text, cell.across, cell.down, cell.is_covered) for cell in row] for row in table.rows] == [
        [("Раздел", 3, 1, False), ("", 1, 1, True), ("", 1, 1, True)],
        [("сентябрь", 1, 2, False), ("первое", 1, 1, False), ("", 1, 1, False)],
        [("", 1, 1, True), ("второе", 1, 1, False), ("", 1, 1, False)],
    ]


def test_numbers_that_word_counts_by_itself_are_written_out():
    def make(document: Docx) -> None:
        table = document.add_table(2, 2)
        for row, title in zip(table.rows, ("Назначить куратора", "Собрать запросы"), strict=True):
            row.cells[0].paragraphs[0].style = "List Number"
            row.cells[1].text = title
        document.add_paragraph("сроки;", style="List Bullet")

    table, item = blocks(make)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1.", "Назначить куратора"],
        ["2.", "Собрать запросы"],
    ]
    assert item.text == "• сроки;"


def test_deleted_text_is_gone_and_inserted_text_stays():
    def make(document: Docx) -> None:
        paragraph = document.add_paragraph("до ")
        paragraph._p.append(
            parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>1 мая</w:delText></w:r></w:del>")
        )
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>1 июня</w:t></w:r></w:ins>"))

    assert blocks(make) == [Paragraph("до 1 июня")]


def test_breaks_hyphens_and_soft_hyphens():
    def make(document: Docx) -> None:
        run = document.add_paragraph().add_run("обра\u00adзование")
        run._r.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))
        run.add_text("центр")
        run.add_break()
        run.add_text("школа")
        run.font.size = Pt(9)

    (paragraph,) = blocks(make)
    assert paragraph.text == "обра\u00adзование-центр\nшкола", "what is no text is the reader's to drop"


def test_a_table_inside_a_cell_gives_its_lines():
    def make(document: Docx) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Список:"
        inner = cell.add_table(2, 2)
        for place, text in enumerate(("а", "б", "в", "г")):
            inner.cell(place // 2, place % 2).text = text

    (table,) = blocks(make)
    assert table.rows[0][0].text == "Список:\nа б\nв г"


def test_a_text_box_is_read_once():
    def make(document: Docx) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДАЮ</w:t></w:r></w:p></w:txbxContent>"
        names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        document.add_paragraph()._p.append(
            parse_xml(
                f"<w:r {nsdecls('w')} {names}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
                f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )

    assert blocks(make) == [Paragraph("УТВЕРЖДАЮ")]


def test_rows_inside_controls_are_rows():
    def make(document: Docx) -> None:
        table = document.add_table(2, 1)
        table.cell(0, 0).text, table.cell(1, 0).text = "один", "два"
        row = table.rows[1]._tr
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        row.addprevious(control)
        control.find(qn("w:sdtContent")).append(row)

    (table,) = blocks(make)
    assert [row[0].text for row in table.rows] == ["один", "два"]


def test_a_table_made_by_tabs_is_a_table():
    def make(document: Docx) -> None:
        document.add_paragraph("План")
        for line in ("№\tМероприятие\tСрок", "1\tСбор запросов\tмай", "\tучеников\t"):
            document.add_paragraph(line)

    title, table = blocks(make)
    assert title == Paragraph("План")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["№", "Мероприятие", "Срок"],
        ["1", "Сбор запросов", "май"],
        ["", "учеников", ""],
    ]
