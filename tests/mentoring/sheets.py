"""Sheets of the two official bases as schools send them: cells for actions, real .xlsx files for pages."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

from nastavnik.access.actors import AccountActor
from nastavnik.access.scope import acting
from nastavnik.mentoring.actions.base_loading import import_base
from nastavnik.mentoring.actions.bases import check_base, decide_rows
from nastavnik.mentoring.models import ImportRow, ImportRun, Programme
from nastavnik.rulebook.base_forms import HEADINGS_MENTEES, HEADINGS_MENTORS
from nastavnik.rulebook.import_plan import Decision, Verdict

HEADINGS = {"mentee": HEADINGS_MENTEES, "mentor": HEADINGS_MENTORS}
DANYA = (
    1,
    "Зимин Даниил Олегович",
    "Зимина Анна Петровна, мама, 8 900 000-00-01",
    2012,
    "Физика, ОГЭ",
    date(2026, 9, 10),
)
VERA = (2, "Соколова Вера Ильинична", "8 900 000-00-02", "05.03.2012", "робототехника")
MARIA = (
    1, "Котова Мария Ивановна", "8 900 000-00-03", "Школа № 5, учитель физики", "Физика, подготовка к ОГЭ",
    "Призёры олимпиад", "шахматы", "12–16 лет", "1 час в неделю, 2 наставляемых", date(2026, 9, 20),
)  # fmt: skip
PAVEL = (
    2,
    "Левин Павел Андреевич",
    "8 900 000-00-04",
    "ООО «Вектор», инженер",
    "робототехника, 3D",
    "",
    "",
    "",
    "",
)


def sheet(side: str, *rows: Sequence[Any]) -> list[list[Any]]:
    """The printed headings and the rows under them."""
    return [list(HEADINGS[side]), *(list(row) for row in rows)]


def xlsx(cells: Sequence[Sequence[Any]]) -> io.BytesIO:
    """A real file, made by another library than the product's."""
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append([None if cell == "" else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "база.xlsx"
    return file


def check(by: AccountActor, programme: Programme, side: str, *rows: Sequence[Any]) -> ImportRun:
    with acting(by):
        return check_base(
            by=by, programme=programme, side=side, cells=sheet(side, *rows), file_name="база.xlsx"
        )


def load(by: AccountActor, programme: Programme, side: str, *rows: Sequence[Any]) -> ImportRun:
    """Checks and writes; whoever looks like somebody known is him."""
    run = check(by, programme, side, *rows)
    with acting(by):
        alike = ImportRow.objects.filter(run=run, state=ImportRow.State.SUSPICIOUS)
        decisions = {row.number: Decision(Verdict.SAME, row.candidates[0]) for row in alike}
        if decisions:
            decide_rows(by=by, run=run, decisions=decisions)
        return import_base(by=by, run=run)


def states(by: AccountActor, run: ImportRun) -> list[str]:
    with acting(by):
        return list(ImportRow.objects.filter(run=run).order_by("number").values_list("state", flat=True))
