import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.dimensions import RowDimension

from nastavnik.kit import sheet_guards as guards
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import read_sheet, write_sheet


def made(build):
    """The bytes of a workbook that another library made."""
    book = openpyxl.Workbook()
    build(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refusal(file, filename=""):
    with pytest.raises(Refused) as caught:
        read_sheet(file, filename)
    assert caught.value.field == "file"
    return caught.value.reason


def test_cells_keep_their_kinds():
    moment = dt.datetime(2026, 10, 15, 12, 30)  # noqa: DTZ001 a sheet knows no zone

    def build(book):
        book.active.append(["ФИО", 8, 8.5, dt.date(2026, 10, 15), moment, True, None, "\u00a0 Лис\u00a0Ян "])

    assert read_sheet(made(build)) == [["ФИО", 8, 8.5, dt.date(2026, 10, 15), moment, True, None, "Лис Ян"]]


def test_whole_floats_are_integers():
    def build(book):
        book.active.append([8.0, "8.0"])

    row = read_sheet(made(build))[0]
    assert row == [8, "8.0"]
    assert isinstance(row[0], int)


def test_row_numbers_are_those_of_the_file_and_the_empty_tail_is_cut():
    def build(book):
        sheet = book.active
        sheet["B3"] = "ФИО"
        sheet["B5"] = "Лис"
        sheet["D9"] = "   "

    rows = read_sheet(made(build))
    assert len(rows) == 5
    assert rows[2] == [None, "ФИО"]
    assert rows[3] == [None, None]


def test_merged_cells_repeat_their_value():
    def build(book):
        sheet = book.active
        sheet["A1"], sheet["C1"], sheet["A2"] = "Наставник", "Класс", "x"
        sheet["B2"] = sheet["C2"] = "y"
        sheet.merge_cells("A1:B1")

    assert read_sheet(made(build))[0] == ["Наставник", "Наставник", "Класс"]


def test_hidden_and_empty_sheets_are_passed_by():
    def build(book):
        hidden = book.active
        hidden.append(["тайна"])
        hidden.sheet_state = "hidden"
        book.create_sheet("Пустой")
        book.create_sheet("База").append(["ФИО"])

    assert read_sheet(made(build)) == [["ФИО"]]


def test_formatted_rows_below_do_not_count():
    def build(book):
        book.active.append(["ФИО"])
        book.active.row_dimensions[40_000] = RowDimension(book.active, index=40_000, height=30)

    assert read_sheet(made(build)) == [["ФИО"]]


@pytest.mark.parametrize(
    ("file", "filename", "reason"),
    [
        (b"", "a.xlsx", guards.NOTHING),
        (b"hello", "a.txt", guards.NOT_A_SHEET),
        (b"\n  \n", "a.csv", guards.NOTHING),
        (b";;\n;;\n", "a.csv", guards.NOTHING),
        ("Уважаемая Ирина Олеговна!".encode(), "a.txt", guards.NOT_A_SHEET),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.csv", guards.NOT_A_SHEET),
        ("<html><table><tr><td>ФИО</td></tr></table>".encode(), "a.xls", guards.WEB_PAGE),
        (b"%PDF-1.7", "a.pdf", guards.NOT_A_SHEET),
        (b"garbage", "a.xlsx", guards.DAMAGED),
        (b"PK\x03\x04garbage", "a.xlsx", guards.DAMAGED),
        (guards.OLE_MARK + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", guards.LOCKED),
        (guards.OLE_MARK + "WordDocument".encode("utf-16-le"), "a.doc", guards.NOT_A_SHEET),
        (guards.OLE_MARK + "Workbook".encode("utf-16-le"), "a.xls", guards.DAMAGED),
        (b"x" * (guards.MAX_BYTES + 1), "a.xlsx", guards.TOO_BIG),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(file, filename, reason):
    assert refusal(file, filename) == reason


def test_document_of_another_kind_is_not_a_spreadsheet():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(file.getvalue(), "приказ.docx") == guards.NOT_A_SHEET


def test_cut_off_file_is_damaged():
    whole = made(lambda book: book.active.append(["ФИО"]))
    assert refusal(whole[: len(whole) // 2], "a.xlsx") == guards.DAMAGED


def test_broken_sheet_inside_a_whole_archive_is_damaged():
    whole = made(lambda book: book.active.append(["ФИО"]))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name.startswith("xl/worksheets/") else old.read(name))
    assert refusal(file.getvalue(), "a.xlsx") == guards.DAMAGED


def test_workbook_without_values_is_empty():
    assert refusal(made(lambda book: None), "a.xlsx") == guards.NOTHING


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(guards, "MAX_ROWS", 3)
    file = made(lambda book: [book.active.append([n]) for n in range(4)])
    assert refusal(file, "a.xlsx") == guards.TOO_LONG


def test_archive_that_swells_is_refused(monkeypatch):
    monkeypatch.setattr(guards, "MAX_UNPACKED", 1000)
    assert refusal(made(lambda book: book.active.append(["ФИО"]))) == guards.SWELLS


def repacked(change):
    """A whole .xlsx with its first sheet rewritten."""
    whole = made(lambda book: book.active.append(["ФИО", "Класс"]))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name.startswith("xl/worksheets/") else content)
    return file.getvalue()


def test_archive_that_lies_about_its_size_is_counted_as_it_unfolds(monkeypatch):
    bomb = bytearray(repacked(lambda content: content + b" " * 3_000_000))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = bomb.find(mark)
        while at >= 0:
            bomb[at + place : at + place + 4] = (100).to_bytes(4, "little")
            at = bomb.find(mark, at + 1)
    monkeypatch.setattr(guards, "MAX_UNPACKED", 2_000_000)
    assert refusal(bytes(bomb)) == guards.SWELLS


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', guards.TOO_LONG),
        (b'<row r="1048576"><c><v>1</v></c></row>', guards.TOO_LONG),
        (b'<row r="900"><c r="XFD900"><v>1</v></c></row>', guards.TOO_WIDE),
    ],
)
def test_one_cell_far_away_takes_no_memory(cell, reason):
    file = repacked(lambda content: content.replace(b"</sheetData>", cell + b"</sheetData>"))
    assert refusal(file, "a.xlsx") == reason


def test_formatted_but_empty_cells_far_away_do_no_harm():
    cell = b'<row r="1048576"><c r="A1048576" s="0"/></row>'
    file = repacked(lambda content: content.replace(b"</sheetData>", cell + b"</sheetData>"))
    assert read_sheet(file, "a.xlsx") == [["ФИО", "Класс"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_its_encodings_and_with_its_delimiters(encoding, delimiter):
    lines = [
        "База",
        "",
        delimiter.join(["№", "ФИО", "Запрос"]),
        delimiter.join(["1", "Лис Ян", '"физика, ОГЭ; химия"']),
    ]
    rows = read_sheet("\r\n".join([*lines, "", ""]).encode(encoding), "база.csv")
    assert rows == [
        ["База", None, None],
        [None, None, None],
        ["№", "ФИО", "Запрос"],
        ["1", "Лис Ян", "физика, ОГЭ; химия"],
    ]


def test_csv_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr("nastavnik.kit.csv_sheets.MAX_ROWS", 3)
    assert refusal(b"a;b\n" * 5, "a.csv") == guards.TOO_LONG


def written(headings, rows, title="База"):
    file = io.BytesIO()
    write_sheet(headings, rows, title, file)
    return openpyxl.load_workbook(io.BytesIO(file.getvalue())).active


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900 000-00-00", "-5", "@name", "https://школа.рф", "007", "{=A1}"]
)
def test_text_stays_text_whatever_it_begins_with(text):
    cell = written(["Телефон"], [[text]])["A2"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.hyperlink is None


def test_values_come_back_as_they_were():
    day = dt.date(2026, 10, 15)
    midnight = dt.datetime(2026, 10, 15)  # noqa: DTZ001 a sheet knows no zone
    sheet = written(["а", "б", "в", "г", "д"], [[1, Decimal("12.5"), day, None, True]])
    assert [cell.value for cell in sheet[2]] == [1, 12.5, midnight, None, "да"]
    assert sheet["C2"].number_format == "dd.mm.yyyy"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize(("title", "name"), [("а/б:в*г" * 9, 31), ("'Пары'", 4), ("[]", 6)])
def test_sheet_name_is_one_that_excel_takes(title, name):
    sheet = written(["а"], [], title)
    assert len(sheet.title) <= name
    assert not set(sheet.title) & set("[]:*?/\\")


def test_sheet_written_to_a_path_is_read_again(tmp_path):
    path = tmp_path / "база.xlsx"
    write_sheet(["ФИО", "Класс"], ((f"Участник {n}", n) for n in range(3)), "База", path)
    assert read_sheet(path.read_bytes())[1:] == [["Участник 0", 0], ["Участник 1", 1], ["Участник 2", 2]]
