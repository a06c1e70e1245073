"""Letters and forgetting: done by the worker for the whole house."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.notices.letters import letter_of
from nastavnik.notices.models import LetterWish, Notice
from nastavnik.notices.queries.letters import notices_for_letter


@transaction.atomic
def send_letter(*, by: Actor, wish_id: int, site: str, now: datetime) -> bool:
    """Sends one letter about everything that waits for one, and records it; False where another has gone today.

    `site` begins the links. An address that the mail server refuses is left alone until tomorrow; any other trouble of
    mail (SMTPException, OSError) goes up, and nothing is marked.
    """
    wish = LetterWish.objects.select_for_update().get(pk=wish_id)
    notices = list(notices_for_letter().filter(account_id=wish.account_id))
    if wish.last_letter_date == now.date() or not notices:
        return False
    wish.last_letter_date = now.date()
    wish.save(update_fields=["last_letter_date"])
    letter = letter_of(notices, site=site, today=now.date())
    message = EmailMessage(
        letter.subject, letter.text, to=[wish.email], headers={"Auto-Submitted": "auto-generated"}
    )
    try:
        message.send()
    except SMTPRecipientsRefused:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    record(by=by, verb="send_letter", count=len(notices))
    return True


@transaction.atomic
def forget_old_notices(*, by: Actor, before: datetime) -> int:
    """Removes what was told before a day, read or not, and records how much."""
    number, _ = Notice.objects.filter(created_at__lt=before).delete()
    if number:
        record(by=by, verb="forget_old_notices", count=number)
    return number
