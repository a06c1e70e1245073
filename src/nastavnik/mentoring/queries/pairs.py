"""Everything read about pairs: who sees them and who is in them."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Pair, PairChange, PairMember, Programme, Side
from nastavnik.registry.queries.people import full_name_of, people_found, people_visible_to
from nastavnik.rulebook.names import FullName
from nastavnik.rulebook.pair_states import PAIR_STATES

LIVE = tuple(state.value for state, rule in PAIR_STATES.items() if rule.is_live)
# Without a consent nobody's card is shown to the other side: a suspended pair is out of its members' sight.
NOBODY = "не записан"
OPEN_TO_MEMBERS = tuple(state for state in LIVE if state != Pair.State.PAUSED)


def pairs_visible_to(actor: Actor) -> QuerySet[Pair]:
    """Pairs of the institutions whose people the actor sees, and the pairs in which he himself is."""
    return Pair.objects.filter(Q(institution_id__in=actor.people) | Q(pk__in=actor.pairs))


def members_visible_to(actor: Actor) -> QuerySet[PairMember]:
    """Members' cards of the pairs that the actor sees: the one thing that a side knows of the other."""
    return PairMember.objects.filter(Q(institution_id__in=actor.people) | Q(pair_id__in=actor.pairs))


def pair_ids_of(person_id: int) -> frozenset[int]:
    """Ids of the live pairs in which the person is, on either side, save suspended ones; asked before a scope
    is set.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from mentoring_pairs_of(%s)", [person_id])
        return frozenset(row[0] for row in cursor.fetchall())


def with_people(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """The same pairs with programme, direction, order, members and answers: three queries, however many pairs."""
    members = PairMember.objects.select_related("person", "participation__programme", "participation__offer")
    return pairs.select_related(
        "programme__institution",
        "programme__form",
        "programme__role_model",
        "direction__form",
        "direction__role_model",
        "paper",
    ).prefetch_related(Prefetch("members", members.order_by("pk")), "answers")


def with_names(pairs: QuerySet[Pair]) -> QuerySet[Any]:
    """The same pairs with `mentee_name` and `mentor_name` to order by: lower case, е for ё."""
    return pairs.annotate(mentee_name=_sort_name(Side.MENTEE), mentor_name=_sort_name(Side.MENTOR))


def _sort_name(side: Side) -> Subquery:
    members = PairMember.objects.filter(pair=OuterRef("pk"), institution=OuterRef("institution"), side=side)
    return Subquery(members.order_by("pk").values("person__sort_name")[:1])


def pairs_found(actor: Actor, pairs: QuerySet[Pair], text: str) -> QuerySet[Pair]:
    """Pairs one of whose members bears a name in which every word of `text` occurs."""
    people = people_found(people_visible_to(actor), text)
    return pairs.filter(pk__in=PairMember.objects.filter(person__in=people).values("pair_id"))


def programmes_with_pairs(actor: Actor) -> QuerySet[Programme]:
    """Programmes of the pairs that the actor sees, the newest school year first."""
    programmes = Programme.objects.filter(pk__in=pairs_visible_to(actor).values("programme_id"))
    return programmes.order_by("-school_year", "title", "pk")


def agreed_pairs(programme: Programme) -> QuerySet[Pair]:
    """Pairs of the programme that are ready for the order that assigns mentors, by mentor, then mentee.

    A pair that replaces another one waits for the order that changes the earlier.
    """
    replacing = PairChange.objects.filter(new_pair__isnull=False, applied_date=None)
    return pairs_to_order(programme).exclude(pk__in=replacing.values("new_pair_id"))


def pairs_to_order(programme: Programme) -> QuerySet[Pair]:
    """Every agreed pair of the programme, those that replace another one too."""
    pairs = Pair.objects.filter(programme=programme, state=Pair.State.AGREED)
    return with_names(pairs).order_by("mentor_name", "mentee_name", "pk")


def programme_held(programme: Programme) -> Programme:
    """The programme read anew and held till the end of the transaction: whoever else decides on its pairs
    waits.
    """
    held = Programme.objects.select_for_update(of=("self",)).select_related(
        "institution", "form", "role_model"
    )
    return held.get(pk=programme.pk)


def member_of(pair: Pair, side: str) -> PairMember | None:
    """The first member on the side, out of those already fetched; None where nobody is recorded there."""
    return next((member for member in pair.members.all() if member.side == side), None)


def mentor_of(pair: Pair) -> PairMember:
    """The mentor's membership, out of those already fetched; Refused where there is none."""
    return _needed(pair, Side.MENTOR)


def mentee_of(pair: Pair) -> PairMember:
    """The mentee's membership, out of those already fetched; Refused where there is none."""
    return _needed(pair, Side.MENTEE)


def _needed(pair: Pair, side: Side) -> PairMember:
    member = member_of(pair, side)
    if member is None:
        raise Refused(
            f"В паре № {pair.pk} не записан {side.label.lower()}: снимите одобрение и составьте пару заново."
        )
    return member


def name_of(member: PairMember) -> FullName:
    """The member's whole name; only for those who see the people of the institution."""
    return full_name_of(member.person)


def title_of(pair: Pair) -> str:
    """«Котова М. И. — Зимин Д. О.»: what a pair is called on the screens of its school."""
    return " — ".join(
        name_of(member).short if member else NOBODY
        for member in (member_of(pair, Side.MENTOR), member_of(pair, Side.MENTEE))
    )
