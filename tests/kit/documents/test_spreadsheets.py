"""Spreadsheets as documents: merged cells once, every visible sheet, dates in words of the document."""

import io
from datetime import date

from openpyxl import Workbook

from nastavnik.kit.documents import read_document
from nastavnik.rulebook.roadmaps import read_roadmap


def book() -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = "Карта"
    sheet.append(["Дорожная карта на 2022-2023 учебный год"])
    sheet.append(["№", "Мероприятие", "Срок", "Исполнители", None, "Результат"])
    sheet.append([None, None, None, "район", "школы", None])
    sheet.append(["Подготовка"])
    sheet.append([1, "Назначение кураторов", date(2022, 9, 5), "Отдел", "Директора", "Приказ"])
    sheet.append([2, "Сбор запросов", None, "Отдел", None, "База"])
    sheet.append([3, "Подбор пар", None, None, "Кураторы", "Список\nпар"])
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("D2:E2")
    sheet.merge_cells("A4:F4")
    sheet.merge_cells("C5:C6")
    hidden = made.create_sheet("Черновик")
    hidden.append(["№", "Мероприятие", "Срок"])
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_merged_cells_stand_once_with_their_reach():
    (table,) = read_document(book(), "карта.xlsx").blocks
    assert table.name == "Карта"
    assert (table.rows[0][0].text, table.rows[0][0].across) == ("Дорожная карта на 2022-2023 учебный год", 6)
    assert all(cell.is_covered for cell in table.rows[0][1:])
    assert (table.rows[4][2].text, table.rows[4][2].down) == ("05.09.2022", 2)


def test_a_sheet_is_read_as_a_road_map():
    reading = read_roadmap(read_document(book(), "карта.xlsx"))
    assert reading.title == "Дорожная карта на 2022-2023 учебный год"
    assert [(m.number, m.title, m.section.title, m.deadline.text) for m in reading.measures] == [
        ("1", "Назначение кураторов", "Подготовка", "05.09.2022"),
        ("2", "Сбор запросов", "Подготовка", "05.09.2022"),
        ("3", "Подбор пар", "Подготовка", ""),
    ]
    assert [(one.level, one.text) for one in reading.measures[0].executors] == [
        ("район", "Отдел"),
        ("школы", "Директора"),
    ]
    assert reading.measures[2].result == "Список пар"
