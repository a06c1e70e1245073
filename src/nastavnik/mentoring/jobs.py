"""Due work of the worker: a long file of a base, on behalf of whoever sent it; reminders of feedback."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import actor_of_account, system_actor
from nastavnik.access.scope import acting, working
from nastavnik.kit.errors import Denied, Refused
from nastavnik.kit.progress import telling_progress
from nastavnik.mentoring.actions.base_loading import WRITE_BASE, give_back_import, import_base
from nastavnik.mentoring.actions.reminding import remind_of_feedback
from nastavnik.mentoring.models import ImportProgress
from nastavnik.mentoring.queries.imports import imports_visible_to

FAILED = "Записать файл не удалось, ничего не записано. Попробуйте ещё раз, а если не поможет, сообщите администратору."


@app.task(name=WRITE_BASE)
def write_base(*, run_id: int, account_id: int, without_wrong: bool) -> None:
    """Writes a checked file whole; a refusal returns it to the decision with the reason, a failure does and is raised."""
    actor = actor_of_account(account_id, today=timezone.localdate())
    reason = ""
    try:
        with acting(actor):
            run = imports_visible_to(actor).get(pk=run_id)
            with telling_progress(ImportProgress, run.pk) as progress:
                import_base(by=actor, run=run, without_wrong=without_wrong, progress=progress)
    except (Refused, Denied) as refusal:
        reason = refusal.reason
    except Exception:
        reason = FAILED
        raise
    finally:
        if reason:
            with acting(actor):
                give_back_import(by=actor, run=imports_visible_to(actor).get(pk=run_id), reason=reason)


@app.periodic(cron="20 15 * * *")
@app.task(name="mentoring.remind_of_feedback", queueing_lock="mentoring.remind_of_feedback")
def remind_of_feedback_every_day(timestamp: int) -> None:
    """Reminds those who have not said anything of a meeting; after lessons, never in holidays."""
    with working():
        remind_of_feedback(by=system_actor("напоминания об отзывах"), today=timezone.localdate())
