"""Every address × every role × own and foreign: who gets the page with the object in its text, and that nobody else does.

A row names the address, what it is about, what its text must show and who gets it. Everybody else must be refused
(403), told that there is nothing (404) or sent to sign in (302), without the text. An address that is not here fails.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.scene import Ids, october
from tests.house_of_people import House
from tests.mentoring.pairing import in_october

pytestmark = [pytest.mark.django_db, in_october]

ROLES = ("irina", "oleg", "nina", "svetlana", "tamara", "boris", "")
CHILD, WAITING = "Озеров", "Полевая"


@dataclass(frozen=True)
class Row:
    """`about` names ids of the scene (or a text after =); `seen` by these, with `shows`; `open_to` get it without the text."""

    name: str
    about: str
    shows: str
    seen: str
    open_to: str = ""
    post: bool = False

    @property
    def id(self) -> str:
        return self.name


TABLE = (
    Row("desk:desk_view", "", "Мой стол", "irina oleg nina svetlana tamara boris"),
    Row("access:sign_in", "", "Имя для входа", "_", "irina oleg nina svetlana tamara boris"),
    Row("access:sign_out", "", "", "irina oleg nina svetlana tamara boris", post=True),
    Row("access:password_change", "", "Смена пароля", "irina oleg nina svetlana tamara boris"),
    Row("kit:vision_switch", "", "", "irina oleg nina svetlana tamara boris _", post=True),
    Row("kit:gallery", "", "", ""),
    Row("registry:organisation_list", "", "Школа № 5", "irina oleg"),
    Row("registry:organisation_view", "pk=node", "Школа № 5", "irina oleg nina svetlana tamara"),
    Row("registry:contingent_edit", "pk=node", "Контингент", "svetlana"),
    Row("registry:person_edit", "pk=person", CHILD, "svetlana"),
    Row("registry:consent_remove", "pk=consent", WAITING, "svetlana"),
    Row("mentoring:participant_list", "", CHILD, "nina svetlana", "boris"),
    Row("mentoring:consents_record", "", "", "svetlana boris"),
    Row("mentoring:person_view", "pk=person", CHILD, "nina svetlana"),
    Row("mentoring:need_edit", "pk=need", WAITING, "svetlana"),
    Row("mentoring:offer_edit", "pk=offer", "Горная", "svetlana"),
    Row("mentoring:programme_list", "", "Осенний набор", "nina svetlana", "boris"),
    Row("mentoring:programme_open", "", "Открыть программу", "svetlana boris"),
    Row("mentoring:programme_view", "pk=programme", "Осенний набор", "nina svetlana"),
    Row("mentoring:programme_edit", "pk=programme", "Осенний набор", "svetlana"),
    Row("mentoring:base_import", "pk=programme side=:mentee", "Загрузить базу", "svetlana"),
    Row("mentoring:base_template", "side=:mentee", "", "svetlana boris"),
    Row("mentoring:import_view", "pk=run", "Лугов", "svetlana"),
    Row("mentoring:import_write", "pk=run", "", "svetlana", post=True),
    Row("mentoring:import_discard", "pk=run", "", "svetlana", post=True),
    Row("mentoring:import_remarks", "pk=run", "", "svetlana"),
    Row("mentoring:proposal_make", "pk=programme", "", "svetlana", post=True),
    Row("mentoring:proposal_view", "pk=proposal", WAITING, "svetlana"),
    Row("mentoring:pair_list", "", CHILD, "nina svetlana", "boris"),
    Row("mentoring:pair_view", "pk=pair", CHILD, "nina svetlana"),
    Row("mentoring:agreement_edit", "pk=programme", "Осенний набор", "svetlana"),
    Row("mentoring:order_draft", "pk=programme", "", "svetlana", post=True),
    Row(
        "papers:paper_list",
        "",
        "О закреплении наставнических пар",
        "irina oleg nina svetlana tamara",
        "boris",
    ),
    Row(
        "papers:paper_view", "pk=paper", "О закреплении наставнических пар", "irina oleg nina svetlana tamara"
    ),
    Row("papers:paper_download", "pk=paper", "", "nina svetlana tamara"),
    Row("papers:paper_sign", "pk=paper", "", "nina", post=True),
    Row("papers:paper_return", "pk=paper", "амечание", "nina"),
    Row("papers:paper_register", "pk=signed", "Регистрационный номер", "tamara"),
    Row("papers:paper_discard", "pk=paper", "тменить", "svetlana"),
    Row("monitoring:figure_list", "", "", "irina oleg nina svetlana boris"),
    Row("monitoring:figure_view", "node=node code=:I1", "Средняя школа № 5", "irina oleg nina svetlana"),
    Row("monitoring:target_edit", "node=node code=:I1", "Школа № 5", "irina oleg"),
)


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
    return october(house)


@pytest.fixture
def client_of(house: House) -> Callable[[str], Client]:
    def client_of(login: str) -> Client:
        client = Client()
        if login:
            client.force_login(house.accounts[login])
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


@pytest.mark.parametrize("login", ["irina", "oleg", "tamara"])
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
    assert public == {"SignIn", "VisionSwitch", "GalleryPage"}
