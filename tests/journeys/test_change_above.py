"""The municipality changes a row of its road map, and a school that adopted the map takes the difference."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.manners import check_manners
from tests.journeys.pages import At, go

pytestmark = pytest.mark.journey

DEADLINE = "до 20 июня 2027 г."


def test_school_takes_what_the_municipality_changed(at: At):
    title = change_a_row(at("oleg"))
    take_it(at("svetlana"), title)


def own_map(page: Page) -> None:
    """The organisation's own map, which was adopted from above."""
    go(page, "Дорожные карты")
    page.locator("main").get_by_role("link", name="Дорожная карта").first.click()


def change_a_row(page: Page) -> str:
    """A new edition with another deadline in the first row, approved by an order; gives the row's title."""
    go(page, "Дорожные карты")
    row = page.get_by_role("row").filter(has_text="г. Северогорск").first
    row.get_by_role("link").first.click()
    page.get_by_text("Действия", exact=True).click()
    page.get_by_role("button", name="Новая редакция").click()
    page.locator(".draft-row").first.get_by_role("link").first.click()
    title = page.get_by_label("Мероприятие", exact=True).input_value()
    page.get_by_label("Срок", exact=True).fill(DEADLINE)
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Утвердить").click()
    page.get_by_label("Номер приказа").fill("90-ОД")
    page.get_by_label("Дата приказа").fill("01.09.2026")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator(".head-state")).to_contain_text("утверждена")
    return " ".join(title.split())


def take_it(page: Page, title: str) -> None:
    """From the line on the desk to the draft of the school's own map."""
    go(page, "Мой стол")
    task = page.get_by_role("listitem").filter(has_text="Карта выше изменилась").first
    task.get_by_role("link", name="Решить").click()
    check_manners(page)
    row = page.get_by_role("region").filter(has_text=DEADLINE).first
    expect(row.get_by_role("heading")).to_contain_text(title[:40])
    row.get_by_role("button", name="Принять выбранное").click()
    expect(page.locator("main")).not_to_contain_text(DEADLINE)
    check_manners(page)
    own_map(page)
    expect(page.locator("main")).to_contain_text("Готовится редакция")
    page.get_by_role("link", name="Открыть проект").click()
    expect(page.locator("main")).to_contain_text(DEADLINE)
