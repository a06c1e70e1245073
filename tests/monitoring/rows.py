"""Programmes, pairs and papers for tests of figures and desks, made as the owner of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from nastavnik.mentoring.models import (
    MentoringForm,
    Pair,
    PairMember,
    Participation,
    Programme,
    Proposal,
    ProposalLine,
    Side,
)
from nastavnik.monitoring.dictionaries import values_of
from nastavnik.monitoring.models import Counter, Denominator, Indicator, Target
from nastavnik.papers.models import Paper
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.founding_indicators import indicator_by_code
from nastavnik.rulebook.indicators import IndicatorRule
from tests import factories as make
from tests.factories import owning, person

NOW = "2026-10-15T09:30:00+03:00"


def programme(institution: Organisation, title: str = "Ступени", **values: Any) -> Programme:
    values.setdefault("school_year", 2026)
    values.setdefault("start_date", date(values["school_year"], 9, 1))
    values.setdefault("end_date", date(values["school_year"] + 1, 5, 31))
    with owning():
        form, _ = MentoringForm.objects.get_or_create(
            code="teacher_pupil", defaults={"label": "педагог – ученик"}
        )
        return Programme.objects.create(institution=institution, title=title, form=form, **values)


def participation(programme: Programme, who: Person, side: str) -> Participation:
    with owning():
        return Participation.objects.create(
            institution_id=programme.institution_id, programme=programme, person=who, side=side,
            entered_date=programme.start_date,
        )  # fmt: skip


def mentor(programme: Programme, name: str, **values: Any) -> Participation:
    values.setdefault("birth_date", date(1985, 6, 1))
    return participation(programme, person(programme.institution, name, **values), Side.MENTOR)


def mentee(programme: Programme, name: str, **values: Any) -> Participation:
    values.setdefault("birth_date", date(2012, 3, 5))
    return participation(programme, person(programme.institution, name, **values), Side.MENTEE)


def pair(members: Iterable[Participation], state: str = Pair.State.APPROVED, **values: Any) -> Pair:
    listed = list(members)
    programme = listed[0].programme
    with owning():
        made = Pair.objects.create(
            institution_id=programme.institution_id, programme=programme, state=state, **values
        )
        for one in listed:
            PairMember.objects.create(
                institution_id=programme.institution_id, pair=made, person_id=one.person_id,
                participation=one, side=one.side, card_name="Имя И.",
            )  # fmt: skip
        return made


def active_pair(members: Iterable[Participation], active_from: date) -> Pair:
    listed = list(members)
    order = paper(listed[0].programme.institution, Paper.State.REGISTERED, number=f"{listed[-1].pk}-од")
    return pair(listed, Pair.State.ACTIVE, paper=order, active_from=active_from)


def proposal(
    programme: Programme, state: str = Proposal.State.OPEN, mentees: Iterable[Participation] = ()
) -> Proposal:
    with owning():
        made = Proposal.objects.create(
            institution_id=programme.institution_id, programme=programme, state=state
        )
        for one in mentees:
            ProposalLine.objects.create(
                institution_id=programme.institution_id,
                proposal=made,
                mentee=one,
                reason="подходящего наставника нет",
            )
        return made


def paper(institution: Organisation, state: str = Paper.State.DRAFT, **values: Any) -> Paper:
    if state == Paper.State.REGISTERED:
        values.setdefault("paper_date", date(2026, 10, 12))
    values.setdefault("title", "О закреплении наставнических пар")
    with owning():
        made = Paper.objects.create(
            institution=institution, kind="pairs_order", state=state, preamble="В целях",
            points=["Закрепить пары."], signer_post="Директор", signer_name="Н. И. Орлова",
            school_year=2026, programme_title="Ступени", **values,
        )  # fmt: skip
        Paper.objects.filter(pk=made.pk).update(drafted_at=NOW)
        return made


def counter(institution: Organisation, numerator: int, year: int = 2026, code: str = "I1") -> None:
    """A counter with this numerator; the whole is that of the contingent."""
    make.recount(institution, year)
    with owning():
        Counter.objects.filter(indicator_id=code, institution=institution, year=year).update(
            numerator=numerator, counted_at=NOW
        )


def target(node: Organisation, value: str, year: int = 2026, code: str = "I1") -> None:
    with owning():
        Target.objects.create(indicator_id=code, node=node, year=year, value=value)


def denominator(node: Organisation, people: int, year: int = 2026, code: str = "I1") -> None:
    with owning():
        Denominator.objects.create(
            indicator_id=code, node=node, year=year, people=people, source="Сборник «Население»",
            source_date=date(year, 1, 1),
        )  # fmt: skip


def indicator(owner: Organisation, code: str = "n1-1", rule: IndicatorRule | None = None) -> Indicator:
    """An indicator of a territory's own: the share of mentees of 11–18 unless another rule is given."""
    values = values_of(rule or indicator_by_code("mentees_11_18"))
    with owning():
        return Indicator.objects.create(code=code, owner=owner, **values)
