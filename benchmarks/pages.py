"""The pages that are opened most, through the whole stack, as multiples of a page that shows only the frame."""

from __future__ import annotations

import time
from datetime import date
from functools import partial
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.imports import FIRSTS, LASTS, MIDDLES
from benchmarks.measuring import Table, medians, milliseconds, times
from benchmarks.region import YEAR, Eyes, grow
from nastavnik.access.models import Account, Grant
from nastavnik.access.scope import acting
from nastavnik.kit.bulk import add_many
from nastavnik.mentoring.actions.proposals import propose_pairs
from nastavnik.mentoring.models import Direction, MentoringForm, Need, Offer, Participation, Programme
from nastavnik.monitoring.models import Indicator
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Consent, Guardian, Organisation, Person
from nastavnik.rulebook.roles import Role

WAITING, MENTORS, PAPERS = 225, 75, 200
HEADS = ("page", "queries", "bytes", "time", "of the frame alone")
# The region's pairs have no mentor yet: nothing measured before asks for one.
_MENTORS = (
    "insert into mentoring_pairmember (institution_id, pair_id, person_id, participation_id, side, card_name, card_standing)"
    " select p.institution_id, p.id, x.person_id, x.id, 'mentor', 'Имя И.', '' from mentoring_pair p cross join lateral ("
    " select * from mentoring_participation x where x.programme_id = p.programme_id and x.side = 'mentor'"
    " order by mod(x.id + p.id, 41) limit 1) x where p.institution_id = %s"
)
TOPICS = ("physics", "maths", "russian")


def measure() -> list[Table]:
    """One curator of a school of 500 people (300 of them in a programme that waits), one operator of the region."""
    if Organisation.objects.count() < 5000:
        grow()
    region = Organisation.objects.get(level="region")
    school = Organisation.objects.filter(level="institution").order_by("pk")[2]
    curator, operator = (
        _account("curator", Role.CURATOR, school),
        _account("operator", Role.REGIONAL_OPERATOR, region),
    )
    programme = _programme(school)
    indicator = Indicator.objects.order_by("code")[0]
    with acting(Eyes(people=frozenset({school.pk}), granted=True)):
        proposal = propose_pairs(by=Eyes(people=frozenset({school.pk}), granted=True), programme=programme)
        add_many(
            Paper(
                institution=school, kind=Paper.Kind.TEAM_ORDER, state=Paper.State.REGISTERED, title=f"О группе {n}",
                school_year=YEAR, number=f"{n}-од", paper_date=date(YEAR, 9, 1), place="Город",
            )
            for n in range(PAPERS)
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MENTORS, [school.pk])
        cursor.execute("analyze")
    wanted = [
        ("the frame alone", curator, reverse("mentoring:pair_view", args=[0])),
        ("desk of a curator", curator, reverse("desk:desk_view")),
        ("desk of an operator", operator, reverse("desk:desk_view")),
        ("participants, 300 of a year", curator, reverse("mentoring:participant_list")),
        ("pairs", curator, reverse("mentoring:pair_list")),
        ("consents", curator, reverse("mentoring:consent_list")),
        ("people of a school", curator, reverse("registry:person_list")),
        ("programme", curator, reverse("mentoring:programme_view", args=[programme.pk])),
        ("proposal of 225 pairs", curator, reverse("mentoring:proposal_view", args=[proposal.pk])),
        ("papers", curator, reverse("papers:paper_list")),
        ("figures of a region", operator, reverse("monitoring:figure_list")),
        ("figure of a region", operator, reverse("monitoring:figure_view", args=[region.pk, indicator.code])),
        ("organisations of a region", operator, reverse("registry:organisation_list")),
        ("organisation of a region", operator, reverse("registry:organisation_view", args=[school.pk])),
    ]
    works = {name: partial(_opened, client, url) for name, client, url in wanted}
    taken = medians(works, clock=time.perf_counter)
    rows = []
    for name, client, url in wanted:
        with CaptureQueriesContext(connection) as queries:
            size = _opened(client, url)
        rows.append(
            [
                name,
                str(len(queries)),
                f"{size:,}",
                milliseconds(taken[name]),
                times(taken[name], taken["the frame alone"]),
            ]
        )
    return [Table("Pages: request, session, scope, queries, drawing", HEADS, rows)]


def _opened(client: Client, url: str) -> int:
    # What Django's own test client adds to each page (a copy of every context) is no part of the product.
    with patch("django.test.client.store_rendered_templates"):
        answer = client.get(url)
    if answer.status_code not in (200, 404):
        raise RuntimeError(f"{url} answers {answer.status_code}")
    return len(answer.content)


def _account(login: str, role: Role, node: Organisation) -> Client:
    account = Account.objects.create(login=login, display_name="Замер Иван Иванович")
    Grant.objects.create(
        account=account, role=role, node=node, from_date=date(YEAR, 1, 1), paper="приказ № 1"
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    return client


def _programme(school: Organisation) -> Programme:
    at = {"institution": school}
    form = MentoringForm.objects.get(code="teacher_pupil")
    names = [(last, first, middle) for last in LASTS for first in FIRSTS for middle in MIDDLES]
    with acting(Eyes(people=frozenset({school.pk}), granted=True)):
        programme = Programme.objects.create(
            title="Замер",
            school_year=YEAR,
            form=form,
            start_date=date(YEAR, 9, 1),
            end_date=date(YEAR + 1, 5, 31),
            **at,
        )
        Direction.objects.create(programme=programme, form=form)
        people = add_many(
            Person(
                last_name=f"{last}{'' if n < len(names) else 'ский'}", first_name=first, middle_name=middle,
                birth_date=date(2012 if n < WAITING else 1980, 5, 1 + n % 28), class_name="8 «А»" if n < WAITING else "", **at,
            )
            for n, (last, first, middle) in enumerate((names * 9)[: WAITING + MENTORS])
        )  # fmt: skip
        add_many(
            Consent(person=one, kind="processing", signer=signer, given_date=date(YEAR, 9, 1), **at)
            for one in people
            for signer in Consent.Signer.values
        )
        add_many(
            Guardian(person=one, full_name="Имя Отчество", contact="8 900", **at) for one in people[:WAITING]
        )
        parts = add_many(
            Participation(
                programme=programme, person=one, side="mentee" if n < WAITING else "mentor",
                entered_date=date(YEAR, 9, 1), **at,
            )
            for n, one in enumerate(people)
        )  # fmt: skip
        add_many(
            Need(person_id=one.person_id, participation=one, text="Трудно", topics=[TOPICS[n % 3]], **at)
            for n, one in enumerate(parts[:WAITING])
        )
        add_many(
            Offer(
                person_id=one.person_id,
                participation=one,
                competences="Всё",
                topics=[TOPICS[n % 3]],
                capacity=3,
                **at,
            )
            for n, one in enumerate(parts[WAITING:])
        )
    return programme
