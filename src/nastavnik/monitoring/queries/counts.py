"""What the registers hold, node by node: sums of counters, never of people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from django.db import connection

from nastavnik.mentoring.models import MentoringForm
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.indicators import YearRule
from nastavnik.rulebook.remarks import Numbers

NUMBERS = tuple(one.name for one in fields(Numbers) if one.name != "institutions")
REPEATED = ("people", "mentors", "young_mentors", "mentees", "child_mentees")
"""Numbers in which one human of two institutions would count twice."""
OF_FORM = ("programmes", "pairs", "groups", "mentors", "young_mentors", "mentees", "child_mentees")

# Institutions open on a day of the year (one that closed in it, only where it has anything to show); those that
# run a programme or a pair stand beside them.
_BELOW = """
with recursive below as (
  select o.id as node, o.id, o.level, o.opened_date, o.closed_date, o.flags
  from registry_organisation o where o.id = any(%(nodes)s)
  union all
  select b.node, o.id, o.level, o.opened_date, o.closed_date, o.flags
  from below b join registry_organisation o on o.parent_id = b.id where b.node <> all(%(alone)s::bigint[])
), open as (
  select b.node, b.id, y.year, coalesce(b.closed_date <= y.last_day, false) as closes
  from below b cross join (
    select year, case %(rule)s::text when 'school' then make_date(year, 9, 1) else make_date(year, 1, 1) end as first_day,
      case %(rule)s::text when 'school' then make_date(year + 1, 8, 31) else make_date(year, 12, 31) end as last_day
    from unnest(%(years)s::int[]) year
  ) y
  where b.level = 'institution' and (b.opened_date is null or b.opened_date <= y.last_day)
    and (b.closed_date is null or b.closed_date >= y.first_day)
    and (%(flag)s::text is null or %(flag)s = any(b.flags))
)
"""
_SUMS = (
    _BELOW.rstrip()  # noqa: S608  (names of our own columns)
    + ", repeated as materialized (select * from monitoring_repeats(%(nodes)s::bigint[],"
    + " (select array_agg(%(rule)s::text || ':' || name) from unnest(%(repeated)s::text[]) name),"
    + " %(years)s::int[], %(flag)s::text)) "
    + "select n.node, y.year, count(o.id), count(*) filter (where c.programmes > 0),"
    + " count(*) filter (where c.pairs + c.groups > 0), max(c.counted_at), coalesce(sum(c.unkeyed), 0)::bigint,"
    + " (select jsonb_object_agg(split_part(r.what, ':', 2), r.repeats) from repeated r"
    + " where r.node_id = n.node and r.year = y.year), "
    + ", ".join(f"coalesce(sum(c.{name}), 0)::bigint" for name in NUMBERS)
    + " from unnest(%(nodes)s::bigint[]) n(node) cross join unnest(%(years)s::int[]) y(year)"
    + " left join open o on o.node = n.node and o.year = y.year"
    + " left join monitoring_registercount c on c.institution_id = o.id and c.year = o.year"
    + " and c.rule = %(rule)s"
    + " where o.id is null or not o.closes or c.programmes > 0 or c.people > 0"
    + " group by n.node, y.year"
)
_FORMS = (
    _BELOW  # noqa: S608
    + "select f.form_id, "
    + ", ".join(f"sum(f.{name})::bigint" for name in OF_FORM)
    + " from open o join monitoring_formcount f on f.institution_id = o.id and f.year = o.year"
    + " and f.rule = %(rule)s"
    + " group by f.form_id"
)


@dataclass(frozen=True)
class CountRow:
    """The numbers of one node in a year; institutions with a programme and with a pair are told apart.

    One human of two institutions is counted once: `repeats` says how many were taken off each of `REPEATED`. Of `unkeyed`
    participants the whole birth date is not known, so nobody knows whether they stand elsewhere, too.
    """

    numbers: Numbers
    with_programmes: int = 0
    with_pairs: int = 0
    counted_at: datetime | None = None
    unkeyed: int = 0
    repeats: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FormRow:
    """The numbers of one form of mentoring."""

    label: str
    programmes: int
    pairs: int
    groups: int
    mentors: int
    young_mentors: int
    mentees: int
    child_mentees: int


@dataclass(frozen=True)
class NodeCounts:
    """The numbers of a node, of each node right under it, of the year before, and by forms."""

    node: Organisation
    year: int
    whole: CountRow
    last: CountRow
    parts: tuple[tuple[Organisation, CountRow, CountRow], ...]
    forms: tuple[FormRow, ...]


def counts_of(
    node: Organisation, year: int, flag: str | None = None, rule: YearRule = YearRule.CALENDAR
) -> NodeCounts:
    """The numbers of a node that has been fetched through the actor's sight; four queries.

    With a flag only the institutions that bear it. A school year is named by the calendar year in which it begins.
    """
    children = list(node.children.order_by("short_name", "pk"))
    ids = [node.pk, *(child.pk for child in children)]
    wanted = {
        "nodes": ids,
        "alone": [node.pk],
        "flag": flag,
        "rule": rule.value,
        "repeated": list(REPEATED),
    }
    rows = _sums(wanted | {"years": [year, year - 1]})
    nothing = CountRow(Numbers())
    parts = tuple(
        (child, _once(rows.get((child.pk, year), nothing)), _once(rows.get((child.pk, year - 1), nothing)))
        for child in children
    )
    return NodeCounts(
        node=node,
        year=year,
        whole=_together({pk: row for (pk, when), row in rows.items() if when == year}, node.pk),
        last=_together({pk: row for (pk, when), row in rows.items() if when == year - 1}, node.pk),
        parts=parts,
        forms=_forms(wanted | {"years": [year]}),
    )


def _sums(wanted: Mapping[str, Any]) -> Mapping[tuple[int, int], CountRow]:
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, wanted)
        return {(node, year): _row(*row) for node, year, *row in cursor.fetchall()}


def _row(institutions: int, programmes: int, pairs: int, counted_at: datetime | None, *rest: Any) -> CountRow:
    """A row of `_SUMS` after its node and year: at the end stand the repeats and the numbers."""
    unkeyed, repeats, *numbers = rest
    found = json.loads(repeats) if isinstance(repeats, str) else repeats
    counted = Numbers(institutions, **dict(zip(NUMBERS, numbers, strict=True)))
    return CountRow(counted, programmes, pairs, counted_at, unkeyed, found or {})


def _once(row: CountRow) -> CountRow:
    """The row with every human counted once."""
    fewer = {name: max(getattr(row.numbers, name) - number, 0) for name, number in row.repeats.items()}
    return replace(row, numbers=replace(row.numbers, **fewer))


def _forms(wanted: Mapping[str, Any]) -> tuple[FormRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_FORMS, wanted)
        rows = {form: numbers for form, *numbers in cursor.fetchall()}
    labels = dict(MentoringForm.objects.filter(pk__in=rows).values_list("pk", "label"))
    found = [FormRow(labels[form], *numbers) for form, numbers in rows.items()]
    return tuple(sorted(found, key=lambda row: row.label))


def _together(rows: Mapping[int, CountRow], node_id: int) -> CountRow:
    """The whole of what its parts had before each of them counted everybody once; then everybody once in it."""
    known = list(rows.values())
    sums = {name: sum(getattr(row.numbers, name) for row in known) for name in ("institutions", *NUMBERS)}
    whole = CountRow(
        Numbers(**sums),
        sum(row.with_programmes for row in known),
        sum(row.with_pairs for row in known),
        max((row.counted_at for row in known if row.counted_at), default=None),
        sum(row.unkeyed for row in known),
        rows[node_id].repeats if node_id in rows else {},
    )
    return _once(whole)
