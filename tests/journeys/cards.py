"""Cards in the browser: given out by the curator, opened on a telephone with a PIN of one's own."""

from __future__ import annotations

from collections.abc import Collection

from playwright.sync_api import Locator, Page, expect

from tests.journeys.manners import check_manners
from tests.journeys.pages import go, plain
from tests.journeys.product import Product

PIN = "8305"


def open_cards(page: Page) -> None:
    """The curator's list of cards."""
    go(page, "Участники")
    page.get_by_text("Действия", exact=True).click()
    page.get_by_role("link", name="Карточки для входа").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Карточки для входа")


def card_row(page: Page, name: str) -> Locator:
    """The line of one holder in the curator's list."""
    return page.locator("#list").get_by_role("row").filter(has_text=name)


def give_out(page: Page, names: Collection[str]) -> None:
    """Gives out the cards of these holders and leaves the sheet on the screen."""
    open_cards(page)
    check_manners(page)
    for name in names:
        card_row(page, name).get_by_role("checkbox").check()
    page.get_by_role("button", name="Выдать карточки и напечатать").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Напечатайте и раздайте")


def code_on(page: Page, printed: str) -> str:
    """The code on the card that bears this name."""
    return plain(page.locator("li.card").filter(has_text=printed).locator(".card-code"))


def open_by_code(page: Page, product: Product, code: str) -> None:
    """The code is typed from paper."""
    page.goto(f"{product.url}/card/")
    check_manners(page)
    page.get_by_label("Код").fill(code.lower())
    page.get_by_role("button", name="Дальше").click()


def type_new_pin(page: Page, pin: str) -> None:
    """A PIN, twice."""
    page.get_by_label("Придумайте PIN").fill(pin)
    page.get_by_label("PIN ещё раз").fill(pin)
    page.get_by_role("button", name="Войти").click()
