import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from nastavnik.kit.components import Action, Fact
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import Change, ImportPage, ImportResult, Preview, PreviewGroup, PreviewRow, Remark
from nastavnik.kit.sheets import write_sheet
from tests.kit.visiting import visit

HEADINGS = ["ФИО", "Класс"]


def book(rows):
    file = io.BytesIO()
    write_sheet(HEADINGS, rows, "База", file)
    return SimpleUploadedFile("база.xlsx", file.getvalue())


WRONG = PreviewRow(5, ["Лис Ян", "15"], [Remark("такого класса нет", "Класс"), Remark("нет согласия")])
PREVIEW = Preview(
    "база.xlsx",
    HEADINGS,
    [
        PreviewGroup("new", [PreviewRow(n, [f"Участник {n}", "8"]) for n in range(2, 4)]),
        PreviewGroup("changed", [PreviewRow(4, ["Котова", "8"], changes=[Change("Класс", "7", "8")])]),
        PreviewGroup("same", [PreviewRow(n, [f"Прежний {n}", "8"]) for n in range(10, 260)]),
        PreviewGroup("wrong", [WRONG]),
    ],
    matched=[("ФИО", "Фамилия, имя, отчество")],
    unread=["Телефон"],
)


class Import(ImportPage):
    permission = "see"
    title = "Загрузить базу"
    written: list[str] = []
    staged: list[object] = []

    def stage(self, sheet, filename):
        if len(sheet) < 2:
            raise Refused("В таблице нет строк с людьми.")
        self.staged.append((sheet, filename))
        return "7"

    def look(self, key):
        if key in self.written:
            return ImportResult("Записаны 2 новых.", [Fact("Новые", 2)], [Action("Открыть", "/list/")])
        return PREVIEW

    def write(self, key):
        self.written.append(key)


def test_chosen_file_is_read_staged_and_found_again_by_its_address():
    Import.staged.clear()
    response = visit(Import, "/import/", post={"file": book([["Котова", 8]])})
    assert response["Location"] == "/import/?draft=7"
    assert Import.staged == [([["ФИО", "Класс"], ["Котова", 8]], "база.xlsx")]


def test_file_that_is_no_spreadsheet_is_refused_at_the_field():
    response = visit(Import, "/import/", post={"file": SimpleUploadedFile("a.txt", b"hello")})
    assert response.status_code == 422
    assert "Это не таблица Excel." in response.text
    assert "Ошибка: Загрузить базу" in response.text


def test_refusal_of_staging_and_a_missing_file_are_said_at_the_field():
    assert "В таблице нет строк с людьми." in visit(Import, "/import/", post={"file": book([])}).text
    assert "Приложите файл" in visit(Import, "/import/", post={}).text


def test_preview_counts_groups_and_writes_nothing():
    Import.written.clear()
    text = visit(Import, "/import/?draft=7").text
    assert "Записать: 2 новые, 1 изменённая" in text
    assert "Класс: такого класса нет" in text
    assert "<del>7</del> → <ins>8</ins>" in text
    assert "столбец не читается" in text
    assert "Показаны первые 200; ещё 50\u00a0строк" in text
    assert text.index("С ошибками") < text.index("Новые")
    assert Import.written == []


def test_writing_happens_by_post_and_shows_the_result_at_the_same_address():
    Import.written.clear()
    response = visit(Import, "/import/?draft=7", post={})
    assert response["Location"] == "/import/?draft=7"
    assert Import.written == ["7"]
    assert "Записаны 2 новых." in visit(Import, "/import/?draft=7").text


def test_refused_writing_returns_to_the_preview_with_the_reason():
    class Late(Import):
        def write(self, key):
            raise Refused("Файл устарел: загрузите его снова.")

    response = visit(Late, "/import/?draft=7", post={})
    assert (response["Location"], response.said) == (
        "/import/?draft=7",
        ["Файл устарел: загрузите его снова."],
    )


def test_preview_without_anything_new_keeps_the_button_with_its_reason():
    class Same(Import):
        def look(self, key):
            return Preview("а.xlsx", HEADINGS, [PREVIEW.group("same")])

    text = visit(Same, "/import/?draft=7").text
    assert "disabled>Записать" in text
    assert "записывать нечего" in text


def test_rows_with_remarks_are_given_back_as_a_file():
    Import.written.clear()
    taken = []

    class Journalled(Import):
        def remarks_taken(self, key, count):
            taken.append((key, count))

    response = visit(Journalled, "/import/?draft=7&remarks=1")
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[0] == ("Строка файла", "ФИО", "Класс", "Замечания")
    assert rows[1] == (5, "Лис Ян", "15", "Класс: такого класса нет; нет согласия")
    assert taken == [("7", 1)]
