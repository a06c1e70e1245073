"""Calendars for telephones: a secret, read without an account, as much as its owner may see today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from icalendar import Calendar

from nastavnik.access.actors import AccountActor
from nastavnik.kit.calendars import CalendarEntry
from nastavnik.notices import feeds
from nastavnik.notices.models import CalendarFeed
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.people import people_visible_to
from tests import factories as make
from tests.conftest import SignIn
from tests.house_of_people import House

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-10-15T10:00:00+03:00")]


def terms(actor: AccountActor, organisation: Organisation | None) -> list[CalendarEntry]:
    """As a room would give them: who asks and how many people he sees stand in the words."""
    seen = people_visible_to(actor).count()
    place = organisation.short_name if organisation else "мои"
    return [
        CalendarEntry("term-2", f"Второй: {place}", dt.date(2026, 10, 30), url="/papers/"),
        CalendarEntry("term-1", f"Первый: видит {seen}", dt.date(2026, 10, 20), alarm_days=1),
        CalendarEntry("term-1", "Повтор", dt.date(2026, 10, 21)),
    ]


@pytest.fixture(autouse=True)
def _providers() -> Iterator[None]:
    before = list(feeds._providers)
    feeds._providers[:] = []
    feeds.register_provider(terms)
    feeds.register_provider(terms)
    yield
    feeds._providers[:] = before


def opened(client: Client, about: str = "own") -> str:
    """The address that the page shows once."""
    response = client.post("/calendars/open/", {"about": about})
    assert response.status_code == 200 and response["Cache-Control"] == "no-store"
    found = re.search(r"http://testserver(/calendar/[^<\s]+\.ics)", response.content.decode())
    assert found, response.content.decode()
    return found[1]


def test_calendar_of_ones_own_is_read_without_an_account(house: House, signed_in: SignIn) -> None:
    address = opened(signed_in("svetlana"))
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-store", "noindex")
    calendar = Calendar.from_ical(response.content)
    assert str(calendar["x-wr-calname"]) == "Наставник: мои сроки"
    first, second = calendar.walk("VEVENT")
    assert re.fullmatch(r"Первый: видит [1-9]\d*", str(first["summary"]))  # in the scope of its owner
    assert str(second["summary"]) == "Второй: мои"
    assert str(second["url"]) == "http://testserver/papers/"


def test_calendar_of_an_organisation_is_its_own(house: House, signed_in: SignIn) -> None:
    address = opened(signed_in("oleg"), str(house.school.pk))
    calendar = Calendar.from_ical(Client().get(address).content)
    assert str(calendar["x-wr-calname"]) == "Наставник: Школа № 5"
    summaries = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    assert summaries == ["Первый: видит 0", "Второй: Школа № 5"]  # the municipality sees no people


def test_secret_is_kept_as_a_hash_only(house: House, signed_in: SignIn) -> None:
    secret = opened(signed_in("svetlana")).removeprefix("/calendar/").removesuffix(".ics")
    with make.owning():
        assert secret not in str(CalendarFeed.objects.values_list().get())
    assert secret not in signed_in("svetlana").get("/calendars/").content.decode()


def test_revoked_calendar_answers_no_more(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    address = opened(client)
    with make.owning():
        pk = CalendarFeed.objects.get().pk
    assert signed_in("nina").post(f"/calendars/{pk}/revoke/").status_code == 404
    assert Client().get(address).status_code == 200
    assert client.post(f"/calendars/{pk}/revoke/").url == "/calendars/"
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "календарь закрыт" in answer.content.decode()


def test_opening_anew_closes_the_one_before(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    first, of_school = opened(client), opened(client, str(house.school.pk))
    second = opened(client)
    assert [Client().get(one).status_code for one in (first, of_school, second)] == [404, 200, 200]


def test_calendar_of_an_organisation_ends_with_the_role(house: House, signed_in: SignIn) -> None:
    address = opened(signed_in("oleg"), str(house.school.pk))
    with make.owning():
        house.accounts["oleg"].grants.update(to_date=dt.date(2026, 10, 14))
    assert Client().get(address).status_code == 404


def test_account_that_is_switched_off_has_no_calendar(house: House, signed_in: SignIn) -> None:
    address = opened(signed_in("svetlana"))
    with make.owning():
        house.accounts["svetlana"].is_active = False
        house.accounts["svetlana"].save()
    assert Client().get(address).status_code == 404


def test_unknown_address_says_no_more_than_that(house: House) -> None:
    assert Client().get("/calendar/abc.ics").status_code == 404
    assert Client().post("/calendar/abc.ics").status_code in (403, 405)


def test_organisation_out_of_sight_can_not_be_chosen(house: House, signed_in: SignIn) -> None:
    response = signed_in("svetlana").post("/calendars/open/", {"about": str(house.gymnasium.pk)})
    assert response.status_code == 422
    with make.owning():
        assert not CalendarFeed.objects.exists()


def test_list_says_what_is_open(house: House, signed_in: SignIn) -> None:
    client = signed_in("svetlana")
    assert "Пока ни одного" in client.get("/calendars/").content.decode()
    opened(client, str(house.school.pk))
    page = client.get("/calendars/").content.decode()
    assert "Все сроки: Школа № 5" in page and "Яндекс Календарь" in page
