"""A reading as its page shows it: the fields of each row, how the deadline is understood, what looks wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from nastavnik.papers.sheets import MARK_LABELS
from nastavnik.roadmaps.deadlines import Understood, in_words
from nastavnik.rulebook.dates import BadDate, parse_date, short_date
from nastavnik.rulebook.numbers import counted
from nastavnik.rulebook.roadmap_mending import CELLS, HEAD, Doubt, State, deadline_in, doubts_of
from nastavnik.rulebook.school_year import SchoolYear

_LABELS = dict(
    zip(
        CELLS,
        ("№", "Мероприятие", "Срок", "Ответственные", "Участники", "Ожидаемый результат", "Вид документа"),
        strict=True,
    )
)
_DAYS = ("from", "to", "order_date")
_DAY_LABELS = {"from": "Действует с", "to": "Действует по", "order_date": "Дата приказа"}
_TONES = {"error": "bad", "warning": "attention", "note": "neutral"}
_FINDINGS = ("замечание", "замечания", "замечаний")


@dataclass(frozen=True)
class Field:
    """A cell to be mended."""

    name: str
    label: str
    value: str
    rows: int


@dataclass(frozen=True)
class Note:
    """What looks wrong: the key for accepting it, its weight, the field that mends it."""

    key: str
    tone: str
    sentence: str
    anchor: str


@dataclass(frozen=True)
class RowView:
    """A row with everything beside it."""

    key: str
    title: str
    section: str
    fields: tuple[Field, ...]
    understood: Understood
    notes: tuple[Note, ...]
    place: str
    targets: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number of the key, for addresses."""
        return self.key[1:]


@dataclass(frozen=True)
class ReadingView:
    """The whole page."""

    head: Mapping[str, str]
    school_years: tuple[tuple[int, str], ...]
    marks: tuple[str, ...]
    sections: tuple[Mapping[str, str], ...]
    rows: tuple[RowView, ...]
    notes: tuple[Note, ...]
    left: int

    @property
    def left_words(self) -> str:
        """«Осталось 3 замечания», «Замечаний не осталось»."""
        return f"Осталось: {counted(self.left, _FINDINGS)}" if self.left else "Замечаний не осталось"


def view_of(state: State) -> ReadingView:
    """The page of a state."""
    doubts = doubts_of(state)
    by_row: dict[str, list[Note]] = {}
    for doubt in doubts:
        by_row.setdefault(doubt.row, []).append(_note(doubt))
    now = SchoolYear.of(timezone.localdate()).start
    own = state["school_year"]
    years = sorted({*range(now - 6, now + 4), *([own] if own else [])}, reverse=True)
    return ReadingView(
        head={name: _shown(name, state[name]) for name in HEAD},
        school_years=tuple((year, SchoolYear(year).label) for year in years),
        marks=tuple(
            " ".join(filter(None, (MARK_LABELS[one["kind"]], one["who"], one["name"], one["dated"])))
            for one in state["marks"]
        ),
        sections=tuple(state["sections"]),
        rows=tuple(_row(state, row, tuple(by_row.get(row["key"], ()))) for row in state["rows"]),
        notes=tuple(by_row.get("", ())),
        left=len(doubts),
    )


def typed_values(posted: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """What was typed, days as ISO, and what is wrong with a day; a wrong day stays as it was before."""
    values = {name: posted[name] for name in posted}
    problem = ""
    for name in _DAYS:
        text = values.get(name, "").strip()
        if not text:
            continue
        try:
            values[name] = parse_date(text).isoformat()
        except BadDate:
            del values[name]
            problem = f"{_DAY_LABELS[name]}: такой даты нет, «{text}». Напишите её так: 15.10.2026."
    return values, problem


def _row(state: State, row: Mapping[str, Any], notes: tuple[Note, ...]) -> RowView:
    place = row.get("place")
    return RowView(
        key=row["key"],
        title=row["title"] or "новая строка",
        section=row["section"],
        fields=tuple(
            Field(f"{row['key']}-{cell}", _LABELS[cell], row[cell], min(10, 1 + len(row[cell]) // 55))
            for cell in CELLS
        ),
        understood=in_words(deadline_in(state, row)),
        notes=notes,
        place=f"{place[0]}-{place[1]}" if place else "",
        targets=tuple(one["text"] for one in row["targets"]),
    )


def _note(doubt: Doubt) -> Note:
    names = {"period": "school_year"}
    anchor = f"{doubt.row}-{doubt.cell}" if doubt.row else names.get(doubt.cell, "head")
    if doubt.row and doubt.cell not in CELLS:
        anchor = doubt.row
    return Note(doubt.key, _TONES[doubt.severity], doubt.sentence, anchor)


def _shown(name: str, value: Any) -> str:
    if name in _DAYS and value:
        return short_date(date.fromisoformat(value))
    return str(value or "")
