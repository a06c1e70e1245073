"""Loading lists of organisations and of contingents: checked whole, decided on, written whole or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.progress import Progress, tell_nobody
from nastavnik.kit.sheets import cells_as_json, cells_from_json
from nastavnik.registry.actions.organisations import add_organisation, correct_organisation, set_contingent
from nastavnik.registry.models import Organisation, OrganisationKind, RegisterImport
from nastavnik.registry.permissions.organisations import check_can_import_register
from nastavnik.registry.queries.organisations import contingents_of
from nastavnik.registry.queries.registers import (
    RegisterLine,
    changes_of,
    columns_chosen_before,
    lines_of,
    plan_contingents,
    plan_organisations,
)
from nastavnik.registry.tree import hold_tree
from nastavnik.registry.unready import refuse_over, refuse_unready
from nastavnik.rulebook.cells import Cell, text_of
from nastavnik.rulebook.registers import RegisterKind, guess_register, lacking_columns, read_register

NO_HEADINGS = (
    "Не найдена строка с заголовками. Нужен хотя бы столбец с наименованием организации и ещё один;"
    " возьмите образец таблицы."
)
_TELL_EVERY = 20


@transaction.atomic
def check_register(
    *, by: Actor, node: Organisation, kind: str, year: int, cells: Sequence[Sequence[Cell]], file_name: str
) -> RegisterImport:
    """Checks a list under a node and keeps it for the decision; nothing else is written.

    Where the headings are not surely known (nor were chosen before) the file waits for its columns. Refuses, at
    the field `file`, a sheet without headings or without rows.
    """
    check_can_import_register(by, node, kind)
    guess = guess_register(cells, RegisterKind(kind))
    if guess is None:
        raise Refused(NO_HEADINGS, field="file")
    before = columns_chosen_before(node, kind, guess.signature)
    found = RegisterImport(
        node=node,
        kind=kind,
        year=year,
        file_name=file_name[:200],
        cells=cells_as_json(cells),
        heading_row=guess.heading_row,
        headings=[text_of(cell) for cell in cells[guess.heading_row]],
        columns=before or {str(place): code for place, code in guess.codes.items()},
        signature=guess.signature,
    )
    lacking = lacking_columns(found.columns.values(), RegisterKind(kind), of_one=_is_of_one(node))
    if not lacking and (before is not None or guess.is_sure):
        _plan(by, found)
    found.save()
    record(by=by, verb="check_register", obj=found, institution_id=node.pk, count=max(1, len(found.rows)))
    return found


@transaction.atomic
def choose_register_columns(*, by: Actor, run: RegisterImport, columns: Mapping[int, str]) -> RegisterImport:
    """Says what the columns of a list mean and checks its rows anew; refuses a choice that lacks a column."""
    check_can_import_register(by, run.node, run.kind)
    refuse_over(run)
    if len(set(columns.values())) < len(columns):
        raise Refused("Один и тот же смысл выбран для двух столбцов: оставьте один из них.")
    lacking = lacking_columns(columns.values(), RegisterKind(run.kind), of_one=_is_of_one(run.node))
    if lacking:
        raise Refused(lacking)
    run.columns = {str(place): code for place, code in columns.items()}
    _plan(by, run)
    run.save()
    record(by=by, verb="choose_register_columns", obj=run, institution_id=run.node_id, count=len(run.rows))
    return run


@transaction.atomic
def decide_register_rows(*, by: Actor, run: RegisterImport, decisions: Mapping[int, str]) -> int:
    """Keeps whether suspicious rows are organisations that are known: «same:15», «other» or «skip» by row number."""
    check_can_import_register(by, run.node, run.kind)
    refuse_over(run)
    lines = lines_of(run)
    taken = 0
    for line in lines:
        verdict, _, known = decisions.get(line.number, "").partition(":")
        if not line.candidates or verdict not in ("same", "other", "skip"):
            continue
        if verdict == "same" and (not known.isdigit() or int(known) not in line.candidates):
            raise Refused(f"Строка {line.number}: выбранной организации нет среди похожих.")
        line.verdict, line.target, line.changes = verdict, None, []
        if verdict == "same":
            line.target = int(known)
            line.changes = changes_of(Organisation.objects.get(pk=line.target or 0), line.values)
        taken += 1
    targets = [line.target for line in lines if line.target]
    if len(set(targets)) < len(targets):
        raise Refused("К одной организации отнесены сразу две строки: одну из них пропустите.")
    run.rows = [asdict(line) for line in lines]
    run.save(update_fields=["rows"])
    record(by=by, verb="decide_register_rows", obj=run, institution_id=run.node_id, count=taken)
    return taken


@transaction.atomic
def import_register(*, by: Actor, run: RegisterImport, progress: Progress = tell_nobody) -> RegisterImport:
    """Writes a checked list whole: organisations are added and corrected, contingents stated; each leaves its trace.

    Refuses wrong and undecided rows, a list that brings nothing, and one that would now do something else than shown.
    `progress` is told how many rows are done.
    """
    check_can_import_register(by, run.node, run.kind)
    hold_tree()
    run = RegisterImport.objects.select_related("node__parent").select_for_update(of=("self",)).get(pk=run.pk)
    if run.state != RegisterImport.State.WRITING:
        refuse_over(run)
    lines = lines_of(run)
    refuse_unready(lines)
    if _shown(lines) != _shown(_planned(by, run)):
        raise Refused(
            "Пока файл ждал решения, реестр изменился. Выберите файл ещё раз: проверка покажет, что теперь."
        )
    written = [line for line in lines if _writes(line)]
    if not written:
        raise Refused("Всё, что есть в файле, уже записано: загружать нечего.")
    for done, line in enumerate(written):
        _write(by, run, line)
        if done % _TELL_EVERY == 0:
            progress(done)
    run.state, run.written_at, run.cells, run.failure = RegisterImport.State.WRITTEN, timezone.now(), [], ""
    run.save(update_fields=["state", "written_at", "cells", "failure"])
    record(by=by, verb="import_register", obj=run, institution_id=run.node_id, count=len(written))
    return run


@transaction.atomic
def discard_register(*, by: Actor, run: RegisterImport) -> None:
    """Gives up a list that was not written."""
    check_can_import_register(by, run.node, run.kind)
    refuse_over(run)
    run.state, run.cells, run.rows = RegisterImport.State.DISCARDED, [], []
    run.save(update_fields=["state", "cells", "rows"])
    record(by=by, verb="discard_register", obj=run, institution_id=run.node_id)


def _writes(line: RegisterLine) -> bool:
    if line.state == "suspicious":
        return line.verdict == "other" or (line.verdict == "same" and bool(line.changes))
    return line.state in ("new", "changed")


def _plan(by: Actor, run: RegisterImport) -> None:
    lines = _planned(by, run)
    if not lines:
        raise Refused("Под заголовками таблицы нет ни одной заполненной строки.", field="file")
    run.rows, run.state = [asdict(line) for line in lines], RegisterImport.State.CHECKED
    run.failure = ""


def _planned(by: Actor, run: RegisterImport) -> list[RegisterLine]:
    layout = (run.heading_row, {int(place): code for place, code in run.columns.items()})
    rows = read_register(cells_from_json(run.cells), RegisterKind(run.kind), layout, run.year)
    if run.kind == RegisterImport.Kind.ORGANISATIONS:
        return plan_organisations(by, run.node, rows)
    return plan_contingents(by, run.node, run.year, rows)


def _shown(lines: Sequence[RegisterLine]) -> list[object]:
    return [
        (
            line.number,
            line.state,
            None if line.candidates else line.target,
            None if line.candidates else line.changes,
        )
        for line in lines
    ]


def _write(by: Actor, run: RegisterImport, line: RegisterLine) -> None:
    if run.kind == RegisterImport.Kind.CONTINGENTS:
        institution = Organisation.objects.select_related("parent").get(pk=line.target or 0)
        stated = contingents_of(institution, run.year) | {
            int(age): count for age, count in line.values.items()
        }
        set_contingent(by=by, institution=institution, year=run.year, children=stated)
        return
    values = {code: value for code, value in line.values.items() if value}
    if "kind" in values:
        values["kind"] = OrganisationKind.objects.get(pk=values["kind"])
    try:
        if line.target is not None:
            known = Organisation.objects.select_related("parent").get(pk=line.target or 0)
            correct_organisation(by=by, organisation=known, changes=values)
            return
        parent = Organisation.objects.select_related("parent").get(pk=line.parent or 0)
        short_name, full_name = values.pop("short_name"), values.pop("full_name", "")
        add_organisation(
            by=by,
            parent=parent,
            level=Organisation.Level.INSTITUTION,
            short_name=short_name,
            full_name=full_name,
            details=values,
        )
    except Refused as refusal:
        raise Refused(f"Строка {line.number}: {refusal.reason}") from refusal


def _is_of_one(node: Organisation) -> bool:
    return node.level == Organisation.Level.INSTITUTION
