"""Sessions through functions: what one key opens, and that nothing else does."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from nastavnik.access.scope import working
from nastavnik.access.sessions import SessionStore
from tests.factories import owning

pytestmark = pytest.mark.django_db


def test_session_is_read_back_by_its_key(db: None) -> None:
    session = SessionStore()
    session["account"] = 7
    session.save()
    assert SessionStore(session.session_key)["account"] == 7
    assert SessionStore("another").get("account") is None


def test_deleted_session_is_gone(db: None) -> None:
    session = SessionStore()
    session.create()
    key = session.session_key
    session.flush()
    assert not SessionStore().exists(key or "")


def test_expired_session_opens_nothing_and_is_cleared(db: None) -> None:
    session = SessionStore()
    session["account"] = 7
    session.set_expiry(timezone.now() - timedelta(minutes=1))
    session.save()
    assert SessionStore(session.session_key).get("account") is None
    with owning(), connection.cursor() as cursor:
        cursor.execute("set local role nastavnik_worker")
    with working():
        SessionStore.clear_expired()
    assert not SessionStore().exists(session.session_key or "")


def test_the_web_can_not_list_or_clear_sessions(db: None) -> None:
    for statement in ("select * from django_session", "select access_sessions_clear(now())"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
