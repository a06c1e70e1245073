"""What the page of a checked file shows: rows of the file in groups, by what will happen to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nastavnik.kit.pages import Change, Preview, PreviewGroup, PreviewRow, Remark
from nastavnik.kit.pages.imports import GroupKind
from nastavnik.mentoring.actions.bases import WRONG_ROWS
from nastavnik.mentoring.models import ImportRow, ImportRun
from nastavnik.mentoring.queries.imports import label_of
from nastavnik.mentoring.staging import REMARKS_HEADING
from nastavnik.rulebook.base_forms import COLUMNS, Problem, find_layout
from nastavnik.rulebook.dictionaries import Side

NOTES_HEADING = "Примечание"


KINDS: dict[str, GroupKind] = {
    ImportRow.State.NEW: "new",
    ImportRow.State.CHANGED: "changed",
    ImportRow.State.SAME: "same",
    ImportRow.State.WRONG: "wrong",
}


def preview_of(run: ImportRun, rows: Sequence[ImportRow]) -> Preview:
    """The rows in groups; of the columns only those that are read and filled, in the order of the form."""
    headings = _headings(rows)
    layout, _ = find_layout([headings], Side(run.side))
    places = dict(layout.places) if layout else {}
    read = [
        (places[column.code], column.heading) for column in COLUMNS[Side(run.side)] if column.code in places
    ]
    filled = [(place, heading) for place, heading in read if any(_cell(row, place) for row in rows)]
    has_notes = any(_notes(row) for row in rows)
    wrong = any(row.state == ImportRow.State.WRONG for row in rows)
    return Preview(
        filename=run.file_name,
        headings=[heading for _, heading in filled] + ([NOTES_HEADING] if has_notes else []),
        groups=[
            PreviewGroup(
                KINDS[state], _preview_rows(rows, state, [place for place, _ in filled], has_notes=has_notes)
            )
            for state in ImportRow.State
        ],
        matched=[(headings[place], heading) for place, heading in read if headings[place] != heading],
        unread=[problem["unread"] for problem in run.problems if "unread" in problem],
        refusal=WRONG_ROWS if wrong else None,
    )


def rows_with_remarks(rows: Sequence[ImportRow]) -> tuple[list[str], list[list[Any]]]:
    """The file as it came, with what is wrong beside each row in a last column: its headings and its rows."""
    headings = [*_headings(rows), REMARKS_HEADING]
    return headings, [[*(value for _, value in row.values["cells"]), _remarks(row) or None] for row in rows]


def _headings(rows: Sequence[ImportRow]) -> list[str]:
    return [heading for heading, _ in rows[0].values["cells"]] if rows else []


def _preview_rows(
    rows: Sequence[ImportRow], state: ImportRow.State, places: Sequence[int], *, has_notes: bool
) -> list[PreviewRow]:
    return [
        PreviewRow(
            number=row.number,
            cells=[_cell(row, place) for place in places] + ([_notes(row)] if has_notes else []),
            remarks=[Remark(Problem(**problem).sentence) for problem in row.problems],
            changes=[
                Change(label_of(change["field"]), change["before"], change["after"]) for change in row.changes
            ],
        )
        for row in rows
        if row.state == state
    ]


def _cell(row: ImportRow, place: int) -> Any:
    return row.values["cells"][place][1]


def _notes(row: ImportRow) -> str:
    return " ".join(row.values.get("row", {}).get("notes", ()))


def _remarks(row: ImportRow) -> str:
    """What is wrong, without the number of the row: the remark stands beside it."""
    return " ".join(replace(Problem(**problem), row=0).sentence for problem in row.problems)
