"""A mentor from his card to «записано» in at most twelve taps; the mentee answers; the representative sees her child's days."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from nastavnik.config.demonstration.data import FRIENDLY_CLASS
from tests.journeys.cards import PIN, code_on, give_out, open_by_code, type_new_pin
from tests.journeys.manners import check_manners
from tests.journeys.pages import At, Telephone, plain
from tests.journeys.product import Product

pytestmark = pytest.mark.journey

MENTEE, MENTOR = FRIENDLY_CLASS.mentees[0][0], FRIENDLY_CLASS.mentors[0][0]
GUARDIAN = FRIENDLY_CLASS.mentees[0][1].split(",")[0]
MOST_TAPS = 12
WORDS = "о чём никто не узнает"


class Finger:
    """Touches the page and counts how often."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1


def test_meeting_by_card(at: At, telephone: Telephone, product: Product):
    curator = at("boris")
    give_out(curator, [MENTEE, MENTOR, GUARDIAN])
    codes = {name: code_on(curator, _printed(name)) for name in (MENTEE, MENTOR, GUARDIAN)}
    phones = {name: telephone() for name in codes}
    for name, page in phones.items():
        open_by_code(page, product, codes[name])
        type_new_pin(page, PIN)
        page.wait_for_url(f"{product.url}/")
    mentor_records(phones[MENTOR], product, codes[MENTOR])
    mentee_answers(phones[MENTEE])
    representative_sees_days_alone(phones[GUARDIAN])
    assert WORDS not in opened(phones[MENTOR])


def _printed(name: str) -> str:
    return name if name == GUARDIAN else " ".join(name.split()[:2])


def opened(page: Page) -> str:
    """«Моя пара» as its reader sees it."""
    page.get_by_role("link", name="Моя пара", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Моя пара")
    check_manners(page)
    return plain(page.get_by_role("main"))


def mentor_records(page: Page, product: Product, code: str) -> None:
    """Everything counts, from the card's own page."""
    page.context.clear_cookies()
    page.goto(f"{product.url}/card/{code}/")
    finger = Finger()
    finger.tap(page.get_by_label("PIN"))
    page.keyboard.type(PIN)
    finger.tap(page.get_by_role("button", name="Войти"))
    finger.tap(page.get_by_role("link", name="Моя пара", exact=True).first)
    finger.tap(page.get_by_role("link", name="Записать встречу"))
    check_manners(page)
    for question, answer in (
        ("Цель встречи достигнута?", "да"),
        ("Насколько вам было комфортно?", "9"),
        ("Насколько встреча была полезной?", "8"),
    ):
        finger.tap(page.get_by_role("group", name=question).get_by_label(answer, exact=True))
    finger.tap(page.get_by_label("Что сделали"))
    page.keyboard.type("разобрали задачу")
    finger.tap(page.get_by_role("button", name="Записать", exact=True))
    expect(page.get_by_role("status").first).to_contain_text("записана")
    assert finger.taps <= MOST_TAPS, finger.taps


def mentee_answers(page: Page) -> None:
    """The newest meeting awaits him; what he says is for the curator."""
    assert "Ждут вашего отзыва" in opened(page)
    page.get_by_role("link", name="Ответить").last.click()
    check_manners(page)
    for question, answer in (
        ("Цель встречи достигнута?", "частично"),
        ("Насколько вам было комфортно?", "7"),
        ("Насколько встреча была полезной?", "7"),
    ):
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).click()
    page.get_by_label("Что мешало").fill(WORDS)
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_role("status").first).to_contain_text("отзыв записан")


def representative_sees_days_alone(page: Page) -> None:
    """Timetable and consents of her own child, nothing else."""
    text = opened(page)
    assert "Прошедшие встречи" in text and "Согласия" in text
    for hidden in (
        WORDS,
        "разобрали задачу",
        "Записать встречу",
        "План работы",
        "Нужна помощь",
        "Ждут вашего отзыва",
    ):
        assert hidden not in text, hidden
