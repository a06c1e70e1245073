"""Rows of a checked file that hold several people are divided by a person's choice."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.kit.sheets import cells_as_json, cells_from_json
from nastavnik.mentoring.checking import stage_rows
from nastavnik.mentoring.models import ImportRow, ImportRun
from nastavnik.mentoring.permissions.bases import check_can_import_base
from nastavnik.mentoring.queries.imports import run_with_sheet
from nastavnik.rulebook.base_columns import layout_of
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.row_dividing import divided


@transaction.atomic
def divide_rows(*, by: Actor, run: ImportRun, numbers: Collection[int] = ()) -> int:
    """Divides rows of a checked file (by their numbers; none: all that can be) into a row for each person.

    The first person keeps the row, the others stand after the last row of the sheet and remember from which row
    they come; then every row is checked anew, decisions taken already stay. Gives how many people came of it.
    Writes nothing into the register. Refused: a file that does not wait, rows that do not hold several people.
    """
    check_can_import_base(by, run.programme)
    run = run_with_sheet(run)
    if run.state != ImportRun.State.CHECKED:
        raise Refused("Файл уже не ждёт решения: выберите его заново.")
    side, sheet = Side(run.side), cells_from_json(run.cells)
    columns = {int(place): code for place, code in run.columns.items()}
    layout, _ = layout_of(sheet, side, run.heading_row, columns)
    several = run.rows.filter(values__has_key="people").order_by("number")
    rows = list(several.filter(number__in=numbers) if numbers else several)
    if layout is None or not rows or len(rows) < len(set(numbers)):
        raise Refused(
            "В этой строке не видно нескольких полных имён: исправьте её в файле. Обновите страницу."
        )
    people = 0
    for row in rows:
        first, *others = divided(sheet[row.number - 1], layout)
        sheet[row.number - 1] = first
        run.divided |= {str(len(sheet) + place): row.number for place in range(1, len(others) + 1)}
        sheet += others
        people += 1 + len(others)
    run.cells = cells_as_json(sheet)
    decided = list(run.rows.exclude(verdict="").values_list("number", "verdict", "person_id"))
    run.rows.all().delete()
    stage_rows(run, sheet, layout)
    _decide_again(run, decided)
    record(by=by, verb="divide_rows", obj=run, count=people)
    return people


def _decide_again(run: ImportRun, decided: Sequence[tuple[int, str, int | None]]) -> None:
    """What was decided of suspicious rows stands where the row is suspicious still."""
    for number, verdict, person_id in decided:
        rows = run.rows.filter(number=number, state=ImportRow.State.SUSPICIOUS)
        rows.update(verdict=verdict, person_id=person_id)
