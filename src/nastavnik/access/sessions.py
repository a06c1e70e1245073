"""Sessions through definer functions: the web can open a session only by its key and can list none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection
from django.utils import timezone


def _call(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def note_session(key: str, browser: str, address: str, now: datetime, today: date) -> None:
    """Writes on which device the acting account's session is used."""
    _call("select access_session_note(%s, %s, %s, %s, %s)", key, browser[:400], address, now, today)


class SessionStore(SessionBase):
    """Django's session over the functions of `access.definer`."""

    def exists(self, session_key: str) -> bool:
        return bool(_call("select access_session_exists(%s)", session_key))

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  (Django's signature)
        if self.session_key is None:
            return self.create()
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        written = _call(
            "select access_session_write(%s, %s, %s, %s)",
            self.session_key, data, self.get_expiry_date(), must_create,
        )  # fmt: skip
        if not written:
            raise CreateError if must_create else UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            _call("select access_session_delete(%s)", key)

    def load(self) -> dict[str, Any]:
        data = _call("select access_session_read(%s, %s)", self.session_key, timezone.now())
        if data is None:
            self._session_key = None
            return {}
        return self.decode(data)

    @classmethod
    def clear_expired(cls) -> None:
        _call("select access_sessions_clear(%s)", timezone.now())
