"""Every address × every role × own and foreign: who gets the page with the object in its text, and that nobody else does.

A row names the address, what it is about, what its text must show and who gets it. Everybody else must be refused
(403), told that there is nothing (404) or sent to sign in (302), without the text. An address that is not here fails.
"""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.addresses import TABLE
from tests.house.addresses.row import CHILD, WAITING, Row
from tests.house.registers import register_ids
from tests.house.scene import Ids, october
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]

ROLES = ("irina", "oleg", "nina", "svetlana", "tamara", "boris", "maria", "danya", "anna", "yakov", "")


def routes(resolver: URLResolver, prefix: str = "") -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += routes(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            found.append(f"{prefix}{pattern.name}")
    return found


def test_every_address_stands_in_the_table() -> None:
    named = {row.name for row in TABLE}
    assert sorted(set(routes(get_resolver())) - named - {"kit:gallery"}) == []
    assert sorted(named - set(routes(get_resolver())) - {"kit:gallery"}) == []


def address_of(row: Row, ids: Ids) -> str:
    pairs = (part.split("=") for part in row.about.split())
    return reverse(
        row.name, kwargs={key: value[1:] if value[0] == ":" else ids[value] for key, value in pairs}
    )


def answer_to(client: Client, row: Row, ids: Ids) -> tuple[int, str]:
    """Status and the text of the page's main part; what the request did is undone."""
    with transaction.atomic():
        response = client.post(address_of(row, ids)) if row.post else client.get(address_of(row, ids))
        transaction.set_rollback(True)
    if "html" not in response.headers.get("Content-Type", ""):
        return response.status_code, ""
    return response.status_code, response.content.decode("utf-8").partition("<main")[2]


def fault_of(login: str, row: Row, status: int, text: str) -> str:
    """What is wrong with an answer, in words; empty when it is as the table says."""
    if (login or "_") in row.seen.split():
        deed_done = (row.post and status in (302, 422)) or (not row.shows and status == 302)
        return (
            "" if (status == 200 or deed_done) and row.shows in text else f"{status}, «{row.shows}» is wanted"
        )
    if row.shows and row.shows in text:
        return f"{status}, «{row.shows}» is shown"
    if (login or "_") in row.open_to.split():
        return "" if status in (200, 302) else f"{status}, an open page is wanted"
    return "" if status in (403, 404) or (not login and status == 302) else f"{status}, a refusal is wanted"


@pytest.fixture
def ids(house: House) -> Ids:
    return october(house) | register_ids(house)


@pytest.fixture
def client_of(house: House) -> Callable[[str], Client]:
    # One sign-in for all addresses: a browser of its own for each, with the session as it was before any of them.
    sessions: dict[str, str] = {}

    def client_of(login: str) -> Client:
        client = Client()
        if login and login not in sessions:
            client.force_login(house.accounts[login])
            sessions[login] = client.cookies[settings.SESSION_COOKIE_NAME].value
        elif login:
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[login]
        return client

    return client_of


@pytest.mark.parametrize("login", ROLES, ids=lambda login: login or "nobody")
def test_who_gets_what(login: str, ids: Ids, client_of: Callable[[str], Client]) -> None:
    faults = []
    for row in TABLE:
        if row.seen:
            fault = fault_of(login, row, *answer_to(client_of(login), row, ids))
            faults += [f"{row.name}: {fault}"] if fault else []
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("login", ["irina", "oleg", "tamara", "yakov"])
def test_whoever_sees_no_people_never_reads_a_childs_name(
    login: str, ids: Ids, client_of: Callable[[str], Client]
) -> None:
    """The secretary reads names in orders only."""
    read = 0
    for row in TABLE:
        if row.seen and not row.post and not (login == "tamara" and row.name.startswith("papers:")):
            status, text = answer_to(client_of(login), row, ids)
            read += status == 200
            assert CHILD not in text and WAITING not in text and "Даниил" not in text, row.name
    assert read > 2


def test_every_page_names_its_permission_or_is_public() -> None:
    from nastavnik.kit.pages.base import Page

    def below(page: type[Page]) -> list[type[Page]]:
        return [page, *(one for child in page.__subclasses__() for one in below(child))]

    pages = [page for page in below(Page) if not page.abstract]
    assert len(pages) > 30
    assert [page.__qualname__ for page in pages if not page.public and not page.permission] == []
    public = {page.__qualname__ for page in pages if page.public and page.__module__.startswith("nastavnik")}
    assert public == {
        "SignIn",
        "VisionSwitch",
        "GalleryPage",
        "InvitationOpen",
        "InvitationAccept",
        "CardOpen",
        "CardEnter",
        "CalendarFeedView",
        "SurveyLinkAnswer",
        "SurveyThanks",
    }
