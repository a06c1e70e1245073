"""1 September: classes move up, programmes open anew, pairs go on, mentees become mentors; all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.cycles import carry_pairs, open_next_cycle
from nastavnik.mentoring.actions.enrolment import enrol_person
from nastavnik.mentoring.models import PairMember, Programme, Side
from nastavnik.mentoring.permissions.programmes import check_can_open_programme
from nastavnik.mentoring.queries.pairs import LIVE
from nastavnik.mentoring.queries.school_year import (
    mentees_to_invite,
    pairs_that_may_go_on,
    programmes_to_copy,
)
from nastavnik.registry.actions.people import move_class
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.people import people_with_class, standing_of
from nastavnik.rulebook.school_year import SchoolYear


@dataclass(frozen=True)
class YearPlan:
    """What a curator chose of the steps; an empty step is left out. Ids of programmes, of pairs, of people.

    `mentors_to` is the programme of the new year in which the mentees are entered as mentors.
    """

    year: SchoolYear
    moves_classes: bool = False
    programmes: Collection[int] = ()
    pairs: Collection[int] = ()
    mentors: Collection[int] = ()
    mentors_to: int | None = None


@dataclass(frozen=True)
class YearOutcome:
    """How many people moved up and left school, programmes opened, pairs carried over, mentors entered."""

    moved: int = 0
    graduated: int = 0
    programmes: int = 0
    pairs: int = 0
    mentors: int = 0


@transaction.atomic
def begin_school_year(*, by: Actor, institution: Organisation, plan: YearPlan, today: date) -> YearOutcome:
    """Does the chosen steps of 1 September in one transaction and records it: where one is refused nothing is written.

    Steps may be left out and done later: what was done is not offered again. Refused: nothing chosen; classes moved in
    this school year already; a pair whose programme is not opened anew; what each step refuses itself.
    """
    check_can_open_programme(by, institution)
    if not (plan.moves_classes or plan.programmes or plan.pairs or plan.mentors):
        raise Refused("Отметьте хотя бы один шаг.")
    moved, graduated = (
        move_classes_up(by=by, institution=institution, year=plan.year) if plan.moves_classes else (0, 0)
    )
    opened = _copy_programmes(by, institution, plan)
    carried = _carry(by, institution, plan)
    entered = _invite(by, institution, plan, today)
    record(by=by, verb="begin_school_year", obj=institution, institution_id=institution.pk)
    return YearOutcome(moved, graduated, opened, carried, entered)


@transaction.atomic
def move_classes_up(*, by: Actor, institution: Organisation, year: SchoolYear) -> tuple[int, int]:
    """Moves everybody with a class one class up; gives how many moved and how many left school. Records it.

    Cards of live pairs follow. Refused where it was done in this school year already.
    """
    check_can_open_programme(by, institution)
    people, is_done = people_with_class(institution, year)
    if is_done:
        raise Refused("Классы в этом учебном году уже переведены: отдельные ошибки исправьте в карточках.")
    moved = graduated = 0
    for person in people:
        outcome = move_class(by=by, person=person, year=year)
        moved, graduated = moved + (outcome == "moved"), graduated + (outcome == "graduated")
    standing = {person.pk: standing_of(person) for person in people}
    cards = list(PairMember.objects.filter(person__in=standing, pair__state__in=LIVE))
    for card in cards:
        card.card_standing = standing[card.person_id]
    PairMember.objects.bulk_update(cards, ["card_standing"])
    record(
        by=by, verb="move_classes_up", obj=institution, institution_id=institution.pk, count=moved + graduated
    )
    return moved, graduated


def _copy_programmes(by: Actor, institution: Organisation, plan: YearPlan) -> int:
    offered = {programme.pk: programme for programme in programmes_to_copy(institution, plan.year)}
    if set(plan.programmes) - set(offered):
        raise Refused("Часть программ уже открыта на этот год: обновите страницу.", field="programmes")
    for pk in sorted(set(plan.programmes)):
        open_next_cycle(by=by, programme=offered[pk])
    return len(set(plan.programmes))


def _carry(by: Actor, institution: Organisation, plan: YearPlan) -> int:
    offered = {pair.pk: pair for pair in pairs_that_may_go_on(institution, plan.year)}
    if set(plan.pairs) - set(offered):
        raise Refused("Часть пар уже взята в новый год: обновите страницу.", field="pairs")
    next_of = {
        one.previous_id: one
        for one in Programme.objects.filter(institution=institution, school_year=plan.year.start)
        if one.previous_id
    }
    by_programme: dict[int, list[int]] = {}
    for pk in sorted(set(plan.pairs)):
        by_programme.setdefault(offered[pk].programme_id, []).append(pk)
    for programme_id, ids in by_programme.items():
        if programme_id not in next_of:
            title = offered[ids[0]].programme.title
            raise Refused(f"Программа «{title}» не открыта на новый год: отметьте и её.", field="pairs")
        carry_pairs(by=by, programme=next_of[programme_id], pairs=ids)
    return len(set(plan.pairs))


def _invite(by: Actor, institution: Organisation, plan: YearPlan, today: date) -> int:
    if not plan.mentors:
        return 0
    target = Programme.objects.filter(
        pk=plan.mentors_to or 0, institution=institution, school_year=plan.year.start
    ).first()
    if target is None:
        raise Refused("Выберите программу нового года, в которую войдут наставники.", field="mentors_to")
    offered = {one.person_id: one for one in mentees_to_invite(institution, plan.year)}
    if set(plan.mentors) - set(offered):
        raise Refused("Выберите наставляемых из этого списка.", field="mentors")
    for pk in sorted(set(plan.mentors)):
        part = offered[pk]
        need = getattr(part, "need", None)
        enrol_person(
            by=by,
            person=part.person,
            programme=target,
            side=Side.MENTOR,
            words=f"Успешно прошёл программу «{part.programme.title}» наставляемым"
            if part.person.gender != "f"
            else f"Успешно прошла программу «{part.programme.title}» наставляемой",
            topics=need.topics if need else (),
            entered_date=today,
            today=today,
        )
    return len(set(plan.mentors))
