"""Who is still to be asked on paper whether he agrees to a pair."""

from __future__ import annotations

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import Answer, Pair, PairMember, Programme
from nastavnik.mentoring.queries.agreement import answers_in_order, pairs_in_agreement
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.pairs import name_of
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.slips import Slip
from nastavnik.papers.queries import guardian_names
from nastavnik.rulebook.pair_states import Party

_GUARDIANS = (Party.GUARDIAN, Party.MENTOR_GUARDIAN)


def slips_of(actor: Actor, programme: Programme) -> list[Slip]:
    """A slip for everybody in the programme whose answer is missing: by the standing, then by the name.

    So the slips of one class lie together and can be handed to its teacher.
    """
    pairs = list(pairs_in_agreement(programme).filter(state=Pair.State.APPROVED))
    people = {member.person for pair in pairs for member in pair.members.all()}
    guardians = guardian_names(actor, people) if people else {}
    slips = [
        _slip(pair, answer, guardians)
        for pair in pairs
        for answer in answers_in_order(pair)
        if not answer.value
    ]
    return sorted(slips, key=lambda slip: (slip.standing, slip.name, slip.party != Party.MENTEE))


def _slip(pair: Pair, answer: Answer, guardians: dict[int, str]) -> Slip:
    members = list(pair.members.all())
    mine = next(member for member in members if member.person_id == answer.person_id)
    other = next(member for member in members if member.side != mine.side)
    party = Party(answer.party)
    return Slip(
        party=party,
        name=name_of(mine).full,
        standing=standing_of(mine.person),
        signer=guardians.get(answer.person_id, "") if party in _GUARDIANS else name_of(mine).full,
        other=_card(other),
        programme=pair.programme.title,
        direction=direction_of(pair).open_label,
        institution=pair.programme.institution.short_name,
    )


def _card(member: PairMember) -> str:
    return ", ".join(part for part in (member.card_name, member.card_standing) if part)
