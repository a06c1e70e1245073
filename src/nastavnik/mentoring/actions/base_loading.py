"""The writing of a checked base: at once where it is small, by the worker with progress where it is long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.progress import Progress, tell_nobody
from nastavnik.mentoring.actions.base_writing import write_lines
from nastavnik.mentoring.models import ImportProgress, ImportRow, ImportRun, Participation, Programme
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.queries.imports import PlanLine, decisions_of, plan_base, rows_of_run, staged_rows
from nastavnik.mentoring.queries.stages import refuse_behind_gates
from nastavnik.registry.models import Organisation
from nastavnik.registry.moments import result_reached
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.import_plan import PlannedState
from nastavnik.rulebook.roadmap_facts import Fact

WRITE_BASE = "mentoring.write_base"
"""The worker's task that writes a long file."""
AT_ONCE = 500
"""Up to so many rows are written while the person waits; more are written by the worker."""
WRONG_ROWS = "В файле есть строки с ошибками: пока они не исправлены, из него ничего не записывается."
NOTHING_NEW = "Всё, что есть в файле, уже записано: загружать нечего."
_IDLE = (PlannedState.SAME, PlannedState.SKIPPED, PlannedState.WRONG, PlannedState.SUSPICIOUS)


@transaction.atomic
def import_base(
    *, by: Actor, run: ImportRun, without_wrong: bool = False, progress: Progress = tell_nobody
) -> ImportRun:
    """Writes a checked file: people, representatives, participations, requests or offers, all or nothing.

    Refuses a file with wrong rows (unless they are left out by choice, `without_wrong`) or undecided suspicious
    ones, one already written or discarded, one that brings nothing new, and one whose rows would now do something
    else than what was shown, because the register has changed since; a programme without its regulation or curator
    (`refuse_behind_gates`). `progress` is told how many rows are done.
    """
    check_can_import_base(by, run.programme)
    # One import of an institution at a time: two at once could add the same person twice.
    Organisation.objects.select_for_update(no_key=True).get(pk=run.institution_id)
    run = ImportRun.objects.select_related("programme", "institution").defer("cells").get(pk=run.pk)
    if run.state not in (ImportRun.State.CHECKED, ImportRun.State.WRITING):
        raise Refused(f"Файл «{run.file_name}» уже {run.get_state_display().lower()}: выберите файл заново.")
    rows = rows_of_run(run)
    _refuse_unready(rows, without_wrong=without_wrong)
    read = [row for row in rows if row.state != ImportRow.State.WRONG]
    lines = plan_base(run.programme, Side(run.side), staged_rows(run, read), decisions=decisions_of(read))
    _refuse_stale(read, lines)
    refuse_behind_gates(run.programme, timezone.localdate())
    written = [line for line in lines if line.planned.state not in _IDLE]
    if not written:
        raise Refused(NOTHING_NEW)
    people = write_lines(by=by, run=run, lines=written, progress=progress)
    for row, line in zip(read, lines, strict=True):
        row.person_id = people.get(row.number, line.known_id)
    _link_rows(read)
    run.state, run.written_at, run.cells, run.failure = ImportRun.State.WRITTEN, timezone.now(), [], ""
    run.save(update_fields=["state", "written_at", "cells", "failure"])
    record(by=by, verb="import_base", obj=run, count=len(written))
    _tell_of_filled_bases(by, run.programme)
    return run


def _tell_of_filled_bases(by: Actor, programme: Programme) -> None:
    """Lets upper rooms know once both bases of a programme have people."""
    sides = Participation.objects.filter(programme=programme).order_by()
    if sides.values("side").distinct().count() < len(Side):
        return
    result_reached.happen(
        by=by,
        institution_id=programme.institution_id,
        fact=Fact.BASES,
        code="",
        on=timezone.localdate(),
        words=f"Базы наставников и наставляемых заполнены, программа «{programme.title}»",
    )


@transaction.atomic
def load_base(*, by: Actor, run: ImportRun, without_wrong: bool = False) -> ImportRun:
    """Writes a short file at once (`import_base`) and hands a long one over to the worker (`start_import`)."""
    check_can_import_base(by, run.programme)
    if run.rows.count() <= AT_ONCE:
        return import_base(by=by, run=run, without_wrong=without_wrong)
    return start_import(by=by, run=run, without_wrong=without_wrong)


@transaction.atomic
def start_import(*, by: Actor, run: ImportRun, without_wrong: bool = False) -> ImportRun:
    """Hands a long file over to the worker, which writes it whole with progress on the page of the file.

    Refuses what `import_base` would refuse at once: wrong and undecided rows, a file that does not wait.
    """
    check_can_import_base(by, run.programme)
    run = _held(run)
    if run.state != ImportRun.State.CHECKED:
        raise Refused(f"Файл «{run.file_name}» уже {run.get_state_display().lower()}.")
    rows = list(run.rows.only("number", "state", "verdict", "run").order_by("number"))
    _refuse_unready(rows, without_wrong=without_wrong)
    refuse_behind_gates(run.programme, timezone.localdate())
    run.state, run.failure = ImportRun.State.WRITING, ""
    run.save(update_fields=["state", "failure"])
    ImportProgress.objects.update_or_create(run=run, defaults={"done": 0, "total": len(rows)})
    record(by=by, verb="start_import", obj=run, count=len(rows))
    # In this very transaction: the worker finds the job only once all this is committed.
    app.configure_task(WRITE_BASE).defer(run_id=run.pk, account_id=by.account_id, without_wrong=without_wrong)
    return run


@transaction.atomic
def give_back_import(*, by: Actor, run: ImportRun, reason: str) -> ImportRun:
    """Returns a file whose writing failed or broke off to the decision, with the reason; nothing was written.

    Refuses a file that is not being written.
    """
    check_can_import_base(by, run.programme)
    run = _held(run)
    if run.state != ImportRun.State.WRITING:
        raise Refused(f"Файл «{run.file_name}» не записывается: обновите страницу.")
    run.state, run.failure = ImportRun.State.CHECKED, reason[:500]
    run.save(update_fields=["state", "failure"])
    record(by=by, verb="give_back_import", obj=run)
    return run


def _link_rows(rows: Sequence[ImportRow]) -> None:
    """Whom each row concerns, in one statement: a CASE over thousands of rows takes longer than the import itself."""
    table = ImportRow._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} set person_id = linked.person from unnest(%s::bigint[], %s::bigint[])"  # noqa: S608
            f" as linked(id, person) where {table}.id = linked.id",
            [[row.pk for row in rows], [row.person_id for row in rows]],
        )


def _refuse_unready(rows: Sequence[ImportRow], *, without_wrong: bool) -> None:
    if not without_wrong and any(row.state == ImportRow.State.WRONG for row in rows):
        raise Refused(WRONG_ROWS)
    undecided = [row.number for row in rows if row.state == ImportRow.State.SUSPICIOUS and not row.verdict]
    if undecided:
        raise Refused(f"Сначала решите, кто это: {_listed(undecided)}.")


def _refuse_stale(rows: Sequence[ImportRow], lines: Sequence[PlanLine]) -> None:
    """What is about to be written must be what the page showed; a decided row may differ from what it looked like."""
    shown: dict[int, Any] = {
        row.number: ("" if row.verdict else row.state, row.person_id, row.changes) for row in rows
    }
    decided = {row.number for row in rows if row.verdict}
    now = {
        line.planned.number: (
            "" if line.planned.number in decided else line.planned.state.value,
            line.known_id,
            line.changes_as_json(),
        )
        for line in lines
    }
    lost = {
        line.planned.number
        for line in lines
        if line.planned.state in (PlannedState.SUSPICIOUS, PlannedState.WRONG)
    }
    stale = sorted(number for number in shown | now if shown.get(number) != now.get(number) or number in lost)
    if stale:
        raise Refused(
            f"Пока файл ждал решения, сведения в реестре изменились ({_listed(stale)})."
            " Выберите файл ещё раз: проверка покажет, что изменится теперь."
        )


def _listed(numbers: Sequence[int]) -> str:
    listed = ", ".join(str(number) for number in numbers[:10]) + (" и другие" if len(numbers) > 10 else "")
    return f"строки файла: {listed}"


def _held(run: ImportRun) -> ImportRun:
    """The file as it stands now, kept from others until the end of the transaction; its cells are not read."""
    return (
        ImportRun.objects.select_related("programme")
        .defer("cells")
        .select_for_update(of=("self",))
        .get(pk=run.pk)
    )
