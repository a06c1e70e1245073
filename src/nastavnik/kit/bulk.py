"""Many new rows in one statement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model, Value
from django.db.models.expressions import DatabaseDefault

_BATCH = 2000
_LENGTH = re.compile(r"\([\d, ]+\)")
_Made = TypeVar("_Made", bound=Model)


def add_many(objects: Iterable[_Made]) -> list[_Made]:
    """Adds new objects of one model, two thousand in a statement, and gives them back with their keys.

    For thousands of rows: `bulk_create` prepares, escapes and looks through every value by itself, this sends them
    as one JSON text that the database takes apart (ten times less work where the rows hold texts and JSON). Defaults and
    `auto_now_add` are kept; there are no signals, no expressions and no conflicts to be ignored. All or nothing.
    """
    made = list(objects)
    with transaction.atomic(savepoint=False):
        for start in range(0, len(made), _BATCH):
            _add(made[start : start + _BATCH])
    return made


def _add(made: list[_Made]) -> None:
    model = type(made[0])
    fields: list[Any] = [
        field for field in model._meta.concrete_fields if not field.primary_key and not field.generated
    ]
    key: Any = model._meta.pk
    if (
        key is None
        or not key.db_returning
        or any(one.pk is not None or type(one) is not model for one in made)
    ):
        raise TypeError("only new objects of one model whose key the database makes")
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    types = ", ".join(f"{quote(field.column)} {_type(field)}" for field in fields)
    rows = [{field.column: _value(field, one) for field in fields} for one in made]
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {quote(model._meta.db_table)} ({columns}) select {columns}"  # noqa: S608 names of our own models
            f" from json_to_recordset(%s::json) as made({types}) returning {quote(key.column)}",
            [json.dumps(rows, ensure_ascii=False, default=_written)],
        )
        keys = [row[0] for row in cursor.fetchall()]
    for one, pk in zip(made, keys, strict=True):
        one.pk = pk
        one._state.adding = False
        one._state.db = connection.alias


def _type(field: Any) -> str:
    # Without the length: a text that is too long is an error and not cut off.
    return _LENGTH.sub("", str(field.db_type(connection)))


def _written(value: Any) -> str:
    if hasattr(value, "resolve_expression"):
        raise TypeError("an expression is no value: use bulk_create")
    return str(value)


def _value(field: Any, one: Model) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return field.pre_save(one, add=True)
    value: Any = getattr(one, field.attname)
    if not isinstance(value, DatabaseDefault):
        return value
    default: Any = value
    return default.expression.value if isinstance(default.expression, Value) else default
