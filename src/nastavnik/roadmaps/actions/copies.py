"""A road map once more, for the next school year."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.roadmaps.models import Edition, Line, Roadmap
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.roadmaps.queries.copies import edition_to_copy, moved_deadlines
from nastavnik.roadmaps.sections import copy_sections
from nastavnik.rulebook.deadlines import Span
from nastavnik.rulebook.roadmap_copy import moved_day, moved_text


@transaction.atomic
def copy_roadmap(*, by: Actor, roadmap: Roadmap, title: str = "") -> Roadmap:
    """Draws up a draft of the same road map a year later, with all its deadlines moved.

    Sections, rows, executors and facts are copied, states and evidence are not; links to the rows above are not
    either, for the map above will have a copy of its own. Refuses a map without rows and one copied already.
    """
    check_can_draw_up_roadmap(by, roadmap.owner)
    source = edition_to_copy(roadmap)
    rows = moved_deadlines(roadmap)
    if source is None or not rows:
        raise Refused("В карте нет мероприятий: копировать нечего.")
    if Roadmap.objects.filter(copied_from=roadmap, is_archived=False).exists():
        raise Refused("Копия этой карты на следующий год уже есть: она в списке дорожных карт.")
    copy = Roadmap.objects.create(
        owner=roadmap.owner,
        title=" ".join(title.split()) or moved_text(roadmap.title),
        from_date=_later(roadmap.from_date),
        to_date=_later(roadmap.to_date),
        school_year=roadmap.school_year + 1 if roadmap.school_year else None,
        copied_from=roadmap,
    )
    edition = Edition.objects.create(roadmap=copy, number=1)
    sections = copy_sections(source, edition)
    for measure, moved in rows:
        line = Line.objects.create(
            roadmap=copy,
            reach=measure.line.reach,
            fact=measure.line.fact,
            fact_code=measure.line.fact_code,
        )
        measure.section = sections[measure.section_id]
        measure.pk, measure.edition, measure.line = None, edition, line
        measure.deadline, measure.dates = moved.after[:500], [_kept(span) for span in moved.dates]
        measure.save(force_insert=True)
    record(by=by, verb="copy_roadmap", obj=copy)
    return copy


def _later(day: date | None) -> date | None:
    return moved_day(day) if day else None


def _kept(span: Span) -> list[str | None]:
    return [day.isoformat() if day else None for day in (span.start, span.end)]
