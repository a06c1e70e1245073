"""Training in the demonstration: the curator of every organisation that works, and some of its mentors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.mentoring.models import Participation, Side
from nastavnik.registry.actions.trainings import add_trainings
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.school_year import SchoolYear
from nastavnik.rulebook.trainings import Capacity, Proof

MENTORS = 3
_DAYS = timedelta(days=10)


def hold_trainings(
    institution: Organisation, actor: AccountActor, curator_name: str, year: SchoolYear, today: date
) -> None:
    """In the last days before the school year: 72 hours for the curator, 36 for a few grown-up mentors."""
    ended = year.first_day - timedelta(days=4)
    with acting(actor):
        if curator_name:
            _held(actor, institution, ended, today, names=[curator_name], **_OF_CURATOR)
        took_part = Participation.objects.filter(
            institution_id=institution.pk, side=Side.MENTOR, person__class_name=""
        ).values("person_id")
        mentors = list(
            Person.objects.filter(institution=institution, pk__in=took_part).order_by("sort_name", "pk")[
                :MENTORS
            ]
        )
        if mentors:
            _held(actor, institution, ended, today, people=mentors, **_OF_MENTORS)


_OF_CURATOR: Mapping[str, Any] = {
    "capacity": Capacity.CURATOR.value, "programme": "Управление программой наставничества в организации", "hours": 72,
    "proof": Proof.QUALIFICATION.value,
}  # fmt: skip
_OF_MENTORS: Mapping[str, Any] = {
    "capacity": Capacity.MENTOR.value, "programme": "Школа наставника: первые встречи", "hours": 36,
    "proof": Proof.CERTIFICATE.value,
}  # fmt: skip


def _held(
    actor: AccountActor,
    institution: Organisation,
    ended: date,
    today: date,
    *,
    people: list[Person] | None = None,
    names: list[str] | None = None,
    **facts: Any,
) -> None:
    days = {"from_date": ended - _DAYS, "to_date": ended, "document_date": ended, "document_number": ""}
    add_trainings(
        by=actor,
        institution=institution,
        people=people or [],
        names=names or [],
        facts={**facts, **days, "organiser": "Региональный институт развития образования"},
        today=today,
    )
