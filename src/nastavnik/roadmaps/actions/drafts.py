"""The edition that is being written: the draft that is there, or a new one begun from what is in force."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.roadmaps.models import Edition, MeasureTarget, Roadmap
from nastavnik.roadmaps.permissions import check_can_draw_up_roadmap
from nastavnik.roadmaps.queries.documents import edition_being_written, edition_in_force
from nastavnik.roadmaps.sections import copy_sections


@transaction.atomic
def edition_to_write(*, by: Actor, roadmap: Roadmap) -> Edition:
    """Gives the draft of a road map, or begins one as a copy of the edition in force (an empty one where none is).

    One person at a time: the road map is held until the transaction ends. Writes the new edition with its sections,
    rows and targets; what hangs on the lines stays where it is.
    """
    check_can_draw_up_roadmap(by, roadmap.owner)
    Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    written = edition_being_written(roadmap)
    if written is not None:
        return written
    last = roadmap.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(roadmap=roadmap, number=last + 1)
    in_force = edition_in_force(roadmap)
    if in_force is not None:
        _copy_rows(in_force, edition)
    record(by=by, verb="edition_to_write", obj=roadmap)
    return edition


def _copy_rows(source: Edition, edition: Edition) -> None:
    """Copies sections, rows and targets of an edition into another one of the same road map."""
    sections = copy_sections(source, edition)
    for measure in source.measures.prefetch_related("targets"):
        targets = list(measure.targets.all())
        measure.section = sections[measure.section_id]
        measure.pk, measure.edition = None, edition
        measure.save(force_insert=True)
        for target in targets:
            target.pk, target.measure = None, measure
        MeasureTarget.objects.bulk_create(targets)
