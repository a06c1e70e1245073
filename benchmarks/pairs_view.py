"""The curator's view of 300 working pairs with 6,000 meetings and 12,000 answers, under the policies of the web."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from benchmarks.measuring import Table, medians, milliseconds
from benchmarks.region import YEAR, Eyes
from nastavnik.access.scope import acting
from nastavnik.mentoring.models import Feedback, Meeting, Pair, PairMember, Participation, Programme
from nastavnik.mentoring.queries.pair_work import facts_of_pairs, working_pairs
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation, Person

PAIRS, MEETINGS_EACH = 300, 20
TODAY, BEGUN = date(YEAR + 1, 3, 15), date(YEAR, 10, 1)
_ANSWERED = datetime(YEAR + 1, 3, 1, tzinfo=ZoneInfo("UTC"))
HEADS = ("what is read", "time")


def measure() -> list[Table]:
    """All pairs of one school judged, names and all, as its curator asks for it."""
    school = Organisation.objects.filter(level="institution").order_by("pk")[0]
    _fill(school)
    eyes = Eyes(account_id=1, people=frozenset({school.pk}), granted=True)
    with acting(eyes):
        found = working_pairs(eyes, [school.pk], TODAY)
        taken = medians(
            {
                "300 pairs, 6,000 meetings": lambda: working_pairs(eyes, [school.pk], TODAY),
                "of it the facts": lambda: facts_of_pairs([school.pk], TODAY),
            },
            clock=time.perf_counter,
        )
    states = len({one.verdict.state for one in found})
    title = f"How {len(found)} pairs of a school are doing ({states} states among them)"
    return [Table(title, HEADS, [[name, milliseconds(seconds)] for name, seconds in taken.items()])]


def _fill(school: Organisation) -> None:
    at = {"institution_id": school.pk}
    paper = Paper.objects.create(
        kind="pairs_order",
        title="Приказ",
        preamble="",
        signer_post="",
        signer_name="",
        school_year=YEAR,
        **at,
    )
    people = list(Person.objects.filter(institution=school).order_by("pk")[:200])
    for number in range(2):
        programme = Programme.objects.create(
            title=f"Программа {number}", school_year=YEAR, form_id="teacher_pupil",
            role_model_id="teacher_pupil.subject_support", start_date=BEGUN, end_date=date(YEAR + 1, 5, 31), **at,
        )  # fmt: skip
        _pairs(at, programme, paper, people)
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _pairs(at: dict[str, Any], programme: Programme, paper: Paper, people: list[Person]) -> None:
    half = PAIRS // 2
    parts = Participation.objects.bulk_create(
        Participation(
            programme=programme, person=person, side="mentee" if place < half else "mentor", entered_date=BEGUN, **at
        )
        for place, person in enumerate(people)
    )  # fmt: skip
    pairs = Pair.objects.bulk_create(
        Pair(programme=programme, state="active", active_from=BEGUN, paper=paper, **at) for _ in range(half)
    )
    members = [
        PairMember(
            pair=pair,
            person_id=part.person_id,
            participation=part,
            side=part.side,
            card_name="Имя Ф.",
            **at,
        )
        for place, pair in enumerate(pairs)
        for part in (parts[place], parts[half + place % (len(parts) - half)])
    ]
    PairMember.objects.bulk_create(members)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            pair=pair, state="held", held_date=BEGUN + timedelta(7 * number + place % 5), asked=2, answered=2,
            complete_date=BEGUN + timedelta(7 * number + 6), **at,
        )
        for place, pair in enumerate(pairs)
        for number in range(MEETINGS_EACH)
    )  # fmt: skip
    by_pair = {pair.pk: members[2 * place : 2 * place + 2] for place, pair in enumerate(pairs)}
    Feedback.objects.bulk_create(
        Feedback(
            pair_id=meeting.pair_id, meeting=meeting, person_id=member.person_id, side=member.side, comfort=3 + place % 8,
            usefulness=7, goal="yes", answered_at=_ANSWERED, **at,
        )
        for place, meeting in enumerate(meetings)
        for member in by_pair[meeting.pair_id]
    )  # fmt: skip
