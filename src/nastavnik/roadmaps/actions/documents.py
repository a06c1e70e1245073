"""Road maps as a whole: started, renamed, thrown away while they are drafts, put into the archive."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.kit.errors import Refused
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Edition, Line, Measure, Roadmap, Section
from nastavnik.roadmaps.permissions import (
    check_can_archive_roadmap,
    check_can_draw_up_roadmap,
    check_can_edit_edition,
)
from nastavnik.roadmaps.queries.documents import locked_edition
from nastavnik.roadmaps.retaken import ask_again
from nastavnik.roadmaps.values import Period
from nastavnik.rulebook.roadmap_templates import RoadmapTemplate
from nastavnik.rulebook.school_year import SchoolYear


@transaction.atomic
def start_roadmap(*, by: Actor, owner: Organisation, title: str, period: Period) -> Edition:
    """Starts a road map of the organisation with an empty draft, its first edition. Records it.

    Refused to all but those who prepare its road maps; without a title or a period; for days that end before they
    begin.
    """
    check_can_draw_up_roadmap(by, owner)
    year, first, last = _settled(period)
    roadmap = Roadmap.objects.create(
        owner=owner, title=_titled(title), school_year=year, from_date=first, to_date=last
    )
    edition = Edition.objects.create(roadmap=roadmap, number=1)
    record(by=by, verb="start_roadmap", obj=roadmap, institution_id=owner.pk)
    return edition


@transaction.atomic
def start_roadmap_from_template(
    *, by: Actor, owner: Organisation, template: RoadmapTemplate, school_year: int
) -> Edition:
    """Starts a road map from a template, with the deadlines of the school year. Records the start.

    Refused to all but those who prepare road maps of the organisation.
    """
    check_can_draw_up_roadmap(by, owner)
    title, period = template.titled(school_year), Period(school_year=school_year)
    edition = start_roadmap(by=by, owner=owner, title=title, period=period)
    position = 0
    for index, part in enumerate(template.dated(school_year), start=1):
        section = Section.objects.create(edition=edition, position=index, number=str(index), title=part.title)
        for place, row in enumerate(part.measures, start=1):
            position += 1
            Measure.objects.create(
                edition=edition,
                line=Line.objects.create(
                    roadmap_id=edition.roadmap_id, reach=row.reach, fact=row.fact, fact_code=row.fact_code
                ),
                section=section,
                position=position,
                number=f"{index}.{place}",
                title=row.title,
                deadline=row.deadline,
                executors=row.executors,
                result=row.result,
                document=row.document,
                document_kind=row.kind,
            )
    return edition


@transaction.atomic
def correct_roadmap(*, by: Actor, roadmap: Roadmap, title: str, period: Period) -> Roadmap:
    """Changes the title and the period while there is a draft; records which of them changed.

    Refused to all but those who prepare the map, and where only an approved edition stands.
    """
    edition = roadmap.editions.filter(state__in=[Edition.State.DRAFT, Edition.State.DISCUSSED]).first()
    if edition is None:
        raise Refused("Название и срок утверждённой карты не меняются: начните новую редакцию.")
    check_can_edit_edition(by, edition)
    year, first, last = _settled(period)
    values = {"title": _titled(title), "school_year": year, "from_date": first, "to_date": last}
    changed = [name for name, value in values.items() if getattr(roadmap, name) != value]
    if changed:
        for name, value in values.items():
            setattr(roadmap, name, value)
        roadmap.save(update_fields=changed)
        record(by=by, verb="correct_roadmap", obj=roadmap, institution_id=roadmap.owner_id, fields=changed)
    return roadmap


@transaction.atomic
def discard_draft(*, by: Actor, edition: Edition) -> bool:
    """Throws a draft away, and the whole road map where it has nothing else; True in that case. Records it.

    What was decided about changes above in favour of this draft is asked about again.

    Refused to all but those who prepare the map, and for anything that was approved.
    """
    check_can_edit_edition(by, edition)
    kept = locked_edition(edition)
    check_can_edit_edition(by, kept)
    roadmap = kept.roadmap
    is_whole = not roadmap.editions.exclude(pk=kept.pk).exists()
    record(by=by, verb="discard_draft", obj=roadmap, institution_id=roadmap.owner_id)
    if is_whole:
        roadmap.delete()
        return True
    ask_again(kept)
    kept.delete()
    roadmap.lines.filter(wordings=None).delete()
    return False


@transaction.atomic
def archive_roadmap(*, by: Actor, roadmap: Roadmap, is_archived: bool = True) -> None:
    """Puts a road map into the archive or takes it out; nothing else changes. Records it.

    Refused to all but those who prepare the map.
    """
    check_can_archive_roadmap(by, roadmap)
    if roadmap.is_archived != is_archived:
        roadmap.is_archived = is_archived
        roadmap.save(update_fields=["is_archived"])
        record(by=by, verb="archive_roadmap", obj=roadmap, institution_id=roadmap.owner_id)


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Refused("Впишите название дорожной карты.", field="title")
    return title


def _settled(period: Period) -> tuple[int | None, date | None, date | None]:
    """The year and the days that are written; a school year brings its own days."""
    if period.school_year is not None and period.from_date is None and period.to_date is None:
        year = SchoolYear(period.school_year)
        return year.start, year.first_day, year.last_day
    if period.from_date is None or period.to_date is None:
        raise Refused(
            "Выберите учебный год или впишите обе даты: с какого и по какое число действует карта.",
            field="from_date",
        )
    if period.to_date < period.from_date:
        raise Refused("Карта кончается раньше, чем начинается. Проверьте даты.", field="to_date")
    return period.school_year, period.from_date, period.to_date
