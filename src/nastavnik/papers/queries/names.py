"""The names of papers: as they stand there, and what has to be known of the people behind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.papers.models import Paper, PaperName
from nastavnik.registry.models import Organisation, Person
from nastavnik.registry.queries.people import birth_of, guardians_visible_to, people_visible_to
from nastavnik.rulebook.ages import is_minor


def names_of(paper: Paper) -> list[PaperName]:
    """The names of a paper in the order in which they were written into it."""
    return list(PaperName.objects.filter(paper=paper).order_by("pk"))


def guardian_names(actor: Actor, people: Iterable[Person]) -> dict[int, str]:
    """The first representative of each person who has one, by the person's id."""
    guardians = guardians_visible_to(actor).filter(person_id__in=[person.pk for person in people])
    return {guardian.person_id: guardian.full_name for guardian in guardians.order_by("-pk")}


def is_pupil(person: Person, today: date) -> bool:
    """Whether somebody else signs for this person: a pupil of a class, or anybody who may be under 18.

    Of a grown-up without a birth date the post or the place of work speaks.
    """
    birth = birth_of(person)
    if birth is None:
        return bool(person.class_name) or not (person.post or person.workplace)
    return is_minor(birth, today)


def adults_of(actor: Actor, institution: Organisation, today: date) -> list[Person]:
    """Grown-ups of the institution whom a paper may appoint, by name; one query."""
    people = people_visible_to(actor).filter(institution=institution, class_name="")
    return [person for person in people.order_by("sort_name", "pk") if not is_pupil(person, today)]
