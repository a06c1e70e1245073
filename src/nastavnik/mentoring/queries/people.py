"""Everything read for the card of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import PairMember, Participation
from nastavnik.mentoring.queries.participants import consent_gaps_of, participations_visible_to, topic_labels
from nastavnik.registry.models import Consent, Guardian, Person
from nastavnik.registry.queries.consents import consents_visible_to
from nastavnik.registry.queries.people import full_name_of, guardians_visible_to
from nastavnik.rulebook.consent import ConsentGap


@dataclass(frozen=True)
class PersonPair:
    """A pair of the person: «Котова М. И. — Зимин Д. О.»."""

    pk: int
    names: str
    programme: str
    state: str
    active_from: date | None


@dataclass(frozen=True)
class PersonFile:
    """What the institution knows of a person; `gaps` are signatures missing on the day that was asked."""

    participations: Sequence[Participation]
    guardians: Sequence[Guardian]
    consents: Sequence[Consent]
    gaps: Sequence[ConsentGap]
    pairs: Sequence[PersonPair]
    topics: dict[str, str]

    def topics_in_words(self, codes: Sequence[str]) -> str:
        """Labels of the topics in the order of the dictionary; a code that it has lost stands as it is."""
        known = [label for code, label in self.topics.items() if code in codes]
        return ", ".join([*known, *(code for code in codes if code not in self.topics)])


def person_file(actor: Actor, person: Person, on: date) -> PersonFile:
    """Everything about one person (fetched through the actor's sight), in seven queries."""
    parts = participations_visible_to(actor).filter(person=person)
    participations = list(
        parts.select_related("programme", "need", "offer").order_by("-programme__school_year", "-side", "pk")
    )
    return PersonFile(
        participations=participations,
        guardians=list(guardians_visible_to(actor).filter(person=person).order_by("pk")),
        consents=list(
            consents_visible_to(actor).filter(person=person).order_by("-given_date", "kind", "signer")
        ),
        gaps=consent_gaps_of([person], on)[person.pk] if participations else (),
        pairs=_pairs_of(actor, person),
        topics=topic_labels(),
    )


def _pairs_of(actor: Actor, person: Person) -> list[PersonPair]:
    """Pairs of the person from the latest, mentors named first; in one query."""
    mine = PairMember.objects.filter(person=person, institution_id__in=actor.people).values("pair_id")
    members = PairMember.objects.filter(pair__in=mine).select_related("pair__programme", "person")
    names: dict[int, list[str]] = {}
    pairs = {}
    for member in members.order_by("-pair__approved_at", "-pair_id", "-side", "person__sort_name"):
        pairs[member.pair_id] = member.pair
        names.setdefault(member.pair_id, []).append(full_name_of(member.person).short)
    return [
        PersonPair(pk, " — ".join(names[pk]), pair.programme.title, pair.state, pair.active_from)
        for pk, pair in pairs.items()
    ]
