"""Figures of nodes: always numbers, from counters, never from people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Q

from nastavnik.monitoring.models import Denominator, Indicator
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.indicators import (
    DenominatorKind,
    RolledFigure,
    YearRule,
    period_of,
    share,
    under_own_denominator,
)

Measures = Mapping[tuple[int, str, int], "FigureRow"]
"""Rows of figures by node, code of the indicator and reporting year."""

# For every wanted node, the indicators counted there and every year one row: sums over the institutions under
# the node, itself included (for a node `alone`: over itself only). Where a node has entered its own number of
# people, everybody who entered below it counts against this number, whatever stands further down; elsewhere
# only those institutions count whose contingent is stated: a share of an unknown whole is no share. The same
# rule in Python: rulebook.indicators.roll_up and under_own_denominator (a test compares them). An institution
# is counted in a year in which it was open on a day; one that closed in it, only where it has anything to say.
# With a flag only one that bears it, and then no node's own number of people, which is that of everybody there.
_SUMS = """
with recursive above as (
  select o.id as node, o.id, o.parent_id from registry_organisation o where o.id = any(%(nodes)s)
  union all
  select above.node, o.id, o.parent_id from above join registry_organisation o on o.id = above.parent_id
), wanted as materialized (
  select n.node, i.code, y.year,
    case i.year_rule when 'school' then make_date(y.year, 9, 1) else make_date(y.year, 1, 1) end as first_day,
    case i.year_rule when 'school' then make_date(y.year + 1, 8, 31) else make_date(y.year, 12, 31) end as last_day
  from unnest(%(nodes)s::bigint[]) n(node)
  cross join unnest(%(years)s::int[]) y(year)
  join monitoring_indicator i on y.year between i.first_year and coalesce(i.last_year, y.year)
  where (%(codes)s::text[] is null or i.code = any(%(codes)s)) and (i.owner_id is null
    or exists (select 1 from above where above.node = n.node and above.id = i.owner_id))
), below as (
  select w.node, w.code, w.year, w.first_day, w.last_day, o.id, o.level = 'institution'
      and coalesce(o.opened_date <= w.last_day, true) and coalesce(o.closed_date >= w.first_day, true)
      and (%(flag)s::text is null or %(flag)s = any(o.flags)) as is_open,
    coalesce(o.closed_date <= w.last_day, false) as closes,
    d.people, d.people is not null as covered
  from wanted w join registry_organisation o on o.id = w.node
  left join monitoring_denominator d on %(flag)s::text is null
    and d.indicator_id = w.code and d.node_id = o.id and d.year = w.year
  union all
  select w.node, w.code, w.year, w.first_day, w.last_day, o.id, o.level = 'institution'
      and coalesce(o.opened_date <= w.last_day, true) and coalesce(o.closed_date >= w.first_day, true)
      and (%(flag)s::text is null or %(flag)s = any(o.flags)), coalesce(o.closed_date <= w.last_day, false),
    case when w.covered then null else d.people end, w.covered or d.people is not null
  from below w join registry_organisation o on o.parent_id = w.id
  left join monitoring_denominator d on %(flag)s::text is null
    and d.indicator_id = w.code and d.node_id = o.id and d.year = w.year
  where w.node <> all(%(alone)s::bigint[])
), sums as (
  select b.node, b.code, b.year,
    count(*) filter (where b.is_open and (not b.closes or c.denominator is not null or c.numerator > 0))
      as institutions,
    count(*) filter (where b.is_open and (c.denominator is not null or b.covered and (not b.closes or c.numerator > 0)))
      as counted,
    sum(c.numerator) filter (where b.covered or c.denominator is not null) as numerator,
    sum(coalesce(b.people, case when not b.covered then c.denominator end)) as denominator,
    sum(c.numerator) as all_entered, sum(c.doubtful) as doubtful, sum(c.unkeyed) as unkeyed,
    max(b.people) filter (where b.id = b.node) as own, max(c.counted_at) as counted_at
  from below b left join monitoring_counter c
    on b.is_open and c.institution_id = b.id and c.indicator_id = b.code and c.year = b.year
  group by b.node, b.code, b.year
)
select s.node, s.code, i.label, i.denominator, s.year, s.institutions, s.counted,
  coalesce(s.numerator, 0)::bigint, s.denominator::bigint, coalesce(s.all_entered, 0)::bigint,
  coalesce(s.doubtful, 0)::bigint, t.value, s.counted_at, s.own, coalesce(s.unkeyed, 0)::bigint,
  coalesce(r.repeats, 0)::bigint, coalesce(r.known, 0)::bigint
from sums s join monitoring_indicator i on i.code = s.code
left join monitoring_repeats(%(above)s::bigint[], (select array_agg(distinct code)::text[] from wanted),
  %(years)s::int[], %(flag)s::text) r on r.node_id = s.node and r.what = s.code and r.year = s.year
left join monitoring_target t on t.node_id = s.node and t.year = s.year and t.indicator_id = s.code
"""

# The planner can not know how few institutions lie under few nodes: of nodes taken alone each counter is looked up.
_SUMS_ALONE = _SUMS.replace(
    "left join monitoring_counter c\n"
    "    on b.is_open and c.institution_id = b.id and c.indicator_id = b.code and c.year = b.year",
    "left join lateral (select * from monitoring_counter k where k.institution_id = b.id"
    " and k.indicator_id = b.code and k.year = b.year offset 0) c on b.is_open",
)


@dataclass(frozen=True)
class FigureRow:
    """An indicator of one node and year.

    `numerator` and `denominator` are sums over the `counted` of its `institutions`: those whose whole is
    known; `all_entered` is the sum of all numerators; `denominator` None: nobody stated one. `doubtful`
    entered and do not count until their birth date is known. `own`: the node's own number of people. Somebody of two
    institutions counts once: `repeats` were taken away of everybody, `known_repeats` of those whose whole is known;
    `unkeyed` have no whole birth date, so that nobody knows whether they count twice.
    """

    node_id: int
    code: str
    label: str
    kind: str
    year: int
    institutions: int
    counted: int
    numerator: int
    denominator: int | None
    all_entered: int
    doubtful: int
    target: Decimal | None
    counted_at: datetime | None
    own: int | None
    unkeyed: int = 0
    repeats: int = 0
    known_repeats: int = 0

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share and not a number of people."""
        return self.kind != DenominatorKind.NONE

    @property
    def is_known(self) -> bool:
        """Whether there is anything to say of the whole."""
        return self.denominator is not None or not self.is_share

    @property
    def value(self) -> Decimal | None:
        """Per cent, or None where no denominator is known; of people their number. Computed when read."""
        return share(self.numerator, self.denominator) if self.is_share else Decimal(self.all_entered)

    @property
    def left_out(self) -> int:
        """How many institutions stay out of the figure because their whole is unknown."""
        return self.institutions - self.counted if self.is_share else 0

    @property
    def lacks_contingent(self) -> bool:
        """Whether something is left out that an institution's contingent would mend."""
        return self.left_out > 0 and self.kind in (DenominatorKind.CONTINGENT, DenominatorKind.PUPILS)


@dataclass(frozen=True)
class Figure:
    """An indicator of a node in a reporting year, of each node right under it, and of the year before."""

    indicator: Indicator
    node: Organisation
    year: int
    whole: FigureRow
    parts: tuple[tuple[Organisation, FigureRow], ...]
    last_year: FigureRow | None
    last_parts: Mapping[int, FigureRow]
    own: Denominator | None


def measures(
    node_ids: Collection[int],
    years: Sequence[int],
    codes: Sequence[str] | None = None,
    *,
    alone: Collection[int] = (),
    flag: str | None = None,
) -> Measures:
    """The indicators of the nodes in the years, in one query; without institutions a row is of nothing.

    The nodes must have come through the actor's sight. An indicator that is not counted at a node or in
    a year has no row. Nodes `alone` are taken without what lies under them. With a `flag` only institutions
    that bear it are counted, and nobody's own number of people.
    """
    wanted = {
        "nodes": list(node_ids),
        "years": list(years),
        "codes": list(codes) if codes is not None else None,
        "alone": list(alone),
        "flag": flag,
        "above": list(node_ids),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SUMS_ALONE if set(node_ids) <= set(alone) else _SUMS, wanted)
        found = [FigureRow(*row) for row in cursor.fetchall()]
    rows = [row if row.node_id in set(alone) else _once(row) for row in found]
    return {(row.node_id, row.code, row.year): row for row in rows}


def figure_of(indicator: Indicator, node: Organisation, year: int, flag: str | None = None) -> Figure | None:
    """The figure of a node that has already been fetched through the actor's sight, with its children's.

    None for a year in which the indicator is not reported. Three queries; everything under the node is
    read once, for the whole is added up from its parts.
    """
    first_day, _ = period_of(YearRule(indicator.year_rule), year)
    gone = Q(closed_date__lt=first_day)
    children = list(node.children.exclude(gone).order_by("short_name", "pk"))
    ids, code = [child.pk for child in children], indicator.code
    rows = measures([node.pk, *ids], [year, year - 1], [code], alone=[node.pk], flag=flag)
    if (node.pk, code, year) not in rows:
        return None
    last = {pk: rows[pk, code, year - 1] for pk in [node.pk, *ids] if (pk, code, year - 1) in rows}
    now = {pk: rows[pk, code, year] for pk in [node.pk, *ids]}
    return Figure(
        indicator=indicator,
        node=node,
        year=year,
        whole=_whole(node.pk, now),
        parts=tuple((child, now[child.pk]) for child in children),
        last_year=_whole(node.pk, last) if node.pk in last else None,
        last_parts=last,
        own=Denominator.objects.filter(indicator=indicator, node=node, year=year).first(),
    )


def _once(row: FigureRow) -> FigureRow:
    """The row with everybody counted once; where every institution's whole is known, both numbers lose the same."""
    if row.repeats == 0:
        return row
    of_known = row.repeats if row.numerator == row.all_entered else row.known_repeats
    return replace(
        row,
        all_entered=max(row.all_entered - row.repeats, 0),
        numerator=max(row.numerator - of_known, 0),
        known_repeats=of_known,
    )


def _whole(node_id: int, rows: Mapping[int, FigureRow]) -> FigureRow:
    """The node's row with everything under it; its own number of people stands above all others."""
    here, parts = rows[node_id], [row for pk, row in rows.items() if pk != node_id]
    if not parts:
        return here
    every = [*parts, here] if here.institutions else parts
    known = [row.denominator for row in every if row.denominator is not None]
    # The parts have counted everybody once each; the whole does so of what they had before.
    entered = sum(row.all_entered + row.repeats for row in parts) + here.all_entered
    of_known = sum(row.numerator + row.known_repeats for row in parts) + here.numerator
    of_whole = _once(replace(here, all_entered=entered, numerator=of_known))
    rolled = RolledFigure(
        numerator=of_whole.numerator,
        denominator=sum(known) if known else None,
        counted=sum(row.counted for row in every),
        of=sum(row.institutions for row in every),
        all_entered=of_whole.all_entered,
    )
    rolled = under_own_denominator(rolled, here.own)
    return replace(
        here,
        institutions=rolled.of,
        counted=rolled.counted,
        numerator=rolled.numerator,
        denominator=rolled.denominator,
        all_entered=rolled.all_entered,
        doubtful=sum(row.doubtful for row in every),
        unkeyed=sum(row.unkeyed for row in every),
        counted_at=max((row.counted_at for row in every if row.counted_at), default=None),
    )
