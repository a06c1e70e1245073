"""Consents that are over by themselves: nobody withdraws them, so somebody has to look every day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.registry.moments import consents_lapsed
from nastavnik.registry.queries.consents import people_who_may_have_lapsed

AT_ONCE = 500
"""People told of in one go."""


@transaction.atomic
def tell_lapsed_consents(*, by: Actor, today: date) -> int:
    """Lets `consents_lapsed` happen for those whose consent has run out or who have come of age; gives how many.

    The subscribers decide what that means for each. Telling of somebody again changes nothing. Records the count.
    """
    people = list(people_who_may_have_lapsed(today).order_by("pk"))
    for start in range(0, len(people), AT_ONCE):
        consents_lapsed.happen(by=by, people=people[start : start + AT_ONCE], on=today)
    if people:
        record(by=by, verb="tell_lapsed_consents", count=len(people))
    return len(people)
