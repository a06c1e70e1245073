"""The progress of a long writing, told while its transaction is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from nastavnik.mentoring.models import ImportProgress, ImportRun


@contextmanager
def telling_progress(run: ImportRun) -> Iterator[Callable[[int], None]]:
    """Gives a function that writes how many rows are done, through a connection of its own and at once.

    What the import itself has written stays unseen until it is whole; its progress is seen by everybody.
    """
    other: BaseDatabaseWrapper = connection.copy()
    table = ImportProgress._meta.db_table
    try:
        with other.cursor() as cursor:

            def tell(done: int) -> None:
                sql = f"update {table} set done = %s, told_at = %s where run_id = %s"  # noqa: S608
                cursor.execute(sql, [done, timezone.now(), run.pk])

            yield tell
    finally:
        other.close()
