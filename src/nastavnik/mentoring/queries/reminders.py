"""Whom to remind of feedback today: read by the worker, of the whole house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nastavnik.access.models import Account
from nastavnik.mentoring.models import Feedback, MeetingTerms, Pair
from nastavnik.notices.queries.breaks import breaks_of
from nastavnik.notices.queries.settings import calendar_exceptions
from nastavnik.rulebook.breaks import is_running_on
from nastavnik.rulebook.feedback import reminder_due
from nastavnik.rulebook.meetings import MeetingState
from nastavnik.rulebook.workdays import is_working_day

_USUAL = 1
_OLDEST = timedelta(days=45)


@dataclass(frozen=True)
class Reminded:
    """One account that is reminded of one feedback: which of the two reminders."""

    feedback_id: int
    account_id: int
    institution_id: int
    step: str


def feedback_to_remind(today: date) -> list[Reminded]:
    """Unanswered feedback of working pairs whose reminder is due today, with the accounts of those who were asked.

    The person's own accounts alone: a representative answers for nobody. Of a mentor's group one row. Nothing while an
    institution has holidays or quarantine. Six queries.
    """
    exceptions = calendar_exceptions()
    if not is_working_day(today, exceptions):
        return []
    after = dict(MeetingTerms.objects.values_list("institution_id", "remind_after"))
    rows = Feedback.objects.filter(
        answered_at=None,
        meeting__state=MeetingState.HELD,
        meeting__complete_date=None,
        meeting__held_date__gte=today - _OLDEST,
        pair__state=Pair.State.ACTIVE,
    ).values_list("pk", "person_id", "institution_id", "meeting__held_date", "meeting__gathering")
    awaited = list(rows.order_by("pk"))
    breaks = breaks_of({one[2] for one in awaited})
    due: list[tuple[int, int, int, str]] = []
    seen = set()
    for pk, person_id, institution_id, held, gathering in awaited:
        if not is_running_on(today, breaks[institution_id]):
            continue
        step = held and reminder_due(
            held, today, remind_after=after.get(institution_id, _USUAL), exceptions=exceptions
        )
        if step and (gathering is None or (person_id, gathering) not in seen):
            seen.add((person_id, gathering))
            due.append((pk, person_id, institution_id, step))
    people = {person_id for _, person_id, _, _ in due}
    accounts: dict[int, list[int]] = {}
    found = Account.objects.filter(person_id__in=people, guardian=None, is_active=True)
    for account_id, person_id in found.values_list("pk", "person_id"):
        accounts.setdefault(person_id or 0, []).append(account_id)
    return [
        Reminded(pk, account_id, institution_id, step)
        for pk, person_id, institution_id, step in due
        for account_id in accounts.get(person_id, [])
    ]
