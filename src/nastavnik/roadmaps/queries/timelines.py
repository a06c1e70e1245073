"""The dates of one road map in order, with what its own organisation has done by now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nastavnik.kit.actor import Actor
from nastavnik.roadmaps.models import Duty, Edition, Evidence, Measure, Occurrence
from nastavnik.roadmaps.queries.duties import duties_visible_to


@dataclass(frozen=True)
class Term:
    """One date of a measure and the owner's own duty at it, where the actor may see that."""

    measure: Measure
    occurrence: Occurrence
    duty: Duty | None

    @property
    def day(self) -> date | None:
        """The day by which it stands in a calendar: the last one, else the first."""
        return self.occurrence.to_date or self.occurrence.from_date


def terms_of(actor: Actor, edition: Edition, measures: list[Measure]) -> list[Term]:
    """Living dates of an edition's lines with the owner's duties, by the order of the document; two queries."""
    occurrences = Occurrence.objects.filter(
        line__in=[measure.line_id for measure in measures], is_dropped=False
    ).order_by("to_date", "from_date", "pk")
    duties = {
        duty.occurrence_id: duty
        for duty in duties_visible_to(actor).filter(
            occurrence__line__roadmap=edition.roadmap_id, organisation=edition.roadmap.owner_id
        )
    }
    by_line: dict[int, list[Occurrence]] = {}
    for occurrence in occurrences:
        by_line.setdefault(occurrence.line_id, []).append(occurrence)
    return [
        Term(measure, occurrence, duties.get(occurrence.pk))
        for measure in measures
        for occurrence in by_line.get(measure.line_id, [])
    ]


def evidence_words(terms: list[Term]) -> dict[int, list[str]]:
    """What shows that a duty is done, in words, by the duty's id; one query."""
    duties = [term.duty.pk for term in terms if term.duty is not None]
    found: dict[int, list[str]] = {}
    for one in Evidence.objects.filter(duty__in=duties).select_related("paper"):
        words = one.words
        if one.paper is not None:
            words = f"{one.paper.title} № {one.paper.number}".strip()
        found.setdefault(one.duty_id, []).append(words or one.link or one.get_kind_display())
    return found
