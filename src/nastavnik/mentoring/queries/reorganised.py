"""Pairs of an organisation that closes: how many there are for those above it, which of them wait for an order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from urllib.parse import urlencode

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Pair
from nastavnik.mentoring.queries.changes import WORKING
from nastavnik.registry.models import Organisation
from nastavnik.registry.tellings import Told
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right

PAIRS = ("пара", "пары", "пар")


def told_working_pairs(
    actor: Actor, organisations: Collection[Organisation], today: date
) -> Mapping[int, Told]:
    """How many pairs work in each of the organisations; their list is open to whoever sees its pairs.

    Counted across the wall, so that whoever closes an organisation knows of them without seeing a name.
    """
    ids = [node.pk for node in organisations if node.level == Organisation.Level.INSTITUTION]
    with connection.cursor() as cursor:
        cursor.execute("select * from mentoring_working_pairs_in(%s)", [ids])
        found = dict(cursor.fetchall())
    return {pk: Told(counted(number, PAIRS), url=_url(actor, pk)) for pk, number in found.items()}


def _url(actor: Actor, institution_id: int) -> str:
    if not actor.may(Right.PAIRS_VIEW, institution_id):
        return ""
    return f"{reverse('mentoring:pair_list')}?{urlencode({'state': Pair.State.ACTIVE.value})}"


def pairs_of_closed(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """Those of the pairs that work though their organisation is closed and nobody succeeds it."""
    return pairs.filter(
        state__in=WORKING, programme__institution__closed_date__isnull=False, institution__successor=None
    )


def working_pairs_in(institution_id: int) -> int:
    """How many pairs of the institution work; for whoever sees its people."""
    return Pair.objects.filter(institution_id=institution_id, state__in=WORKING).count()
