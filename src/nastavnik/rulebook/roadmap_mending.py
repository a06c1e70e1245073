"""A reading of a road map while a person mends it: plain values that can be kept as JSON, checked anew each time.

A state holds «title», «from» and «to» (ISO days or nothing), «school_year», «order_number», «order_date», «marks», the
codes of the «columns» that the document has, «sections» and «rows» with keys of their own, the «told» findings of the
reading that are not looked for again, and the keys of the «accepted» ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nastavnik.rulebook.dates import long_date
from nastavnik.rulebook.deadlines import Deadline, read_deadline
from nastavnik.rulebook.roadmaps.linting import Plan, findings_of
from nastavnik.rulebook.roadmaps.model import (
    Executor,
    Finding,
    Mark,
    MeasureRow,
    Order,
    Reading,
    Section,
)
from nastavnik.rulebook.roadmaps.periods import Period, period_in
from nastavnik.rulebook.school_year import SchoolYear

State = dict[str, Any]
HEAD = ("title", "from", "to", "school_year", "order_number", "order_date")
CELLS = ("number", "title", "deadline", "executors", "participants", "result", "document")
"""The cells of a row that a person mends, in the order of the page."""
_MARKS = {
    "УТВЕРЖДАЮ": "approve",
    "УТВЕРЖДЕНО": "approved",
    "УТВЕРЖДЕНА": "approved",
    "УТВЕРЖДЕН": "approved",
    "СОГЛАСОВАНО": "agreed",
    "ПРИНЯТО": "adopted",
    "РАССМОТРЕНО": "considered",
}
# Findings that the reading alone can make; all others are looked for anew in what was mended.
_TOLD = (
    ("row_empty", "number"),
    ("period_chosen", "period"),
    ("targets_unpaired", "title"),
    ("reversed_years", "result"),
)
_COLUMN_OF = {"document_kind": "document"}


@dataclass(frozen=True)
class Doubt:
    """A finding beside a row: its key for accepting it, the row's key (empty: the whole), the cell, the sentence."""

    key: str
    row: str
    cell: str
    severity: str
    sentence: str


def first_state(reading: Reading) -> State:
    """The reading as it is before anything is mended."""
    keys = {id(section): f"s{index}" for index, section in enumerate(reading.sections, start=1)}
    order = reading.order or Order()
    first, last = reading.period or (None, None)
    return {
        "title": reading.title,
        "from": first and first.isoformat(),
        "to": last and last.isoformat(),
        "school_year": int(reading.school_year[:4]) if reading.school_year else None,
        "order_number": order.number,
        "order_date": order.day.isoformat() if order.day else None,
        "marks": [_mark(mark) for mark in reading.marks if mark.word.upper() in _MARKS],
        "columns": sorted({column.code for column in reading.layout}),
        "sections": [
            {"key": f"s{index}", "number": one.number, "title": one.title}
            for index, one in enumerate(reading.sections, start=1)
        ],
        "rows": [
            _row(row, f"r{index}", reading, keys) for index, row in enumerate(reading.measures, start=1)
        ],
        "told": [_told(finding) for finding in reading.findings if not _is_rechecked(finding)],
        "emptied": _emptied(reading),
        "accepted": [],
    }


def mended(state: State, values: Mapping[str, str]) -> State:
    """The state with what was typed: «title», «r3-deadline», «s1-title»; names that are not there change nothing.

    Days are ISO; an empty one is none. Line breaks are kept, spaces at the ends are not.
    """
    changed = {**state, "rows": [dict(row) for row in state["rows"]]}
    changed["sections"] = [dict(section) for section in state["sections"]]
    _mend_head(changed, state, values)
    for row in changed["rows"]:
        for cell in (*CELLS, "section"):
            if (name := f"{row['key']}-{cell}") in values:
                row[cell] = values[name].replace("\r\n", "\n").strip()
    for section in changed["sections"]:
        for cell in ("number", "title"):
            if (name := f"{section['key']}-{cell}") in values:
                section[cell] = " ".join(values[name].split())
    return changed


def with_row_after(state: State, key: str) -> tuple[State, str]:
    """The state with an empty row under the one with this key (at the end for an unknown one), and its own key."""
    rows = list(state["rows"])
    place = next((index for index, row in enumerate(rows) if row["key"] == key), len(rows) - 1)
    number = max((int(row["key"][1:]) for row in rows), default=0) + 1
    section = rows[place]["section"] if rows else ""
    fresh: dict[str, Any] = {
        **dict.fromkeys(CELLS, ""), "key": f"r{number}", "section": section, "by_level": [], "targets": [], "place": None,
    }  # fmt: skip
    return {**state, "rows": [*rows[: place + 1], fresh, *rows[place + 1 :]]}, f"r{number}"


def without_row(state: State, key: str) -> State:
    """The state without a row."""
    return {**state, "rows": [row for row in state["rows"] if row["key"] != key]}


def with_accepted(state: State, key: str) -> State:
    """The state with a doubt taken as it is."""
    return {**state, "accepted": sorted({*state["accepted"], key})}


def doubts_of(state: State) -> list[Doubt]:
    """What looks wrong now, without what was accepted: of the whole first, then row by row."""
    keys = [row["key"] for row in state["rows"]]
    found = [_doubt(finding, keys) for finding in _rechecked(state)]
    told = [
        Doubt(one["key"], one["row"], one["cell"], one["severity"], one["sentence"])
        for one in state["told"]
        if not one["row"] or _still_as_read(state, one)
    ]
    rank = {key: place for place, key in enumerate(["", *keys])}
    accepted = set(state["accepted"])
    left = {doubt.key: doubt for doubt in (*told, *found) if doubt.key not in accepted}
    return sorted(left.values(), key=lambda doubt: rank.get(doubt.row, 0))


def deadline_in(state: State, row: Mapping[str, Any]) -> Deadline:
    """The deadline of a row as it is understood within its section or the whole map."""
    title = next((one["title"] for one in state["sections"] if one["key"] == row["section"]), "")
    period = period_in(title) or _period(state)
    if period is None:
        return read_deadline(row["deadline"])
    return read_deadline(row["deadline"], period=period.days, school_year=period.school_year)


def _mend_head(changed: State, before: State, values: Mapping[str, str]) -> None:
    """Another school year brings its own days, unless these were typed as well."""
    for name in HEAD:
        if name in values:
            text = values[name].strip()
            changed[name] = _year_in(text) if name == "school_year" else text
    if changed["school_year"] != before["school_year"]:
        for name in ("from", "to"):
            changed[name] = changed[name] if changed[name] != (before[name] or "") else ""


def _year_in(text: str) -> int | None:
    """The calendar year in which a school year begins; nothing for anything else."""
    return int(text) if text.isascii() and text.isdigit() and 2000 <= int(text) <= 2099 else None


def _period(state: State) -> Period | None:
    if state["school_year"] and not (state["from"] and state["to"]):
        year = SchoolYear(state["school_year"])
        return Period(year.first_day, year.last_day, f"{year.start}-{year.start + 1}")
    try:
        first, last = date.fromisoformat(state["from"]), date.fromisoformat(state["to"])
    except (TypeError, ValueError):
        return None
    if last < first:
        return None
    year = SchoolYear.of(first)
    return Period(first, last, f"{year.start}-{year.start + 1}" if last <= year.last_day else None)


def _rechecked(state: State) -> Iterator[Finding]:
    sections = tuple(Section(one["number"], one["title"]) for one in state["sections"])
    columns, emptied = tuple(state["columns"]), tuple(state["emptied"])
    plan = Plan(tuple(_measures(state)), sections, columns, _period(state), _order(state), emptied)
    yield from findings_of(plan)


def _measures(state: State) -> Iterator[MeasureRow]:
    sections = {one["key"]: Section(one["number"], one["title"]) for one in state["sections"]}
    for row in state["rows"]:
        yield MeasureRow(
            number=row["number"],
            title=row["title"],
            deadline=deadline_in(state, row),
            section=sections.get(row["section"]),
            executors=(Executor(row["executors"]),) if row["executors"] else (),
            participants=row["participants"],
            result=row["result"],
            document_kind=row["document"],
        )


def _order(state: State) -> Order | None:
    try:
        return Order(state["order_number"], date.fromisoformat(state["order_date"]))
    except (TypeError, ValueError):
        return None


def _doubt(finding: Finding, keys: Sequence[str]) -> Doubt:
    row = keys[finding.where] if finding.where is not None else ""
    cell = _COLUMN_OF.get(finding.column, finding.column)
    return Doubt(f"{row}:{finding.code}:{cell}", row, cell, finding.severity.value, finding.sentence)


def _is_rechecked(finding: Finding) -> bool:
    return (finding.code, finding.column) not in _TOLD


def _emptied(reading: Reading) -> list[str]:
    """Numbers of rows that were left out for holding nothing else: no gap in the numbering."""
    said = [finding.sentence for finding in reading.findings if finding.code == "row_empty"]
    return [number for sentence in said for number in re.findall(r"\d+(?:\.\d+)*", sentence)]


def _told(finding: Finding) -> dict[str, str]:
    row = f"r{finding.where + 1}" if finding.where is not None else ""
    cell = _COLUMN_OF.get(finding.column, finding.column)
    return {
        "key": f"{row}:{finding.code}:{cell}",
        "row": row,
        "cell": cell,
        "severity": finding.severity.value,
        "sentence": finding.sentence,
    }


def _still_as_read(state: State, told: Mapping[str, str]) -> bool:
    row = next((one for one in state["rows"] if one["key"] == told["row"]), None)
    return row is not None and row.get("read", {}).get(told["cell"]) == row.get(told["cell"])


def _row(row: MeasureRow, key: str, reading: Reading, keys: Mapping[int, str]) -> dict[str, Any]:
    title = f"{row.title}\n{row.content}" if row.content and row.content != row.title else row.title
    cells = {
        "number": row.number,
        "title": title,
        "deadline": row.deadline.text,
        "executors": row.executors_text,
        "participants": row.participants,
        "result": row.result,
        "document": row.document_kind,
    }
    return cells | {
        "key": key,
        "section": _section_key(row.section, reading, keys),
        "by_level": [[one.level, one.text] for one in row.executors if one.level],
        "targets": [_target(row, index) for index in range(len(row.targets))],
        "place": [row.place.table, row.place.row],
        "read": cells,
    }


def _section_key(section: Section | None, reading: Reading, keys: Mapping[int, str]) -> str:
    """By identity, else by the words: two sections may be called alike."""
    if section is None:
        return ""
    if id(section) in keys:
        return keys[id(section)]
    same = [index for index, one in enumerate(reading.sections, start=1) if one == section]
    return f"s{same[0]}" if same else ""


def _target(row: MeasureRow, index: int) -> dict[str, Any]:
    target = row.targets[index]
    return {
        "year": target.year,
        "date": target.day.isoformat() if target.day else None,
        "value": str(target.value),
        "unit": target.unit[:120],
        "is_at_least": "более" not in target.comparison and "выше" not in target.comparison,
        "text": target.text[:500],
    }


def _mark(mark: Mark) -> dict[str, str]:
    return {
        "kind": _MARKS[mark.word.upper()],
        "who": (mark.post or mark.text)[:300],
        "name": mark.person[:120],
        "dated": long_date(mark.day) if mark.day else "",
    }
