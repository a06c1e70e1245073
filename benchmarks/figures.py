"""The queries of a figure's page, as multiples of one `select 1` there and back."""

from __future__ import annotations

import time
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.measuring import Table, Work, medians, milliseconds, times
from benchmarks.region import YEAR, Eyes
from nastavnik.access.scope import acting
from nastavnik.monitoring.models import Indicator
from nastavnik.monitoring.queries.figures import figure_of
from nastavnik.registry.models import Organisation

TRIPS = 20  # one is too short to be measured alone
HEADS = ("node", "institutions", "parts", "queries", "figure_of", "of a select 1")


def measure() -> list[Table]:
    """A region, one of its municipalities and a school in it; percentages are computed on reading."""
    region = Organisation.objects.get(level="region")
    town = Organisation.objects.filter(level="municipality").order_by("pk")[0]
    school = town.children.order_by("pk")[0]
    nodes = {node.get_level_display(): node for node in (region, town, school)}
    indicator = Indicator.objects.order_by("code")[0]
    works: dict[str, Work] = {
        label: partial(figure_of, indicator, node, YEAR) for label, node in nodes.items()
    }
    everything = frozenset(Organisation.objects.values_list("pk", flat=True))
    with acting(Eyes(figures=everything)):
        taken = medians({"trips": _round_trips, **works}, clock=time.perf_counter, turns=30)
        rows = [
            [*_size(indicator, node), milliseconds(taken[label]), times(taken[label], taken["trips"] / TRIPS)]
            for label, node in nodes.items()
        ]
    return [Table("Figure page: monitoring.queries.figure_of", HEADS, rows)]


def _size(indicator: Indicator, node: Organisation) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        figure = figure_of(indicator, node, YEAR)
    counts = (figure.whole.institutions, len(figure.parts), len(queries))
    return [node.get_level_display(), *map(str, counts)]


def _round_trips() -> None:
    for _ in range(TRIPS):
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            cursor.fetchall()
