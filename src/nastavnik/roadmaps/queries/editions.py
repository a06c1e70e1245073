"""Editions beside one another, and the papers by which they are approved."""

from __future__ import annotations

from nastavnik.kit.actor import Actor
from nastavnik.papers.models import Paper
from nastavnik.papers.queries.papers import papers_visible_to
from nastavnik.roadmaps.models import Edition
from nastavnik.roadmaps.queries.cascade import compared_wording
from nastavnik.roadmaps.queries.documents import rows_of
from nastavnik.rulebook.roadmap_changes import LineChange, Row, changes_between

_PAPERS = 100


def changes_of(before: Edition, after: Edition) -> list[LineChange]:
    """What changed from one edition to a later one of the same road map, line by line."""
    return changes_between(_rows(before), _rows(after))


def orders_for(actor: Actor, edition: Edition) -> list[Paper]:
    """Registered papers of the map's organisation, the latest first."""
    found = papers_visible_to(actor).filter(
        institution_id=edition.roadmap.owner_id, state=Paper.State.REGISTERED, issuer=""
    )
    return list(found.order_by("-paper_date", "-pk")[:_PAPERS])


def _rows(edition: Edition) -> list[Row]:
    return [
        Row(measure.line_id, compared_wording(measure), measure.number, str(part.section or ""))
        for part in rows_of(edition)
        for measure in part.measures
    ]
