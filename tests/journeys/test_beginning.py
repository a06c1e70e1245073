"""An empty base to its first curator: `nastavnik start` asks, the administrator comes in and appoints her on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.manners import check_manners
from tests.journeys.pages import go, plain
from tests.journeys.product import WIDE, Product, sign_in
from tests.prepared import prepare_folder

pytestmark = pytest.mark.journey

FIRST, CURATOR, PASSWORD = "Дубова Елена Игоревна", "Соснова Анна Борисовна", "Тополь-у-школы-8"
DISTRICT, OFFICE, SCHOOL = "Озёрный район", "Управление образования Озёрного района", "Лесная школа"
# The first answer is no level, the first name has no patronymic: both are asked again.
TYPED = ("район", "2", OFFICE, DISTRICT, "Администрация района", "с. Озёрное", "Дубова", FIRST, "методист", "elena", "да")  # fmt: skip
ADDRESS = re.compile(r"http://\S+(/invitation/\S+/)")


@dataclass(frozen=True)
class Sheet:
    """What is read off the printed sheet: the code and the name for signing in."""

    code: str
    login: str


@pytest.fixture
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product whose questions were answered at the terminal, which then serves."""
    product = Product(tmp_path_factory.mktemp("begun"))
    prepare_folder(product.data, "nastavnik")
    (typed := product.data / "typed.txt").write_text("\n".join(TYPED) + "\n", encoding="utf-8")
    product.launch("start", typed=typed)
    try:
        yield product
    finally:
        if product.is_running:
            product.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="ru-RU")
    yield context.new_page()
    context.close()


def test_empty_base_begins_and_gets_its_first_curator_on_paper(begun: Product, page: Page):
    come_in_by_the_address_told(page, begun)
    see_the_root(page)
    add_school(page)
    sheet = appoint_curator(page)
    begun.stop()
    begun.launch("run")
    page.context.clear_cookies()
    come_in_by_the_sheet(page, begun, sheet)
    see_the_desk_of_a_curator(page, begun)
    page.context.clear_cookies()
    sign_in(page, begun, "elena", PASSWORD)
    expect(page.get_by_role("main")).to_contain_text(DISTRICT)


def come_in_by_the_address_told(page: Page, product: Product) -> None:
    """The terminal has shown a one-time address; it asks for a password and opens the desk."""
    address = ADDRESS.search(product.said)
    assert address, product.said[-2000:]
    page.goto(product.url + address.group(1))
    accept(page, product, FIRST.split()[1])
    page.goto(f"{product.url}/")
    check_manners(page)


def accept(page: Page, product: Product, name: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(name)
    check_manners(page)
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_label("Пароль ещё раз").fill(PASSWORD)
    page.get_by_role("button", name="Задать пароль и войти").click()
    page.wait_for_url(f"{product.url}/")
    expect(page.get_by_role("status").first).to_contain_text("Пароль задан")


def see_the_root(page: Page) -> None:
    """Requisites stand as they were typed."""
    go(page, "Организации")
    check_manners(page)
    page.locator("#list").get_by_role("link", name=DISTRICT, exact=True).click()
    for said in (OFFICE, "Администрация района", FIRST):
        expect(page.get_by_role("main")).to_contain_text(said)


def add_school(page: Page) -> None:
    go(page, "Организации")
    page.get_by_role("link", name="Добавить организацию").click()
    page.get_by_label("Краткое наименование").fill(SCHOOL)
    page.get_by_label("Под чем стоит").select_option(label=DISTRICT)
    page.get_by_role("button", name="Добавить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SCHOOL)
    check_manners(page)


def appoint_curator(page: Page) -> Sheet:
    """The sheet is printed once and given by hand."""
    go(page, "Пользователи")
    page.get_by_role("link", name="Пригласить").click()
    page.get_by_label("Фамилия, имя, отчество").fill(CURATOR)
    page.get_by_label("Роль").select_option(label="Куратор организации")
    page.get_by_label("Где").select_option(label=SCHOOL)
    page.get_by_label("Основание").fill("распоряжение от 01.09.2026 № 7")
    page.get_by_role("button", name="Пригласить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Приглашение: {CURATOR}")
    check_manners(page)
    login = plain(page.get_by_role("row").filter(has_text="Имя для входа").get_by_role("cell"))
    return Sheet(plain(page.locator(".sheet .code")), login)


def come_in_by_the_sheet(page: Page, product: Product, sheet: Sheet) -> None:
    """No link was sent: the code is typed from paper, in small letters."""
    page.goto(f"{product.url}/sign-in/")
    page.get_by_role("link", name="Вписать код").click()
    page.get_by_label("Код").fill(sheet.code.lower())
    page.get_by_role("button", name="Дальше").click()
    expect(page.get_by_role("main")).to_contain_text(sheet.login)
    accept(page, product, CURATOR.split()[1])


def see_the_desk_of_a_curator(page: Page, product: Product) -> None:
    """Her own school, what to begin with, and none of the pages of the district."""
    expect(page.get_by_role("banner")).to_contain_text(SCHOOL)
    expect(page.get_by_role("main")).to_contain_text("программ")
    check_manners(page)
    for section in ("Участники", "Программы", "Пары", "Документы"):
        go(page, section)
        expect(page.get_by_role("main")).to_contain_text("пока", ignore_case=True)
        check_manners(page)
    assert page.request.get(f"{product.url}/organisations/new/").status == 403
