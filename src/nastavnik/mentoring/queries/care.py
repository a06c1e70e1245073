"""Everything read of steps with silent pairs and of consultations."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Consultation, HelpRequest, InactivityStep, Pair, PairMember, Side
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import people_visible_to
from nastavnik.rulebook.inactivity import InactivityStep as Rung
from nastavnik.rulebook.inactivity import TakenStep


def inactivity_steps_visible_to(actor: Actor) -> QuerySet[InactivityStep]:
    """Steps with the pairs of the institutions whose people the actor sees."""
    return InactivityStep.objects.filter(institution_id__in=actor.people)


def consultations_visible_to(actor: Actor) -> QuerySet[Consultation]:
    """Consultations of the institutions whose people the actor sees, and what he asked himself."""
    own = Q(person_id=actor.person_id) if actor.person_id and actor.guardian_id is None else Q(pk=None)
    rows = Consultation.objects.filter(Q(institution_id__in=actor.people) | own)
    return rows.select_related("person").order_by("-asked_date", "-pk")


def steps_of(pair_ids: Collection[int]) -> dict[int, list[TakenStep]]:
    """Steps taken with each pair, as the rule of the ladder takes them; one query."""
    found: dict[int, list[TakenStep]] = {}
    rows = InactivityStep.objects.filter(pair_id__in=pair_ids).order_by("step_date", "pk")
    for pair_id, kind, day, until in rows.values_list("pair_id", "kind", "step_date", "until_date"):
        found.setdefault(pair_id, []).append(TakenStep(Rung(kind), day, until))
    return found


def consultations_found(rows: QuerySet[Consultation], text: str) -> QuerySet[Consultation]:
    """Those in whose asker, question or answer every word of `text` occurs."""
    for word in text.split():
        name = word.lower().replace("ё", "е")
        rows = rows.filter(
            Q(person__sort_name__contains=name) | Q(question__icontains=word) | Q(answer__icontains=word)
        )
    return rows


def askers_of(actor: Actor) -> list[Person]:
    """Who may have asked: mentors of pairs that work, and the actor himself; by name, two queries."""
    mentors = PairMember.objects.filter(
        institution_id__in=actor.people, side=Side.MENTOR, pair__state=Pair.State.ACTIVE
    ).values("person_id")
    wanted = Q(pk__in=mentors) | Q(pk=actor.person_id or 0, institution_id__in=actor.people)
    return list(people_visible_to(actor).filter(wanted).order_by("sort_name", "pk"))


def open_help_of(actor: Actor, pair_id: int) -> list[HelpRequest]:
    """Requests for help of a pair that the actor may read, those not done first; one query."""
    rows = HelpRequest.objects.filter(pair_id=pair_id, institution_id__in=actor.people)
    return list(rows.select_related("person").order_by(F("done_at").desc(nulls_first=True), "-asked_at"))


def helps_awaited(actor: Actor, institution_ids: Collection[int]) -> list[HelpRequest]:
    """Requests for help in these institutions that nobody has seen to, the oldest first; one query."""
    rows = HelpRequest.objects.filter(institution_id__in=institution_ids, done_at=None)
    return list(rows.select_related("person").order_by("asked_at", "pk"))
