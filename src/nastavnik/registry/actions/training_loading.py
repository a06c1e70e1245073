"""Loading a list of trainings: checked whole, then written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import cells_as_json, cells_from_json
from nastavnik.registry.models import Organisation, Training, TrainingImport
from nastavnik.registry.permissions.trainings import check_can_keep_trainings
from nastavnik.registry.queries.trainings import DETAILS, TrainingLine, lines_of, plan_trainings
from nastavnik.registry.trained import tell_of_training
from nastavnik.rulebook.cells import Cell, text_of
from nastavnik.rulebook.trainings import (
    Proof,
    TrainingRow,
    guess_trainings,
    lacking_of_trainings,
    read_trainings,
)

State = TrainingImport.State
MOST_ROWS = 2_000
"""An institution has no more; written while the person waits."""
WRONG_ROWS = "В файле есть строки с ошибками: пока они не исправлены, из него ничего не записывается."
NO_HEADINGS = "Не найдена строка с заголовками. Нужны столбцы с фамилией, программой и днём окончания; возьмите образец таблицы."


@transaction.atomic
def check_trainings(
    *, by: Actor, institution: Organisation, cells: Sequence[Sequence[Cell]], file_name: str, today: date
) -> TrainingImport:
    """Checks a list and keeps it for the decision; nothing else is written.

    Where the headings are not surely known the file waits for its columns. Refuses, at the field `file`, a sheet
    without headings, without rows, or with more than `MOST_ROWS`.
    """
    check_can_keep_trainings(by, institution.pk)
    guess = guess_trainings(cells)
    if guess is None:
        raise Refused(NO_HEADINGS, field="file")
    if len(cells) > MOST_ROWS:
        raise Refused(f"В файле больше {MOST_ROWS} строк: разделите его на несколько.", field="file")
    run = TrainingImport(
        institution=institution,
        file_name=file_name[:200],
        cells=cells_as_json(cells),
        heading_row=guess.heading_row,
        headings=[text_of(cell) for cell in cells[guess.heading_row]],
        columns={str(place): code for place, code in guess.codes.items()},
    )
    if guess.is_sure and not lacking_of_trainings(run.columns.values()):
        _plan(run, today)
    run.save()
    record(by=by, verb="check_trainings", obj=run, institution_id=institution.pk, count=max(1, len(run.rows)))
    return run


@transaction.atomic
def choose_training_columns(
    *, by: Actor, run: TrainingImport, columns: Mapping[int, str], today: date
) -> TrainingImport:
    """Says what the columns of a list mean and checks its rows anew; refuses a choice that lacks a column."""
    check_can_keep_trainings(by, run.institution_id)
    _refuse_over(run)
    if len(set(columns.values())) < len(columns):
        raise Refused("Один и тот же смысл выбран для двух столбцов: оставьте один из них.")
    if lacking := lacking_of_trainings(columns.values()):
        raise Refused(lacking)
    run.columns = {str(place): code for place, code in columns.items()}
    _plan(run, today)
    run.save()
    record(by=by, verb="choose_training_columns", obj=run, institution_id=run.institution_id)
    return run


@transaction.atomic
def import_trainings(*, by: Actor, run: TrainingImport, today: date) -> TrainingImport:
    """Writes a checked list whole: new trainings are entered, known ones corrected. Lets `result_reached` happen.

    Refuses wrong rows, a list that brings nothing, and one that would now do something else than shown. The sheet
    itself is not kept afterwards.
    """
    check_can_keep_trainings(by, run.institution_id)
    held = TrainingImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
    _refuse_over(held)
    lines = lines_of(held)
    if any(line.state == "wrong" for line in lines):
        raise Refused(WRONG_ROWS)
    if [asdict(line) for line in lines] != [asdict(line) for line in _planned(held, today)]:
        raise Refused(
            "Пока файл ждал решения, записи изменились. Выберите файл ещё раз: проверка покажет, что теперь."
        )
    fresh = [_created(held, line) for line in lines if line.state == "new"]
    changed = [line for line in lines if line.state == "changed"]
    if not fresh and not changed:
        raise Refused("Всё, что есть в файле, уже записано: загружать нечего.")
    for line in changed:
        _correct(line)
    held.new, held.changed = len(fresh), len(changed)
    held.same = len(lines) - len(fresh) - len(changed)
    held.state, held.written_at, held.cells, held.rows = State.WRITTEN, timezone.now(), [], []
    held.save()
    record(
        by=by,
        verb="import_trainings",
        obj=held,
        institution_id=held.institution_id,
        count=len(fresh) + len(changed),
    )
    tell_of_training(by, held.institution_id, fresh)
    return held


@transaction.atomic
def discard_trainings(*, by: Actor, run: TrainingImport) -> None:
    """Gives up a list that was not written; its sheet is not kept."""
    check_can_keep_trainings(by, run.institution_id)
    _refuse_over(run)
    run.state, run.cells, run.rows = State.DISCARDED, [], []
    run.save(update_fields=["state", "cells", "rows"])
    record(by=by, verb="discard_trainings", obj=run, institution_id=run.institution_id)


def _plan(run: TrainingImport, today: date) -> None:
    lines = _planned(run, today)
    if not lines:
        raise Refused("Под заголовками таблицы нет ни одной заполненной строки.", field="file")
    run.rows, run.state = [asdict(line) for line in lines], State.CHECKED


def _planned(run: TrainingImport, today: date) -> list[TrainingLine]:
    layout = (run.heading_row, {int(place): code for place, code in run.columns.items()})
    rows: list[TrainingRow] = read_trainings(cells_from_json(run.cells), layout, today)
    return plan_trainings(run.institution_id, rows)


def _created(run: TrainingImport, line: TrainingLine) -> Training:
    return Training.objects.create(institution_id=run.institution_id, person_id=line.person, **line.facts())


def _correct(line: TrainingLine) -> None:
    facts = {code: value for code, value in line.facts().items() if code in DETAILS and value}
    if facts.get("proof") == Proof.NONE:
        del facts["proof"]
    Training.objects.filter(pk=line.target or 0).update(**facts)


def _refuse_over(run: TrainingImport) -> None:
    if run.state not in (State.COLUMNS, State.CHECKED):
        raise Refused(f"Файл «{run.file_name}» уже {run.get_state_display().lower()}: выберите файл заново.")
