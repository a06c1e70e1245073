"""A row of a base while it waits for the decision: JSON in an ImportRow, and back to the rulebook's row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from nastavnik.rulebook.ages import AgeBand, Birth
from nastavnik.rulebook.base_forms import BaseRow, Problem
from nastavnik.rulebook.cells import Cell, text_of
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import FullName

_MADE_OF_PARTS = {"number", "side", "name", "birth", "guardian", "other_guardians", "ages", "entered"}
_PLAIN = tuple(field.name for field in fields(BaseRow) if field.name not in _MADE_OF_PARTS)


def staged_values(cells: Sequence[Cell], row: BaseRow | None) -> dict[str, Any]:
    """What an ImportRow keeps: the cells of the file in their order, and the row that was understood."""
    plain = [_plain(cell) for cell in cells]
    return {"cells": plain} | ({"row": _row_as_json(row)} if row is not None else {})


def staged_people(people: Sequence[FullName]) -> dict[str, Any]:
    """Several people whom one cell of the row holds, by their whole names; nothing for a usual row."""
    return {"people": [person.full for person in people]} if people else {}


def staged_row(side: Side, number: int, values: dict[str, Any]) -> BaseRow:
    """The row as the rulebook read it; KeyError for a row that was not understood."""
    kept = dict(values["row"])
    birth, entered = kept.pop("birth"), kept.pop("entered")
    guardian, ages = kept.pop("guardian"), kept.pop("ages")
    others = kept.pop("other_guardians", ())
    return BaseRow(
        number=number,
        side=side,
        name=FullName(**kept.pop("name")),
        birth=None if birth is None else Birth(birth["year"], _day(birth["day"])),
        guardian=None if guardian is None else FullName(**guardian),
        other_guardians=tuple(FullName(**one) for one in others),
        ages=AgeBand(**ages),
        entered=_day(entered),
        topics=tuple(kept.pop("topics")),
        notes=tuple(kept.pop("notes")),
        **kept,
    )


def staged_problem(problem: Problem) -> dict[str, Any]:
    """A problem as an ImportRow keeps it; `Problem(**kept)` is the way back."""
    return asdict(problem)


def _row_as_json(row: BaseRow) -> dict[str, Any]:
    # Field by field and not by `asdict`, which copies every value deeply: a base has thousands of rows.
    return {name: getattr(row, name) for name in _PLAIN} | {
        "name": _name_as_json(row.name),
        "birth": None if row.birth is None else {"year": row.birth.year, "day": _iso(row.birth.day)},
        "guardian": None if row.guardian is None else _name_as_json(row.guardian),
        "other_guardians": [_name_as_json(name) for name in row.other_guardians],
        "ages": {"low": row.ages.low, "high": row.ages.high},
        "entered": _iso(row.entered),
    }


def _name_as_json(name: FullName) -> dict[str, str]:
    return {"last": name.last, "first": name.first, "middle": name.middle}


def _plain(cell: Cell) -> str | int | float | None:
    """A cell as JSON: numbers stay numbers, dates become «15.10.2026», line breaks of texts stay."""
    if isinstance(cell, bool | date | datetime | time | timedelta):
        return text_of(cell)
    return cell


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
