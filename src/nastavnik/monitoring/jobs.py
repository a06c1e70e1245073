"""Due work of the worker: each job is one action of the whole house."""

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import working
from nastavnik.monitoring.actions.counters import recount_house, recount_moved


@app.periodic(cron="20 2 * * *")
@app.task(name="monitoring.recount_house", queueing_lock="monitoring.recount_house")
def recount_every_night(timestamp: int) -> None:
    """Counts this year and the last one anew for every institution, so that a missed moment does not last."""
    year = timezone.localdate().year
    with working():
        recount_house(by=system_actor("ночной пересчёт"), years=[year - 1, year])


@app.periodic(cron="*/5 * * * *")
@app.task(name="monitoring.recount_moved", queueing_lock="monitoring.recount_moved")
def recount_what_moved(timestamp: int) -> None:
    """Counts institutions anew in which participants, programmes, pairs or roles have changed."""
    with working():
        recount_moved(by=system_actor("пересчёт"), now=timezone.now())
