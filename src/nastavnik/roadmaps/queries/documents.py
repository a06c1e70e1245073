"""Road maps and their editions as documents: who sees which, and their rows in order."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.registry.queries.organisations import ancestors_of
from nastavnik.roadmaps.models import Edition, Measure, Roadmap, Section
from nastavnik.rulebook.roadmap_order import NewNumber, Outline, Part, renumbered
from nastavnik.rulebook.roles import Right

# Whatever others may read: what was approved, and a draft that is out for discussion.
OPEN_STATES = (Edition.State.APPROVED, Edition.State.DISCUSSED)
WRITTEN_STATES = (Edition.State.DRAFT, Edition.State.DISCUSSED)


def roadmaps_visible_to(actor: Actor) -> QuerySet[Roadmap]:
    """Road maps of every organisation under the actor's sight, and the open ones of those above it.

    Of an organisation where the actor only looks, drafts stay unseen until they are approved or discussed.
    """
    opened = Exists(Edition.objects.filter(roadmap=OuterRef("pk"), state__in=OPEN_STATES))
    home = Roadmap.objects.filter(owner_id__in=actor.nodes)
    under = Roadmap.objects.filter(opened, owner_id__in=actor.figures)
    above = Roadmap.objects.filter(opened, owner_id__in=ancestors_of(actor.nodes))
    return (home | under | above).select_related("owner", "parent")


def by_whose(roadmaps: QuerySet[Roadmap], actor: Actor, whose: str) -> QuerySet[Roadmap]:
    """The actor's «own», those «below» or those «above»; all of them for anything else."""
    if whose == "own":
        return roadmaps.filter(owner_id__in=actor.nodes)
    if whose == "below":
        return roadmaps.filter(owner_id__in=actor.figures - actor.nodes)
    if whose == "above":
        return roadmaps.exclude(owner_id__in=actor.figures | actor.nodes)
    return roadmaps


def with_editions(roadmaps: QuerySet[Roadmap]) -> QuerySet[Roadmap]:
    """The road maps with their editions at hand, the latest first, in one query more."""
    return roadmaps.prefetch_related(Prefetch("editions", Edition.objects.order_by("-number")))


def editions_visible_to(actor: Actor) -> QuerySet[Edition]:
    """Editions of the road maps in sight; the draft of another organisation is seen only while it is discussed."""
    seen = Edition.objects.filter(roadmap__in=roadmaps_visible_to(actor))
    own = Q(roadmap__owner_id__in=actor.nodes)
    return seen.filter(own | ~Q(state=Edition.State.DRAFT)).select_related("roadmap__owner", "order")


def organisations_to_write_for(actor: Actor) -> list[Organisation]:
    """Organisations at work whose road maps the actor prepares, by name."""
    nodes = [node for node in actor.nodes if actor.may(Right.ROADMAPS_EDIT, node)]
    return list(Organisation.objects.filter(pk__in=nodes, closed_date=None).order_by("short_name", "pk"))


def edition_in_force(roadmap: Roadmap) -> Edition | None:
    """The approved edition; None while the road map is still a draft."""
    return roadmap.editions.filter(state=Edition.State.APPROVED).first()


def edition_being_written(roadmap: Roadmap) -> Edition | None:
    """The draft, or the one under discussion; None where nobody writes one."""
    return roadmap.editions.filter(state__in=WRITTEN_STATES).first()


def locked_edition(edition: Edition) -> Edition:
    """The edition as it stands now, held until the transaction ends: two people may write at once."""
    found = Edition.objects.select_for_update(of=("self",)).select_related("roadmap__owner")
    return found.get(pk=edition.pk)


@dataclass(frozen=True)
class SectionRows:
    """A section with its measures; None holds the rows that stand before any section."""

    section: Section | None
    measures: tuple[Measure, ...]


def rows_of(edition: Edition) -> list[SectionRows]:
    """The edition as a table: sections in order, each with its measures, in two queries; empty sections too."""
    measures: dict[int | None, list[Measure]] = {}
    for measure in edition.measures.select_related("line").order_by("position", "pk"):
        measures.setdefault(measure.section_id, []).append(measure)
    loose = [SectionRows(None, tuple(measures[None]))] if None in measures else []
    sections = edition.sections.order_by("position", "pk")
    return loose + [SectionRows(section, tuple(measures.get(section.pk, ()))) for section in sections]


def outline_of(rows: list[SectionRows]) -> Outline:
    """The same rows by their keys alone."""
    return tuple(
        Part(part.section.pk if part.section else None, tuple(measure.pk for measure in part.measures))
        for part in rows
    )


def new_numbers_of(edition: Edition) -> list[NewNumber]:
    """What numbering by order would give, row by row."""
    rows = rows_of(edition)
    measures = [measure.number for part in rows for measure in part.measures]
    sections = [part.section.number for part in rows if part.section]
    return renumbered(outline_of(rows), measures, sections)


def measures_visible_to(actor: Actor) -> QuerySet[Measure]:
    """Measures of the editions in sight."""
    found = Measure.objects.filter(edition__in=editions_visible_to(actor))
    return found.select_related("edition__roadmap__owner", "section", "line")


def sections_visible_to(actor: Actor) -> QuerySet[Section]:
    """Sections of the editions in sight."""
    found = Section.objects.filter(edition__in=editions_visible_to(actor))
    return found.select_related("edition__roadmap__owner")
