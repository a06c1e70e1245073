"""The only way to a scope: `acting(actor)` opens a transaction and tells the database whose eyes are looking.

Nothing else in the house calls `set_config` (a house test sees to it). SQL that names a protected table outside a scope
raises `OutsideScope` instead of silently finding nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import local
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from nastavnik.kit.actor import Actor
from nastavnik.kit.walls import SETTINGS, WEB_ROLE, WORKER_ROLE, protected_tables
from nastavnik.rulebook.roles import Right

_KEYS = ("role", *SETTINGS)
_here = local()


class OutsideScope(RuntimeError):
    """A protected table was named where nobody is acting: a forgotten `acting(actor)`."""


def in_scope() -> bool:
    """Whether somebody is acting in this thread."""
    return bool(getattr(_here, "depth", 0))


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Opens a transaction in which the database shows and accepts what `actor` may see and write.

    May be nested: the outer scope comes back at the end. An exception rolls everything inside back.
    """
    values = (
        WEB_ROLE,
        _ids(actor.people),
        _ids(node for node in actor.people if actor.may(Right.SPECIAL_VIEW, node)),
        _ids(actor.figures),
        _ids([actor.person_id] if actor.person_id else []),
        _ids(actor.pairs),
        _ids([actor.account_id] if actor.account_id else []),
        _ids([actor.person_id] if actor.person_id and actor.guardian_id is None else []),
        _ids(actor.pairs if actor.guardian_id is None else []),
        _ids(actor.classes_at),
        ",".join(sorted(f"{node}:{one}" for node, classes in actor.classes_at.items() for one in classes)),
        _ids(actor.partners),
        ",".join(sorted(f"{partner}:{node}" for partner, nodes in actor.partners.items() for node in nodes)),
    )
    with _scope(values):
        yield


@contextmanager
def working() -> Iterator[None]:
    """A scope for a job of the whole house (recount, clearing); only the worker's login may take that role."""
    with _scope((WORKER_ROLE, *[""] * len(SETTINGS))):
        yield


@contextmanager
def raising_walls() -> Iterator[None]:
    """The owner's own work after a migration, when walls are raised and dictionaries loaded: nobody is acting."""
    _here.depth = getattr(_here, "depth", 0) + 1
    try:
        yield
    finally:
        _here.depth -= 1


@contextmanager
def _scope(values: tuple[str, ...]) -> Iterator[None]:
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _read() if nested else None
        _write(values)
        _here.depth = getattr(_here, "depth", 0) + 1
        try:
            yield
        finally:
            _here.depth -= 1
        # SET LOCAL outlives the release of a savepoint, so a nested scope puts back what it found;
        # after an exception the savepoint's rollback does it.
        if before is not None:
            _write(before)


def _ids(ids: Iterable[int]) -> str:
    return ",".join(str(int(one)) for one in sorted(ids))


def _read() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"current_setting('{key}', true)" for key in _KEYS))
        return tuple(value or "" for value in cursor.fetchone())


def _write(values: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"set_config('{key}', %s, true)" for key in _KEYS), values)


@cache
def _protected_names() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(protected_tables())) + r")\b")


def _guard(execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: dict[str, Any]) -> Any:
    if not in_scope() and isinstance(sql, str) and not sql.startswith("TRUNCATE"):
        named = _protected_names().search(sql)
        if named:
            raise OutsideScope(
                f"{named.group(1)} is behind a wall and nobody is acting: open acting(actor) first"
            )
    return execute(sql, params, many, context)


def _watch_connection(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    if _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)


def watch_every_connection() -> None:
    """Makes SQL on a protected table outside a scope raise, on every connection of this process."""
    connection_created.connect(_watch_connection, dispatch_uid="access.scope.guard")
    if connection.connection is not None:
        _watch_connection(None, connection)
