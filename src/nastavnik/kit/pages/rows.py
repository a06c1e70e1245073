"""Rows of a list: put in order, cut into pages of 50, counted up to a limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet

from nastavnik.kit.tables import Column, Getter, value_of
from nastavnik.rulebook.numbers import counted

PAGE_SIZE = 50
COUNT_LIMIT = 1000

Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True)
class Slice:
    """One page of the rows."""

    rows: Sequence[Any]
    number: int
    total: int | None
    has_next: bool
    words: tuple[str, str, str] = ("строка", "строки", "строк")

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1

    @property
    def total_shown(self) -> str:
        """The total in words: «127 пар», or «более 1000» where counting stopped."""
        if self.total is None:
            return f"более {COUNT_LIMIT} {self.words[2]}"
        return counted(self.total, self.words)

    @property
    def pages(self) -> int | None:
        """How many pages there are; None when counting stopped."""
        return None if self.total is None else max(1, -(-self.total // PAGE_SIZE))


def ordered(rows: Rows, column: Column | None, *, descending: bool) -> Rows:
    """Rows by this column, with ties settled by the key; unknown values stand last in a list that ascends."""
    if column is None or column.sort is None:
        return rows
    sort = column.sort
    if isinstance(rows, QuerySet):
        names = (sort,) if isinstance(sort, str) else cast(tuple[str, ...], sort)
        return rows.order_by(*(_turned(name, descending=descending) for name in names), "pk")
    getters: tuple[Getter, ...] = sort if isinstance(sort, tuple) else (sort,)

    def rank(row: Any) -> tuple[tuple[bool, Any], ...]:
        values = [value_of(row, getter) for getter in getters]
        return tuple((value is None, "" if value is None else value) for value in values)

    return sorted(rows, key=rank, reverse=descending)


def _turned(name: str, *, descending: bool) -> str:
    if not descending:
        return name
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def cut(rows: Rows, number: int) -> list[Any]:
    """One page of the rows and one row more, by which it is seen that another page follows."""
    start = (number - 1) * PAGE_SIZE
    return list(rows[start : start + PAGE_SIZE + 1])


def count(rows: Rows) -> int | None:
    """How many rows there are; None when more than the limit, past which nobody waits for counting."""
    if isinstance(rows, QuerySet):
        found = rows.order_by()[: COUNT_LIMIT + 1].count()
    else:
        found = len(rows)
    return None if found > COUNT_LIMIT else found


def exists(rows: Rows) -> bool:
    """Whether there is at least one."""
    return rows.exists() if isinstance(rows, QuerySet) else bool(rows)
