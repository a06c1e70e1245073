"""Everything written about agreement: what each party said, and what the answers mean for the pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import Answer, Pair, PairMember, Programme
from nastavnik.mentoring.permissions.pairs import check_can_record_agreement
from nastavnik.mentoring.queries.agreement import (
    OPEN_STATES,
    last_answer_day,
    parties_of,
    person_asked,
    said_of,
)
from nastavnik.mentoring.queries.matching import taken_places
from nastavnik.mentoring.queries.pairs import (
    LIVE,
    mentee_of,
    mentor_of,
    programme_held,
    title_of,
    with_people,
)
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.proposals import capacity_of
from nastavnik.registry.models import Person
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.pair_states import AgreementResult, PairState, PairVerb, agreement_result, move


@dataclass(frozen=True)
class Agreement:
    """What a saved list of answers came to: answers written, and how many of their pairs now stand where.

    `order_from` is the earliest date that an order with the agreed ones may bear; None where there is none.
    """

    answers: int
    agreed: int
    declined: int
    waiting: int
    order_from: date | None = None


@transaction.atomic
def record_answers(
    *, by: Actor, programme: Programme, answers: Mapping[int, str], answered_date: date
) -> Agreement:
    """Writes what the parties said (`answers`: id of the answer to «yes», «no» or nothing) on the given day.

    Each pair concerned becomes agreed, declined or waits on; an answer that says what stands there already is
    left alone. Refused: a day that has not come, a pair that is in an order, a corrected refusal whose mentee
    or mentor is no longer free.
    """
    check_can_record_agreement(by, programme)
    today = timezone.localdate()
    if answered_date > today:
        raise Refused(
            "Дата ответа ещё не наступила: впишите день, когда ответ получен.", field="answered_date"
        )
    programme = programme_held(programme)
    rows = list(Answer.objects.filter(pk__in=answers, pair__programme=programme))
    if len(rows) < len(answers) or not set(answers.values()) <= set(Answer.Value.values):
        raise Refused("Часть ответов не распознана. Обновите страницу.")
    changed = [row for row in rows if _differs(row, answers[row.pk], answered_date)]
    _write_answers(changed, answers, answered_date)
    pairs = list(with_people(Pair.objects.filter(pk__in={row.pair_id for row in changed})).order_by("pk"))
    for pair, count in Counter(row.pair_id for row in changed).items():
        record(
            by=by,
            verb="record_answers",
            obj=next(one for one in pairs if one.pk == pair),
            fields=["value"],
            count=count,
        )
    review_agreement(by=by, pairs=pairs)
    stands = Counter(pair.state for pair in pairs)
    return Agreement(
        len(changed),
        stands[Pair.State.AGREED],
        stands[Pair.State.DECLINED],
        stands[Pair.State.APPROVED],
        order_from=last_answer_day(pair for pair in pairs if pair.state == Pair.State.AGREED),
    )


def _write_answers(rows: Sequence[Answer], answers: Mapping[int, str], answered_date: date) -> None:
    for row in rows:
        row.value = answers[row.pk]
        row.answered_date = answered_date if row.value else None
    Answer.objects.bulk_update(rows, ["value", "answered_date"])


def _differs(row: Answer, value: str, answered_date: date) -> bool:
    return row.value != value or (bool(value) and row.answered_date != answered_date)


@transaction.atomic
def review_agreement(*, by: Actor, pairs: Iterable[Pair]) -> None:
    """Judges anew what the answers of pairs outside any order mean, as if each had just been approved.

    Asks the parties whom the members' ages call for and who were not asked yet. Pairs come `with_people`;
    their state is set on them and written; a declined mentee returns to those who wait, before the others.
    Records only pairs whose state changes. Refused: a pair that is in
    an order, and a declined one that would live again although its mentee or mentor is no longer free.
    """
    today = timezone.localdate()
    for pair in pairs:
        if pair.state not in OPEN_STATES:
            raise Refused(f"Пара {title_of(pair)} уже в приказе или завершена: ответ изменить нельзя.")
        needed = parties_of(pair, today)
        said = said_of(pair)
        Answer.objects.bulk_create(
            Answer(
                institution_id=pair.institution_id, pair=pair, person=person_asked(pair, party), party=party
            )
            for party in needed
            if party not in said
        )
        state = _state_by(agreement_result(needed, said))
        if state == pair.state:
            continue
        if pair.state == Pair.State.DECLINED:
            _check_still_free(pair)
        was_declined, pair.state = pair.state == Pair.State.DECLINED, state
        pair.save(update_fields=["state"])
        if was_declined or state is PairState.DECLINED:
            _put_into_queue(pair, None if was_declined else timezone.now())
        record(by=by, verb="review_agreement", obj=pair, fields=["state"])


def _put_into_queue(pair: Pair, returned_at: datetime | None) -> None:
    """The mentee of a declined pair waits from his first refusal on; None: the refusal was a slip."""
    mentee = mentee_of(pair).participation
    mentee.returned_at = returned_at and (mentee.returned_at or returned_at)
    mentee.save(update_fields=["returned_at"])


def _state_by(result: AgreementResult) -> PairState:
    """A corrected answer undoes the earlier result, so the pair moves from «approved» once more."""
    if result is AgreementResult.WAITING:
        return PairState.APPROVED
    verb = PairVerb.AGREE if result is AgreementResult.AGREED else PairVerb.DECLINE
    return move(PairState.APPROVED, verb)


def _check_still_free(pair: Pair) -> None:
    taken = taken_places(pair.programme)
    mentor = mentor_of(pair).participation
    if taken[mentee_of(pair).participation_id]:
        raise Refused(f"Пара {title_of(pair)}: наставляемый уже в другой паре, отказ исправить нельзя.")
    if taken[mentor.pk] >= capacity_of(mentor):
        raise Refused(f"Пара {title_of(pair)}: у наставника больше нет мест, отказ исправить нельзя.")


@transaction.atomic
def follow_correction(*, by: Actor, person: Person) -> None:
    """Subscriber of `person_corrected`: cards of live pairs follow the name, agreement follows the age.

    A new date of birth may call for a representative's answer: an agreed pair then waits again. Pairs in an
    order are left as they stand there; registration checks them.
    """
    members = PairMember.objects.filter(person=person, pair__state__in=LIVE)
    for member in members:
        member.card_name = full_name_of(person).familiar
        member.card_standing = standing_of(person)
        member.save(update_fields=["card_name", "card_standing"])
    before_order = (Pair.State.APPROVED, Pair.State.AGREED)
    pairs = Pair.objects.filter(members__person=person, state__in=before_order).distinct()
    review_agreement(by=by, pairs=with_people(pairs).order_by("pk"))
