"""Whom to ask: known to rooms above, which say here how to find it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Person


@dataclass(frozen=True)
class Circle:
    """People who may be asked together: «Наставляемые программы …», with the form and the side that they have in common."""

    key: str
    title: str
    institution_id: int
    form: str
    side: str
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class CircleSource:
    """What a room above knows: circles without their people, one circle with them, the forms of mentoring by code."""

    circles: Callable[[Actor], list[Circle]]
    circle: Callable[[Actor, str], Circle | None]
    forms: Callable[[], Sequence[tuple[str, str]]]


_sources: list[CircleSource] = []


def find_circles_by(source: CircleSource) -> None:
    """Lets an upper room say whom one may ask (called once, in its `apps.ready()`)."""
    _sources[:] = [source]


def circles_of(actor: Actor) -> list[Circle]:
    """Circles of people whom the actor may ask, without the people."""
    return _sources[0].circles(actor)


def circle_named(actor: Actor, key: str) -> Circle | None:
    """One circle with its people; None where the actor has no such circle."""
    return _sources[0].circle(actor, key)


def forms_of_mentoring() -> Sequence[tuple[str, str]]:
    """Codes and names of the forms."""
    return _sources[0].forms()


def form_words(code: str) -> str:
    """The form in words; nothing for none."""
    return dict(forms_of_mentoring()).get(code, code)
