"""Loading the two official bases: a file is checked whole, kept for the decision, written whole or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.actions.base_writing import write_lines
from nastavnik.mentoring.base_template import without_example
from nastavnik.mentoring.models import ImportRow, ImportRun, Offer, Programme
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.queries.imports import PlanLine, plan_base, rows_of_run, staged_rows
from nastavnik.mentoring.staging import staged_problem, staged_values
from nastavnik.registry.models import Organisation, Person
from nastavnik.rulebook.base_forms import BaseRow, Layout, Problem, find_layout
from nastavnik.rulebook.base_reading import read_base
from nastavnik.rulebook.cells import Cell, column_letter, text_of
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.import_plan import PlannedState
from nastavnik.rulebook.school_year import SchoolYear

WRONG_ROWS = "В файле есть строки с ошибками: пока они не исправлены, из него ничего не записывается."
# How many signs the fields of the register hold.
_ROOM: dict[str, int] = {
    "contact": Person._meta.get_field("contact").max_length or 0,
    "work_place": Person._meta.get_field("workplace").max_length or 0,
    "time": Offer._meta.get_field("time_resource").max_length or 0,
}
NOTHING_NEW = "Всё, что есть в файле, уже записано: загружать нечего."


@transaction.atomic
def check_base(
    *, by: Actor, programme: Programme, side: str, cells: Sequence[Sequence[Cell]], file_name: str
) -> ImportRun:
    """Checks every row of a base and keeps what was read for the decision; people are not touched.

    `cells` is a sheet from its first row. Earlier files of the same base that were not decided on are
    discarded. Refuses, at the field `file`, a sheet without the headings of this form or without rows.
    """
    check_can_import_base(by, programme)
    base_side = Side(side)
    sheet = without_example(cells, base_side)
    layout, problems = find_layout(sheet, base_side)
    if layout is None:
        raise Refused(" ".join(problem.sentence for problem in problems), field="file")
    reading = read_base(sheet, base_side, SchoolYear(programme.school_year))
    overlong = _overlong(reading.rows, layout)
    fitting = [row for row in reading.rows if row.number not in {problem.row for problem in overlong}]
    lines = plan_base(programme, base_side, fitting, [*reading.problems, *overlong])
    if not lines:
        raise Refused("Под заголовками таблицы нет ни одной заполненной строки.", field="file")
    for earlier in programme.imports.filter(side=side, state=ImportRun.State.CHECKED):
        discard_import(by=by, run=earlier)
    run = ImportRun.objects.create(
        institution_id=programme.institution_id,
        programme=programme,
        side=side,
        file_name=file_name[:200],
        problems=[{"unread": heading} for heading in reading.left_aside],
    )
    ImportRow.objects.bulk_create(_staged(run, lines, sheet, layout))
    record(by=by, verb="check_base", obj=run, count=len(lines))
    return run


@transaction.atomic
def import_base(*, by: Actor, run: ImportRun) -> ImportRun:
    """Writes a checked file: people, representatives, participations, requests or offers, all or nothing.

    Refuses a file with wrong rows, one already written or discarded, one that brings nothing new, and one
    whose rows would now do something else than what was shown, because the register has changed since.
    """
    check_can_import_base(by, run.programme)
    # One import of an institution at a time: two at once could add the same person twice.
    Organisation.objects.select_for_update(no_key=True).get(pk=run.institution_id)
    run = ImportRun.objects.select_related("programme").get(pk=run.pk)
    if run.state != ImportRun.State.CHECKED:
        raise Refused(f"Файл «{run.file_name}» уже {run.get_state_display().lower()}: выберите файл заново.")
    rows = rows_of_run(run)
    if any(row.state == ImportRow.State.WRONG for row in rows):
        raise Refused(WRONG_ROWS)
    lines = plan_base(run.programme, Side(run.side), staged_rows(run, rows))
    _refuse_stale(rows, lines)
    written = [line for line in lines if line.planned.state is not PlannedState.SAME]
    if not written:
        raise Refused(NOTHING_NEW)
    people = write_lines(by=by, run=run, lines=written)
    for row, line in zip(rows, lines, strict=True):
        row.person_id = people.get(row.number, line.known_id)
    ImportRow.objects.bulk_update(rows, ["person"], batch_size=500)
    run.state, run.written_at = ImportRun.State.WRITTEN, timezone.now()
    run.save(update_fields=["state", "written_at"])
    record(by=by, verb="import_base", obj=run, count=len(written))
    return run


@transaction.atomic
def discard_import(*, by: Actor, run: ImportRun) -> None:
    """Gives up a checked file: its rows, which name people, are removed; that it was there stays known.

    Refuses a file that has been written or discarded already.
    """
    check_can_import_base(by, run.programme)
    if run.state != ImportRun.State.CHECKED:
        raise Refused(f"Файл «{run.file_name}» уже {run.get_state_display().lower()}.")
    run.rows.all().delete()
    run.state = ImportRun.State.DISCARDED
    run.save(update_fields=["state"])
    record(by=by, verb="discard_import", obj=run)


@transaction.atomic
def take_remarks(*, by: Actor, run: ImportRun, count: int) -> None:
    """Journals that the rows of a checked file were given back with remarks; `count` is how many rows."""
    check_can_import_base(by, run.programme)
    record(by=by, verb="take_remarks", obj=run, count=count)


def _overlong(rows: Sequence[BaseRow], layout: Layout) -> list[Problem]:
    """Texts that the register has no room for: nothing is cut off silently."""
    problems = []
    for row in rows:
        for code, text in (("contact", row.contact), ("work_place", row.work_place), ("time", row.time)):
            if len(text) > _ROOM[code]:
                place = layout.places[code]
                what = f"слишком длинный текст ({len(text)} знаков)"
                remedy = f"Сократите до {_ROOM[code]} знаков"
                problems.append(
                    Problem(
                        row.number, column_letter(place), layout.printed[code], f"{text[:40]}…", what, remedy
                    )
                )
    return problems


def _staged(
    run: ImportRun, lines: Sequence[PlanLine], sheet: Sequence[Sequence[Cell]], layout: Layout
) -> list[ImportRow]:
    headings = [text_of(cell) for cell in sheet[layout.heading_row]]
    return [
        ImportRow(
            institution_id=run.institution_id,
            run=run,
            number=line.planned.number,
            state=line.planned.state.value,
            values=staged_values(headings, sheet[line.planned.number - 1], line.planned.row),
            changes=line.changes_as_json(),
            problems=[staged_problem(problem) for problem in line.planned.problems],
            person_id=line.known_id,
        )
        for line in lines
    ]


def _refuse_stale(rows: Sequence[ImportRow], lines: Sequence[PlanLine]) -> None:
    """What is about to be written must be what the page showed."""
    shown: dict[int, Any] = {row.number: (row.state, row.person_id, row.changes) for row in rows}
    now = {
        line.planned.number: (line.planned.state.value, line.known_id, line.changes_as_json())
        for line in lines
    }
    stale = sorted(number for number in shown | now if shown.get(number) != now.get(number))
    if stale:
        listed = ", ".join(str(number) for number in stale[:10]) + (" и другие" if len(stale) > 10 else "")
        raise Refused(
            f"Пока файл ждал решения, сведения в реестре изменились (строки файла: {listed})."
            " Выберите файл ещё раз: проверка покажет, что изменится теперь."
        )
