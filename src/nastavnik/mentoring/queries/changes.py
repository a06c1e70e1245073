"""Changes of working pairs: which pairs may be changed, what is under way, who could take a mentor's place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Pair, PairChange, PairPause, Participation, Side
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.pairs import LIVE, mentee_of, mentor_of, with_names
from nastavnik.mentoring.queries.proposals import capacity_of, taken_places

WORKING = (Pair.State.ACTIVE, Pair.State.PAUSED)


def working_pairs(actor: Actor, right: str) -> QuerySet[Pair]:
    """Pairs that began to work by an order and have not ended, where the actor has the right; by the mentor."""
    nodes = [node for node in actor.people if actor.may(right, node)]
    pairs = Pair.objects.filter(institution_id__in=nodes, state__in=WORKING, active_from__isnull=False)
    return with_names(pairs).order_by("mentor_name", "mentee_name", "pk")


def open_changes(pairs: Iterable[Pair]) -> dict[int, PairChange]:
    """Changes under way, by the pair: an end in a draft, another mentor whose pair still lives."""
    alive = Q(kind=PairChange.Kind.ENDING) | Q(new_pair__state__in=LIVE)
    found = PairChange.objects.filter(alive, pair__in=[pair.pk for pair in pairs], applied_date=None)
    return {change.pair_id: change for change in found.select_related("paper").order_by("pk")}


def last_change_of(pair: Pair) -> PairChange | None:
    """How the pair ended; None while it works or where no order ended it."""
    found = PairChange.objects.filter(pair=pair, applied_date__isnull=False).select_related("paper")
    return found.order_by("-applied_date", "-pk").first()


def open_pause_of(pair: Pair) -> PairPause | None:
    """Since when and why the pair stands still; None while it works."""
    return PairPause.objects.filter(pair=pair, to_date=None).first()


def is_replacing(pair: Pair) -> bool:
    """Whether the pair waits to take the place of another one."""
    return PairChange.objects.filter(new_pair=pair, applied_date=None).exists()


def replacements_for(pair: Pair, on: date) -> list[Participation]:
    """Mentors of the programme who are free and have their consents: who may take the mentor's place."""
    mentors = Participation.objects.filter(programme=pair.programme, side=Side.MENTOR)
    taken = taken_places(pair.programme)
    present = {mentor_of(pair).person_id, mentee_of(pair).person_id}
    free = [
        mentor
        for mentor in mentors.select_related("person", "programme", "offer").order_by("person__sort_name")
        if mentor.person_id not in present and taken[mentor.pk] < capacity_of(mentor)
    ]
    lacking = consent_obstacles([mentor.person for mentor in free], on)
    return [mentor for mentor in free if mentor.person_id not in lacking]
