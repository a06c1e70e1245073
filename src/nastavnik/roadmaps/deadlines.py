"""How the deadline of a row is understood within the time of its road map, in words for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.roadmaps.models import Measure, Roadmap
from nastavnik.rulebook.deadlines import KIND_LABELS, Deadline, Kind, Span, read_deadline, write_deadline
from nastavnik.rulebook.school_year import SchoolYear

_SHOWN = 6
"""Dates of one row that are written out; a monthly one has many."""


@dataclass(frozen=True)
class Understood:
    """A deadline in words: what it means, whether a person has still to give a date, and the remarks."""

    words: str
    needs_date: bool = False
    notes: tuple[str, ...] = ()


def deadline_of(text: str, roadmap: Roadmap) -> Deadline:
    """The text as the language of deadlines reads it; a plan of several years belongs to no school year."""
    return read_within(text, roadmap.from_date, roadmap.to_date)


def read_within(text: str, first: date | None, last: date | None) -> Deadline:
    """The same with the days given; a period inside one school year names that year to the reader."""
    if first is None or last is None:
        return read_deadline(text)
    year = SchoolYear.of(first)
    fits = last <= year.last_day
    return read_deadline(
        text, period=(first, last), school_year=f"{year.start}-{year.start + 1}" if fits else None
    )


def understood(measure: Measure, roadmap: Roadmap) -> Understood:
    """How a row's deadline is understood: dates that a person gave go before what the text says."""
    if measure.dates:
        spans = [Span(day_of(first), day_of(last)) for first, last in measure.dates]
        return Understood(f"даты указаны: {dates_words(spans)}")
    return in_words(deadline_of(measure.deadline, roadmap))


def in_words(deadline: Deadline) -> Understood:
    """A deadline as the screen shows it."""
    if deadline.kind == Kind.NONE:
        return Understood("срок не указан", needs_date=True)
    if deadline.occurrences:
        return Understood(dates_words(deadline.occurrences), deadline.needs_person, deadline.notes)
    return Understood(KIND_LABELS[deadline.kind], needs_date=True, notes=deadline.notes)


def dates_words(spans: Sequence[Span]) -> str:
    """«до 15 октября 2026 г.; ноябрь 2026 г.», the first few of many."""
    said = write_deadline(spans[:_SHOWN])
    return f"{said} и ещё {len(spans) - _SHOWN}" if len(spans) > _SHOWN else said


def day_of(text: str | None) -> date | None:
    """A day as `Measure.dates` keeps it."""
    return date.fromisoformat(text) if text else None
