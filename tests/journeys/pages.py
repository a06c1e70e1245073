"""What a person does on a page and reads from it, in the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from nastavnik.config.demonstration.data import NODES, STAFF, Base

At = Callable[[str], Page]
"""Gives the page of whoever has this login, signed in."""

Telephone = Callable[[], Page]
"""Gives the page of one more telephone, on which nobody has signed in."""


def go(page: Page, section: str) -> None:
    """Opens a section by the menu at the left."""
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name=section, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def open_programme(page: Page, title: str) -> None:
    """Opens a programme from the list of programmes."""
    go(page, "Программы")
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def found_programme(page: Page, title: str) -> None:
    """Opens a new programme, «ученик – ученик», and leaves its card on the screen."""
    go(page, "Программы")
    page.get_by_role("link", name="Открыть программу").click()
    page.get_by_label("Название программы").fill(title)
    page.get_by_label("Форма наставничества").select_option(label="ученик – ученик")
    page.get_by_role("button", name="Открыть программу").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def base_row(page: Page, side: str) -> Locator:
    """The line of one of the two bases on the card of a programme: «наставляемые» or «наставники»."""
    bases = page.get_by_role("table", name="Базы", exact=True)
    return bases.get_by_role("row").filter(has_text=re.compile(side, re.IGNORECASE))


def check_file(page: Page, path: Path) -> None:
    """Chooses a file on the page of a base and has it checked."""
    page.get_by_label("Файл таблицы").set_input_files(path)
    page.get_by_role("button", name="Проверить файл").click()


def counts_of(page: Page) -> dict[str, int]:
    """What the check of a file found: «Новые» → 10."""
    expect(page.get_by_role("heading", name="Строки файла")).to_be_visible()
    lines = page.locator("dl.counts > div").all()
    return {plain(line.locator("dt .state")): int(plain(line.locator("dd"))) for line in lines}


def participants_of(page: Page, title: str) -> list[str]:
    """The rows of the list of participants of one programme."""
    go(page, "Участники")
    page.get_by_label("программа:").select_option(label=title)
    page.wait_for_url("**programme=**")
    return rows_of(page.locator("#list"))


def rows_of(place: Locator) -> list[str]:
    """The rows of a table as lines of text, once the page has come whole."""
    place.page.wait_for_load_state()
    return [plain(row) for row in place.locator("tbody tr").all()]


def plain(place: Locator) -> str:
    """The text that is seen, in one line; the sign before a state is left out."""
    return " ".join(re.sub(r"[✓!✕•]", " ", place.inner_text()).split())


def names_of_children(base: Base) -> set[str]:
    """Surnames, and first names with patronymics, of the mentees of a base, cut before their case endings.

    A surname that an employee of the demonstration has too is told by the first name alone.
    """
    grown_up = {node.head_name.split()[-1] for node in NODES if node.head_name} | {
        staff.name.split()[0] for staff in STAFF
    }
    found = set()
    for name, *_ in base.mentees:
        last, first, middle = name.split()
        found.add(f"{first} {middle}"[:-2])
        if last not in grown_up:
            found.add(last[:-1])
    return found
