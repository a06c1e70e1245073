"""Due work of the worker, that of the registers too: they stand below the scope and can not open it themselves."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.access.actors import actor_of_account, system_actor
from nastavnik.access.lockout import forget_failures
from nastavnik.access.scope import acting, working
from nastavnik.access.sessions import SessionStore
from nastavnik.kit.errors import Denied, Refused
from nastavnik.kit.progress import telling_progress
from nastavnik.registry.actions.lapses import tell_lapsed_consents
from nastavnik.registry.actions.register_loading import WRITE_REGISTER, give_back_register
from nastavnik.registry.actions.registers import import_register
from nastavnik.registry.models import RegisterProgress
from nastavnik.registry.queries.registers import register_imports_visible_to

FAILED = "Записать файл не удалось, ничего не записано. Попробуйте ещё раз, а если не поможет, сообщите администратору."


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


@app.task(name=WRITE_REGISTER)
def write_register(*, run_id: int, account_id: int) -> None:
    """Writes a checked list whole; a refusal returns it to the decision with the reason, a failure does and is raised."""
    actor = actor_of_account(account_id, today=timezone.localdate())
    reason = ""
    try:
        with acting(actor), telling_progress(RegisterProgress, run_id) as progress:
            run = register_imports_visible_to(actor).get(pk=run_id)
            import_register(by=actor, run=run, progress=progress)
    except (Refused, Denied) as refusal:
        reason = refusal.reason
    except Exception:
        reason = FAILED
        raise
    finally:
        if reason:
            with acting(actor):
                run = register_imports_visible_to(actor).get(pk=run_id)
                give_back_register(by=actor, run=run, reason=reason)
