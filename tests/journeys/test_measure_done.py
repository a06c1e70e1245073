"""A curator marks a measure of the road map done and shows it by an order; the city sees the number grow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.manners import check_manners
from tests.journeys.pages import At, go

pytestmark = pytest.mark.journey


def test_measure_is_done_by_an_order(at: At):
    mark_done(at("svetlana"))
    seen_above(at("oleg"))


def mark_done(page: Page) -> None:
    """From the line on the desk to «Выполнено» with the order beside it."""
    go(page, "Мой стол")
    task = page.get_by_role("listitem").filter(has_text="Скоро срок мероприятия").first
    task.get_by_role("link", name="Открыть").click()
    check_manners(page)
    page.get_by_role("link", name="Отметить выполненным").first.click()
    orders = page.get_by_label("Документ из реестра")
    orders.select_option(label=orders.locator("option").nth(1).inner_text())
    page.get_by_role("button", name="Отметить выполненным").click()
    expect(page.locator(".head-state")).to_contain_text("Выполнено")
    expect(page.locator("main")).to_contain_text("О закреплении")
    check_manners(page)


def seen_above(page: Page) -> None:
    """By measure and by organisation, in the map of the city."""
    go(page, "Дорожные карты")
    page.get_by_role("row").filter(has_text="г. Северогорск").first.get_by_role("link").first.click()
    page.get_by_text("Действия", exact=True).click()
    page.get_by_role("link", name=re.compile("Выполнение")).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile(r"\d+ из \d+"))
    check_manners(page)
