"""Row-level security: the list of a school among 100,000 people, behind the policy and without one."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, QuerySet

from benchmarks.measuring import Scope, Table, Work, medians, milliseconds, times
from benchmarks.region import Eyes
from nastavnik.access.scope import acting
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.queries.people import people_visible_to

HEADS = ("list", "rows", "owner, explicit WHERE", "web, policy alone", "web, policy and WHERE")
SCOPE_HEADS = ("opening a scope", "bare", "acting(actor)")
Sql = tuple[str, tuple[Any, ...]]


def measure() -> list[Table]:
    """The owner has no policies and names the institutions; the web has policies, with and without naming them."""
    ids = list(Organisation.objects.filter(level="institution").order_by("pk").values_list("pk", flat=True))
    one, many = Eyes(people=frozenset(ids[250:251])), Eyes(people=frozenset(ids[200:300]))
    rows = [
        _row("first 50 of one school", one, lambda people: people.order_by("sort_name", "pk")[:50]),
        _row("one school, all", one, lambda people: people.order_by("sort_name", "pk")),
        _row("first 50 of 100 schools", many, lambda people: people.order_by("sort_name", "pk")[:50]),
        _row(
            "100 schools, people counted by school",
            many,
            lambda people: people.order_by("institution_id").values("institution_id").annotate(Count("pk")),
        ),
    ]
    title = f"Row-level security among {Person.objects.count():,} people"
    return [Table(title, HEADS, rows), Table("The scope of a request", SCOPE_HEADS, [_scope_row(one)])]


def _row(label: str, eyes: Eyes, listed: Any) -> list[str]:
    named: Sql = _sql(listed(people_visible_to(eyes)))
    unnamed: Sql = _sql(listed(Person.objects.all()))

    def sight() -> AbstractContextManager[None]:
        return acting(eyes)

    with sight():
        shown = _fetch(unnamed)
    if shown != _fetch(named):
        raise RuntimeError("the policy shows other people than the WHERE names")
    works: dict[str, Work] = {
        "owner": lambda: _fetch(named),
        "policy": lambda: _fetch(unnamed),
        "both": lambda: _fetch(named),
    }
    scopes: dict[str, Scope] = {"owner": transaction.atomic, "policy": sight, "both": sight}
    taken = medians(works, clock=time.perf_counter, within=scopes, turns=50)
    owner = taken["owner"]
    return [
        label,
        str(len(shown)),
        milliseconds(owner),
        times(taken["policy"], owner),
        times(taken["both"], owner),
    ]


def _scope_row(eyes: Eyes) -> list[str]:
    def empty(scope: Scope) -> None:
        with scope():
            _fetch(("select 1", ()))

    works: dict[str, Work] = {
        "bare": lambda: empty(transaction.atomic),
        "acting": lambda: empty(lambda: acting(eyes)),
    }
    taken = medians(works, clock=time.perf_counter, turns=50)
    return [
        "a transaction of one select 1",
        milliseconds(taken["bare"]),
        times(taken["acting"], taken["bare"]),
    ]


def _sql(people: QuerySet[Any]) -> Sql:
    return people.query.sql_with_params()


def _fetch(sql: Sql) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*sql)
        return cursor.fetchall()
