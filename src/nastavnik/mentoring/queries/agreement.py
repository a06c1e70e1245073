"""Everything read about agreement: who is asked, who has answered, what keeps a pair from an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from nastavnik.mentoring.models import Answer, MentoringForm, Pair, PairMember, Programme, Side
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.pairs import (
    LIVE,
    member_of,
    mentee_of,
    mentor_of,
    name_of,
    title_of,
    with_names,
    with_people,
)
from nastavnik.mentoring.queries.participants import consent_gaps_of
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import birth_of
from nastavnik.rulebook.ages import is_minor
from nastavnik.rulebook.consent import ConsentGap
from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.pair_states import Answer as Said
from nastavnik.rulebook.pair_states import Party, agreement_needed, waiting_for

OPEN_STATES = (Pair.State.APPROVED, Pair.State.AGREED, Pair.State.DECLINED)
WHOSE = {
    Party.MENTOR: "наставника",
    Party.MENTOR_GUARDIAN: "представителя наставника",
    Party.MENTEE: "наставляемого",
    Party.GUARDIAN: "представителя наставляемого",
}
NAMED = 5


@dataclass(frozen=True)
class Obstacle:
    """One thing that keeps a pair from acting, in words; `person_id` says whose consent it is, None: an
    answer.
    """

    text: str
    person_id: int | None = None


def parties_of(pair: Pair, on: date) -> tuple[Party, ...]:
    """Whose agreement the pair needs on the date, by the ages of its members.

    Of an unknown age a member is a minor unless the form has only grown-ups on his side.
    """
    form = direction_of(pair).form
    return agreement_needed(
        mentor_is_minor=_is_minor(member_of(pair, Side.MENTOR), form, on),
        mentee_is_minor=_is_minor(member_of(pair, Side.MENTEE), form, on),
    )


def _is_minor(member: PairMember | None, form: MentoringForm, on: date) -> bool:
    if member is None:
        return False
    return is_minor(birth_of(member.person), on, adult_if_unknown=not form.may_be_minor(member.side))


def person_asked(pair: Pair, party: Party) -> Person:
    """The member of the pair for whom the party speaks: a representative speaks for the child."""
    on_mentors_side = party in (Party.MENTOR, Party.MENTOR_GUARDIAN)
    return (mentor_of(pair) if on_mentors_side else mentee_of(pair)).person


def said_of(pair: Pair) -> dict[Party, Said]:
    """The answers already fetched, by party, as the rulebook knows them."""
    return {Party(answer.party): Said(answer.value or Said.NONE) for answer in pair.answers.all()}


def answers_in_order(pair: Pair) -> list[Answer]:
    """The answers already fetched: mentor, his representative, mentee, representative."""
    order = list(Party)
    return sorted(pair.answers.all(), key=lambda answer: order.index(Party(answer.party)))


def still_silent(pair: Pair, on: date) -> tuple[Party, ...]:
    """The parties who have not answered."""
    return waiting_for(parties_of(pair, on), said_of(pair))


def last_answer_day(pairs: Iterable[Pair]) -> date | None:
    """The latest day on which somebody of the pairs said yes: their order may not be dated earlier."""
    days = [answer.answered_date for pair in pairs for answer in pair.answers.all() if answer.answered_date]
    return max(days, default=None)


def silence_words(pair: Pair, on: date) -> str:
    """«нет ответа наставника и наставляемого», «ещё никто не ответил»; empty where everybody has."""
    whose = [WHOSE[party] for party in still_silent(pair, on)]
    if not whose:
        return ""
    if len(whose) == len(parties_of(pair, on)):
        return "ещё никто не ответил"
    return f"нет ответа {' и '.join(part for part in (', '.join(whose[:-1]), whose[-1]) if part)}"


def pairs_in_agreement(programme: Programme) -> QuerySet[Pair]:
    """Pairs whose answers may still be written, with their people: waiting ones first, then agreed, then
    declined.

    A declined pair is left out once its mentee is in another live pair. Each group goes by the mentee's name.
    """
    mentee = PairMember.objects.filter(pair=OuterRef("pk"), side=Side.MENTEE)
    elsewhere = PairMember.objects.filter(
        participation=OuterRef("mentee_participation"), pair__state__in=LIVE
    )
    place = Case(*(When(state=state, then=Value(number)) for number, state in enumerate(OPEN_STATES)))
    pairs = Pair.objects.filter(programme=programme, state__in=OPEN_STATES).annotate(
        mentee_participation=Subquery(mentee.values("participation_id")[:1]), place=place
    )
    pairs = pairs.filter(~Q(state=Pair.State.DECLINED) | ~Exists(elsewhere))
    return with_people(with_names(pairs).order_by("place", "mentee_name", "pk"))


def consent_obstacles(people: Iterable[Person], on: date) -> dict[int, str]:
    """Which signatures each of the people lacks on the date, in sentences, by person; two queries.

    Whoever is complete is absent.
    """
    gaps = consent_gaps_of(people, on)
    return {person_id: " ".join(gap.sentence for gap in found) for person_id, found in gaps.items() if found}


def obstacles_of(pairs: Sequence[Pair], on: date) -> dict[int, list[Obstacle]]:
    """What keeps each pair from acting on the date: answers and consents that are missing, by pair.

    Pairs come `with_people`; two queries more for all of them. A pair with nothing in its way is absent.
    """
    gaps = consent_gaps_of({member.person for pair in pairs for member in pair.members.all()}, on)
    found = {
        pair.pk: [
            *_suspended(pair),
            *_half_empty(pair),
            *_agreement_lacks(pair, on),
            *_consent_lacks(pair, gaps),
        ]
        for pair in pairs
    }
    return {pair_id: obstacles for pair_id, obstacles in found.items() if obstacles}


def _suspended(pair: Pair) -> list[Obstacle]:
    if pair.state != Pair.State.PAUSED:
        return []
    return [
        Obstacle(
            "пара приостановлена: согласие отозвано, убрано или истекло, после нового её нужно возобновить"
        )
    ]


def _members_of(pair: Pair) -> list[PairMember]:
    """The mentor, then the mentee, as far as they are recorded."""
    both = (member_of(pair, Side.MENTOR), member_of(pair, Side.MENTEE))
    return [member for member in both if member is not None]


def _half_empty(pair: Pair) -> list[Obstacle]:
    return [
        Obstacle(f"в паре не записан {side.label.lower()}: снимите одобрение и составьте её заново")
        for side in (Side.MENTOR, Side.MENTEE)
        if member_of(pair, side) is None
    ]


def _agreement_lacks(pair: Pair, on: date) -> list[Obstacle]:
    silent = silence_words(pair, on)
    needed = parties_of(pair, on)
    given = [answer for answer in answers_in_order(pair) if Party(answer.party) in needed]
    refused = [answer for answer in given if answer.value == Answer.Value.NO]
    late = [answer for answer in given if answer.value and answer.answered_date and answer.answered_date > on]
    return [
        *([Obstacle(silent)] if silent else []),
        *(Obstacle(f"нет согласия {WHOSE[Party(answer.party)]}") for answer in refused),
        *(Obstacle(_late_words(answer)) for answer in late if answer not in refused),
    ]


def _late_words(answer: Answer) -> str:
    day = long_date(answer.answered_date) if answer.answered_date else ""
    return f"согласие {WHOSE[Party(answer.party)]} получено только {day}"


def _consent_lacks(pair: Pair, gaps: Mapping[int, Sequence[ConsentGap]]) -> list[Obstacle]:
    return [
        Obstacle(f"{name_of(member).short} — {_inside(gap.sentence)}", member.person_id)
        for member in _members_of(pair)
        for gap in gaps[member.person_id]
    ]


def _inside(sentence: str) -> str:
    """A sentence as a part of another one."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def sentence_of(obstacle: Obstacle) -> str:
    """The obstacle as a sentence of its own."""
    return f"{obstacle.text[:1].upper()}{obstacle.text[1:]}."


def obstacles_told(pairs: Sequence[Pair], obstacles: Mapping[int, Sequence[Obstacle]]) -> str:
    """The obstacles in one text with the names of the pairs: the first five, then how many more."""
    stopped = [pair for pair in pairs if pair.pk in obstacles]
    told = [
        f"{title_of(pair)}: {'; '.join(one.text for one in obstacles[pair.pk])}." for pair in stopped[:NAMED]
    ]
    if len(stopped) > NAMED:
        told.append(f"И ещё пар: {len(stopped) - NAMED}.")
    return " ".join(told)
