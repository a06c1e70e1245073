"""What an approved edition sets going: dates, who performs them, and whose duty each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from nastavnik.journal.actions import record
from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import (
    Duty,
    Edition,
    ExecutorName,
    Line,
    Measure,
    Occurrence,
    Performer,
    Roadmap,
)
from nastavnik.roadmaps.queries.duties import untouched
from nastavnik.roadmaps.queries.executors import below, organisations_asked
from nastavnik.rulebook.deadlines import read_deadline
from nastavnik.rulebook.executors import aliases_of, executor_key, means_all_below, split_executors
from nastavnik.rulebook.occurrences import UNDATED, Dates, Had, settle
from nastavnik.rulebook.school_year import SchoolYear

HAND_OUT = "roadmaps.hand_out_duties"
"""The worker's task that gives many duties."""
AT_ONCE = 3_000
"""Up to so many duties are given while the person waits; more are given by the worker."""
MOST_DATES = 60
"""A row that comes more often («ежедневно») is one duty for the whole time."""
_BATCH = 2_000


@transaction.atomic
def settle_roadmap(*, by: Actor, edition: Edition) -> None:
    """Makes an edition that was just approved live: called by its approval, whose right was checked there.

    Occurrences of each row are kept, moved, dropped or added as `rulebook.occurrences` says, so that no state and no
    evidence is lost; rows that are gone drop theirs. Executors are taken from the texts, those known keep their
    binding. Every organisation asked gets its duties, by the worker where they are many. Records it.
    """
    roadmap = edition.roadmap
    measures = list(edition.measures.select_related("line").order_by("position", "pk"))
    lines = [measure.line for measure in measures]
    _settle_dates(roadmap, measures)
    _name_performers(roadmap.owner, measures)
    stale = Performer.objects.filter(line__roadmap=roadmap).exclude(line_id__in=[line.pk for line in lines])
    stale.delete()
    record(by=by, verb="settle_roadmap", obj=edition, institution_id=roadmap.owner_id, count=len(lines))
    hand_out_duties(by=by, roadmap=roadmap)


@transaction.atomic
def hand_out_duties(*, by: Actor, roadmap: Roadmap, at_once: bool = False) -> None:
    """Gives every organisation asked a duty at each living occurrence of the road map. Records how many are new.

    Duties that nobody has touched are taken from organisations that are not asked any more. More than `AT_ONCE` duties
    are left to the worker, unless `at_once`. Whoever calls it has checked the right.
    """
    lines = list(Line.objects.filter(roadmap=roadmap, occurrences__is_dropped=False).distinct())
    asked = organisations_asked(lines, roadmap.owner, below(by, roadmap.owner))
    living = Occurrence.objects.filter(line__in=lines, is_dropped=False).values_list("pk", "line_id")
    wanted = {pk: asked[line] for pk, line in living}
    if not at_once and by.account_id and sum(map(len, wanted.values())) > AT_ONCE:
        record(by=by, verb="hand_out_duties", obj=roadmap, institution_id=roadmap.owner_id)
        # In this very transaction: the worker finds the job only once all this is committed.
        app.configure_task(HAND_OUT).defer(roadmap_id=roadmap.pk, account_id=by.account_id)
        return
    _take_back(wanted)
    had = set(
        Duty.objects.filter(occurrence__in=list(wanted)).values_list("occurrence_id", "organisation_id")
    )
    fresh = [
        Duty(occurrence_id=occurrence, organisation_id=node)
        for occurrence, nodes in wanted.items()
        for node in sorted(nodes)
        if (occurrence, node) not in had
    ]
    Duty.objects.bulk_create(fresh, batch_size=_BATCH, ignore_conflicts=True)
    record(by=by, verb="hand_out_duties", obj=roadmap, institution_id=roadmap.owner_id, count=len(fresh) or 1)


def _dates_of(measure: Measure, roadmap: Roadmap) -> list[Dates]:
    """The dates of a row: those that a person gave, else what its deadline says within the road map's period."""
    if measure.dates:
        return [(_day(start), _day(end)) for start, end in measure.dates]
    period = (roadmap.from_date, roadmap.to_date) if roadmap.from_date and roadmap.to_date else None
    year = SchoolYear(roadmap.school_year) if roadmap.school_year is not None else None
    # A plan of several years belongs to no school year, whatever its card says.
    fits = year and (period is None or (period[0] >= year.first_day and period[1] <= year.last_day))
    read = read_deadline(
        measure.deadline,
        period=period,
        school_year=f"{year.start}-{year.start + 1}" if fits and year else None,
    )
    dates: list[Dates] = [(span.start, span.end) for span in read.occurrences]
    if len(dates) > MOST_DATES:
        return [(dates[0][0], dates[-1][1] or dates[-1][0])]
    return dates or [UNDATED]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _settle_dates(roadmap: Roadmap, measures: Sequence[Measure]) -> None:
    """Writes what the pure rule says of each row; rows that the edition has no more drop all their dates."""
    had: dict[int, list[Had]] = {}
    for one in Occurrence.objects.filter(line__roadmap=roadmap):
        dates = (one.from_date, one.to_date)
        had.setdefault(one.line_id, []).append(Had(one.pk, dates, one.is_given, one.is_dropped))
    kept: list[int] = []
    moved: list[Occurrence] = []
    added: list[Occurrence] = []
    for measure in measures:
        found = settle(had.get(measure.line_id, []), _dates_of(measure, roadmap))
        kept += found.kept
        moved += [
            Occurrence(pk=pk, line_id=measure.line_id, from_date=start, to_date=end)
            for pk, (start, end) in found.moved
        ]
        added += [
            Occurrence(line_id=measure.line_id, from_date=start, to_date=end) for start, end in found.added
        ]
    Occurrence.objects.filter(line__roadmap=roadmap).exclude(pk__in=kept).update(is_dropped=True)
    Occurrence.objects.filter(pk__in=kept, is_dropped=True).update(is_dropped=False)
    Occurrence.objects.bulk_update(
        moved, ["from_date", "to_date", "is_dropped", "is_given"], batch_size=_BATCH
    )
    Occurrence.objects.bulk_create(added, batch_size=_BATCH)


def _name_performers(owner: Organisation, measures: Sequence[Measure]) -> None:
    """Replaces the executors of every row by those of the new texts; wordings known to the owner keep their binding."""
    texts = {
        measure.line_id: [measure.executors, *(text for _, text in measure.executors_by_level)]
        for measure in measures
    }
    read = {
        line: {executor_key(one.words): one for text in said for one in split_executors(text)}
        for line, said in texts.items()
    }
    aliases = aliases_of(one for named in read.values() for one in named.values())
    words = {aliases.get(key, key): one.words for named in read.values() for key, one in named.items()}
    # The full name explains itself better than the short one, whichever row came last.
    words |= {key: one.words for named in read.values() for key, one in named.items() if key not in aliases}
    names = _names_known(owner, words)
    Performer.objects.filter(line_id__in=list(read)).delete()
    Performer.objects.bulk_create(
        Performer(line_id=line, name=names[key], owner=owner, position=position)
        for line, named in read.items()
        for position, key in enumerate(dict.fromkeys(aliases.get(key, key) for key in named), start=1)
    )


def _names_known(owner: Organisation, words: Mapping[str, str]) -> dict[str, ExecutorName]:
    """The wordings of the owner by key, the new ones added; «ОО» of a territory is bound at once."""
    is_territory = owner.level != Organisation.Level.INSTITUTION
    known = set(ExecutorName.objects.filter(owner=owner, key__in=list(words)).values_list("key", flat=True))
    ExecutorName.objects.bulk_create(
        ExecutorName(
            owner=owner,
            key=key,
            words=said,
            kind=ExecutorName.Kind.BELOW if is_territory and means_all_below(said) else "",
        )
        for key, said in words.items()
        if key not in known
    )
    return {name.key: name for name in ExecutorName.objects.filter(owner=owner, key__in=list(words))}


def _take_back(wanted: Mapping[int, frozenset[int]]) -> None:
    """Removes untouched duties of organisations that are not asked any more."""
    asked = Q(pk=None)
    for nodes in set(wanted.values()):
        occurrences = [occurrence for occurrence, these in wanted.items() if these == nodes]
        asked |= Q(occurrence_id__in=occurrences) & ~Q(organisation_id__in=nodes)
    untouched(Duty.objects.filter(asked)).delete()
