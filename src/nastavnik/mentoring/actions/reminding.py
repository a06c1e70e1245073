"""Reminding of feedback: those alone who have not answered, twice at most, on working days."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.mentoring.notices import FEEDBACK_AWAITED
from nastavnik.mentoring.queries.reminders import Reminded, feedback_to_remind
from nastavnik.notices.actions.notices import tell


@transaction.atomic
def remind_of_feedback(*, by: Actor, today: date) -> int:
    """Tells everybody whose feedback is awaited and due to be reminded of today; only the worker's daily job calls it.

    Nothing on days off. One meeting is told to one account under one key for each of its two reminders, so a second run
    of the day tells nobody again. Gives how many accounts were told; records it where there were any.
    """
    told = sum(_tell(by, one) for one in feedback_to_remind(today))
    if told:
        record(by=by, verb="remind_of_feedback", count=told)
    return told


def _tell(by: Actor, one: Reminded) -> int:
    return tell(
        by=by,
        accounts=[one.account_id],
        kind=FEEDBACK_AWAITED,
        subject="Как прошла встреча? Ответьте, пожалуйста: это минута",
        key=f"feedback:{one.feedback_id}:{one.step}",
        link=reverse("mentoring:own_feedback", args=[one.feedback_id]),
        institution_id=one.institution_id,
    )
