"""Who takes part and on which side: known to a room above, which says here how to find it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Person
from nastavnik.rulebook.roles import Role


@dataclass(frozen=True)
class ParticipantSource:
    """Who takes part, as an upper room knows it.

    `people` are those whom the actor sees; `roles` are theirs, by the person's id, in one query; `lacking` says which
    demanded consents are missing on a day, in a sentence, and leaves out whoever has them all.
    """

    people: Callable[[Actor], QuerySet[Person]]
    roles: Callable[[Collection[Person]], Mapping[int, frozenset[Role]]]
    lacking: Callable[[Collection[Person], date], Mapping[int, str]]


_sources: list[ParticipantSource] = []


def find_participants_by(source: ParticipantSource) -> None:
    """Lets an upper room say who takes part (called once, in its `apps.ready()`)."""
    _sources[:] = [source]


def participants_of(actor: Actor) -> QuerySet[Person]:
    """People who take part, of those whom the actor sees."""
    return _sources[0].people(actor)


def roles_of_participants(people: Collection[Person]) -> Mapping[int, frozenset[Role]]:
    """Roles of the people by the sides on which they stand."""
    return _sources[0].roles(people)


def consents_lacking(people: Collection[Person], on: date) -> Mapping[int, str]:
    """Which demanded consents each of the people lacks on the day; whoever is complete is absent."""
    return _sources[0].lacking(people, on)
