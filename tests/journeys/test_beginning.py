"""An empty base: `nastavnik start` asks for the root and the first account; she signs in and invites the head of the school."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nastavnik.kit.supervisor import dying_with_parent
from tests.journeys.manners import check_manners
from tests.journeys.pages import go, plain
from tests.journeys.product import ROOT, WIDE, Product, sign_in

pytestmark = pytest.mark.journey

FIRST, HEAD, PASSWORD = "Дубова Елена Игоревна", "Соснова Анна Борисовна", "Тополь-у-школы-8"
ANSWERS = (
    "3", "Муниципальное казённое общеобразовательное учреждение «Лесная школа»", "Лесная школа", "", "с. Лесное", "",
    "А. Б. Соснова", FIRST, "заместитель директора", "elena", "да",
)  # fmt: skip
ADDRESS = re.compile(r"https?://\S+/invitation/\S+/")


class Begun(Product):
    """A product that begins an empty base by questions and answers, as at a terminal."""

    def start(self, *, seconds: float = 180) -> None:
        """Types the answers and waits for the page."""
        self.data.mkdir(parents=True, exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("NASTAVNIK_", "DATABASE_URL"))}
        environ = kept | {
            "NASTAVNIK_DATA_DIR": str(self.data), "NASTAVNIK_PORT": str(self.port), "PYTHONPATH": str(ROOT / "src"),
        }  # fmt: skip
        answers = self.data / "typed.txt"
        answers.write_text("\n".join(ANSWERS) + "\n", encoding="utf-8")
        with (self.data / "run.log").open("ab") as out, answers.open("rb") as typed:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nastavnik", "start"],
                stdin=typed, stdout=out, stderr=out, env=environ, cwd=ROOT, start_new_session=True,
                preexec_fn=dying_with_parent(signal.SIGTERM),  # noqa: PLW1509
            )  # fmt: skip
        self.wait_for_answer(seconds)


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Begun]:
    product = Begun(tmp_path / "begun")
    product.start()
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


def test_empty_base_begins_and_its_first_user_invites_the_head(begun: Begun, page: Page, browser: Browser):
    found = ADDRESS.search(begun.said)
    assert found, begun.said[-2000:]
    accept(page, begun, found.group(), FIRST)
    see_the_root(page)
    link, login = invite_the_head(page)
    context = browser.new_context(viewport=WIDE, locale="ru-RU")
    newcomer = context.new_page()
    accept(newcomer, begun, link, HEAD)
    context.close()
    page.context.clear_cookies()
    sign_in(page, begun, "elena", PASSWORD)
    assert login != "elena"


def accept(page: Page, product: Product, link: str, name: str) -> None:
    """The one-time address asks for a password and opens the desk."""
    page.goto(re.sub(r"https?://[^/]+", product.url, link))
    expect(page.get_by_role("main")).to_contain_text(name)
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_label("Пароль ещё раз").fill(PASSWORD)
    page.get_by_role("button", name="Задать пароль и войти").click()
    page.wait_for_url(f"{product.url}/")
    expect(page.get_by_role("status").first).to_contain_text("Пароль задан")
    check_manners(page)


def see_the_root(page: Page) -> None:
    """Requisites stand as they were typed."""
    go(page, "Организация")
    expect(page.get_by_role("main")).to_contain_text("Лесная школа")
    expect(page.get_by_role("main")).to_contain_text("А. Б. Соснова")
    check_manners(page)


def invite_the_head(page: Page) -> tuple[str, str]:
    """Gives the address and the name for signing in of her sheet."""
    go(page, "Пользователи")
    page.get_by_role("link", name="Пригласить").click()
    page.get_by_label("Фамилия, имя, отчество").fill(HEAD)
    page.get_by_label("Должность").fill("директор")
    page.get_by_label("Роль").select_option(label="Руководитель организации")
    page.get_by_label("Основание").fill("распоряжение от 01.09.2026 № 7")
    page.get_by_role("button", name="Пригласить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Приглашение: {HEAD}")
    check_manners(page)
    login = plain(page.get_by_role("row").filter(has_text="Имя для входа").get_by_role("cell"))
    return plain(page.locator(".code-link")), login
