"""Everything read about indicators: always numbers, from counters and contingents, never from people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.monitoring.models import Indicator
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import organisations_visible_to
from nastavnik.rulebook.indicators import share
from nastavnik.rulebook.roles import Right

Measures = Mapping[tuple[int, str, int], "FigureRow"]
"""Rows of figures by node, code of the indicator and reporting year."""

# For every wanted node, indicator and year one row: sums over the institutions under the node (itself
# included when it is one). Only those whose contingent is stated for the ages of the indicator are counted:
# a share of an unknown whole is no share. The same rule in Python: rulebook.indicators.roll_up and
# denominator (a test compares them).
_SUMS = """
with recursive below as (
  select o.id as node, o.id, o.level from registry_organisation o where o.id = any(%(nodes)s)
  union all
  select below.node, o.id, o.level from registry_organisation o join below on o.parent_id = below.id
), stated as (
  select k.institution_id, k.year, i.code, sum(k.children) as children
  from registry_contingent k join monitoring_indicator i on k.age between i.age_from and i.age_to
  where k.year = any(%(years)s) and k.institution_id in (select id from below)
  group by k.institution_id, k.year, i.code
)
select wanted.node, i.code, i.label, years.year,
  count(b.id), count(s.children), coalesce(sum(c.numerator) filter (where s.children is not null), 0)::bigint,
  sum(s.children)::bigint, coalesce(sum(c.numerator), 0)::bigint, t.percent, max(c.counted_at)
from unnest(%(nodes)s::bigint[]) wanted(node)
cross join unnest(%(years)s::int[]) years(year)
cross join monitoring_indicator i
left join below b on b.node = wanted.node and b.level = 'institution'
left join stated s on s.institution_id = b.id and s.year = years.year and s.code = i.code
left join monitoring_counter c on c.institution_id = b.id and c.year = years.year and c.indicator_id = i.code
left join monitoring_target t on t.node_id = wanted.node and t.year = years.year and t.indicator_id = i.code
group by wanted.node, i.code, i.label, years.year, t.percent
"""


@dataclass(frozen=True)
class FigureRow:
    """An indicator of one node and year.

    `numerator` and `denominator` are sums over the `counted` of its `institutions`: those that stated
    a contingent; `all_entered` is the sum of all numerators; `denominator` None: nobody stated one.
    """

    node_id: int
    code: str
    label: str
    year: int
    institutions: int
    counted: int
    numerator: int
    denominator: int | None
    all_entered: int
    target: Decimal | None
    counted_at: datetime | None

    @property
    def percent(self) -> Decimal | None:
        """Per cent, or None where no denominator is known; computed when read, never stored."""
        return share(self.numerator, self.denominator)

    @property
    def left_out(self) -> int:
        """How many institutions did not state a contingent and stay out of the figure."""
        return self.institutions - self.counted

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; None where there is no target or no value."""
        if self.percent is None or self.target is None:
            return None
        return self.percent >= self.target


@dataclass(frozen=True)
class Figure:
    """An indicator of a node in a reporting year, of each node right under it, and of the year before."""

    indicator: Indicator
    node: Organisation
    year: int
    whole: FigureRow
    parts: tuple[tuple[Organisation, FigureRow], ...]
    last_year: FigureRow


def indicators_visible_to(actor: Actor) -> QuerySet[Indicator]:
    """All indicators, for whoever may see the figures of any organisation."""
    return Indicator.objects.order_by("code") if actor.may(Right.FIGURES_VIEW) else Indicator.objects.none()


def nodes_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Nodes whose figures the actor sees, with three levels above each for the way up."""
    return organisations_visible_to(actor).select_related("parent__parent__parent")


def home_node_of(actor: Actor) -> Organisation | None:
    """The topmost node whose figures the actor may see: where his way down begins."""
    tops = nodes_visible_to(actor).exclude(parent_id__in=actor.figures).order_by("pk")
    return next((node for node in tops if actor.may(Right.FIGURES_VIEW, node.pk)), None)


def measures(node_ids: Collection[int], years: Sequence[int]) -> Measures:
    """Every indicator of the nodes in the years, in one query; without institutions a row is of nothing.

    The nodes must have come through the actor's sight.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"nodes": list(node_ids), "years": list(years)})
        rows = [FigureRow(*row) for row in cursor.fetchall()]
    return {(row.node_id, row.code, row.year): row for row in rows}


def figure_of(indicator: Indicator, node: Organisation, year: int) -> Figure:
    """The figure of a node that has already been fetched through the actor's sight, with its children's."""
    children = list(node.children.order_by("short_name", "pk"))
    rows = measures([node.pk, *(child.pk for child in children)], [year, year - 1])
    return Figure(
        indicator=indicator,
        node=node,
        year=year,
        whole=rows[node.pk, indicator.code, year],
        parts=tuple((child, rows[child.pk, indicator.code, year]) for child in children),
        last_year=rows[node.pk, indicator.code, year - 1],
    )
