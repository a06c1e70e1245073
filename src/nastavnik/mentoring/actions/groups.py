"""Pairs and groups made by hand: chosen by the curator, held to the same rules as proposed ones."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.pausing import cancel_pair
from nastavnik.mentoring.forming import Chosen, write_pairs
from nastavnik.mentoring.models import Direction, Pair, Participation, Side
from nastavnik.mentoring.permissions.proposals import check_can_decide_pairs
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.groups import participants_chosen, refusals_of
from nastavnik.mentoring.queries.pairs import mentee_of, mentor_of, programme_held, title_of, with_people

_BY_HAND = "Пару составил куратор."


@transaction.atomic
def form_group(
    *,
    by: Actor,
    direction: Direction,
    mentors: Collection[int],
    mentees: Collection[int],
    reason: str = "",
) -> list[Pair]:
    """Makes a pair of each chosen mentor with each chosen mentee (ids of participations) in a direction.

    Several mentees of one mentor are a group; they share a number in the order. Writes the pairs approved, so
    that everybody is asked. Refused, with the names: nobody chosen, no place left, too little experience, a
    second mentor where the kind of the direction has one, two who are together already, missing consents.
    """
    check_can_decide_pairs(by, direction.programme)
    programme = programme_held(direction.programme)
    chosen = participants_chosen(programme, {*mentors, *mentees})
    leading = [one for one in chosen if one.side == Side.MENTOR and one.pk in mentors]
    led = [one for one in chosen if one.side == Side.MENTEE and one.pk in mentees]
    if not leading or len(leading) < len(set(mentors)):
        raise Refused("Отметьте наставника из этой программы.", field="mentors")
    if not led or len(led) < len(set(mentees)):
        raise Refused("Отметьте наставляемых из этой программы.", field="mentees")
    today = timezone.localdate()
    refusals = refusals_of(leading, led, direction, today)
    if refusals:
        raise Refused(f"Пара не составлена: {'; '.join(refusals)}.")
    why = reason.strip() or _BY_HAND
    together = [Chosen(mentor, mentee, why) for mentor in leading for mentee in led]
    pairs = write_pairs(programme, together, today, direction)
    for pair in pairs:
        record(by=by, verb="form_group", obj=pair)
    return pairs


@transaction.atomic
def change_mentor(*, by: Actor, pair: Pair, mentor: Participation) -> Pair:
    """Gives the mentee of a pair that is in no order yet another mentor: the old pair ends, a new one is asked.

    Refused: what `cancel_pair` and `form_group` refuse, the same mentor.
    """
    check_can_decide_pairs(by, pair.programme)
    kept = with_people(Pair.objects.filter(pk=pair.pk)).get()
    if mentor_of(kept).participation_id == mentor.pk:
        raise Refused(f"В паре {title_of(kept)} этот наставник уже есть: выберите другого.", field="mentor")
    direction = direction_of(kept)
    cancel_pair(by=by, pair=kept)
    (made,) = form_group(
        by=by, direction=direction, mentors=[mentor.pk], mentees=[mentee_of(kept).participation_id]
    )
    record(by=by, verb="change_mentor", obj=made)
    return made
