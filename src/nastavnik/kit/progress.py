"""The progress of a long writing, told while its transaction is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.utils import timezone

Progress = Callable[[int], None]


def tell_nobody(done: int) -> None:
    """The progress of what is written at once is not told."""


@contextmanager
def telling_progress(model: type[Model], run_id: int) -> Iterator[Progress]:
    """Gives a function that writes how many rows are done, through a connection of its own and at once.

    `model` keeps the progress: `run`, `done`, `told_at`. What the import itself has written stays unseen until it is
    whole; its progress is seen by everybody.
    """
    other: BaseDatabaseWrapper = connection.copy()
    try:
        with other.cursor() as cursor:

            def tell(done: int) -> None:
                sql = f"update {model._meta.db_table} set done = %s, told_at = %s where run_id = %s"  # noqa: S608
                cursor.execute(sql, [done, timezone.now(), run_id])

            yield tell
    finally:
        other.close()
