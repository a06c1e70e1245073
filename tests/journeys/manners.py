"""What every page owes to those who have a telephone or do not see: asked of the page that is open."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.product import NARROW, WIDE

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
GRAVE = {"serious", "critical"}


def overflow_on_phone(page: Page) -> int:
    """By how many px the page is wider than a telephone of 390 px."""
    page.wait_for_function("document.documentElement !== null && document.readyState === 'complete'")
    before = page.viewport_size or WIDE
    page.set_viewport_size(NARROW)
    overflow: int = page.evaluate(OVERFLOW)
    page.set_viewport_size(before)
    return overflow


def grave_violations(page: Page) -> list[str]:
    """What axe finds serious or critical, each with the first place where it is."""
    # Style sheets that axe would load again by itself are asked for beside the page, as if they were its neighbours.
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations if one["impact"] in GRAVE]


def check_manners(page: Page) -> None:
    """Both at once."""
    assert (overflow_on_phone(page), grave_violations(page)) == (0, []), page.url
