"""Due work of the worker."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.lockout import forget_failures
from nastavnik.access.scope import working
from nastavnik.access.sessions import SessionStore


@app.periodic(cron="40 2 * * *")
@app.task(name="access.clear_sessions", queueing_lock="access.clear_sessions")
def clear_sessions_every_night(timestamp: int) -> None:
    """Removes sessions that have expired, and wrong sign-ins of days before."""
    with working():
        SessionStore.clear_expired()
        forget_failures(timezone.now() - timedelta(days=1))
