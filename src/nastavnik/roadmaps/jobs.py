"""Due work of the worker: duties of a large territory, what new organisations owe, reminders."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import actor_of_account
from nastavnik.access.scope import acting
from nastavnik.roadmaps.actions.living import HAND_OUT, hand_out_duties
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to


@app.task(name=HAND_OUT)
def hand_out(*, roadmap_id: int, account_id: int) -> None:
    """Gives the duties of a road map that were too many to be given at once, on behalf of whoever approved it."""
    actor = actor_of_account(account_id, today=timezone.localdate())
    with acting(actor):
        hand_out_duties(by=actor, roadmap=roadmaps_visible_to(actor).get(pk=roadmap_id), at_once=True)
