"""Due work of the worker: surveys whose last day has passed end; satisfaction follows the formula."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import working
from nastavnik.surveys.actions.surveys import close_ended_surveys, recount_satisfaction
from nastavnik.surveys.queries.satisfaction import campaigns_of_another_formula


@app.periodic(cron="20 0 * * *")
@app.task(name="surveys.close_ended", queueing_lock="surveys.close_ended")
def close_every_night(timestamp: int) -> None:
    """Ends what is over and counts anew what an operator counts otherwise now."""
    with working():
        by = system_actor("окончание опросов")
        close_ended_surveys(by=by, today=timezone.localdate())
        recount_satisfaction(by=by, campaigns=campaigns_of_another_formula())
