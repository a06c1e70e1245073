"""After the group meeting: wishes named on telephones, a pair that both wished, a yes and a no that stays unseen."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from nastavnik.config.demonstration.data import FRIENDLY_CLASS
from nastavnik.rulebook.dates import short_date
from tests.journeys.cards import PIN, code_on, give_out, open_by_code, type_new_pin
from tests.journeys.manners import check_manners
from tests.journeys.pages import At, Telephone, found_programme, go, open_programme, plain, rows_of
from tests.journeys.product import Product

pytestmark = pytest.mark.journey

TITLE = "Вместе в новом классе"
MENTEE, WAITING = FRIENDLY_CLASS.mentees[1][0], FRIENDLY_CLASS.mentees[2][0]
MENTOR = FRIENDLY_CLASS.mentors[1][0]
ASKED = {MENTEE: "русский язык", WAITING: "математика", MENTOR: "русский язык"}
CARDS = {MENTEE: "Мила В.", MENTOR: "Ника Т."}


def test_wishes(at: At, telephone: Telephone, product: Product):
    curator = at("boris")
    found_programme(curator, TITLE)
    for name, words in ((WAITING, ASKED[WAITING]), (MENTEE, ASKED[MENTEE]), (MENTOR, ASKED[MENTOR])):
        enrol(curator, name, words)
    hold_meeting(curator)
    phones = hand_out_cards(curator, telephone, product)
    name_each_other(phones)
    see_who_answered(curator)
    approve_the_pair_of_both(curator)
    say_yes(phones[MENTOR])
    say_no(phones[MENTEE])
    see_nothing_of_the_refusal(phones[MENTOR])
    find_the_request_first_in_the_queue(curator)


def enrol(page: Page, name: str, words: str) -> None:
    """From the card of somebody who has given his consents already."""
    go(page, "Участники")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.locator("summary").filter(has_text="Действия").click()
    page.get_by_role("link", name="Включить в программу").click()
    page.get_by_label("Программа").select_option(label=TITLE)
    page.get_by_label("Наставник" if name == MENTOR else "Наставляемый", exact=True).check()
    page.get_by_label("Запрос или компетенции").fill(words)
    check_manners(page)
    page.get_by_role("button", name="Включить").click()
    expect(page.get_by_role("status").first).to_contain_text(TITLE)


def deed_of_programme(page: Page, label: str) -> None:
    open_programme(page, TITLE)
    page.locator("summary").filter(has_text="Действия").click()
    page.get_by_role("link", name=label).click()


def hold_meeting(page: Page) -> None:
    deed_of_programme(page, "Пожелания после общей встречи")
    expect(page.get_by_role("main")).to_contain_text("День встречи не указан.")
    page.get_by_role("link", name="День и число имён").click()
    page.get_by_label("День общей встречи").fill(short_date(timezone.localdate()))
    check_manners(page)
    page.get_by_role("button", name="Сохранить").click()
    assert [row.count("ещё не ответил") for row in rows_of(page.locator("#list"))] == [1, 1, 1]
    check_manners(page)


def hand_out_cards(page: Page, telephone: Telephone, product: Product) -> dict[str, Page]:
    give_out(page, CARDS)
    codes = {name: code_on(page, " ".join(name.split()[:2])) for name in CARDS}
    phones = {}
    for name, code in codes.items():
        phones[name] = telephone()
        open_by_code(phones[name], product, code)
        type_new_pin(phones[name], PIN)
        phones[name].wait_for_url(f"{product.url}/")
    return phones


def open_own_pair(page: Page) -> str:
    page.get_by_role("link", name="Моя пара", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Моя пара")
    return plain(page.get_by_role("main"))


def name_each_other(phones: dict[str, Page]) -> None:
    for name, other in ((MENTEE, CARDS[MENTOR]), (MENTOR, CARDS[MENTEE])):
        page = phones[name]
        assert "Общая встреча прошла: назовите, кто вам понравился." in open_own_pair(page)
        page.get_by_role("link", name="Назвать").click()
        first = page.get_by_label("Больше всего хочу")
        shown = [text for text in first.locator("option").all_inner_texts() if text != "никого"]
        assert any(other in text for text in shown)
        assert not any(name.split()[0] in text for text in shown), "surnames are hidden"
        check_manners(page)
        first.select_option(label=next(text for text in shown if other in text))
        page.get_by_role("button", name="Отправить куратору").click()
        expect(page.get_by_role("status").first).to_contain_text("Их увидит только куратор.")
        expect(page.get_by_role("main")).to_contain_text("Ваши пожелания записаны.")
        check_manners(page)


def see_who_answered(page: Page) -> None:
    deed_of_programme(page, "Пожелания после общей встречи")
    answers = {name: next(row for row in rows_of(page.locator("#list")) if name in row) for name in ASKED}
    assert "1. Туманова Н. О." in answers[MENTEE] and "сам по карточке" in answers[MENTEE]
    assert "1. Вьюгина М. А." in answers[MENTOR]
    assert "ещё не ответил" in answers[WAITING]
    page.get_by_role("link", name=WAITING).click()
    page.get_by_label("1-е имя").fill("туман")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("status").first).to_contain_text("назвал 1 человека")


def approve_the_pair_of_both(page: Page) -> None:
    open_programme(page, TITLE)
    page.get_by_role("button", name="Предложить пары").first.click()
    page.wait_for_url("**/proposals/*/")
    row = plain(page.get_by_role("table", name="Предложенные пары").get_by_role("row", name=MENTEE))
    assert "После групповой встречи оба назвали друг друга." in row
    page.get_by_role("button", name="Одобрить выбранные").click()
    expect(page.get_by_role("status").first).to_contain_text("Одобрено: 1 пара")


def block_of(page: Page) -> str:
    """What stands of the new pair: the block that asks for an answer."""
    page.goto(page.url.partition("/my-pair")[0].rstrip("/") + "/my-pair/")
    return plain(page.get_by_role("main"))


def say_yes(page: Page) -> None:
    text = block_of(page)
    assert "ждём вашего ответа" in text and "назвал" not in text
    check_manners(page)
    page.get_by_role("button", name="Согласен", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("вы согласны")


def say_no(page: Page) -> None:
    assert "ждём вашего ответа" in block_of(page)
    page.get_by_role("link", name="Не согласен", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Другая сторона не узнает, кто отказался.")
    check_manners(page)
    page.get_by_role("button", name="Не согласен").click()
    expect(page.get_by_role("status").first).to_contain_text("пары не будет")


def see_nothing_of_the_refusal(page: Page) -> None:
    text = block_of(page)
    assert "ждём вашего ответа" not in text and "вы согласились" not in text
    assert "отказ" not in page.content().lower()
    check_manners(page)


def find_the_request_first_in_the_queue(page: Page) -> None:
    deed_of_programme(page, "Ждут наставника")
    first, second = rows_of(page.locator("#list"))
    assert MENTEE in first and "возвращён в очередь" in first
    assert WAITING in second and "ждёт" in second
    assert "отказ" not in plain(page.get_by_role("main")).lower()
    check_manners(page)
