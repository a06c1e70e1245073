"""What becomes of a duty: begun, done, not required, taken off, and a mark made by mistake undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.papers.models import Paper
from nastavnik.roadmaps.actions.evidence import attach_paper
from nastavnik.roadmaps.models import Duty, Occurrence
from nastavnik.roadmaps.permissions import check_can_decide_duty, check_can_report_duty
from nastavnik.roadmaps.queries.duties import has_paper, held_duty, wording_of
from nastavnik.roadmaps.queries.executors import performs
from nastavnik.rulebook.duty_states import STEPS, bad_done_date, bad_span, refusal

NEEDS_PAPER = (
    "Для этого мероприятия нужен документ: {kind}. Выберите его из реестра или напишите, почему его нет."
)


@transaction.atomic
def begin_duty(*, by: Actor, duty: Duty) -> Duty:
    """Marks that the organisation has begun. Records it; refuses whoever may not report and any state but «не начато»."""
    held = _reported(by, duty, "begin")
    _step(held, "begin")
    record(by=by, verb="begin_duty", obj=held, institution_id=held.organisation_id)
    return held


@transaction.atomic
def complete_duty(
    *,
    by: Actor,
    duty: Duty,
    done_date: date,
    today: date,
    comment: str = "",
    paper: Paper | None = None,
    no_paper_reason: str = "",
) -> Duty:
    """Marks the duty as done on a day that has come; a paper chosen from the register becomes its evidence.

    Where the measure names a kind of document a paper of that kind is asked for, unless a reason is written. Refuses
    whoever may not report, a day to come, a duty that is closed already. Records it.
    """
    held = _reported(by, duty, "complete")
    if words := bad_done_date(done_date, today):
        raise Refused(words, field="done_date")
    if paper is not None:
        attach_paper(by=by, duty=held, paper=paper)
    _ask_for_paper(held, no_paper_reason)
    held.done_date, held.comment = done_date, comment.strip() or held.comment
    held.no_paper_reason = no_paper_reason.strip()
    _step(held, "complete")
    record(by=by, verb="complete_duty", obj=held, institution_id=held.organisation_id)
    return held


@transaction.atomic
def complete_duties(*, by: Actor, duties: Sequence[Duty], done_date: date, today: date) -> int:
    """Marks many duties as done on one day, all or none; gives how many. Refuses where one asks for a document."""
    for duty in duties:
        check_can_report_duty(by, duty, performs=performs(by, duty.occurrence.line_id))
        measure = wording_of(duty.occurrence.line)
        if measure is not None and measure.document_kind and not has_paper(duty, measure.document_kind):
            raise Refused(
                f"«{measure.title}» требует документа: отметьте это мероприятие отдельно, на его странице."
            )
        complete_duty(by=by, duty=duty, done_date=done_date, today=today)
    return len(duties)


@transaction.atomic
def excuse_duty(*, by: Actor, duty: Duty, reason: str) -> Duty:
    """Marks that the organisation does not have to do it, with the reason in writing. Records it."""
    held = _reported(by, duty, "excuse")
    held.comment = _reason(reason)
    _step(held, "excuse")
    record(by=by, verb="excuse_duty", obj=held, institution_id=held.organisation_id)
    return held


@transaction.atomic
def withdraw_duty(*, by: Actor, duty: Duty, reason: str) -> Duty:
    """Takes the duty off the organisation: the word of whoever runs the road map. Asks for a reason, records it."""
    held = _decided(by, duty, "withdraw")
    held.comment = _reason(reason)
    _step(held, "withdraw")
    record(by=by, verb="withdraw_duty", obj=held, institution_id=held.organisation_id)
    return held


@transaction.atomic
def give_back_duty(*, by: Actor, duty: Duty) -> Duty:
    """Gives back a duty that was taken off. Records it; refuses whoever does not run the road map."""
    held = _decided(by, duty, "give_back")
    _step_back(held)
    record(by=by, verb="give_back_duty", obj=held, institution_id=held.organisation_id)
    return held


@transaction.atomic
def undo_duty(*, by: Actor, duty: Duty) -> Duty:
    """Undoes the last mark: the state before it comes back, the evidence stays. Records it."""
    held = _reported(by, duty, "undo")
    _step_back(held)
    record(by=by, verb="undo_duty", obj=held, institution_id=held.organisation_id)
    return held


@transaction.atomic
def date_occurrence(
    *, by: Actor, occurrence: Occurrence, from_date: date | None, to_date: date | None
) -> Occurrence:
    """Gives dates to an occurrence of which the text names none, or other dates than given before.

    Only whoever runs the road map. Refuses dates that the document itself names (they change with a new edition),
    a date gone from the map, no end, an end before the start. Records it.
    """
    roadmap = occurrence.line.roadmap
    check_can_decide_duty(by, roadmap)
    held = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
    if held.is_dropped:
        raise Refused("Этого срока в действующей редакции больше нет.")
    if not held.is_given and (held.from_date or held.to_date):
        raise Refused("Этот срок назван в самой карте. Чтобы изменить его, начните новую редакцию.")
    if words := bad_span(from_date, to_date):
        raise Refused(words, field="to_date")
    held.from_date, held.to_date, held.is_given = from_date, to_date, True
    held.save(update_fields=["from_date", "to_date", "is_given"])
    record(
        by=by,
        verb="date_occurrence",
        obj=held,
        institution_id=roadmap.owner_id,
        fields=["from_date", "to_date"],
    )
    return held


def _reported(by: Actor, duty: Duty, step: str) -> Duty:
    """The duty, held, once the organisation's word has been found to be the actor's to give."""
    line_id = duty.occurrence.line_id
    check_can_report_duty(by, duty, performs=performs(by, line_id))
    held = held_duty(duty)
    _refuse(held, step)
    return held


def _decided(by: Actor, duty: Duty, step: str) -> Duty:
    check_can_decide_duty(by, duty.occurrence.line.roadmap)
    held = held_duty(duty)
    _refuse(held, step)
    return held


def _refuse(duty: Duty, step: str) -> None:
    if duty.occurrence.is_dropped:
        raise Refused("Этого срока в действующей редакции карты больше нет: отмечать нечего.")
    if words := refusal(step, duty.state):
        raise Refused(words)


def _step(duty: Duty, step: str) -> None:
    duty.state_before, duty.state = duty.state, STEPS[step].target.value
    duty.save()


def _step_back(duty: Duty) -> None:
    duty.state = duty.state_before or Duty.State.NOT_BEGUN
    # A step back from «в работе» leads to the beginning, whatever had been before.
    duty.state_before, duty.done_date, duty.no_paper_reason = "", None, ""
    duty.save()


def _ask_for_paper(duty: Duty, reason: str) -> None:
    measure = wording_of(duty.occurrence.line)
    if measure is None or not measure.document_kind or reason.strip():
        return
    if not has_paper(duty, measure.document_kind):
        raise Refused(NEEDS_PAPER.format(kind=measure.get_document_kind_display().lower()), field="paper")


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused("Напишите почему: это прочтут те, кто ведёт карту.", field="reason")
    return text.strip()
