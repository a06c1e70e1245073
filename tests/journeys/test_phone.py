"""Every page that links lead to, on a telephone and for those who do not see it."""

from __future__ import annotations

import pytest

from nastavnik.access.demo import DEMO_ACCOUNTS
from tests.journeys.look import walk
from tests.journeys.manners import grave_violations, overflow_on_phone
from tests.journeys.pages import At
from tests.journeys.product import Product

pytestmark = pytest.mark.journey

HEARD = {"svetlana", "nina", "oleg"}  # the others see pages that these three see too
LEAST = 5  # pages of the secretary, who has the fewest


@pytest.mark.parametrize("login", [login for login, *_ in DEMO_ACCOUNTS])
def test_every_page_fits_phone_and_can_be_heard(at: At, product: Product, login: str):
    page = at(login)
    found = {}
    for stop in walk(page, product):
        violations = grave_violations(page) if login in HEARD else []
        found[stop.address] = (stop.status, overflow_on_phone(page), violations)
    assert len(found) >= LEAST
    assert {address: seen for address, seen in found.items() if seen != (200, 0, [])} == {}
