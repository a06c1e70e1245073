"""What the curator writes of pairs that do not meet, and consultations of those who ask."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.access.scope import acting
from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.eyes import eyes_of
from nastavnik.mentoring.models import Consultation, InactivityStep, Pair
from nastavnik.mentoring.permissions.meetings import (
    check_can_answer_consultation,
    check_can_ask_consultation,
    check_can_lead_meetings,
    check_can_take_step,
)
from nastavnik.mentoring.queries.care import steps_of
from nastavnik.registry.models import Person
from nastavnik.rulebook.inactivity import InactivityStep as Rung
from nastavnik.rulebook.inactivity import refusal_of_step


@transaction.atomic
def take_inactivity_step(
    *, by: Actor, pair: Pair, rung: Rung, reason: str = "", until: date | None = None
) -> InactivityStep:
    """Records a step with a pair that does not meet: a reminder, more time, the decision to end it.

    The end itself is an order. Refused: a step out of its turn, more time without a day, a decision without a reason.
    """
    check_can_take_step(by, pair)
    today = timezone.localdate()
    if pair.state != Pair.State.ACTIVE:
        raise Refused("Пара сейчас не действует: шагов с молчащей парой не нужно.")
    refusal = refusal_of_step(rung, steps_of([pair.pk]).get(pair.pk, []), today, until)
    if refusal:
        raise Refused(refusal, field="until" if rung is Rung.EXTENSION else None)
    if rung is Rung.CLOSING and not reason.strip():
        raise Refused("Впишите, почему пару решено прекратить.", field="reason")
    step = InactivityStep.objects.create(
        institution_id=pair.institution_id, pair=pair, kind=rung, step_date=today, until_date=until,
        reason=reason.strip(), made_by=by.name,
    )  # fmt: skip
    record(by=by, verb="take_inactivity_step", obj=step)
    return step


@transaction.atomic
def ask_consultation(*, by: Actor, pair: Pair, question: str) -> Consultation:
    """Writes what a mentor asks the curator; nobody of his pair reads it. Refused: nothing asked."""
    check_can_ask_consultation(by, pair)
    if not question.strip():
        raise Refused("Напишите, о чём хотите спросить.", field="question")
    with acting(eyes_of(pair.institution_id, "вопрос наставника")):
        made = Consultation.objects.create(
            institution_id=pair.institution_id, person_id=by.person_id or 0, pair=pair,
            asked_date=timezone.localdate(), question=question.strip(),
        )  # fmt: skip
        record(by=by, verb="ask_consultation", obj=made)
        return made


@transaction.atomic
def record_consultation(
    *, by: Actor, person: Person, asked_date: date, question: str, answer: str = "", answered_by: str = ""
) -> Consultation:
    """Writes a consultation that took place: who asked, what he was told, by whom. Refused: a day that has not come."""
    check_can_lead_meetings(by, person.institution_id)
    if asked_date > timezone.localdate():
        raise Refused("Этот день ещё не наступил.", field="asked_date")
    if not question.strip():
        raise Refused("Впишите, о чём спросили.", field="question")
    made = Consultation.objects.create(
        institution_id=person.institution_id, person=person, asked_date=asked_date, question=question.strip(),
        answer=answer.strip(), answered_date=asked_date if answer.strip() else None,
        answered_by=(answered_by.strip() or by.name) if answer.strip() else "",
    )  # fmt: skip
    record(by=by, verb="record_consultation", obj=made)
    return made


@transaction.atomic
def answer_consultation(*, by: Actor, consultation: Consultation, answer: str, answered_by: str = "") -> None:
    """Writes what was answered. Refused: nothing said."""
    check_can_answer_consultation(by, consultation)
    if not answer.strip():
        raise Refused("Впишите ответ.", field="answer")
    consultation.answer, consultation.answered_date = answer.strip(), timezone.localdate()
    consultation.answered_by = answered_by.strip() or by.name
    consultation.save(update_fields=["answer", "answered_date", "answered_by"])
    record(by=by, verb="answer_consultation", obj=consultation)
