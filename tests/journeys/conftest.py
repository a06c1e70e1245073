"""One product and one browser for all journeys of a test process; everybody signs in on a PC of their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from nastavnik.access.demo import DEMO_PASSWORD
from tests.journeys.pages import At, Telephone
from tests.journeys.product import DATABASE, NARROW, WIDE, Product, chromium, running_product, sign_in
from tests.prepared import prepare_folder


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    data = tmp_path_factory.mktemp("product")
    prepare_folder(data, DATABASE)
    with running_product(data) as product:
        yield product


# Closed before other tests: Django refuses the database where Playwright's loop runs.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def at(browser: Browser, product: Product) -> Iterator[At]:
    """Gives the page of whoever is named by login, signed in: the same one each time."""
    pages: dict[str, Page] = {}

    def page_of(login: str) -> Page:
        if login not in pages:
            pages[login] = browser.new_context(viewport=WIDE, locale="ru-RU").new_page()
            sign_in(pages[login], product, login, DEMO_PASSWORD)
        return pages[login]

    yield page_of
    for page in pages.values():
        page.context.close()


@pytest.fixture
def telephone(browser: Browser) -> Iterator[Telephone]:
    pages: list[Page] = []

    def new_page() -> Page:
        pages.append(browser.new_context(viewport=NARROW, locale="ru-RU").new_page())
        return pages[-1]

    yield new_page
    for page in pages:
        page.context.close()
