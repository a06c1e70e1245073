"""What 1 September offers: programmes to open anew, pairs that may go on, mentees who could be mentors."""

from __future__ import annotations

from django.db.models import QuerySet

from nastavnik.mentoring.models import FixedChoice, Pair, PairMember, Participation, Programme, Side
from nastavnik.mentoring.queries.pairs import with_names, with_people
from nastavnik.registry.models import Organisation
from nastavnik.rulebook.school_year import SchoolYear

_GOING_ON = (Pair.State.ACTIVE, Pair.State.PAUSED, Pair.State.COMPLETED)


def programmes_to_copy(institution: Organisation, year: SchoolYear) -> QuerySet[Programme]:
    """Programmes of the year before that are not opened for this one, by title."""
    before = Programme.objects.filter(institution=institution, school_year=year.previous.start)
    titles = Programme.objects.filter(institution=institution, school_year=year.start).values("title")
    return (
        before.exclude(next_cycles__isnull=False)
        .exclude(title__in=titles)
        .select_related("institution", "form", "role_model")
        .order_by("title", "pk")
    )


def pairs_that_may_go_on(institution: Organisation, year: SchoolYear) -> list[Pair]:
    """Pairs that worked in the year before, to the end or still, and are not carried over; by the mentee's name."""
    pairs = Pair.objects.filter(
        institution=institution,
        programme__school_year=year.previous.start,
        state__in=_GOING_ON,
        active_from__isnull=False,
    )
    carried = set(
        FixedChoice.objects.filter(
            programme__institution=institution,
            programme__school_year=year.start,
            source=FixedChoice.Source.LAST_YEAR,
        ).values_list("mentor__person_id", "mentee__person_id")
    )
    found = with_people(with_names(pairs).order_by("mentee_name", "pk"))
    return [pair for pair in found if _both_of(pair) is not None and _both_of(pair) not in carried]


def mentees_to_invite(institution: Organisation, year: SchoolYear) -> list[Participation]:
    """Mentees whose pair of the year before was completed, who are mentors nowhere in this year; each once, by name."""
    completed = PairMember.objects.filter(
        institution=institution,
        side=Side.MENTEE,
        pair__state=Pair.State.COMPLETED,
        pair__programme__school_year=year.previous.start,
    )
    mentors = Participation.objects.filter(
        institution=institution, side=Side.MENTOR, programme__school_year=year.start
    )
    parts = (
        Participation.objects.filter(pk__in=completed.values("participation"))
        .exclude(person__in=mentors.values("person"))
        .select_related("person", "programme", "need")
        .order_by("person__sort_name", "pk")
    )
    return list({part.person_id: part for part in parts}.values())


def programmes_of_year(institution: Organisation, year: SchoolYear) -> QuerySet[Programme]:
    """Programmes of the institution in a school year, by title."""
    return Programme.objects.filter(institution=institution, school_year=year.start).order_by("title", "pk")


def _both_of(pair: Pair) -> tuple[int, int] | None:
    sides = {member.side: member.person_id for member in pair.members.all()}
    if Side.MENTOR not in sides or Side.MENTEE not in sides:
        return None
    return sides[Side.MENTOR], sides[Side.MENTEE]
