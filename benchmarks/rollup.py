"""Roll-ups of a region's road map with 25 measures among 5,000 institutions: 125,000 duties."""

from __future__ import annotations

import time
from datetime import date
from functools import partial

from django.db import connection

from benchmarks.measuring import Table, Work, medians, milliseconds, times
from benchmarks.region import YEAR, Eyes, grow
from nastavnik.access.scope import acting
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Edition, Line, Measure, Occurrence, Roadmap
from nastavnik.roadmaps.queries.duties import by_urgency, duties_visible_to, living, worded
from nastavnik.roadmaps.queries.rollup import late_below, rolls_by_line, rolls_by_organisation, standings_of

MEASURES = 25
DAY = date(YEAR, 10, 15)
HEADS = ("what is read", "time", "of a select 1")
# Two in three are done; the terms lie around the day.
_DUTIES = (
    "insert into roadmaps_duty (occurrence_id, organisation_id, state, done_date, comment, state_before, no_paper_reason,"
    " offered_words, changed_at)"
    " select o.id, n.id, case when (o.id + n.id) %% 3 > 0 then 'done' else 'not_begun' end,"
    " case when (o.id + n.id) %% 3 > 0 then %s::date end, '', '', '', '', now()"
    " from roadmaps_occurrence o, registry_organisation n where n.level = 'institution'"
)


def measure() -> list[Table]:
    """By measure, by organisation, one measure by name, the desk's line, and a school's own list beside them."""
    grow()
    region = Organisation.objects.get(level="region")
    school = Organisation.objects.filter(level="institution").order_by("pk")[0]
    lines = _plan(region)
    eyes = Eyes(
        account_id=1, figures=frozenset(Organisation.objects.values_list("pk", flat=True)), granted=True
    )
    own = Eyes(account_id=2, figures=frozenset({school.pk}), nodes=frozenset({school.pk}), granted=True)
    works: dict[str, Work] = {
        "select 1": _trip,
        "by measure": partial(rolls_by_line, lines, DAY),
        "by organisation": partial(rolls_by_organisation, lines, DAY),
        "one measure, 5,000 names": partial(standings_of, lines[0], DAY),
        "who is late, for the desk": partial(late_below, [region.pk], DAY),
    }
    with acting(eyes):
        taken = medians(works, clock=time.perf_counter, turns=7)
    with acting(own):
        taken |= medians({"a school's own list": lambda: _own_list(own)}, clock=time.perf_counter, turns=7)
    trip = taken["select 1"]
    rows = [[name, milliseconds(seconds), times(seconds, trip)] for name, seconds in taken.items()]
    return [Table("Roll-up of 125,000 duties of a region", HEADS, rows)]


def _plan(region: Organisation) -> list[int]:
    roadmap = Roadmap.objects.create(owner=region, title="Карта области")
    edition = Edition.objects.create(roadmap=roadmap, number=1, state="approved")
    found = []
    for place in range(MEASURES):
        line = Line.objects.create(roadmap=roadmap, reach="below")
        Measure.objects.create(edition=edition, line=line, position=place, title=f"Мероприятие {place}")
        Occurrence.objects.create(line=line, to_date=date(YEAR, 10, 3 + place))
        found.append(line.pk)
    with connection.cursor() as cursor:
        cursor.execute(_DUTIES, [date(YEAR, 10, 1)])
        cursor.execute("analyze")
    return found


def _own_list(eyes: Eyes) -> list[object]:
    return list(by_urgency(worded(living(duties_visible_to(eyes))), DAY)[:50])


def _trip() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        cursor.fetchone()
