"""Figures among 5,000 institutions and 100,000 people, as multiples of one `select 1` there and back."""

from __future__ import annotations

import re
import time
from functools import partial

from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.measuring import Table, Work, medians, milliseconds, times
from benchmarks.region import RECOUNT_ALL, YEAR, Eyes, grow
from nastavnik.access.scope import acting
from nastavnik.monitoring.models import Indicator
from nastavnik.monitoring.queries.counts import counts_of
from nastavnik.monitoring.queries.figures import figure_of
from nastavnik.monitoring.views.figures import FigureView
from nastavnik.registry.models import Organisation

TRIPS = 20  # one is too short to be measured alone
HEADS = (
    "node",
    "institutions",
    "parts",
    "queries",
    "read whole",
    "figure_of",
    "of a select 1",
    "whole page",
    "of figure_of",
)
COUNT_HEADS = ("counting", "time", "of a select 1")
Nodes = dict[str, Organisation]


def measure() -> list[Table]:
    """A region, one of its municipalities and a school in it; percentages are computed on reading."""
    grow()
    region = Organisation.objects.get(level="region")
    town = Organisation.objects.filter(level="municipality").order_by("-pk")[0]
    school = Organisation.objects.filter(level="institution").order_by("pk")[0]
    nodes = {node.get_level_display(): node for node in (region, town, school)}
    indicator = Indicator.objects.order_by("code")[0]
    everything = frozenset(Organisation.objects.values_list("pk", flat=True))
    eyes = Eyes(account_id=1, figures=everything, granted=True)
    with acting(eyes):
        read: dict[str, Work] = {
            label: partial(figure_of, indicator, node, YEAR) for label, node in nodes.items()
        }
        pages: dict[str, Work] = {
            f"page {label}": partial(_page, eyes, indicator, node) for label, node in nodes.items()
        }
        counts: dict[str, Work] = {
            f"counts {label}": partial(counts_of, node, YEAR) for label, node in nodes.items()
        }
        works = {"trips": _round_trips, **read, **pages, **counts}
        taken = medians(works, clock=time.perf_counter, turns=20)
        rows = [_row(indicator, node, label, taken) for label, node in nodes.items()]
    trip = taken["trips"] / TRIPS
    counting = [
        [f"counts_of: {label}", milliseconds(taken[f"counts {label}"]), times(taken[f"counts {label}"], trip)]
        for label in nodes
    ]
    recounts = medians(
        {"school": partial(_recount, [school.pk]), "house": _recount_all}, clock=time.perf_counter, turns=3
    )
    counting += [
        [f"recount of the {name}, two years", milliseconds(taken), times(taken, trip)]
        for name, taken in recounts.items()
    ]
    return [
        Table("Figure page: monitoring.queries.figures.figure_of", HEADS, rows),
        Table("Numbers of the registers, and counting anew", COUNT_HEADS, counting),
    ]


def _row(indicator: Indicator, node: Organisation, label: str, taken: dict[str, float]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        figure = figure_of(indicator, node, YEAR)
    if figure is None:
        raise RuntimeError("the indicator is not reported in the measured year")
    page = taken[f"page {label}"]
    return [
        label,
        f"{figure.whole.institutions:,}",
        str(len(figure.parts)),
        str(len(queries)),
        ", ".join(_read_whole(queries.captured_queries)) or "—",
        milliseconds(taken[label]),
        times(taken[label], taken["trips"] / TRIPS),
        milliseconds(page),
        times(page, taken[label]),
    ]


def _read_whole(queries: list[dict[str, str]]) -> list[str]:
    """Tables that the server reads from end to end: for a school there should be no large one."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(f"explain {query['sql']}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            found |= set(re.findall(r"Seq Scan on (\w+)", plan))
    return sorted(name.removeprefix("registry_").removeprefix("monitoring_") for name in found)


def _page(eyes: Eyes, indicator: Indicator, node: Organisation) -> HttpResponse:
    request = RequestFactory().get("/", {"year": str(YEAR)})
    request.actor = eyes  # type: ignore[attr-defined]
    answer = FigureView.as_view()(request, node=node.pk, code=indicator.pk)
    if answer.status_code != 200:
        raise RuntimeError(f"the page answers {answer.status_code}")
    return answer  # type: ignore[return-value]


def _recount(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        years = [YEAR - 1, YEAR]
        cursor.execute("select monitoring_recount(%s, %s, now())", [ids, years])
        cursor.execute("select monitoring_count_registers(%s, %s, now())", [ids, years])


def _recount_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT_ALL, {"year": YEAR})


def _round_trips() -> None:
    for _ in range(TRIPS):
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            cursor.fetchall()
