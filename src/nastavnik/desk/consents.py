"""What a desk says of consents: how many people lack them, whose time comes, whose record waits too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from nastavnik.desk.year import Due
from nastavnik.kit.actor import Actor
from nastavnik.kit.components import Action, Task
from nastavnik.mentoring.queries.consents import (
    ConsentRow,
    consent_people,
    consent_rows,
    is_overdue,
    rows_of_subjects,
)
from nastavnik.mentoring.queries.participants import Standing, subject_by_standings
from nastavnik.registry.models import Person
from nastavnik.rulebook.consent import AHEAD, WITHOUT_CONSENT_FOR, ConsentSubject
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.school_year import SchoolYear

PEOPLE = ("человек", "человека", "человек")


@dataclass(frozen=True)
class ConsentWork:
    """How many people there are, lack a demanded consent, have one that soon ends, soon sign otherwise, and
    have had none for too long; how many of them take part in a programme and have what is demanded.
    """

    people: int
    lacking: int
    expiring: int
    growing: int
    overdue: int
    participants: int = 0
    ready: int = 0


class Part(Protocol):
    """A participation as the desk reads it."""

    person_id: int
    side: str
    may_be_minor: bool


def consents_of_school(actor: Actor, parts: Iterable[Part], today: date) -> ConsentWork:
    """The numbers from participations, in two queries more: people, consents."""
    standings: dict[int, list[Standing]] = {}
    for part in parts:
        standings.setdefault(part.person_id, []).append((part.side, part.may_be_minor))
    people = consent_people(actor).only("institution_id", "birth_date", "birth_year", "created_at")
    subjects: Mapping[Person, ConsentSubject] = {
        person: subject_by_standings(person, standings.get(person.pk, ())) for person in people
    }
    rows = rows_of_subjects(subjects, today, with_optional=False)
    taking_part = [row for row in rows if row.pk in standings]
    ready = sum(not row.gaps for row in taking_part)
    return replace(_work_of(rows, today), participants=len(taking_part), ready=ready)


def consents_seen_by(actor: Actor, today: date) -> ConsentWork:
    """The same for whoever sees no programmes: a class teacher with his classes; four queries."""
    return _work_of(consent_rows(list(consent_people(actor)), today), today)


def _work_of(rows: Sequence[ConsentRow], today: date) -> ConsentWork:
    return ConsentWork(
        people=len(rows),
        lacking=sum(bool(row.gaps) for row in rows),
        expiring=sum(any(coming.age is None for coming in row.comings) for row in rows),
        growing=sum(any(coming.age is not None for coming in row.comings) for row in rows),
        overdue=sum(is_overdue(row, today) for row in rows),
    )


def consent_tasks(actor: Actor, work: ConsentWork, today: date) -> list[Task]:
    """What awaits whoever collects consents."""
    if not actor.may(Right.CONSENTS_RECORD):
        return []
    tasks = []
    if work.lacking:
        blanks = f"{reverse('mentoring:consent_blanks')}?consents=missing"
        tasks.append(
            Task(
                f"Не хватает согласий: {counted(work.lacking, PEOPLE)}",
                Action("Распечатать бланки", blanks, download=True),
                url=_listed("missing"),
                due=Due.PAIRS.in_year(SchoolYear.of(today).start),
            )
        )
    show = Action("Показать", _listed("soon"))
    if work.expiring:
        tasks.append(Task(f"За {AHEAD} дней истекут согласия: {counted(work.expiring, PEOPLE)}", show))
    if work.growing:
        tasks.append(Task(f"За {AHEAD} дней исполнится 14 или 18 лет: {counted(work.growing, PEOPLE)}", show))
    if work.overdue and actor.may(Right.PEOPLE_EDIT):
        text = f"Без согласия больше {WITHOUT_CONSENT_FOR} дней: {counted(work.overdue, PEOPLE)}"
        tasks.append(Task(text, Action("Решить", _listed("overdue"))))
    return tasks


def _listed(state: str) -> str:
    return f"{reverse('mentoring:consent_list')}?{urlencode({'consents': state})}"
