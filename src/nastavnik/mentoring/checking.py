"""The rows of a file as they are kept for the decision: read, compared with the register, staged."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.kit.bulk import add_many
from nastavnik.kit.errors import Refused
from nastavnik.mentoring.models import ImportRow, ImportRun, Offer
from nastavnik.mentoring.queries.dictionaries import local_topics_of
from nastavnik.mentoring.queries.imports import PlanLine, plan_base
from nastavnik.mentoring.staging import staged_people, staged_problem, staged_values
from nastavnik.registry.models import Person
from nastavnik.rulebook.base_columns import Layout
from nastavnik.rulebook.base_forms import BaseRow, Problem
from nastavnik.rulebook.base_reading import read_base
from nastavnik.rulebook.cells import Cell, column_letter
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.row_dividing import people_in
from nastavnik.rulebook.school_year import SchoolYear

NO_ROWS = "Под заголовками таблицы нет ни одной заполненной строки."
_LONGEST_TEXT = 2000


def _room_of(model: type[Person | Offer], field: str) -> int:
    return int(getattr(model._meta.get_field(field), "max_length", 0) or 0)


# How many signs the fields of the register hold; free texts have a bound too, lest a whole document get into a cell.
_ROOM: dict[str, int] = {
    "contact": _room_of(Person, "contact"),
    "work_place": _room_of(Person, "workplace"),
    "post": _room_of(Person, "post"),
    "class_name": _room_of(Person, "class_name"),
    "time": _room_of(Offer, "time_resource"),
    "request": _LONGEST_TEXT,
    "competences": _LONGEST_TEXT,
    "achievements": _LONGEST_TEXT,
    "interests": _LONGEST_TEXT,
}


def stage_rows(run: ImportRun, sheet: Sequence[Sequence[Cell]], layout: Layout) -> int:
    """Reads and plans every row and keeps it; gives how many. Refuses a sheet without rows."""
    side = Side(run.side)
    reading = read_base(
        sheet, side, SchoolYear(run.programme.school_year), layout, local_topics_of(run.institution_id)
    )
    overlong = _overlong(reading.rows, layout)
    long_rows = {problem.row for problem in overlong}
    fitting = [row for row in reading.rows if row.number not in long_rows]
    lines = plan_base(run.programme, side, fitting, [*reading.problems, *overlong])
    if not lines:
        raise Refused(NO_ROWS, field="file")
    add_many(_staged(run, lines, sheet, layout))
    run.state, run.failure = ImportRun.State.CHECKED, ""
    run.problems = [{"unread": heading} for heading in reading.left_aside]
    run.save(update_fields=["state", "failure", "columns", "problems", "divided", "cells"])
    return len(lines)


def _overlong(rows: Sequence[BaseRow], layout: Layout) -> list[Problem]:
    """Texts that the register has no room for: nothing is cut off silently."""
    problems = []
    for row in rows:
        for code, room in _ROOM.items():
            text = getattr(row, code)
            if len(text) > room:
                place = layout.first(code)
                letter = "" if place is None else column_letter(place)
                what = f"слишком длинный текст ({len(text)} знаков)"
                remedy = f"Сократите до {room} знаков"
                heading = layout.printed.get(code, "")
                problems.append(Problem(row.number, letter, heading, f"{text[:40]}…", what, remedy))
    return problems


def _staged(
    run: ImportRun, lines: Sequence[PlanLine], sheet: Sequence[Sequence[Cell]], layout: Layout
) -> list[ImportRow]:
    return [
        ImportRow(
            institution_id=run.institution_id,
            run=run,
            number=line.planned.number,
            state=line.planned.state.value,
            values=staged_values(sheet[line.planned.number - 1], line.planned.row)
            | staged_people(people_in(sheet[line.planned.number - 1], layout)),
            changes=line.changes_as_json(),
            problems=[staged_problem(problem) for problem in line.planned.problems],
            candidates=list(line.planned.candidates),
            person_id=line.known_id,
        )
        for line in lines
    ]
