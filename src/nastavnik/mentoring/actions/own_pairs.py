"""What participants and representatives write themselves: whether they agree to their own pair."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.agreement import review_agreement
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.models import Answer, Pair
from nastavnik.mentoring.permissions.pairs import check_can_answer_own_pair
from nastavnik.mentoring.queries.own_pairs import own_answer
from nastavnik.mentoring.queries.pairs import programme_held, with_people


@transaction.atomic
def answer_own_pair(*, by: Actor, pair: Pair, value: str) -> str:
    """Writes what a participant, or the representative who acts for him, says of his own pair today.

    What the answers then mean is judged with the eyes of the institution, for a side never sees the answers of
    the other. Gives the state of the pair. Refused: somebody who is not asked, a pair that is in an order, a
    value that is neither «yes» nor «no».
    """
    check_can_answer_own_pair(by, pair)
    if value not in (Answer.Value.YES, Answer.Value.NO):
        raise Refused("Ответьте «Согласен» или «Не согласен».")
    with acting(eyes_of(pair.institution_id, "ответ участника")):
        programme_held(pair.programme)
        found = with_people(Pair.objects.filter(pk=pair.pk)).get()
        answer = own_answer(by, found)
        if answer is None:
            raise Refused("Вашего ответа об этой паре не спрашивают. Если это ошибка, скажите куратору.")
        if found.state not in (Pair.State.APPROVED, Pair.State.AGREED):
            raise Refused("Пара уже в приказе: если она не складывается, скажите об этом куратору.")
        answer.value, answer.answered_date = value, timezone.localdate()
        answer.save(update_fields=["value", "answered_date"])
        record(by=by, verb="answer_own_pair", obj=found, fields=["value"])
        judged = with_people(Pair.objects.filter(pk=pair.pk)).get()
        review_agreement(by=by, pairs=[judged])
        return judged.state
