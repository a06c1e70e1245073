"""A school curator pastes last year's road map, mends two findings, saves the draft and approves it by an order."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.house.scene_of_roadmaps import PASTED
from tests.journeys.manners import check_manners
from tests.journeys.pages import At, go

pytestmark = pytest.mark.journey

TITLE = "Дорожная карта внедрения наставничества в Школе № 5 на 2025-2026 учебный год"


def test_pasted_roadmap_is_mended_and_approved(at: At):
    page = at("svetlana")
    paste(page)
    mend_two_findings(page)
    save_draft(page)
    drag_a_row(page)
    approve(page)


def paste(page: Page) -> None:
    """From the list to the document beside its measures."""
    go(page, "Дорожные карты")
    check_manners(page)
    page.get_by_role("link", name="Начать дорожную карту").first.click()
    page.get_by_role("link", name="Загрузить готовую карту").click()
    check_manners(page)
    page.get_by_role("button", name="Прочитать").click()
    expect(page.get_by_role("alert")).to_contain_text("Выберите файл или вставьте текст")
    page.get_by_label("Или вставьте текст карты").fill(PASTED)
    page.get_by_role("button", name="Прочитать").click()
    expect(page.get_by_role("region", name="Документ")).to_contain_text("Провести форум наставников")
    check_manners(page)


def mend_two_findings(page: Page) -> None:
    """The number that stands twice and the deadline that is missing; findings go while they are typed."""
    row = page.get_by_role("group", name="Провести форум наставников")
    expect(row).to_contain_text("Номер 1.2 уже стоит выше")
    before = left(page)
    row.get_by_label("№", exact=True).fill("1.3")
    row.get_by_label("Срок", exact=True).fill("2 марта 2026 г.")
    row.get_by_label("Ожидаемый результат", exact=True).focus()
    expect(row).not_to_contain_text("Номер 1.2 уже стоит выше")
    expect(row).to_contain_text("✓ 2 марта 2026 г.")
    assert left(page) == before - 2
    row.get_by_role("button", name="Принять как есть: Не указан результат").click()
    expect(page.get_by_role("group", name="Провести форум наставников")).not_to_contain_text(
        "Не указан результат"
    )


def left(page: Page) -> int:
    """How many findings are left."""
    return page.get_by_role("button", name="Принять как есть").count()


def save_draft(page: Page) -> None:
    """The reading becomes a draft with its rows understood."""
    page.get_by_role("button", name="Сохранить как проект дорожной карты").first.click()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("✓ с 1 по 15 сентября 2025 г.")
    check_manners(page)
    page.get_by_role("button", name="Ниже: Сформировать базу наставляемых").click()
    expect(page.locator(".draft-row .draft-title").nth(2)).to_have_text("Сформировать базу наставляемых")


def drag_a_row(page: Page) -> None:
    """By the mouse to the top, then down again by the keyboard alone; the order is kept after each."""
    rows = page.locator(".draft-row")
    title = "Сформировать базу наставляемых"
    handle = rows.nth(2).locator(".draft-handle")
    with page.expect_navigation():
        handle.drag_to(rows.nth(0), target_position={"x": 60, "y": 4})
    expect(rows.nth(0)).to_contain_text(title)
    page.reload()
    expect(rows.nth(0)).to_contain_text(title)
    for place in (1, 2):
        page.get_by_role("button", name=f"Ниже: {title}").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(rows.nth(place)).to_contain_text(title)


def approve(page: Page) -> None:
    """By an order; then the document stands as it was approved and has no editor."""
    page.get_by_role("link", name="Утвердить").click()
    check_manners(page)
    page.get_by_label("Номер приказа").fill("41-ОД")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.get_by_role("alert")).to_contain_text("и номер, и дату приказа")
    page.get_by_label("Дата приказа").fill("28.08.2025")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator(".head-state")).to_contain_text("приказ № 41-ОД от 28.08.2025")
    expect(page.get_by_role("link", name="Редактировать проект")).to_have_count(0)
    check_manners(page)
    go(page, "Дорожные карты")
    expect(page.get_by_role("row").filter(has_text=TITLE)).to_contain_text("утверждена")
