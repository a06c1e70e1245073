import io

from django.core.files.uploadedfile import SimpleUploadedFile

from nastavnik.kit.components import Action, Fact, Progress
from nastavnik.kit.errors import Refused
from nastavnik.kit.pages import (
    Candidate,
    Change,
    ColumnChoice,
    ComparedLine,
    Comparison,
    ImportColumnsPage,
    ImportFilePage,
    ImportPage,
    ImportResult,
    Meaning,
    Preview,
    PreviewGroup,
    PreviewRow,
    Remark,
    Writing,
)
from nastavnik.kit.sheets import write_sheet
from tests.kit.visiting import visit

HEADINGS = ["ФИО", "Класс"]


def book(rows):
    file = io.BytesIO()
    write_sheet(HEADINGS, rows, "База", file)
    return SimpleUploadedFile("база.xlsx", file.getvalue())


WRONG = PreviewRow(5, ["Лис Ян", "15"], [Remark("такого класса нет", "Класс"), Remark("нет согласия")])
ALIKE = PreviewRow(
    6,
    ["Котов Данил", "8"],
    comparison=Comparison(
        "Котов Данил",
        [
            Candidate(
                "same:3",
                "Котов Даниил",
                [ComparedLine("ФИО", "Котов Данил", "Котов Даниил"), ComparedLine("класс", "8", "8")],
            )
        ],
        "other",
    ),
)
PREVIEW = Preview(
    "база.xlsx",
    HEADINGS,
    [
        PreviewGroup("new", [PreviewRow(n, [f"Участник {n}", "8"]) for n in range(2, 4)]),
        PreviewGroup("changed", [PreviewRow(4, ["Котова", "8"], changes=[Change("Класс", "7", "8")])]),
        PreviewGroup("same", [PreviewRow(n, [f"Прежний {n}", "8"]) for n in range(10, 260)]),
        PreviewGroup("wrong", [WRONG]),
        PreviewGroup("suspicious", [ALIKE]),
    ],
    matched=[("ФИО", "Фамилия, имя, отчество")],
    unread=["Телефон"],
    decide_url="/decide/",
)


class Choose(ImportFilePage):
    permission = "see"
    title = "Загрузить базу"
    staged: list[object] = []

    def stage(self, sheet, filename):
        if len(sheet) < 2:
            raise Refused("В таблице нет строк с людьми.", field="file")
        self.staged.append((sheet, filename))
        return "/import/7/"


class Import(ImportPage):
    permission = "see"
    title = "База"
    found: object = PREVIEW

    def look(self):
        return self.found

    def actions(self, preview):
        return [Action(preview.write_label, "/write/", method="post", reason=preview.write_refusal)]


def looked(found):
    return type("Looked", (Import,), {"permission": "see", "found": found})


def test_chosen_file_is_read_and_handed_over():
    Choose.staged.clear()
    response = visit(Choose, "/import/", post={"file": book([["Котова", 8]])})
    assert response["Location"] == "/import/7/"
    assert Choose.staged == [([["ФИО", "Класс"], ["Котова", 8]], "база.xlsx")]


def test_file_that_is_no_spreadsheet_is_refused_at_the_field():
    response = visit(Choose, "/import/", post={"file": SimpleUploadedFile("a.txt", b"hello")})
    assert response.status_code == 422
    assert "Это не таблица Excel." in response.text
    assert "Ошибка: Загрузить базу" in response.text


def test_refusal_of_staging_and_a_missing_file_are_said_at_the_field():
    assert "В таблице нет строк с людьми." in visit(Choose, "/import/", post={"file": book([])}).text
    assert "Приложите файл" in visit(Choose, "/import/", post={}).text


def test_preview_counts_groups_and_says_what_would_change():
    text = visit(Import, "/import/7/").text
    assert "Загрузить: 2 новые, 1 изменённая" in text
    assert "Класс: такого класса нет" in text
    assert "<del>7</del> → <ins>8</ins>" in text
    assert "столбец не читается" in text
    assert text.index("С ошибками") < text.index("Подозрительные") < text.index("Новые")


def test_long_group_is_leafed_through():
    text = visit(Import, "/import/7/").text
    assert "Показаны 1–200 из 250\u00a0строк." in text
    assert 'href="?group=same&amp;from=200#group-same"' in text
    later = PreviewGroup("same", PREVIEW.group("same").rows[200:], 250, start=200, is_opened=True)
    text = visit(looked(Preview("а.xlsx", HEADINGS, [later])), "/import/7/?group=same&from=200").text
    assert "Показаны 201–250 из 250\u00a0строк." in text
    assert "Следующие" not in text
    assert "Предыдущие" in text


def test_suspicious_row_stands_beside_the_known_one_and_asks():
    text = visit(Import, "/import/7/").text
    assert text.count("отличается") == 1
    assert '<input type="radio" name="row-6" value="same:3"> Это Котов Даниил' in text
    assert '<input type="radio" name="row-6" value="other" checked>' in text
    assert "Не загружать эту строку" in text


def test_preview_without_anything_new_keeps_the_button_with_its_reason():
    text = visit(looked(Preview("а.xlsx", HEADINGS, [PREVIEW.group("same")])), "/import/7/").text
    assert "disabled>Загрузить" in text
    assert "записывать нечего" in text


def test_result_says_what_was_written():
    result = ImportResult("Записаны 2 новых.", [Fact("Новые", 2)], [Action("Открыть", "/list/")])
    text = visit(looked(result), "/import/7/").text
    assert "Записаны 2 новых." in text
    assert 'href="/list/"' in text


def test_file_that_is_being_written_shows_how_far_it_is_and_asks_anew():
    writing = Writing("Файл записывается.", Progress("Записано строк", 1500, 10_000))
    text = visit(looked(writing), "/import/7/").text
    assert "Записано строк: 1\u00a0500 из 10\u00a0000" in text
    assert 'hx-trigger="every 2s"' in text
    assert visit(looked(writing), "/import/7/", htmx=True).status_code == 200
    assert visit(Import, "/import/7/", htmx=True)["HX-Refresh"] == "true"


class Columns(ImportColumnsPage):
    permission = "see"

    def filename(self):
        return "список.csv"

    def choices(self):
        return [
            ColumnChoice(0, "A", "Кто", ["Лис Ян", "Кот Ян"], "name"),
            ColumnChoice(1, "B", "", ["8А"], ""),
        ]

    def meanings(self):
        return [Meaning("name", "ФИО", True), Meaning("class_name", "Класс")]

    def other_file_url(self):
        return "/import/"

    def choose(self, columns):
        if "name" not in columns.values():
            raise Refused("Не указан столбец «ФИО».")
        return f"/import/7/?{sorted(columns.items())}"


def test_columns_are_shown_with_first_values_and_what_was_guessed():
    text = visit(Columns, "/columns/").text
    assert "Лис Ян" in text
    assert "без заголовка" in text
    assert '<option value="name" selected>ФИО — обязательно</option>' in text


def test_choice_of_columns_is_taken_or_comes_back_with_the_reason():
    taken = visit(Columns, "/columns/", post={"column-0": "name", "column-1": "class_name"})
    assert "(0, 'name'), (1, 'class_name')" in taken["Location"].replace("%27", "'").replace("%20", " ")
    refused = visit(Columns, "/columns/", post={"column-0": "", "column-1": "class_name"})
    assert refused.status_code == 422
    assert "Не указан столбец «ФИО»." in refused.text
    assert '<option value="class_name" selected>' in refused.text
