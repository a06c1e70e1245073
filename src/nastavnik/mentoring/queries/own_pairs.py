"""What a participant sees of his own pairs: the card of the other side, the programme, his own answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Prefetch, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Answer, Pair, PairMember, Side
from nastavnik.rulebook.pair_states import Party

_PARTIES = {
    (Side.MENTOR, False): Party.MENTOR,
    (Side.MENTOR, True): Party.MENTOR_GUARDIAN,
    (Side.MENTEE, False): Party.MENTEE,
    (Side.MENTEE, True): Party.GUARDIAN,
}


@dataclass(frozen=True)
class OwnPair:
    """A pair as one of its members sees it; `answer` is his own, None where he is not asked."""

    pair: Pair
    me: PairMember
    others: Sequence[PairMember]
    answer: Answer | None

    @property
    def is_asked(self) -> bool:
        """Whether the answer may still be given or changed: the pair is in no order yet."""
        return self.answer is not None and self.pair.state in (Pair.State.APPROVED, Pair.State.AGREED)

    @property
    def awaits_me(self) -> bool:
        """Whether no answer has been given yet."""
        return self.is_asked and self.answer is not None and not self.answer.value


def own_pairs_visible_to(actor: Actor) -> QuerySet[Pair]:
    """Live pairs to which the actor himself belongs, with their programmes."""
    pairs = Pair.objects.filter(pk__in=actor.pairs)
    return pairs.select_related(
        "programme__institution", "programme__form", "programme__role_model",
        "direction__form", "direction__role_model",
    )  # fmt: skip


def own_pairs(actor: Actor) -> list[OwnPair]:
    """The actor's pairs, those that await his answer first; three queries. Nobody's person is read."""
    if not actor.pairs or actor.person_id is None:
        return []
    mine = Answer.objects.filter(person_id=actor.person_id)
    pairs = own_pairs_visible_to(actor).prefetch_related(
        Prefetch("members", PairMember.objects.order_by("pk")), Prefetch("answers", mine)
    )
    found = [_seen_by(actor, pair) for pair in pairs.order_by("approved_at", "pk")]
    return sorted(
        (one for one in found if one is not None), key=lambda one: (not one.awaits_me, one.pair.approved_at)
    )


def own_answer(actor: Actor, pair: Pair) -> Answer | None:
    """The answer of the actor himself among those fetched with the pair, or of him as the representative."""
    parties = {
        _PARTIES[Side(member.side), actor.guardian_id is not None]
        for member in pair.members.all()
        if member.person_id == actor.person_id
    }
    own = (one for one in pair.answers.all() if one.person_id == actor.person_id)
    return next((one for one in own if Party(one.party) in parties), None)


def curator_names(institution_id: int, on: date) -> list[str]:
    """Names of the curators of one's own institution, or of that of one's pair."""
    with connection.cursor() as cursor:
        cursor.execute("select * from mentoring_curators_of(%s, %s)", [institution_id, on])
        return [row[0] for row in cursor.fetchall()]


def _seen_by(actor: Actor, pair: Pair) -> OwnPair | None:
    members = list(pair.members.all())
    me = next((member for member in members if member.person_id == actor.person_id), None)
    if me is None:
        return None
    others = [member for member in members if member.side != me.side]
    return OwnPair(pair, me, others, own_answer(actor, pair))
