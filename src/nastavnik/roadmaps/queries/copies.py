"""What a copy of a road map for the next year would be: every deadline before and after."""

from __future__ import annotations

from datetime import date

from nastavnik.roadmaps.models import Edition, Measure, Roadmap
from nastavnik.roadmaps.queries.documents import edition_being_written, edition_in_force
from nastavnik.rulebook.deadlines import Span
from nastavnik.rulebook.roadmap_copy import MovedDeadline, move_deadline


def edition_to_copy(roadmap: Roadmap) -> Edition | None:
    """The edition in force, else the draft."""
    return edition_in_force(roadmap) or edition_being_written(roadmap)


def period_of(roadmap: Roadmap) -> tuple[date, date] | None:
    """The days between which a road map is in force; None where one of them is not known."""
    if roadmap.from_date is None or roadmap.to_date is None:
        return None
    return roadmap.from_date, roadmap.to_date


def given_dates(measure: Measure) -> tuple[Span, ...]:
    """The days that a person gave a measure, as the rulebook knows them."""
    return tuple(
        Span(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
        for start, end in measure.dates
    )


def moved_deadlines(roadmap: Roadmap) -> list[tuple[Measure, MovedDeadline]]:
    """Each row with its deadline a year later, in the order of the document; two queries."""
    edition = edition_to_copy(roadmap)
    if edition is None:
        return []
    measures = edition.measures.select_related("section", "line").order_by("position", "pk")
    period = period_of(roadmap)
    return [(one, move_deadline(one.deadline, given_dates(one), period)) for one in measures]
