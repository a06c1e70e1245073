"""A spreadsheet with mistakes: each is said where it is, nothing is written, the mended file is taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nastavnik.rulebook.base_forms import HEADINGS_MENTEES
from tests.journeys.manners import check_manners
from tests.journeys.pages import (
    At,
    base_row,
    check_file,
    counts_of,
    found_programme,
    go,
    open_programme,
    plain,
)
from tests.journeys.sheets import change_cell, read_sheet, write_mentees

pytestmark = pytest.mark.journey

TITLE = "Тихая гавань"
CONTACT = "8 900 000-04-00"
ROWS = [
    ("Снежина Вера Олеговна", CONTACT, "12.03.2012", "математика"),  # row 2: nothing is wrong
    ("Ольхов Пётр Ильич", CONTACT, "20O8", "физика"),  # row 3: a letter for a nought
    ("Дубов Ян Львович\nКленов Олег Павлович", CONTACT, 2012, "химия"),  # row 4
    ("Рябинин Макар Юрьевич", CONTACT, 2013, None),  # row 5
    ("Снежина Вера Олеговна", CONTACT, "12.03.2012", "математика"),  # row 6: the same as row 2
]
REMARKS = {
    3: "столбец D «Год рождения наставляемого»: «20O8» — ",
    4: "столбец B «ФИО наставляемого»: «Дубов Ян Львович Кленов Олег Павлович» — несколько имён в одной ячейке."
    " Впишите каждого человека отдельной строкой.",
    5: "столбец E «Основной запрос наставляемого»: запрос не вписан. Впишите, с чем нужна помощь",
    6: "столбец B «ФИО наставляемого»: «Снежина Вера Олеговна» — этот человек уже есть в строке 2."
    " Оставьте одну строку",
}

NEW = [
    "Дубов Ян Львович",
    "Кленов Олег Павлович",
    "Ольхов Пётр Ильич",
    "Рябинин Макар Юрьевич",
    "Снежина Вера Олеговна",
]


def test_spoilt_file(at: At, tmp_path: Path):
    page = at("boris")
    found_programme(page, TITLE)
    everybody = names_of_institution(page)
    refuse_what_is_no_base(page, tmp_path)
    show_what_is_wrong(page, tmp_path)
    assert names_of_institution(page) == everybody
    mended = take_remarks(page, tmp_path)
    assert names_of_institution(page) == everybody
    load_mended(page, mended)
    assert names_of_institution(page) == sorted([*everybody, *NEW])


def names_of_institution(page: Page) -> list[str]:
    """Everybody in the list of participants, by name."""
    go(page, "Участники")
    return sorted(plain(link) for link in page.locator("#list tbody td.line-1 a").all())


def refuse_what_is_no_base(page: Page, folder: Path) -> None:
    """A file without an obligatory column and one that is no spreadsheet: the form says so and stays."""
    open_programme(page, TITLE)
    base_row(page, "наставляемые").get_by_role("link", name="Загрузить файл").click()
    headings = [heading for heading in HEADINGS_MENTEES if heading != "Год рождения наставляемого"]
    rows = [("Снежина Вера Олеговна", CONTACT, "математика")]
    check_file(page, write_mentees(folder / "без года.xlsx", rows, headings))
    complaint = page.get_by_role("alert")
    expect(complaint).to_contain_text("Строка 1: в таблице нет столбца «Год рождения наставляемого»")
    expect(complaint).to_contain_text("Добавьте столбец с таким заголовком в строку 1")

    letter = folder / "письмо.xlsx"
    letter.write_text("Уважаемая Ирина Олеговна!", encoding="utf-8")
    check_file(page, letter)
    expect(complaint).to_contain_text("Файл повреждён или не дописан")
    expect(complaint).to_contain_text("сохраните заново как .xlsx")
    picture = folder / "снимок.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    check_file(page, picture)
    expect(complaint).to_contain_text("Это не таблица Excel")
    expect(page.get_by_label("Файл таблицы")).to_be_visible()
    check_manners(page)


def show_what_is_wrong(page: Page, folder: Path) -> None:
    """Every mistake by its row and column with a remedy; the file cannot be written."""
    check_file(page, write_mentees(folder / "наставляемые.xlsx", ROWS))
    assert counts_of(page) == {"С ошибками": 4, "Новые": 1}
    check_manners(page)
    for number, words in REMARKS.items():
        row = page.get_by_role("row").filter(has_text=f"Строка {number}, ")
        assert f"Строка {number}, {words}" in plain(row)
    expect(page.get_by_role("button", name="Загрузить: 1 новая")).to_be_disabled()
    expect(page.get_by_role("button", name="Загрузить без 4 строк с ошибками")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("В файле есть строки с ошибками")


def take_remarks(page: Page, folder: Path) -> Path:
    """The file comes back with the sentences beside its rows; it is mended where they say."""
    page.go_back()
    with page.expect_download() as arriving:
        page.get_by_role("link", name="замечаниями").click()
    download = arriving.value
    assert download.suggested_filename == "наставляемые — замечания.xlsx"
    download.save_as(mended := folder / download.suggested_filename)
    headings, *rows = read_sheet(mended)
    assert headings == [*HEADINGS_MENTEES, "Замечания"]
    assert [row[1] for row in rows] == [name for name, *_ in ROWS]
    assert rows[0][-1] is None
    for number, words in REMARKS.items():
        assert words.lower() in str(rows[number - 2][-1]).lower()
    change_cell(mended, "D3", 2008)
    change_cell(mended, "B4", "Дубов Ян Львович")
    change_cell(mended, "E5", "История края")
    for column, value in zip("BCDE", ("Кленов Олег Павлович", CONTACT, 2012, "химия"), strict=True):
        change_cell(mended, f"{column}6", value)
    return mended


def load_mended(page: Page, mended: Path) -> None:
    open_programme(page, TITLE)
    base_row(page, "наставляемые").get_by_role("link", name="Загрузить файл").click()
    check_file(page, mended)
    assert counts_of(page) == {"Новые": 5}
    page.get_by_role("button", name="Загрузить: 5 новых").click()
    expect(page.get_by_role("status")).to_contain_text("загружен: 5 строк записано")
