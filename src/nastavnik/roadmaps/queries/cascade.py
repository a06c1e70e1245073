"""What comes from the road map above: which maps may be adopted, and what has changed since it was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import ancestors_of
from nastavnik.roadmaps.models import CascadeDecision, Edition, Line, Measure, Roadmap
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to
from nastavnik.rulebook.roadmap_difference import RowChange, RowDifference, Wording, compare_row

IN_FORCE = Edition.State.APPROVED


@dataclass(frozen=True)
class ChangedRow:
    """A row that waits for a decision: the wordings behind it and what happened to it."""

    line_above: Line
    theirs: Measure | None
    ours: Measure | None
    difference: RowDifference

    @property
    def change(self) -> RowChange:
        """What happened to the row."""
        return self.difference.change


def compared_wording(measure: Measure) -> Wording:
    """A measure as the rulebook compares it."""
    return Wording(
        measure.title,
        measure.deadline,
        measure.executors,
        measure.participants,
        measure.result,
        measure.document,
    )


def adoptable_roadmaps(actor: Actor, owner: Organisation) -> QuerySet[Roadmap]:
    """Road maps in force of those above the organisation, without the ones that it has adopted already."""
    above = roadmaps_visible_to(actor).filter(
        owner_id__in=ancestors_of([owner.pk]), is_archived=False, editions__state=IN_FORCE
    )
    taken = Roadmap.objects.filter(owner=owner, is_archived=False, parent__isnull=False).values("parent_id")
    return above.exclude(pk__in=taken).order_by("-from_date", "pk")


def measures_in_force(roadmap: Roadmap) -> list[Measure]:
    """The rows of the approved edition with their sections, in the order of the document."""
    found = Measure.objects.filter(edition__roadmap=roadmap, edition__state=IN_FORCE)
    return list(found.select_related("section", "line", "edition").order_by("position", "pk"))


def latest_measures(roadmap: Roadmap) -> list[Measure]:
    """The rows of the edition that is being written, else of the one in force: what a change would be put into."""
    edition = roadmap.editions.exclude(state=Edition.State.REPLACED).order_by("-number").first()
    if edition is None:
        return []
    return list(edition.measures.select_related("section", "line", "edition").order_by("position", "pk"))


def changes_above(roadmap: Roadmap) -> list[ChangedRow]:
    """Rows of the map above about which this map has not decided, in the order of the map above, gone ones last."""
    if roadmap.parent is None:
        return []
    decisions = {
        decision.line_above_id: decision
        for decision in CascadeDecision.objects.filter(roadmap=roadmap).select_related("above", "line_above")
    }
    ours = {measure.line.parent_id: measure for measure in latest_measures(roadmap) if measure.line.parent_id}
    theirs = measures_in_force(roadmap.parent)
    rows = [
        _changed_row(measure.line, measure, ours.get(measure.line_id), decisions.get(measure.line_id))
        for measure in theirs
    ]
    standing = {measure.line_id for measure in theirs}
    rows += [
        _changed_row(decision.line_above, None, ours.get(line_id), decision)
        for line_id, decision in decisions.items()
        if line_id not in standing and line_id in ours and decision.above_id is not None
    ]
    return [row for row in rows if row.change is not RowChange.NONE]


def changed_row_of(roadmap: Roadmap, line_above_id: int) -> ChangedRow | None:
    """One row that waits for a decision; None where nothing waits there (any more)."""
    return next((row for row in changes_above(roadmap) if row.line_above.pk == line_above_id), None)


def roadmaps_changed_above(actor: Actor) -> list[tuple[Roadmap, int]]:
    """The actor's own adopted maps with rows that wait for a decision, and how many.

    A map is compared row by row only where an edition above is younger than its last decision.
    """
    own = Roadmap.objects.filter(owner_id__in=actor.nodes, is_archived=False, parent__isnull=False)
    behind = own.filter(
        Q(parent__editions__state=IN_FORCE),
        Q(parent__editions__approved_at__gt=F("looked_above_at")) | Q(looked_above_at=None),
    )
    counted = [(roadmap, len(changes_above(roadmap))) for roadmap in behind.select_related("parent", "owner")]
    return [(roadmap, count) for roadmap, count in counted if count]


def _changed_row(
    line: Line, theirs: Measure | None, ours: Measure | None, decision: CascadeDecision | None
) -> ChangedRow:
    base = decision.above if decision is not None else None
    difference = compare_row(
        base=compared_wording(base) if base else None,
        theirs=compared_wording(theirs) if theirs else None,
        ours=compared_wording(ours) if ours else None,
    )
    return ChangedRow(line, theirs, ours, difference)


def section_titles(measures: Iterable[Measure]) -> Sequence[tuple[str, str]]:
    """Number and title of the sections in the order in which the rows meet them, each once."""
    found = {
        measure.section_id: (measure.section.number, measure.section.title)
        for measure in measures
        if measure.section is not None
    }
    return list(found.values())
