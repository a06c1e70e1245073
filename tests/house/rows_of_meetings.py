"""Rows of the tables of meetings, feedback and plans for one pair: a part of `rows.everything_of`."""

from datetime import date

from django.db import models
from django.utils import timezone

from nastavnik.mentoring.models import (
    Consultation,
    Feedback,
    HelpRequest,
    InactivityStep,
    Meeting,
    MeetingClosing,
    MeetingRecord,
    Pair,
    PairPlan,
    PlanAgreement,
    PlanMeasure,
)
from nastavnik.registry.models import Person


def rows_of_meetings(pair: Pair, person: Person) -> list[models.Model]:
    """A meeting that did not come to be with everything that hangs on it, a plan, a step, a consultation."""
    at = {"institution_id": pair.institution_id}
    of_pair = {**at, "pair": pair}
    meeting = Meeting.objects.create(
        state="missed", planned_date=date(2026, 10, 5), reason="заболел", place="кабинет 12", **of_pair
    )
    plan = PairPlan.objects.create(goal="цель", **of_pair)
    return [
        meeting,
        MeetingRecord.objects.create(meeting=meeting, topic="тема", **of_pair),
        MeetingClosing.objects.create(meeting=meeting, reason="болел", **at),
        Feedback.objects.create(meeting=meeting, person=person, side="mentee", **of_pair),
        HelpRequest.objects.create(person=person, text="помогите", asked_at=timezone.now(), **of_pair),
        plan,
        PlanMeasure.objects.create(plan=plan, position=1, text="мероприятие", **of_pair),
        PlanAgreement.objects.create(
            plan=plan, person=person, side="mentee", agreed_date=date(2026, 10, 5), **of_pair
        ),
        InactivityStep.objects.create(kind="notice", step_date=date(2026, 10, 5), **of_pair),
        Consultation.objects.create(person=person, asked_date=date(2026, 10, 5), question="вопрос", **at),
    ]
