"""Everything written about wishes after the group meeting: by the curator, and by participants themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.models import GroupMeeting, Participation, Programme, Wish, WishSheet
from nastavnik.mentoring.permissions.wishes import check_can_name_own_wishes, check_can_record_wishes
from nastavnik.mentoring.queries.agreement import consent_obstacles
from nastavnik.mentoring.queries.matching import taken_places
from nastavnik.mentoring.queries.pairs import programme_held
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.wishes import (
    askers_of,
    meeting_of,
    other_side,
    others_of,
    people_to_name,
    sheet_of,
)
from nastavnik.mentoring.wish_sheets import Blank, sheets_docx
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.wishes import MOST, USUAL_LIMIT

Source = WishSheet.Source
_PEOPLE = ("человека", "человек", "человек")


@transaction.atomic
def set_group_meeting(
    *, by: Actor, programme: Programme, held_date: date | None, limit: int = USUAL_LIMIT
) -> GroupMeeting:
    """Writes the day of the meeting and how many people each may name; from that day cards may name too.

    Refused: a number out of 1–10, a day out of the programme's school year. Wishes written already stay.
    """
    check_can_record_wishes(by, programme)
    programme = programme_held(programme)
    if not 1 <= limit <= MOST:
        raise Refused(f"Назвать можно от 1 до {MOST} человек.", field="limit")
    if held_date is not None and not programme.school_year <= held_date.year <= programme.school_year + 1:
        raise Refused("День встречи — не из учебного года программы: проверьте год.", field="held_date")
    values = {"held_date": held_date, "limit": limit}
    meeting, _ = GroupMeeting.objects.update_or_create(programme=programme, defaults=values)
    record(by=by, verb="set_group_meeting", obj=programme, fields=sorted(values))
    return meeting


@transaction.atomic
def record_wishes(
    *, by: Actor, participation: Participation, named: Sequence[int], source: str = Source.PAPER
) -> WishSheet:
    """Writes whom a participant named after the meeting (ids of participations, the first choice first).

    Takes the place of what was written before; an empty list says that he named nobody. Refused, with the
    reason: more than the programme allows, the same person twice, somebody who is not on the other side of
    this programme or has not given the consents, a participant without consents of his own.
    """
    check_can_record_wishes(by, participation.programme)
    programme_held(participation.programme)
    if source not in (Source.PAPER, Source.INTERVIEW):
        raise Refused("Скажите, откуда известно: с листа встречи или из разговора.", field="source")
    return _write(by, participation, named, source)


@transaction.atomic
def withdraw_wishes(*, by: Actor, participation: Participation) -> None:
    """Takes away what a participant answered: he stands among those who have not answered again."""
    check_can_record_wishes(by, participation.programme)
    _take_away(by, participation)


@transaction.atomic
def name_own_wishes(*, by: Actor, participation: Participation, named: Sequence[int]) -> None:
    """Writes whom a participant names by his own card, as `record_wishes` does.

    Judged with the eyes of the institution, for a side sees nobody of the other. Refused besides: before the
    meeting, after the programme's end, once he stands in a live pair.
    """
    check_can_name_own_wishes(by, participation)
    today = timezone.localdate()
    with acting(eyes_of(participation.programme.institution_id, "пожелания участника")):
        _check_time(participation, today)
        _write(by, participation, named, Source.CARD)


@transaction.atomic
def withdraw_own_wishes(*, by: Actor, participation: Participation) -> None:
    """Takes away what a participant named, at his own wish; refused at the times when he may not name anybody."""
    check_can_name_own_wishes(by, participation)
    with acting(eyes_of(participation.programme.institution_id, "пожелания участника")):
        _check_time(participation, timezone.localdate())
        _take_away(by, participation)


@transaction.atomic
def print_wish_sheets(*, by: Actor, programme: Programme, side: str) -> bytes:
    """Makes the .docx with a blank for everybody of a side who has not answered; journalled with their number.

    Children and grown-ups of the other side stand on it as on their cards. Refused: nobody to ask or to name.
    """
    check_can_record_wishes(by, programme)
    today = timezone.localdate()
    askers = askers_of(programme, side, today)
    if not askers:
        raise Refused("Печатать нечего: у всех с согласиями пожелания уже внесены.")
    others = people_to_name(programme, other_side(side), today)
    if not others:
        raise Refused("Назвать пока некого: на другой стороне ни у кого нет всех согласий.")
    blanks = [
        Blank(
            full_name_of(one.person).full,
            standing_of(one.person),
            tuple(other.card for other in others if other.person_id != one.person_id),
        )
        for one in askers
    ]
    record(by=by, verb="print_wish_sheets", obj=programme, count=len(blanks))
    return sheets_docx(programme, meeting_of(programme), side, blanks)


def _check_time(participation: Participation, today: date) -> None:
    meeting = meeting_of(participation.programme)
    if meeting.held_date is None or meeting.held_date > today:
        raise Refused("Пожелания называют после общей встречи: куратор скажет, когда она.")
    if participation.programme.end_date < today:
        raise Refused("Программа закончилась.")
    if taken_places(participation.programme)[participation.pk]:
        raise Refused("Пара уже подобрана: пожелания больше не меняются. О паре скажите куратору.")


def _write(by: Actor, participation: Participation, named: Sequence[int], source: str) -> WishSheet:
    _check_wishes(participation, named)
    sheet, _ = WishSheet.objects.update_or_create(
        participation=participation,
        defaults={
            "institution_id": participation.institution_id,
            "person_id": participation.person_id,
            "source": source,
            "entered_by": "" if source == Source.CARD else by.name,
        },
    )
    Wish.objects.filter(sheet=sheet).delete()
    Wish.objects.bulk_create(
        Wish(
            institution_id=participation.institution_id,
            person_id=participation.person_id,
            sheet=sheet,
            named_id=pk,
            rank=rank,
        )
        for rank, pk in enumerate(named, start=1)
    )
    record(by=by, verb="record_wishes", obj=sheet, count=len(named))
    return sheet


def _check_wishes(participation: Participation, named: Sequence[int]) -> None:
    today, limit = timezone.localdate(), meeting_of(participation.programme).limit
    if len(named) > limit:
        raise Refused(f"В этой программе называют не больше {counted(limit, _PEOPLE)}.")
    if len(set(named)) < len(named):
        raise Refused("Один и тот же человек назван дважды.")
    lacking = consent_obstacles([participation.person], today)
    if lacking:
        name = full_name_of(participation.person).short
        raise Refused(f"{name}: {lacking[participation.person_id]} Сначала отметьте согласие.")
    if not set(named) <= {one.pk for one in others_of(participation, today)}:
        raise Refused(
            "Назвать можно того, кто стоит на другой стороне этой программы и дал согласие. Обновите страницу."
        )


def _take_away(by: Actor, participation: Participation) -> None:
    sheet = sheet_of(participation)
    if sheet is None:
        raise Refused("Пожеланий этого участника не записано: убирать нечего.")
    record(by=by, verb="withdraw_wishes", obj=sheet)
    sheet.delete()
