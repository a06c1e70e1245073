"""From one school year to the next: the same programme again, pairs that wish to go on."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.programmes import ProgrammeTerms, open_programme
from nastavnik.mentoring.models import (
    Direction,
    FixedChoice,
    Need,
    Offer,
    PairMember,
    Participation,
    Programme,
)
from nastavnik.mentoring.permissions.programmes import check_can_correct_programme
from nastavnik.mentoring.queries.cycles import need_of, offer_of, pairs_of_last_year
from nastavnik.mentoring.queries.directions import directions_of
from nastavnik.mentoring.queries.pairs import mentee_of, mentor_of
from nastavnik.mentoring.queries.stages import refuse_behind_gates
from nastavnik.rulebook.school_year import a_year_later

_GO_ON = "Работали вместе в прошлом году и хотят продолжить."


@transaction.atomic
def open_next_cycle(*, by: Actor, programme: Programme) -> Programme:
    """Opens the same programme for the next school year: dates a year later, the same goal and directions.

    Participants do not move; those of pairs that wish to go on are carried over by `carry_pairs`. Refused: a
    programme that already has its next cycle, or a title taken in that year.
    """
    check_can_correct_programme(by, programme)
    terms = ProgrammeTerms(
        title=programme.title,
        school_year=programme.school_year + 1,
        form=programme.form,
        role_model=programme.role_model,
        start_date=a_year_later(programme.start_date),
        end_date=a_year_later(programme.end_date),
        goal=programme.goal,
    )
    made = open_programme(by=by, institution=programme.institution, terms=terms)
    made.previous = programme
    made.save(update_fields=["previous"])
    made.directions.all().delete()
    for direction in directions_of(programme):
        values = model_to_dict(direction, exclude=["id", "programme", "form", "role_model"])
        Direction.objects.create(
            programme=made, form=direction.form, role_model=direction.role_model, **values
        )
    record(by=by, verb="open_next_cycle", obj=made)
    return made


@transaction.atomic
def carry_pairs(*, by: Actor, programme: Programme, pairs: Collection[int]) -> int:
    """Takes both sides of last year's pairs (their ids) into the programme and pins them together.

    Needs and offers come along as they stood. Gives the number of pairs. Refused: a pair that is not among
    last year's of this programme; a programme without its regulation or curator.
    """
    check_can_correct_programme(by, programme)
    offered = {pair.pk: pair for pair in pairs_of_last_year(programme)}
    if not pairs or set(pairs) - set(offered):
        raise Refused("Отметьте пары прошлого года из этого списка.", field="pairs")
    refuse_behind_gates(programme, timezone.localdate())
    for pk in sorted(set(pairs)):
        pair = offered[pk]
        mentor, mentee = (_entered(programme, member) for member in (mentor_of(pair), mentee_of(pair)))
        FixedChoice.objects.update_or_create(
            programme=programme,
            mentor=mentor,
            mentee=mentee,
            defaults={
                "institution_id": programme.institution_id,
                "kind": FixedChoice.Kind.PINNED,
                "source": FixedChoice.Source.LAST_YEAR,
                "reason": _GO_ON,
            },
        )
    record(by=by, verb="carry_pairs", obj=programme, count=len(set(pairs)))
    return len(set(pairs))


def _entered(programme: Programme, member: PairMember) -> Participation:
    """The participation of last year's member in the new programme, with what he asked for or offered."""
    made, is_new = Participation.objects.get_or_create(
        programme=programme,
        person_id=member.person_id,
        side=member.side,
        defaults={"institution_id": programme.institution_id, "entered_date": timezone.localdate()},
    )
    if is_new:
        for detail in (need_of(member.participation), offer_of(member.participation)):
            if isinstance(detail, Need | Offer):
                detail.pk, detail.participation = None, made
                detail._state.adding = True
                detail.save()
    return made
