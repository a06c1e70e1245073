"""What the registers hold, node by node: sums of counters, never of people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import connection

from nastavnik.mentoring.models import MentoringForm
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.remarks import Numbers

NUMBERS = tuple(field.name for field in fields(Numbers) if field.name != "institutions")
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
  select b.node, b.id, y.year, coalesce(b.closed_date <= make_date(y.year, 12, 31), false) as closes
  from below b cross join unnest(%(years)s::int[]) y(year)
  where b.level = 'institution' and (b.opened_date is null or b.opened_date <= make_date(y.year, 12, 31))
    and (b.closed_date is null or b.closed_date >= make_date(y.year, 1, 1))
    and (%(flag)s::text is null or %(flag)s = any(b.flags))
)
"""
_SUMS = (
    _BELOW  # noqa: S608  (names of our own columns)
    + "select o.node, o.year, count(*), count(*) filter (where c.programmes > 0),"
    + " count(*) filter (where c.pairs + c.groups > 0), max(c.counted_at), "
    + ", ".join(f"coalesce(sum(c.{name}), 0)::bigint" for name in NUMBERS)
    + " from open o left join monitoring_registercount c on c.institution_id = o.id and c.year = o.year"
    + " where not o.closes or c.programmes > 0 or c.people > 0"
    + " group by o.node, o.year"
)
_FORMS = (
    _BELOW  # noqa: S608
    + "select f.form_id, "
    + ", ".join(f"sum(f.{name})::bigint" for name in OF_FORM)
    + " from open o join monitoring_formcount f on f.institution_id = o.id and f.year = o.year"
    + " group by f.form_id"
)


@dataclass(frozen=True)
class CountRow:
    """The numbers of one node in a year; institutions with a programme and with a pair are told apart."""

    numbers: Numbers
    with_programmes: int = 0
    with_pairs: int = 0
    counted_at: datetime | None = None


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


def counts_of(node: Organisation, year: int, flag: str | None = None) -> NodeCounts:
    """The numbers of a node that has been fetched through the actor's sight; four queries.

    With a flag only the institutions that bear it.
    """
    children = list(node.children.order_by("short_name", "pk"))
    ids = [node.pk, *(child.pk for child in children)]
    rows = _sums(ids, [year, year - 1], alone=[node.pk], flag=flag)
    nothing = CountRow(Numbers())
    parts = tuple(
        (child, rows.get((child.pk, year), nothing), rows.get((child.pk, year - 1), nothing))
        for child in children
    )
    return NodeCounts(
        node=node,
        year=year,
        whole=_together(row for (_, when), row in rows.items() if when == year),
        last=_together(row for (_, when), row in rows.items() if when == year - 1),
        parts=parts,
        forms=_forms(ids, year, alone=[node.pk], flag=flag),
    )


def _sums(
    node_ids: Collection[int], years: Collection[int], *, alone: Collection[int], flag: str | None
) -> Mapping[tuple[int, int], CountRow]:
    wanted = {"nodes": list(node_ids), "years": list(years), "alone": list(alone), "flag": flag}
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, wanted)
        return {
            (node, year): CountRow(
                Numbers(institutions, **dict(zip(NUMBERS, numbers, strict=True))),
                programmes,
                pairs,
                counted_at,
            )
            for node, year, institutions, programmes, pairs, counted_at, *numbers in cursor.fetchall()
        }


def _forms(
    node_ids: Collection[int], year: int, *, alone: Collection[int], flag: str | None
) -> tuple[FormRow, ...]:
    wanted = {"nodes": list(node_ids), "years": [year], "alone": list(alone), "flag": flag}
    with connection.cursor() as cursor:
        cursor.execute(_FORMS, wanted)
        rows = {form: numbers for form, *numbers in cursor.fetchall()}
    labels = dict(MentoringForm.objects.filter(pk__in=rows).values_list("pk", "label"))
    found = [FormRow(labels[form], *numbers) for form, numbers in rows.items()]
    return tuple(sorted(found, key=lambda row: row.label))


def _together(rows: Iterable[CountRow]) -> CountRow:
    known = list(rows)
    sums = {name: sum(getattr(row.numbers, name) for row in known) for name in ("institutions", *NUMBERS)}
    return CountRow(
        Numbers(**sums),
        sum(row.with_programmes for row in known),
        sum(row.with_pairs for row in known),
        max((row.counted_at for row in known if row.counted_at), default=None),
    )
