"""Everything read for the card of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import PairMember, Participation
from nastavnik.mentoring.queries.participants import participations_visible_to, subject_of, topic_labels
from nastavnik.registry.models import Consent, ConsentPolicy, Guardian, Person
from nastavnik.registry.queries.consents import as_record, consents_visible_to, policy_of
from nastavnik.registry.queries.people import full_name_of, guardians_visible_to
from nastavnik.rulebook.consent import (
    CONSENT_RULES,
    OPTIONAL_KINDS,
    ConsentGap,
    ConsentKind,
    consent_gaps,
    kinds_needed,
)


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
    """What the institution knows of a person; `gaps` are signatures missing on the day that was asked.

    `optional_gaps` are those of the kinds without which one may take part.
    """

    participations: Sequence[Participation]
    guardians: Sequence[Guardian]
    consents: Sequence[Consent]
    kinds_needed: Sequence[ConsentKind]
    gaps: Sequence[ConsentGap]
    optional_gaps: Sequence[ConsentGap]
    policy: ConsentPolicy
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
    consents = list(
        consents_visible_to(actor)
        .filter(person=person)
        .select_related("edition", "scan")
        .defer("scan__content")
        .order_by("-given_date", "kind", "signer")
    )
    subject = subject_of(person, participations)
    is_asked = bool(participations) or not person.post  # somebody at a post who takes no part is staff
    gaps = consent_gaps(subject, on, map(as_record, consents), OPTIONAL_KINDS)
    return PersonFile(
        participations=participations,
        guardians=list(guardians_visible_to(actor).filter(person=person).order_by("pk")),
        consents=consents,
        kinds_needed=kinds_needed(subject, on) if is_asked else (),
        gaps=[gap for gap in gaps if not CONSENT_RULES[gap.kind].is_optional] if is_asked else (),
        optional_gaps=[gap for gap in gaps if CONSENT_RULES[gap.kind].is_optional],
        policy=policy_of(person.institution_id),
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
