"""Due work of the worker: the letter of the day, and forgetting what was told long ago."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPDataError

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import system_actor
from nastavnik.access.scope import working
from nastavnik.notices.actions.letters import forget_old_notices, send_letter
from nastavnik.notices.queries.letters import letters_awaited
from nastavnik.notices.queries.settings import calendar_exceptions

log = logging.getLogger(__name__)
KEPT = timedelta(days=365)


@app.periodic(cron="10 * * * *")
@app.task(name="notices.send_letters", queueing_lock="notices.send_letters")
def send_letters_every_hour(timestamp: int) -> None:
    """Sends the letters whose hour has come; each in a transaction of its own, so that one trouble stays one."""
    if not settings.MAIL_IS_SENT:
        return
    now = timezone.localtime()
    with working():
        wishes = list(letters_awaited(now, calendar_exceptions()).values_list("pk", flat=True))
    for wish_id in wishes:
        try:
            with working():
                send_letter(by=system_actor("письмо дня"), wish_id=wish_id, site=settings.SITE_URL, now=now)
        except SMTPDataError as trouble:
            log.warning("letter %s was not taken: %s", wish_id, trouble.smtp_code)
        except OSError as trouble:  # every other trouble of SMTP too: it would meet the next letter as well
            log.warning(
                "the mail server does not work (%s); letters wait for the next hour", type(trouble).__name__
            )
            return


@app.periodic(cron="50 2 * * *")
@app.task(name="notices.forget_old", queueing_lock="notices.forget_old")
def forget_every_night(timestamp: int) -> None:
    """Removes notices older than a year."""
    with working():
        forget_old_notices(by=system_actor("ночная уборка"), before=timezone.now() - KEPT)
