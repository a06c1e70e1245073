"""Everything read about those who take part: people, their sides, consents, requests and offers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, QuerySet, When

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Direction, Need, Offer, Participation, Side, Topic
from nastavnik.registry.models import Person
from nastavnik.registry.queries.consents import consent_records
from nastavnik.registry.queries.people import (
    birth_of,
    in_sight,
    people_visible_to,
    standing_of,  # noqa: F401  (what stands beside a participant's name is asked for here)
)
from nastavnik.rulebook.consent import ConsentGap, ConsentSubject, consent_gaps
from nastavnik.rulebook.roles import Role

Standing = tuple[str, bool]
"""A side on which somebody takes part, and whether the forms there may have somebody under 18 on it."""


@dataclass(frozen=True)
class ParticipantRow:
    """One person of the list: where he takes part and which signatures are missing."""

    person: Person
    participations: tuple[Participation, ...]
    gaps: tuple[ConsentGap, ...]

    @property
    def pk(self) -> int:
        """The key of the person."""
        return self.person.pk

    @property
    def sides(self) -> tuple[str, ...]:
        """Labels of the sides, each once: «Наставляемый», «Наставник»."""
        return tuple(dict.fromkeys(each.get_side_display() for each in self.participations))

    @property
    def entered(self) -> date | None:
        """The earliest day of entering any of the programmes."""
        return min((each.entered_date for each in self.participations), default=None)

    @property
    def programmes(self) -> tuple[str, ...]:
        """Titles of the programmes, each once, the latest first."""
        return tuple(dict.fromkeys(each.programme.title for each in self.participations))


def participations_visible_to(actor: Actor) -> QuerySet[Participation]:
    """Participations in the institutions whose people the actor sees."""
    return Participation.objects.filter(in_sight(actor))


def participants_visible_to(actor: Actor) -> QuerySet[Person]:
    """People who take part in any programme, among those whom the actor sees."""
    return people_visible_to(actor).filter(Exists(Participation.objects.filter(person=OuterRef("pk"))))


def roles_of(people: Collection[Person]) -> dict[int, frozenset[Role]]:
    """Roles of the people by the sides on which they stand in any programme, in one query."""
    rows = Participation.objects.filter(person__in=list(people)).values_list("person_id", "side").distinct()
    found: dict[int, frozenset[Role]] = {}
    for person_id, side in rows:
        role = Role.MENTOR if side == Side.MENTOR else Role.MENTEE
        found[person_id] = found.get(person_id, frozenset()) | {role}
    return found


def needs_visible_to(actor: Actor) -> QuerySet[Need]:
    """Requests in the institutions whose people the actor sees."""
    return Need.objects.filter(in_sight(actor))


def offers_visible_to(actor: Actor) -> QuerySet[Offer]:
    """Offers in the institutions whose people the actor sees."""
    return Offer.objects.filter(in_sight(actor))


def people_on_side(people: QuerySet[Person], side: str) -> QuerySet[Person]:
    """Those of the people who stand on one side in any programme."""
    return people.filter(Exists(Participation.objects.filter(person=OuterRef("pk"), side=side)))


def people_in_programme(people: QuerySet[Person], programme_id: int | str) -> QuerySet[Person]:
    """Those of the people who take part in one programme."""
    return people.filter(
        Exists(Participation.objects.filter(person=OuterRef("pk"), programme_id=programme_id))
    )


def people_by_consents(people: QuerySet[Person], *, complete: bool, on: date) -> QuerySet[Person]:
    """Those of the people whose consents are all there on the date, or those who lack one."""
    everyone = list(people)
    gaps = consent_gaps_of(everyone, on)
    return people.filter(pk__in=[person.pk for person in everyone if bool(gaps[person.pk]) is not complete])


def participations_of(people: Iterable[Person]) -> dict[int, list[Participation]]:
    """Participations of several people with their programmes, the latest school year first, in one query."""
    found: dict[int, list[Participation]] = {}
    rows = Participation.objects.filter(person__in=list(people)).select_related("programme")
    rows = with_minority(rows)
    for row in rows.order_by("-programme__school_year", "programme__title", "side"):
        found.setdefault(row.person_id, []).append(row)
    return found


def participant_rows(people: Sequence[Person], on: date) -> list[ParticipantRow]:
    """Rows of the list for these people, in two queries whatever their number."""
    participations = participations_of(people)
    subjects = {person: subject_of(person, participations.get(person.pk, [])) for person in people}
    gaps = _gaps(subjects, on)
    return [ParticipantRow(each, tuple(participations.get(each.pk, [])), gaps[each.pk]) for each in people]


def consent_subjects(people: Iterable[Person]) -> dict[Person, ConsentSubject]:
    """Whose consents are asked and how, for each of the people, in one query; nothing else decides it."""
    listed = list(people)
    sides: dict[int, list[Standing]] = {}
    rows = with_minority(Participation.objects.filter(person__in=[person.pk for person in listed]))
    for person_id, side, may_be_minor in rows.values_list("person_id", "side", "may_be_minor"):
        sides.setdefault(person_id, []).append((side, may_be_minor))
    return {person: subject_by_standings(person, sides.get(person.pk, ())) for person in listed}


def subject_of(person: Person, participations: Sequence[Participation]) -> ConsentSubject:
    """The person as the rules of consent know him.

    A mentor is whoever stands on that side anywhere. An unknown age means a grown-up only where every form
    in which he takes part says so; a form of the region's own may have minors on both sides.
    """
    return subject_by_standings(person, [(each.side, _may_be_minor(each)) for each in participations])


def subject_by_standings(person: Person, standings: Collection[Standing]) -> ConsentSubject:
    """The same out of sides alone, each with whether its forms may have minors on it."""
    return ConsentSubject(
        birth=birth_of(person),
        is_mentor=any(side == Side.MENTOR for side, _ in standings),
        adult_if_unknown=bool(standings) and not any(may_be_minor for _, may_be_minor in standings),
    )


def consent_gaps_of(people: Iterable[Person], on: date) -> dict[int, tuple[ConsentGap, ...]]:
    """Missing signatures of each of the people on the date, in two queries; empty where all are there."""
    return _gaps(consent_subjects(people), on)


def topic_labels() -> dict[str, str]:
    """Topics by their codes, in the order of the dictionary."""
    return dict(Topic.objects.order_by("position", "code").values_list("code", "label"))


def _gaps(subjects: Mapping[Person, ConsentSubject], on: date) -> dict[int, tuple[ConsentGap, ...]]:
    records = consent_records(person.pk for person in subjects)
    return {
        person.pk: consent_gaps(subject, on, records.get(person.pk, []))
        for person, subject in subjects.items()
    }


def with_minority(participations: QuerySet[Participation]) -> QuerySet[Any]:
    """The same participations with `may_be_minor`: whether the forms allow somebody under 18 on their side.

    The form of the direction that they name, else any form of the programme.
    """
    on_mentors, on_mentees = "form__mentor_may_be_minor", "form__mentee_may_be_minor"
    directions = Direction.objects.filter(programme=OuterRef("programme"))
    return participations.annotate(
        may_be_minor=Case(
            When(direction__isnull=False, side=Side.MENTOR, then=F(f"direction__{on_mentors}")),
            When(direction__isnull=False, then=F(f"direction__{on_mentees}")),
            When(**{f"programme__{on_mentors}": True}, side=Side.MENTOR, then=True),
            When(**{f"programme__{on_mentees}": True}, side=Side.MENTEE, then=True),
            When(side=Side.MENTOR, then=Exists(directions.filter(**{on_mentors: True}))),
            default=Exists(directions.filter(**{on_mentees: True})),
            output_field=BooleanField(),
        )
    )


def _may_be_minor(participation: Participation) -> bool:
    """Out of what `with_minority` fetched, else asked for this one."""
    known: bool | None = getattr(participation, "may_be_minor", None)
    if known is None:
        known = with_minority(Participation.objects.filter(pk=participation.pk)).get().may_be_minor
    return bool(known)
