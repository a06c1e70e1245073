"""A class teacher from her invitation to a returned consent: the head, the curator and she, each at their own PC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from nastavnik.config.demonstration.data import NODES
from nastavnik.rulebook.dates import short_date
from tests.journeys.look import walk
from tests.journeys.manners import check_manners
from tests.journeys.pages import At, go, plain, rows_of
from tests.journeys.product import WIDE, Product, sign_in
from tests.papers.reading import lines_of

pytestmark = pytest.mark.journey

TEACHER, PASSWORD = "Вербицкая Клавдия Юрьевна", "Тополь-у-школы-8"
OWN, OWN_CLASS = "Осокина Ульяна Тарасовна", "8А"
OTHER, OTHER_CLASS = "Ракитин Савелий Ефимович", "9Б"
OTHER_SURNAME = OTHER.partition(" ")[0]
GUARDIAN = "Осокина Инна Марковна"
SCHOOL = next(node for node in NODES if node.key == "school")
TODAY = short_date(timezone.localdate())
EMPTY_PASSPORT = re.compile(r".+: серия _+ № _+, кем и когда выдан: _+")


@dataclass(frozen=True)
class Sheet:
    """What the sheet of an invitation says."""

    link: str
    login: str


@pytest.fixture
def newcomer(browser: Browser) -> Iterator[Page]:
    """The browser of somebody who has never been here."""
    context = browser.new_context(viewport=WIDE, locale="ru-RU")
    yield context.new_page()
    context.close()


def test_class_teacher(at: At, newcomer: Page, product: Product, tmp_path: Path):
    sheet = invite(at("nina"))
    accept_invitation(newcomer, sheet, product)
    curator = at("svetlana")
    own = enter_child(curator, OWN, OWN_CLASS, birth_year="2012", guardian=GUARDIAN)
    other = enter_child(curator, OTHER, OTHER_CLASS, birth_year="2011")
    see_both_children(curator)
    see_own_class_alone(newcomer, product, [other, f"{other}consents/processing/"])
    read_blanks(download(newcomer, "Распечатать бланки", tmp_path))
    read_unreturned(download(newcomer, "Список не вернувших", tmp_path))
    mark_returned(newcomer)
    see_who_did_it(curator, own)
    find_nothing_as_stranger(at("boris"), [own, other, f"{own}consents/processing/"])
    come_back(newcomer, sheet, product)


def invite(page: Page) -> Sheet:
    """The head gives the role of a class teacher, first forgetting the class."""
    go(page, "Пользователи")
    check_manners(page)
    page.get_by_role("link", name="Пригласить").click()
    check_manners(page)
    page.get_by_label("Фамилия, имя, отчество").fill(TEACHER)
    page.get_by_label("Должность").fill("учитель географии")
    page.get_by_label("Роль").select_option(label="Классный руководитель")
    page.get_by_label("Основание").fill("приказ от 01.09.2026 № 45-од")
    page.get_by_role("button", name="Пригласить").click()
    expect(page.get_by_role("alert")).to_contain_text("Укажите классы")
    expect(page.get_by_label("Фамилия, имя, отчество")).to_have_value(TEACHER)
    page.get_by_label("Классы").fill("8 «А»")
    page.get_by_role("button", name="Пригласить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Приглашение: {TEACHER}")
    check_manners(page)
    link = plain(page.locator(".code-link"))
    login = plain(page.get_by_role("row").filter(has_text="Имя для входа").get_by_role("cell"))
    page.get_by_role("link", name="К пользователю").click()
    expect(page.get_by_role("main")).to_contain_text("ещё не входил")
    check_manners(page)
    return Sheet(link, login)


def accept_invitation(page: Page, sheet: Sheet, product: Product) -> None:
    """A password that is repeated wrongly spends nothing; the right one leads to the desk."""
    page.goto(sheet.link)
    expect(page.get_by_role("main")).to_contain_text(sheet.login)
    check_manners(page)
    set_password(page, PASSWORD, "Тополь-у-школы-9")
    expect(page.get_by_role("alert")).to_contain_text("Пароли не совпали")
    set_password(page, PASSWORD, PASSWORD)
    page.wait_for_url(f"{product.url}/")
    expect(page.get_by_role("status").first).to_contain_text("Пароль задан")
    check_manners(page)


def set_password(page: Page, password: str, repeated: str) -> None:
    page.get_by_label("Пароль", exact=True).fill(password)
    page.get_by_label("Пароль ещё раз").fill(repeated)
    page.get_by_role("button", name="Задать пароль и войти").click()


def enter_child(page: Page, name: str, class_name: str, *, birth_year: str, guardian: str = "") -> str:
    """Gives the address of the child's card."""
    go(page, "Участники")
    open_from_menu(page, "Внести участника")
    last, first, middle = name.split()
    page.get_by_label("Фамилия", exact=True).fill(last)
    page.get_by_label("Имя", exact=True).fill(first)
    page.get_by_label("Отчество").fill(middle)
    page.get_by_label("Класс").fill(class_name)
    page.get_by_label("Год рождения").fill(birth_year)
    page.get_by_label("Представитель").fill(guardian)
    check_manners(page)
    page.get_by_role("button", name="Внести").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    check_manners(page)
    return page.url


def open_from_menu(page: Page, label: str) -> None:
    page.locator("main details.menu summary", has_text="Действия").click()
    page.get_by_role("link", name=label).click()


def open_consents(page: Page) -> list[str]:
    """The rows of the list of consents."""
    go(page, "Участники")
    page.get_by_role("link", name="Согласия по классам").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Согласия")
    return rows_of(page.locator("#list"))


def see_both_children(page: Page) -> None:
    rows = open_consents(page)
    assert {name for name in (OWN, OTHER) if any(row.startswith(name) for row in rows)} == {OWN, OTHER}


def see_own_class_alone(page: Page, product: Product, addresses: list[str]) -> None:
    """One child in the list; the other on no page that links lead to, nor by the address of the card."""
    (row,) = open_consents(page)
    assert row.startswith(f"{OWN} {OWN_CLASS} класс не хватает")
    for stop in walk(page, product):
        assert (stop.status, OTHER_SURNAME in page.content()) == (200, False), stop
        check_manners(page)
    assert {page.request.get(address).status for address in addresses} == {404}
    open_consents(page)


def download(page: Page, label: str, folder: Path) -> list[str]:
    """The lines of the file behind a link of the page, which may stand in the menu."""
    link = page.get_by_role("link", name=label)
    if not link.is_visible():
        page.locator("main details.menu summary", has_text="Действия").click()
    with page.expect_download() as arriving:
        link.click()
    arriving.value.save_as(file := folder / arriving.value.suggested_filename)
    return lines_of(file.read_bytes())


def read_blanks(lines: list[str]) -> None:
    """One blank: who asks, what for, whose, and passports that are left to the pen."""
    assert lines.count("СОГЛАСИЕ") == 1
    assert f"Я, {GUARDIAN}," in lines
    assert f"действующий в интересах участника: {OWN}, {OWN_CLASS} класс," in lines
    assert any(SCHOOL.full_name in line and "Оператор:" in line for line in lines)
    (purpose,) = [line for line in lines if line.startswith("1. Цель. ")]
    assert "наставни" in purpose
    passports = [line for line in lines if "серия" in line]
    assert len(passports) == 2
    assert all(EMPTY_PASSPORT.fullmatch(line) for line in passports)
    assert not [line for line in lines if OTHER_SURNAME in line]


def read_unreturned(lines: list[str]) -> None:
    """One class, one line."""
    assert SCHOOL.full_name in lines and f"на {TODAY}" in lines
    assert [line for line in lines if line.startswith("Не возвращены")] == [
        f"Не возвращены согласия: {OWN_CLASS} класс"
    ]
    (line,) = [line for line in lines if line.startswith("1 | ")]
    assert line.startswith(f"1 | {OWN} | обработка персональных данных")


def mark_returned(page: Page) -> None:
    """The sheet has come back: nothing is lacking and nothing is left to print."""
    page.get_by_label(f"Отметить: {OWN}").check()
    page.get_by_role("button", name="Отметить возвращёнными").click()
    expect(page.get_by_label("Дата согласия")).to_be_visible()
    check_manners(page)
    page.get_by_label("Дата согласия").fill(TODAY)
    page.get_by_label("Где лежат подлинники").fill("папка 8А")
    page.get_by_role("button", name="Отметить согласия").click()
    expect(page.get_by_role("status").first).to_contain_text("1 человек")
    (row,) = rows_of(page.locator("#list"))
    assert row.startswith(f"{OWN} {OWN_CLASS} класс есть")
    expect(page.get_by_role("main")).to_contain_text("В этом списке все согласия есть.")


def see_who_did_it(page: Page, card: str) -> None:
    """The curator sees the consent, where it lies and who has marked it."""
    page.goto(card)
    main = page.get_by_role("main")
    expect(main).to_contain_text("папка 8А")
    expect(main).to_contain_text("Вербицкая К. Ю.: Записаны согласия")


def find_nothing_as_stranger(page: Page, addresses: list[str]) -> None:
    assert not [row for row in open_consents(page) if OWN in row or OTHER in row]
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None and answer.status == 404, address
        expect(page.get_by_role("heading", level=1)).to_have_text("Страница не найдена")


def come_back(page: Page, sheet: Sheet, product: Product) -> None:
    """The link is spent; the name and the password of her own open the desk, where no consent waits any more."""
    page.context.clear_cookies()
    page.goto(sheet.link)
    expect(page.get_by_label("Пароль", exact=True)).to_have_count(0)
    check_manners(page)
    sign_in(page, product, sheet.login, PASSWORD)
    expect(page.get_by_role("main")).not_to_contain_text("Не хватает согласий")
