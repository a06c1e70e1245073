"""Every page that each role can reach, at 1280 and 390 px, as pictures in `var/look/`: run by `make look`, looked at by people.

The pages are found by following links from the desk, one of each address pattern; so a new page is in the pictures by itself.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from nastavnik.access.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from tests.journeys.manners import overflow_on_phone
from tests.journeys.product import NARROW, ROOT, WIDE, Product, chromium, running_product, sign_in

OUT = ROOT / "var" / "look"
MOST = 60


@dataclass(frozen=True)
class Stop:
    """One page of a walk: its place in it, its address, what the server answered."""

    place: int
    address: str
    status: int

    @property
    def name(self) -> str:
        """A name for files: «03-people-N»."""
        return f"{self.place:02d}-{pattern_of(self.address).strip('/').replace('/', '-') or 'desk'}"


def pattern_of(address: str) -> str:
    """The address without its numbers: one page of a kind is enough."""
    return re.sub(r"\d+", "N", urlsplit(address).path)


def is_file(address: str) -> bool:
    """Whether a download stands at the address and no page."""
    return urlsplit(address).path.endswith((".xlsx", ".docx"))


def links_on(page: Page) -> list[str]:
    """Addresses within the product that links of the page lead to."""
    found: list[str] = page.eval_on_selector_all(
        "a[href^='/']", "all => all.map(one => one.getAttribute('href'))"
    )
    return found


def walk(page: Page, product: Product, start: str = "/") -> Iterator[Stop]:
    """Opens the pages that links lead to, one of each kind; whoever walks looks at each before the next."""
    waiting, seen = [start], set()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if pattern_of(address) in seen or is_file(address):
            continue
        seen.add(pattern_of(address))
        response = page.goto(product.url + address)
        yield Stop(len(seen), address, response.status if response else 0)
        waiting += [link for link in links_on(page) if pattern_of(link) not in seen]


def look_as(browser: Browser, product: Product, login: str, out: Path) -> int:
    """Takes the pictures of one role; gives the number of pages."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    sign_in(page, product, login, DEMO_PASSWORD)
    number = 0
    for stop in walk(page, product):
        number = stop.place
        for label, size in (("1280", WIDE), ("390", NARROW)):
            page.set_viewport_size(size)
            page.screenshot(path=out / f"{stop.name}.{label}.png", full_page=True)
        overflow = overflow_on_phone(page)
        print(
            f"{login:10} {stop.status} {stop.address}"
            + (f"  шире экрана на {overflow} px" if overflow > 0 else "")
        )
    context.close()
    return number


def main() -> int:
    """All roles of the demonstration."""
    shutil.rmtree(OUT, ignore_errors=True)
    with running_product(OUT / "data") as product, chromium() as browser:
        for login, *_ in DEMO_ACCOUNTS:
            (OUT / login).mkdir(parents=True)
            look_as(browser, product, login, OUT / login)
    print(f"Снимки: {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
