"""The writing of a checked list: at once where it is short, by the worker with progress where it is long."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.actions.registers import import_register
from nastavnik.registry.models import RegisterImport, RegisterProgress
from nastavnik.registry.permissions.organisations import check_can_import_register
from nastavnik.registry.queries.registers import lines_of
from nastavnik.registry.unready import refuse_over, refuse_unready

WRITE_REGISTER = "registry.write_register"
"""The worker's task that writes a long list; it stands in `access`, for it opens a scope."""
AT_ONCE = 500
"""Up to so many rows are written while the person waits; more are written by the worker."""


@transaction.atomic
def load_register(*, by: Actor, run: RegisterImport) -> RegisterImport:
    """Writes a short list at once (`import_register`) and hands a long one over to the worker (`start_register`)."""
    check_can_import_register(by, run.node, run.kind)
    if len(run.rows) <= AT_ONCE:
        return import_register(by=by, run=run)
    return start_register(by=by, run=run)


@transaction.atomic
def start_register(*, by: Actor, run: RegisterImport) -> RegisterImport:
    """Hands a long list over to the worker, which writes it whole with progress on the page of the list.

    Refuses wrong and undecided rows and a list that does not wait.
    """
    check_can_import_register(by, run.node, run.kind)
    run = _held(run)
    refuse_over(run)
    lines = lines_of(run)
    refuse_unready(lines)
    run.state, run.failure = RegisterImport.State.WRITING, ""
    run.save(update_fields=["state", "failure"])
    RegisterProgress.objects.update_or_create(run=run, defaults={"done": 0, "total": len(lines)})
    record(by=by, verb="start_register", obj=run, institution_id=run.node_id, count=len(lines))
    # In this very transaction: the worker finds the job only once all this is committed.
    app.configure_task(WRITE_REGISTER).defer(run_id=run.pk, account_id=by.account_id)
    return run


@transaction.atomic
def give_back_register(*, by: Actor, run: RegisterImport, reason: str) -> RegisterImport:
    """Returns a list whose writing failed or broke off to the decision, with the reason; nothing was written.

    Refuses a list that is not being written.
    """
    check_can_import_register(by, run.node, run.kind)
    run = _held(run)
    if run.state != RegisterImport.State.WRITING:
        raise Refused(f"Файл «{run.file_name}» не записывается: обновите страницу.")
    run.state, run.failure = RegisterImport.State.CHECKED, reason[:500]
    run.save(update_fields=["state", "failure"])
    record(by=by, verb="give_back_register", obj=run, institution_id=run.node_id)
    return run


def _held(run: RegisterImport) -> RegisterImport:
    """The list as it stands now, kept from others until the end of the transaction."""
    return RegisterImport.objects.select_related("node").select_for_update(of=("self",)).get(pk=run.pk)
