"""Loading the two official bases: a file is checked whole, kept for the decision, written whole or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import cells_as_json, cells_from_json
from nastavnik.mentoring.base_template import without_example
from nastavnik.mentoring.checking import stage_rows
from nastavnik.mentoring.models import ColumnMemory, ImportRow, ImportRun, Programme
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.queries.imports import (
    column_memory,
    plan_base,
    run_with_sheet,
    staged_rows,
)
from nastavnik.rulebook.base_columns import layout_of, no_headings
from nastavnik.rulebook.base_guessing import Guess, guess_columns, remembered_codes
from nastavnik.rulebook.cells import Cell, text_of
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.import_plan import Decision, PlannedState, Verdict

_BEFORE_WRITING = (ImportRun.State.COLUMNS, ImportRun.State.CHECKED)


@transaction.atomic
def check_base(
    *, by: Actor, programme: Programme, side: str, cells: Sequence[Sequence[Cell]], file_name: str
) -> ImportRun:
    """Checks every row of a base and keeps what was read for the decision; people are not touched.

    `cells` is a sheet from its first row. Where the headings are not surely known (nor remembered) the file waits
    for a person to say what its columns mean. Earlier files of the same base that were not decided on are
    discarded. Refuses, at the field `file`, a sheet without headings, of the other base, or without rows.
    """
    check_can_import_base(by, programme)
    base_side = Side(side)
    sheet = without_example(cells, base_side)
    guess = guess_columns(sheet, base_side)
    if guess is None:
        raise Refused(no_headings(sheet, base_side).sentence, field="file")
    kept = column_memory(programme.institution_id, side, guess.signature)
    codes = guess.codes if kept is None else remembered_codes(guess, kept, base_side)
    layout, problems = layout_of(sheet, base_side, guess.heading_row, codes)
    if layout is None and not guess.has_strangers:
        raise Refused(" ".join(problem.sentence for problem in problems), field="file")
    for earlier in programme.imports.filter(side=side, state__in=_BEFORE_WRITING).defer("cells"):
        discard_import(by=by, run=earlier)
    run = _kept_file((programme, side), sheet, guess, codes, file_name)
    count = (
        stage_rows(run, sheet, layout) if layout is not None and (kept is not None or guess.is_sure) else 0
    )
    record(by=by, verb="check_base", obj=run, count=max(count, 1))
    return run


@transaction.atomic
def choose_columns(*, by: Actor, run: ImportRun, columns: Mapping[int, str]) -> ImportRun:
    """Says what the columns of a file mean (a code by the index of a column) and checks its rows anew.

    The choice is remembered for tables with the same headings. Refuses a file that is being or has been written,
    a choice without a required column or with one twice, and a sheet without rows.
    """
    check_can_import_base(by, run.programme)
    run = run_with_sheet(run)
    if run.state not in _BEFORE_WRITING:
        raise Refused(_over(run))
    side, sheet = Side(run.side), cells_from_json(run.cells)
    layout, problems = layout_of(sheet, side, run.heading_row, columns)
    if layout is None:
        said = " ".join(f"{problem.what[:1].upper()}{problem.what[1:]}." for problem in problems)
        raise Refused(f"{said} Выберите для каждого столбца своё значение в списках ниже.")
    run.columns = {str(place): code for place, code in columns.items()}
    run.rows.all().delete()
    count = stage_rows(run, sheet, layout)
    guess = guess_columns(sheet, side)
    if guess is not None:
        ColumnMemory.objects.update_or_create(
            institution_id=run.institution_id,
            side=run.side,
            signature=guess.signature,
            defaults={"columns": run.columns},
        )
    record(by=by, verb="choose_columns", obj=run, count=count)
    return run


@transaction.atomic
def decide_rows(*, by: Actor, run: ImportRun, decisions: Mapping[int, Decision]) -> int:
    """Keeps who the suspicious rows are, by the numbers of rows; gives how many decisions were taken.

    Refuses a file that does not wait, a person who was not offered, and two rows for one person.
    """
    check_can_import_base(by, run.programme)
    if run.state != ImportRun.State.CHECKED:
        raise Refused(_over(run))
    asked = run.rows.filter(number__in=list(decisions), state=ImportRow.State.SUSPICIOUS)
    rows = list(asked.order_by("number"))
    for row in rows:
        chosen = decisions[row.number]
        if chosen.verdict is Verdict.SAME and chosen.known_id not in row.candidates:
            raise Refused(f"Строка {row.number}: выбранного человека нет среди похожих.")
    planned = plan_base(run.programme, Side(run.side), staged_rows(run, rows), decisions=decisions)
    for row, line in zip(rows, planned, strict=True):
        row.verdict = decisions[row.number].verdict.value
        row.person_id, row.changes = line.known_id, line.changes_as_json()
        if line.planned.state is PlannedState.WRONG:
            raise Refused(_twice([row.number]))
    ImportRow.objects.bulk_update(rows, ["verdict", "person", "changes"], batch_size=500)
    _refuse_one_person_twice(run)
    record(by=by, verb="decide_rows", obj=run, count=len(rows))
    return len(rows)


@transaction.atomic
def discard_import(*, by: Actor, run: ImportRun) -> None:
    """Gives up a checked file: its rows, which name people, are removed; that it was there stays known.

    Refuses a file that has been written or discarded already.
    """
    check_can_import_base(by, run.programme)
    if run.state not in _BEFORE_WRITING:
        raise Refused(_over(run))
    run.rows.all().delete()
    run.state, run.cells, run.problems = ImportRun.State.DISCARDED, [], []
    run.save(update_fields=["state", "cells", "problems"])
    record(by=by, verb="discard_import", obj=run)


@transaction.atomic
def take_remarks(*, by: Actor, run: ImportRun, count: int) -> None:
    """Journals that the rows of a checked file were given back with remarks; `count` is how many rows."""
    check_can_import_base(by, run.programme)
    record(by=by, verb="take_remarks", obj=run, count=count)


def _over(run: ImportRun) -> str:
    if run.state == ImportRun.State.WRITING:
        return f"Файл «{run.file_name}» сейчас записывается: дождитесь конца."
    return f"Файл «{run.file_name}» уже {run.get_state_display().lower()}: выберите файл заново."


def _kept_file(
    at: tuple[Programme, str],
    sheet: Sequence[Sequence[Cell]],
    guess: Guess,
    codes: Mapping[int, str],
    file_name: str,
) -> ImportRun:
    programme, side = at
    return ImportRun.objects.create(
        institution_id=programme.institution_id,
        programme=programme,
        side=side,
        file_name=file_name[:200],
        state=ImportRun.State.COLUMNS,
        cells=cells_as_json(sheet),
        heading_row=guess.heading_row,
        headings=[text_of(cell) for cell in sheet[guess.heading_row]],
        columns={str(place): code for place, code in codes.items()},
    )


def _refuse_one_person_twice(run: ImportRun) -> None:
    by_person: dict[int, list[int]] = {}
    for person_id, number in run.rows.exclude(person=None).order_by("number").values_list("person", "number"):
        by_person.setdefault(person_id, []).append(number)
    twice = next((numbers for numbers in by_person.values() if len(numbers) > 1), None)
    if twice:
        raise Refused(_twice(twice))


def _twice(numbers: Sequence[int]) -> str:
    listed = ", ".join(str(number) for number in numbers)
    return f"К одному человеку отнесены сразу несколько строк ({listed}): оставьте одну из них, другую пропустите."
