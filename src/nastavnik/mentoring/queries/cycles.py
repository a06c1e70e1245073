"""From one school year to the next: the programme before, its pairs that may go on."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from nastavnik.mentoring.models import FixedChoice, Need, Offer, Pair, Participation, Programme
from nastavnik.mentoring.queries.pairs import mentee_of, mentor_of, with_names, with_people

_WORKED = Q(state__in=(Pair.State.ACTIVE, Pair.State.PAUSED, Pair.State.COMPLETED), active_from__isnull=False)


def pairs_of_last_year(programme: Programme) -> list[Pair]:
    """Pairs that worked in the programme's earlier cycle, by the mentee's name, without those carried over.

    A programme that was opened anew looks at all programmes of its institution of the school year before.
    """
    pairs = with_people(with_names(_earlier(programme)).order_by("mentee_name", "pk"))
    carried = set(
        FixedChoice.objects.filter(programme=programme, source=FixedChoice.Source.LAST_YEAR).values_list(
            "mentor__person_id", "mentee__person_id"
        )
    )
    return [pair for pair in pairs if (mentor_of(pair).person_id, mentee_of(pair).person_id) not in carried]


def _earlier(programme: Programme) -> QuerySet[Pair]:
    if programme.previous_id:
        return Pair.objects.filter(_WORKED, programme_id=programme.previous_id)
    return Pair.objects.filter(
        _WORKED,
        institution_id=programme.institution_id,
        programme__school_year=programme.school_year - 1,
    )


def need_of(participation: Participation) -> Need | None:
    """What the participant asked for."""
    return Need.objects.filter(participation=participation).first()


def offer_of(participation: Participation) -> Offer | None:
    """What the participant offered."""
    return Offer.objects.filter(participation=participation).first()
