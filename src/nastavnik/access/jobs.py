"""Due work of the worker, that of the registers too: they stand below the scope and can not open it themselves."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import system_actor
from nastavnik.access.lockout import forget_failures
from nastavnik.access.scope import working
from nastavnik.access.sessions import SessionStore
from nastavnik.registry.actions.lapses import tell_lapsed_consents


@app.periodic(cron="40 2 * * *")
@app.task(name="access.clear_sessions", queueing_lock="access.clear_sessions")
def clear_sessions_every_night(timestamp: int) -> None:
    """Removes sessions that have expired, and wrong sign-ins of days before."""
    with working():
        SessionStore.clear_expired()
        forget_failures(timezone.now() - timedelta(days=1))


@app.periodic(cron="10 1 * * *")
@app.task(name="access.tell_lapsed_consents", queueing_lock="access.tell_lapsed_consents")
def tell_lapsed_consents_every_night(timestamp: int) -> None:
    """Tells of consents that ran out yesterday or earlier and of those who have come of age."""
    with working():
        tell_lapsed_consents(by=system_actor("проверка согласий"), today=timezone.localdate())
