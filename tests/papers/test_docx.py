"""The file of the order: read back as text, and what Word has to know of it."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from nastavnik.papers.docx import order_docx
from nastavnik.papers.docx_styles import Look
from nastavnik.papers.kinds import rule_of
from nastavnik.papers.sheets import Cell, Mark, OrderSheet, PrintedName, SheetRow, SheetTable, spans_of
from tests.papers.reading import lines_of

GOLDEN = Path(__file__).parent / "golden"
MADE_AT = datetime(2026, 10, 15, 9, 30, tzinfo=UTC)
KOTOVA = PrintedName(1, "Котову Марию Ивановну", "учителя физики")
GRACH = PrintedName(2, "Грача Илью Ильича", "обучающегося 10 «Б» класса")


def mentee(key: int, printed: str, standing: str = "обучающимся 8 «А» класса") -> PrintedName:
    return PrintedName(key, printed, standing)


def row(number: int, mentor: PrintedName, pupil: PrintedName, form: str, role: str, period: str) -> SheetRow:
    form_lines = tuple(part for part in (form, role) if part)
    cells = (Cell((str(number),)), Cell(name=mentor), Cell(name=pupil), Cell(form_lines), Cell((period,)))
    return SheetRow(number, cells)


def pairs_table(*rows: SheetRow) -> SheetTable:
    columns = rule_of("pairs_order").table.columns  # type: ignore[union-attr]
    return SheetTable(
        tuple(column.head for column in columns), tuple(column.width for column in columns), rows
    )


YEAR, TILL_MAY = "2026/2027 учебный год", "с 15.10.2026 по 31.05.2027"
PUPILS, TEACHERS = "ученик – ученик", "учитель – ученик"
ROWS = (
    row(1, KOTOVA, mentee(11, "Зиминым Даниилом Олеговичем"), TEACHERS, "«равный – равному»", YEAR),
    row(2, GRACH, mentee(12, "Швецом Петром Львовичем"), PUPILS, "", TILL_MAY),
    row(2, GRACH, mentee(13, "Орёл Анной Юрьевной", "обучающейся 7 класса"), PUPILS, "", TILL_MAY),
    row(2, GRACH, mentee(14, "Ким Ли", ""), PUPILS, "", "с 15.10.2026 по 31.12.2026"),
    row(3, KOTOVA, mentee(12, "Швецом Петром Львовичем"), TEACHERS, "", YEAR),
)  # fmt: skip


def sheet(**values: object) -> OrderSheet:
    whole: dict[str, object] = {
        "founder": "Северогорский городской округ\nУправление образования г. Северогорска",
        "institution": "Муниципальное общеобразовательное учреждение «Средняя школа № 5»",
        "place": "г. Северогорск",
        "title": "О закреплении наставнических пар (групп)",
        "preamble": "В соответствии с распоряжением Минпросвещения России от 25.12.2019 № Р-145",
        "command_word": "ПРИКАЗЫВАЮ:",
        "points": (
            "Закрепить наставников за наставляемыми:",
            "Наставникам проводить встречи.",
            "Куратору вести учёт.",
        ),
        "table": pairs_table(*ROWS),
        "control": "Контроль за исполнением приказа возложить на Светлову Светлану Петровну.",
        "signer_post": "Директор",
        "signer_name": "Н. И. Орлова",
        "acquainted": ("Котова М. И.", "Грач И. И. (представитель: ____________________)", "Светлова С. П."),
    }
    return OrderSheet(**(whole | values))  # type: ignore[arg-type]


MARKS = (
    Mark("approve", "Начальник Управления образования г. Северогорска", "О. П. Громов"),
    Mark("agreed", "Председатель профсоюзной организации", "В. И. Садовая", "14.10.2026"),
    Mark("adopted", "на заседании педагогического совета, протокол от 30.09.2026 № 2"),
    Mark("opinion", "совета обучающихся, протокол от 28.09.2026 № 1"),
)
ANNEX = SheetTable(
    ("№", "Наставник", "Программа"),
    (1.1, 10.4, 5.5),
    (SheetRow(1, (Cell(("1",)), Cell(name=KOTOVA), Cell(("Физика вместе",), is_note=True))),),
    "Список наставников",
)
WHOLE = {"marks": MARKS, "annexes": (ANNEX, ANNEX), "executor": "Светлова С. П., 8 (000) 00-00-00"}


def opened(**values: object) -> DocumentType:
    return Document(BytesIO(order_docx(sheet(**values), made_at=MADE_AT)))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("draft", {}),
        ("registered", {"dated": date(2026, 10, 15), "number": "40-од"}),
        ("marks_and_annexes", {**WHOLE, "dated": date(2026, 10, 15), "number": "41-од"}),
        (
            "named",
            {"table": None, "named": (KOTOVA, GRACH), "points": ("Назначить кураторами:", "Вести учёт.")},
        ),
        (
            "bare",
            {
                "founder": "",
                "place": "",
                "signer_name": "",
                "acquainted": (),
                "table": pairs_table(*ROWS[:1]),
                "points": ("Закрепить:",),
            },
        ),
    ],
)
def test_text_reads_as_the_golden_file(name: str, values: dict[str, object]) -> None:
    lines = lines_of(order_docx(sheet(**values), made_at=MADE_AT))
    assert lines == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_page_is_a4_with_the_margins_of_office_work() -> None:
    section = opened().sections[0]
    assert [round(length.cm, 1) for length in (section.page_width, section.page_height)] == [21.0, 29.7]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(length.cm, 1) for length in margins] == [3.0, 1.0, 2.0, 2.0]


def test_every_style_in_use_is_times_for_all_scripts_and_russian() -> None:
    document = opened(**WHOLE)
    paragraphs = [
        *document.paragraphs,
        *(p for table in document.tables for cell in table._cells for p in cell.paragraphs),
    ]
    used = {paragraph.style.name: paragraph.style for paragraph in paragraphs}
    assert set(used) == set(Look)
    for style in used.values():
        properties = style.element.rPr
        fonts = properties.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }
        assert properties.find(qn("w:lang")).get(qn("w:val")) == "ru-RU"
        assert style.font.size in (Pt(14), Pt(12))
    assert {used[Look.CELL].font.size, used[Look.HEAD_CELL].font.size} == {Pt(12)}


def test_title_is_at_the_left_and_not_wider_than_eight_centimetres() -> None:
    title = next(
        paragraph for paragraph in opened().paragraphs if paragraph.style.name == "Заголовок приказа"
    )
    assert title.alignment in (None, WD_ALIGN_PARAGRAPH.LEFT)
    assert round(17 - title.style.paragraph_format.right_indent.cm, 2) <= 8


def test_table_heading_is_repeated_and_no_row_is_torn() -> None:
    pairs = opened().tables[0]
    rows = pairs._tbl.tr_lst
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [
        True,
        False,
        False,
        False,
        False,
        False,
    ]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_table_widths_are_set_everywhere_and_fill_the_text() -> None:
    for table in opened().tables:
        grid = [column.width for column in table.columns]
        assert abs(sum(grid) - Cm(17)) < Cm(0.02)
        assert table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:type")) == "dxa"
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        for row in table._tbl.tr_lst:
            assert [tc.width for tc in row.tc_lst] == grid


def test_cells_of_a_group_are_merged() -> None:
    merges = [[tc.vMerge for tc in row.tc_lst] for row in opened().tables[0]._tbl.tr_lst[1:]]
    assert merges == [
        [None] * 5,
        ["restart", "restart", None, "restart", "restart"],
        ["continue", "continue", None, "continue", "continue"],
        ["continue", "continue", None, "continue", None],
        [None] * 5,
    ]


def test_group_is_kept_on_one_page_and_a_very_large_one_is_not() -> None:
    def kept(rows: tuple[SheetRow, ...]) -> list[bool | None]:
        body = opened(table=pairs_table(*rows)).tables[0].rows[1:]
        return [row.cells[2].paragraphs[0].paragraph_format.keep_with_next for row in body]

    assert kept(ROWS) == [None, True, True, None, None]
    large = tuple(row(1, KOTOVA, mentee(key, "Зиминым"), PUPILS, "", YEAR) for key in range(20, 29))
    assert kept(large) == [None] * 9


def test_spans_do_not_join_equal_neighbours_of_different_numbers() -> None:
    rows = [row(number, KOTOVA, mentee(20, "Зиминым"), "форма", "", "год") for number in (1, 2)]
    assert [spans[1] for spans in spans_of(rows)] == [1, 1]
    assert [spans[2] for spans in spans_of([ROWS[0], ROWS[0]])] == [2, 0]


def test_each_annex_begins_on_a_page_of_its_own() -> None:
    starts = [
        paragraph for paragraph in opened(**WHOLE).paragraphs if paragraph.paragraph_format.page_break_before
    ]
    assert [start.text.replace("\u00a0", " ") for start in starts] == ["Приложение № 1", "Приложение № 2"]


def test_mark_of_approval_is_eight_centimetres_at_the_right() -> None:
    mark = opened(**WHOLE).paragraphs[0]
    assert (mark.text, mark.style.name) == ("УТВЕРЖДАЮ", "Гриф справа")
    assert round(17 - mark.style.paragraph_format.left_indent.cm, 2) <= 8


def test_signature_stays_with_the_last_point() -> None:
    document = opened()
    last = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Текст приказа"][-1]
    assert last.text.endswith("Светлову Светлану Петровну.")
    assert last.paragraph_format.keep_with_next and last.paragraph_format.keep_together


def test_properties_of_the_file_name_the_institution_and_nobody() -> None:
    content = order_docx(sheet(), made_at=MADE_AT)
    properties = Document(BytesIO(content)).core_properties
    assert properties.title == "Приказ «О закреплении наставнических пар (групп)»"
    assert properties.author == properties.last_modified_by == sheet().institution
    assert properties.created == properties.modified == MADE_AT
    with zipfile.ZipFile(BytesIO(content)) as parts:
        described = b"".join(
            parts.read(name) for name in parts.namelist() if name.startswith("docProps/")
        ).decode()
        assert "thumbnail" not in " ".join(parts.namelist())
    for word in ("Котов", "Орлова", "Светлов", "Зимин", "python-docx"):
        assert word not in described


def test_pages_are_numbered_from_the_second() -> None:
    section = opened().sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert section.first_page_header.paragraphs[0].text == ""


def test_no_consent_is_asked_for_in_the_order() -> None:
    assert not [
        line for line in lines_of(order_docx(sheet(), made_at=MADE_AT)) if "персональных данных" in line
    ]
