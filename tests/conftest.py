"""Every test that touches the database is the web's role with nobody acting; only factories work as the owner."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from nastavnik.access.models import Account
from tests import factories
from tests.house_of_people import House, build_house
from tests.server import MIGRATED, SERVER


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    return SERVER.is_migrated


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """Every process has a server of its own: one name for all, so that the kept base is found by each of them."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    from nastavnik.access.scope import watch_every_connection

    # Where no test asks for the database, none is made.
    if not SERVER.is_migrated and connection.settings_dict["NAME"] == MIGRATED:
        with django_db_blocker.unblock():
            connections.close_all()
            SERVER.keep()
    watch_every_connection()


@pytest.fixture(autouse=True)
def _as_the_web(request: pytest.FixtureRequest) -> Iterator[None]:
    if "db" not in request.fixturenames and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute("set local role nastavnik_web")
    yield


@pytest.fixture
def house(db: None) -> House:
    """Two municipalities of one region, three institutions and the people of the house tests."""
    with factories.settled():
        return build_house()


@pytest.fixture
def signed_in(house: House) -> "SignIn":
    return SignIn()


class SignIn:
    """Gives a browser that has signed in as one of the characters."""

    def __call__(self, login: str) -> Client:
        client = Client()
        with factories.owning():
            client.force_login(Account.objects.get(login=login))
            # As on every page but the first of a day: the session has said that it is in use.
            session = client.session
            session["noted"] = [session.session_key, timezone.localdate().isoformat()]
            session.save()
        return client
