"""Sheets about meetings that go out, and feedback that comes back on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Denied, Refused
from nastavnik.mentoring.actions.feedback import enter_feedback
from nastavnik.mentoring.meeting_sheets import (
    Blank,
    JournalRow,
    PairHead,
    Report,
    blanks_docx,
    journal_docx,
    report_docx,
)
from nastavnik.mentoring.models import Feedback, Meeting, Pair, PairPlan, Side
from nastavnik.mentoring.permissions.meetings import check_can_keep_meetings, check_can_lead_meetings
from nastavnik.mentoring.queries.directions import direction_of
from nastavnik.mentoring.queries.meetings import (
    asks_to_go_on,
    meeting_figures,
    meetings_visible_to,
    paper_rows,
)
from nastavnik.mentoring.queries.pairs import mentee_of, mentor_of, name_of, pairs_visible_to, with_people
from nastavnik.mentoring.queries.participants import standing_of
from nastavnik.mentoring.queries.plans import plan_of
from nastavnik.registry.queries.people import full_name_of
from nastavnik.rulebook.dates import long_date, short_date
from nastavnik.rulebook.feedback import Said
from nastavnik.rulebook.meetings import KINDS, STATE_LABELS, VENUE_LABELS, MeetingKind, MeetingState, Venue
from nastavnik.rulebook.roles import Right

PRINTED = 300


@transaction.atomic
def enter_paper_feedback(*, by: Actor, answers: Sequence[tuple[Feedback, Said]]) -> int:
    """Writes what stands on returned sheets, all or nothing; gives how many. Refused: nothing was filled in."""
    for institution_id in {row.institution_id for row, _ in answers}:
        check_can_lead_meetings(by, institution_id)
    if not answers:
        raise Refused("Впишите хотя бы один отзыв: цель, комфорт и польза обязательны.")
    for row, said in answers:
        enter_feedback(by=by, feedback=row, said=said)
    return len(answers)


@transaction.atomic
def print_feedback_forms(*, by: Actor, class_key: str = "") -> bytes:
    """Makes the .docx with a blank for everybody who has not answered («-» are those of no class); journalled.

    Refused: nobody to ask.
    """
    if not by.may(Right.PAIRS_DECIDE):
        raise Denied("Листы отзывов печатает куратор организации.")
    rows = [row for row in paper_rows(by) if class_key in ("", row.person.class_key or "-")][:PRINTED]
    for institution_id in {row.institution_id for row in rows}:
        check_can_lead_meetings(by, institution_id)
    if not rows:
        raise Refused("Печатать нечего: все ответили.")
    pairs = {row.pair_id for row in rows}
    cards = {
        pair.pk: {member.side: member.card_name for member in pair.members.all()}
        for pair in with_people(pairs_visible_to(by).filter(pk__in=pairs))
    }
    blanks = [_blank(row, cards[row.pair_id]) for row in rows]
    record(by=by, verb="print_feedback_forms", institution_id=rows[0].institution_id, count=len(blanks))
    return blanks_docx(blanks)


@transaction.atomic
def print_pair_journal(*, by: Actor, pair: Pair) -> bytes:
    """Makes the journal of meetings of a pair from what was entered; journalled. No feedback is in it."""
    check_can_keep_meetings(by, pair)
    rows = meetings_visible_to(by).filter(pair=pair).select_related("record")
    ordered = sorted(rows, key=lambda one: (one.held_date or one.planned_date or date.min, one.pk))
    record(by=by, verb="print_pair_journal", obj=pair, count=len(ordered))
    return journal_docx(_head(pair), [_journal_row(one) for one in ordered])


@transaction.atomic
def print_mentor_report(*, by: Actor, pair: Pair) -> bytes:
    """Makes the mentor's report from what was entered: meetings, plan, results; what he said himself as difficulties.

    Whoever may not read feedback gets none of it. Journalled.
    """
    check_can_keep_meetings(by, pair)
    meetings = list(
        meetings_visible_to(by).filter(pair=pair).select_related("record").order_by("held_date", "pk")
    )
    said = Feedback.objects.filter(pair=pair, side=Side.MENTOR, answered_at__isnull=False).order_by(
        "meeting__held_date"
    )
    kept = (getattr(one, "record", None) for one in meetings)
    results = [one.result for one in kept if one is not None and one.result]
    report = Report(
        head=_head(pair),
        numbers=_numbers(meetings),
        results=[*results, *(row.worked for row in said if row.worked)],
        difficulties=[row.hindered for row in said if row.hindered],
        plan=_plan_rows(plan_of(by, pair)),
    )
    record(by=by, verb="print_mentor_report", obj=pair)
    return report_docx(report)


def _blank(row: Feedback, cards: dict[str, str]) -> Blank:
    other = Side.MENTEE if row.side == Side.MENTOR else Side.MENTOR
    label = "Наставник" if other == Side.MENTOR else "Наставляемый"
    kind = KINDS[MeetingKind(row.meeting.kind)].label
    return Blank(
        full_name_of(row.person).full,
        standing_of(row.person),
        f"{kind}, {long_date(row.meeting.held_date)}" if row.meeting.held_date else kind,
        f"{label}: {cards.get(other, '')}",
        asks_to_go_on(row.meeting),
    )


def _head(pair: Pair) -> PairHead:
    programme = pair.programme
    first, last = pair.active_from or programme.start_date, pair.ended_date or programme.end_date
    mentor, mentee = mentor_of(pair), mentee_of(pair)
    return PairHead(
        programme.institution.full_name,
        programme.title,
        ", ".join(part for part in (name_of(mentor).full, standing_of(mentor.person)) if part),
        ", ".join(part for part in (name_of(mentee).full, standing_of(mentee.person)) if part),
        direction_of(pair).form.label,
        f"{long_date(first)} — {long_date(last)}",
    )


def _journal_row(meeting: Meeting) -> JournalRow:
    record_of = getattr(meeting, "record", None)
    times = "–".join(f"{one:%H:%M}" for one in (meeting.start_time, meeting.end_time) if one)
    when = ", ".join(part for part in (short_date(meeting.held_date or meeting.planned_date), times) if part)
    venue = VENUE_LABELS[Venue(meeting.venue)]
    mark = STATE_LABELS[MeetingState(meeting.state)]
    return JournalRow(
        when, KINDS[MeetingKind(meeting.kind)].label, f"{venue}, {meeting.place}" if meeting.place else venue,
        record_of.topic if record_of else "", record_of.done if record_of else "",
        record_of.result if record_of else "", record_of.next_task if record_of else "",
        f"{mark}: {meeting.reason}" if meeting.reason else mark,
    )  # fmt: skip


def _numbers(meetings: Sequence[Meeting]) -> list[tuple[str, str]]:
    figures = meeting_figures(meetings)
    dropped = sum(one.state in (MeetingState.MISSED, MeetingState.CANCELLED) for one in meetings)
    ahead = sum(one.state == MeetingState.PLANNED for one in meetings)
    return [
        ("Состоялось встреч", str(figures.held)),
        ("Из них завершено", str(figures.complete)),
        ("Из них с отзывами обеих сторон", str(figures.answered)),
        ("Не состоялось и отменено", str(dropped)),
        ("Запланировано", str(ahead)),
        ("Отчёт составлен", long_date(timezone.localdate())),
    ]


def _plan_rows(plan: PairPlan | None) -> list[tuple[str, str, str]]:
    if plan is None:
        return []
    return [(one.text, short_date(one.due_date), one.result or "не отмечен") for one in plan.measures.all()]
