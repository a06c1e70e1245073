"""Whoever stands above a school sees the number move, and nobody's name on any page that can be reached."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from django.test import Client

from nastavnik.access.scope import acting
from nastavnik.monitoring.actions.counters import recount_counters
from nastavnik.papers.models import Paper, PaperName
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House
from tests.monitoring import rows
from tests.monitoring.reading import links_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]
LAST_NAMES = ("Зимин", "Котов", "Левин", "Чужов", "Рекин", "Лугов", "Озеров")
MOST_OF_A_KIND = 8


@pytest.fixture
def busy_school(house: House) -> House:
    """A school with everything that bears names: participants, pairs, orders."""
    programme = rows.programme(house.school)
    mentor = rows.mentor(programme, "Лугова Лидия Львовна")
    children = [rows.mentee(programme, f"{name} Рита Ромовна") for name in ("Рекина", "Озерова")]
    children.append(rows.participation(programme, house.danya, "mentee"))
    rows.active_pair([mentor, children[0]], date(2026, 10, 12))
    rows.pair([mentor, children[1]])
    rows.proposal(programme, mentees=children[2:])
    for state in (Paper.State.DRAFT, Paper.State.SIGNED):
        order = rows.paper(house.school, state)
        with make.owning():
            PaperName.objects.create(
                institution=house.school, paper=order, person=house.danya, place="mentee", case="dative",
                nominative="Зимин Даниил Олегович", printed="Зимину Даниилу Олеговичу",
            )  # fmt: skip
    for institution in (house.school, house.gymnasium, house.rural):
        make.contingent(institution, 2026)
    svetlana = make.actor("svetlana")
    with acting(svetlana):
        recount_counters(by=svetlana, institution_id=house.school.pk, years=[2026])
    return house


def pages_of(client: Client) -> dict[str, str]:
    """Pages that can be reached by links from the desk: each address once, at most eight of a kind."""
    waiting, found, kinds = ["/"], {}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        path = address.split("?")[0]
        kind = re.sub(r"\d+", "N", path)
        if path in found or path.startswith("/static/") or path.endswith((".docx", ".xlsx")):
            continue
        if kinds[kind] == MOST_OF_A_KIND:
            continue
        kinds[kind] += 1
        response = client.get(address, follow=True)
        # 403: the page says in words why it can not be used now
        assert response.status_code in (200, 403), f"a link leads to {response.status_code}: {address}"
        if "text/html" in response["Content-Type"]:
            found[path] = response.content.decode()
            waiting += links_of(response)
    return found


@pytest.mark.parametrize("login", ["oleg", "irina"])
def test_whoever_stands_above_reaches_no_name(busy_school: House, signed_in: SignIn, login: str) -> None:
    pages = pages_of(signed_in(login))
    kinds = {re.sub(r"\d+", "N", path) for path in pages}
    assert {
        "/",
        "/organisations/",
        "/organisations/N/",
        "/figures/",
        "/figures/N/",
        "/figures/N/IN/",
        "/figures/N/IN/target/",
        "/figures/N/IN/people-number/",
        "/figures/N/indicators/new/",
        "/counts/N/",
        "/papers/",
    } <= kinds
    named = {path: name for path, html in pages.items() for name in LAST_NAMES if name in html}
    assert named == {}


def test_the_same_names_are_read_in_the_school(busy_school: House, signed_in: SignIn) -> None:
    html = "".join(pages_of(signed_in("svetlana")).values())
    assert [name for name in ("Зимин", "Рекин", "Лугов", "Озеров") if name not in html] == []
    assert "Чужов" not in html


def test_the_number_is_there(busy_school: House, signed_in: SignIn) -> None:
    text = text_of(signed_in("oleg").get(f"/figures/{busy_school.city.pk}/I1/"))
    assert "вошли 1 из 180 детей 10–19 лет" in text


@pytest.mark.parametrize(
    "address",
    [
        "/participants/",
        "/programmes/",
        "/pairs/",
        "/people/{danya}/",
        "/organisations/{school}/contingent/",
        "/papers/{order}/order.docx",
        "/figures/{school}/I1/names/2026/",
        "/figures/{school}/I2/names/2026/",
    ],
)
def test_pages_of_people_are_closed_from_above(busy_school: House, signed_in: SignIn, address: str) -> None:
    with make.owning():
        order = Paper.objects.filter(state=Paper.State.SIGNED).get()
    url = address.format(danya=busy_school.danya.pk, school=busy_school.school.pk, order=order.pk)
    for login in ("oleg", "irina"):
        response = signed_in(login).get(url)
        assert response.status_code in (403, 404)
        assert not any(name in response.content.decode() for name in LAST_NAMES)
