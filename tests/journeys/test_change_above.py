"""The municipality changes a row of its road map, and a school that adopted the map takes the difference."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.manners import check_manners
from tests.journeys.pages import At, go

pytestmark = pytest.mark.journey

DEADLINE = "до 20 июня 2027 г."


ROW = "Закрепить наставнические пары и группы"


def test_school_takes_what_the_municipality_changed(at: At):
    begin_edition(at("oleg"))
    change_a_row(at("oleg"))
    take_it(at("svetlana"))


def begin_edition(page: Page) -> None:
    """A new edition of the city's road map."""
    go(page, "Дорожные карты")
    row = page.get_by_role("row").filter(has_text="г. Северогорск").first
    row.get_by_role("link").first.click()
    page.get_by_text("Действия", exact=True).click()
    page.get_by_role("button", name="Новая редакция").click()
    expect(page.locator(".draft-row").first).to_be_visible()


def change_a_row(page: Page) -> None:
    """Another deadline in one row, approved by an order."""
    page.get_by_role("link", name=ROW).first.click()
    page.get_by_label("Срок (необязательно)", exact=True).fill(DEADLINE)
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Утвердить", exact=True).click()
    page.get_by_label("Номер приказа").fill("90-ОД")
    page.get_by_label("Дата приказа").fill("01.09.2026")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator(".head-state")).to_contain_text("утверждена")


def take_it(page: Page) -> None:
    """From the line on the desk to the draft of the school's own map."""
    go(page, "Мой стол")
    task = page.get_by_role("listitem").filter(has_text="Карта выше изменилась").first
    task.get_by_role("link", name="Решить").click()
    check_manners(page)
    row = page.get_by_role("region", name=re.compile(ROW))
    expect(row).to_contain_text(DEADLINE)
    row.get_by_role("button", name="Принять выбранное").click()
    expect(page.locator("main")).not_to_contain_text(DEADLINE)
    check_manners(page)
    page.get_by_role("link", name=re.compile("наставничества: Школа № 5")).first.click()
    expect(page.locator("main")).to_contain_text("Готовится редакция")
    page.get_by_role("link", name="Открыть проект").click()
    expect(page.locator("main")).to_contain_text(DEADLINE)
