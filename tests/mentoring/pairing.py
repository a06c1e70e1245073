"""A programme with two bases, and the way of its pairs up to any state: what the tests of pairs start from."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.agreement import record_answers
from nastavnik.mentoring.actions.proposals import form_pairs, propose_pairs
from nastavnik.mentoring.models import (
    Answer,
    Direction,
    Need,
    Offer,
    Pair,
    Participation,
    Programme,
    ProposalLine,
    StageMark,
)
from nastavnik.registry.models import Organisation, Person
from tests import factories as make

NOW = datetime(2026, 10, 15, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
AROUND_A_PAGE = (
    10  # queries for session, account, grants and scope, with the savepoints of a test around them
)
in_october = pytest.mark.time_machine(NOW, tick=False)


def programme(institution: Organisation, title: str = "Шаг вперёд", **values: Any) -> Programme:
    """A programme of teachers and pupils; grown-ups stand on the mentors' side."""
    if "form" not in values:
        values = {"form_id": "teacher_pupil", "role_model_id": "teacher_pupil.subject_support"} | values
    with make.owning():
        made = Programme.objects.create(
            institution=institution,
            title=title,
            school_year=2026,
            start_date=date(2026, 10, 1),
            end_date=date(2027, 5, 31),
            **values,
        )
        Direction.objects.create(programme=made, form_id=made.form_id, role_model_id=made.role_model_id)
        regulated(made)
        return made


def regulated(programme: Programme) -> StageMark:
    """The regulation stands: without it nobody enters the bases."""
    with make.owning():
        return StageMark.objects.create(
            institution_id=programme.institution_id,
            programme=programme,
            item="regulation",
            done_date=date(2026, 8, 28),
            note="положение, приказ № 3-од",
        )


def mentee(
    programme: Programme, person: Person, topics: str = "physics", text: str = "Подтянуть физику"
) -> Participation:
    with make.owning():
        part = Participation.objects.create(
            institution_id=programme.institution_id,
            programme=programme,
            person=person,
            side="mentee",
            entered_date=date(2026, 9, 10),
        )
        Need.objects.create(
            institution_id=programme.institution_id,
            person=person,
            participation=part,
            text=text,
            topics=topics.split(),
        )
        return part


def mentor(
    programme: Programme, person: Person, topics: str = "physics", capacity: int = 1, **values: Any
) -> Participation:
    values = {"competences": "физика, подготовка к экзаменам"} | values
    with make.owning():
        part = Participation.objects.create(
            institution_id=programme.institution_id,
            programme=programme,
            person=person,
            side="mentor",
            entered_date=date(2026, 9, 20),
        )
        Offer.objects.create(
            institution_id=programme.institution_id,
            person=person,
            participation=part,
            topics=topics.split(),
            capacity=capacity,
            **values,
        )
        return part


def child(
    institution: Organisation, name: str, born: date | None = date(2012, 3, 5), **values: Any
) -> Person:
    """A pupil with a representative and both signatures under the consent."""
    values = {"class_name": "8 «А»"} | values
    person = make.person(institution, name, birth_date=born, **values)
    make.guardian(person, f"{name.split(maxsplit=1)[0]} Анна Петровна")
    make.consent(person)
    return person


def adult(institution: Organisation, name: str, **values: Any) -> Person:
    """A grown-up with a signature under the consent."""
    values = {"birth_date": date(1985, 6, 1), "post": "учитель"} | values
    person = make.person(institution, name, **values)
    make.consent(person)
    return person


def approved_pairs(curator: AccountActor, programme: Programme) -> list[Pair]:
    """Everything that a new proposal pairs, approved."""
    with acting(curator):
        proposal = propose_pairs(by=curator, programme=programme)
        lines = ProposalLine.objects.filter(proposal=proposal, mentor__isnull=False)
        return form_pairs(by=curator, proposal=proposal, approved=set(lines.values_list("pk", flat=True)))


def answer_all(
    curator: AccountActor, programme: Programme, value: str = "yes", day: date = date(2026, 10, 12), **of: Any
) -> None:
    """Everybody who is asked in the programme says the same; `of` narrows the answers."""
    with acting(curator):
        answers = Answer.objects.filter(
            pair__programme=programme, pair__state__in=("approved", "agreed", "declined"), **of
        )
        said = dict.fromkeys(answers.values_list("pk", flat=True), value)
        record_answers(by=curator, programme=programme, answers=said, answered_date=day)


def agreed_pairs(curator: AccountActor, programme: Programme) -> list[Pair]:
    pairs = approved_pairs(curator, programme)
    answer_all(curator, programme)
    return pairs


def state_of(pair: Pair) -> str:
    with make.owning():
        return Pair.objects.get(pk=pair.pk).state
