"""Cards: printed by the curator, opened on a telephone by those of one pair, who see their pair and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from nastavnik.config.demonstration.data import FRIENDLY_CLASS, STAFF
from tests.journeys.cards import PIN, card_row, code_on, give_out, open_by_code, open_cards, type_new_pin
from tests.journeys.look import links_on, walk
from tests.journeys.manners import check_manners
from tests.journeys.pages import At, Telephone, go, open_programme, plain
from tests.journeys.product import Product

pytestmark = pytest.mark.journey

MENTEE, MENTOR = FRIENDLY_CLASS.mentees[0][0], FRIENDLY_CLASS.mentors[0][0]
GUARDIAN = FRIENDLY_CLASS.mentees[0][1].split(",")[0]
# Each holder with what he sees of the other side and the surname that he sees nowhere.
HOLDERS = {
    MENTEE: ("Наставник: Злата С., 10 «А»", "Северьянов"),
    MENTOR: ("Наставляемый: Артём Х.", "Холодов"),
    GUARDIAN: ("Наставник: Злата С., 10 «А»", "Северьянов"),
}
CURATOR = next(staff.name for staff in STAFF if staff.login == "boris")
WRONG = "5038"


def test_cards(at: At, telephone: Telephone, product: Product):
    curator = at("boris")
    addresses = addresses_of_curator(curator)
    codes = issue_cards(curator)
    phones = {name: telephone() for name in HOLDERS}
    for name, page in phones.items():
        choose_pin(page, product, codes[name])
        see_own_pair(page, name)
        find_nothing_else(page, product, name, addresses)
    child = phones[MENTEE]
    sign_out(child)
    lock_card(child, product, codes[MENTEE])
    unlock_card(curator)
    come_in_again(child, product, codes[MENTEE])
    see_own_pair(child, MENTEE)
    see_own_pair(phones[MENTOR], MENTOR)  # whose telephone has stayed signed in


def addresses_of_curator(page: Page) -> list[str]:
    """Where the curator reads of these people: lists, the programme, the pair, each of the two."""
    found = []
    for section in ("Участники", "Пары", "Программы", "Документы", "Показатели"):
        go(page, section)
        found.append(page.url)
    go(page, "Пары")
    page.get_by_role("link", name=MENTEE).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Холодов")
    found.append(page.url)
    for name in (MENTEE, MENTOR):
        go(page, "Участники")
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        found.append(page.url)
    open_programme(page, FRIENDLY_CLASS.title)
    found.append(page.url)
    open_cards(page)
    return [*found, page.url]


def issue_cards(page: Page) -> dict[str, str]:
    """Gives the codes that the sheet shows, by the names of their holders."""
    give_out(page, HOLDERS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Напечатайте и раздайте: 3 карточки")
    check_manners(page)
    codes = {name: code_of(page, name) for name in HOLDERS}
    open_cards(page)
    for name in HOLDERS:
        expect(card_row(page, name)).to_contain_text("выдана, PIN не выбран")
    assert not [code for code in codes.values() if code in page.content()], "the sheet is shown once"
    return codes


def code_of(page: Page, name: str) -> str:
    """The code on the card of one holder; a participant's card has no patronymic on it."""
    printed = name if name == GUARDIAN else " ".join(name.split()[:2])
    return code_on(page, printed)


def choose_pin(page: Page, product: Product, code: str) -> None:
    """The code is typed from paper; a PIN that anybody would guess is not taken."""
    open_by_code(page, product, code)
    type_new_pin(page, "1234")
    expect(page.get_by_role("main")).to_contain_text("Такой PIN легко угадать: цифры идут подряд.")
    check_manners(page)
    type_new_pin(page, PIN)
    page.wait_for_url(f"{product.url}/")
    expect(page.get_by_role("status").first).to_contain_text("PIN выбран.")
    check_manners(page)


def see_own_pair(page: Page, name: str) -> None:
    """The other side's card and the curator to turn to; no surname, no contact, no other pair."""
    go_by_menu(page, "Моя пара")
    text = plain(page.get_by_role("main"))
    expected = [HOLDERS[name][0], FRIENDLY_CLASS.title, "пара работает", CURATOR]
    assert [words for words in expected if words not in text] == []
    assert ("Вы отвечаете как представитель: Артём Х." in text) == (name == GUARDIAN)
    assert [words for words in hidden_from(name) if words in page.content()] == []
    check_manners(page)


def go_by_menu(page: Page, section: str) -> None:
    page.get_by_role("link", name=section, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(section)


def hidden_from(name: str) -> list[str]:
    """The surname of the other side, those of everybody else of the programme, telephone numbers."""
    everybody = (*FRIENDLY_CLASS.mentees, *FRIENDLY_CLASS.mentors)
    others = [whole.split()[0] for whole, *_ in everybody if whole not in HOLDERS]
    return [HOLDERS[name][1], *others, "8 900"]


def find_nothing_else(page: Page, product: Product, name: str, addresses: list[str]) -> None:
    """Neither by links nor by the addresses of the curator."""
    hidden = hidden_from(name)
    for stop in walk(page, product):
        text = page.content()
        assert (stop.status, [words for words in hidden if words in text]) == (200, []), stop
        assert [link for link in links_on(page) if product.url + link in addresses] == [], stop
        check_manners(page)
    answers = {address: page.request.get(address) for address in addresses}
    assert {address: one.status for address, one in answers.items() if one.status not in (403, 404)} == {}
    assert [words for one in answers.values() for words in hidden if words in one.text()] == []


def sign_out(page: Page) -> None:
    page.locator("details.account > summary").click()
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/sign-in/**")


def type_pin(page: Page, product: Product, code: str, pin: str) -> None:
    """As the QR code leads: straight to the PIN."""
    page.goto(f"{product.url}/card/{code}/")
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Войти").click()


def lock_card(page: Page, product: Product, code: str) -> None:
    """Five wrong PINs; the right one opens nothing after them."""
    for left in ("Осталось 4 попытки", "Осталось 3", "Осталось 2", "Осталась 1 попытка", "Карточка закрыта"):
        type_pin(page, product, code, WRONG)
        expect(page.get_by_role("main")).to_contain_text(left)
    page.goto(f"{product.url}/card/{code}/")
    expect(page.get_by_role("main")).to_contain_text("Карточка закрыта после пяти неверных PIN")
    expect(page.get_by_label("PIN")).to_have_count(0)
    check_manners(page)


def unlock_card(page: Page) -> None:
    open_cards(page)
    row = card_row(page, MENTEE)
    expect(row).to_contain_text("закрыта")
    expect(card_row(page, MENTOR)).to_contain_text("действует")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Открыть закрытые").click()
    expect(page.get_by_role("status").first).to_contain_text("Можно входить с прежним PIN: 1 карточка.")
    expect(card_row(page, MENTEE)).to_contain_text("действует")


def come_in_again(page: Page, product: Product, code: str) -> None:
    type_pin(page, product, code, PIN)
    page.wait_for_url(f"{product.url}/")
