"""`…__in` of many numbers as one array: a region's sight is thousands of ids.

Django writes a placeholder for each value and the driver looks for them all again: 5,000 ids cost more than the query
that they narrow. PostgreSQL itself turns the list into an array, so the plan is the same.
"""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, IntegerField
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

FEW = 20  # up to here a list of values is read more easily in a log, and costs nothing


class _Whole:
    """The part of both lookups that sends plain whole numbers in one parameter."""

    rhs: Any
    _numbers: str | None = None

    def get_prep_lookup(self) -> Any:
        """Keeps many whole numbers as they are; everything else goes Django's way."""
        if isinstance(self.rhs, set | frozenset | list | tuple) and len(self.rhs) > FEW:
            kept = {one for one in self.rhs if one is not None}  # nothing equals NULL
            if len(kept) > FEW and all(type(one) is int for one in kept):
                self._numbers = "{" + ",".join(map(str, sorted(kept))) + "}"
                return list(kept)
        return super().get_prep_lookup()  # type: ignore[misc]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        """`column = ANY('{1,2,3}')` for many numbers."""
        if self._numbers is None:
            return super().as_sql(compiler, connection)  # type: ignore[misc]
        column, params = self.process_lhs(compiler, connection)  # type: ignore[attr-defined]
        return f"{column} = ANY(%s::bigint[])", [*params, self._numbers]


class WholeIn(_Whole, In):
    pass


class WholeRelatedIn(_Whole, RelatedIn):
    pass


def register() -> None:
    """Puts both in the place of Django's `in`, for numbers and for keys to other tables."""
    IntegerField.register_lookup(WholeIn)
    ForeignKey.register_lookup(WholeRelatedIn)
