"""What the place of an organisation in the tree asks of it: only jobs of the whole house ask this."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q

from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Edition, Line, Occurrence


def institutions_at(node_id: int) -> list[int]:
    """Institutions at work at or under a node; one query for each level of the tree."""
    found: list[int] = []
    waiting = [node_id]
    while waiting:
        here = Organisation.objects.filter(pk__in=waiting)
        at_work = here.filter(level=Organisation.Level.INSTITUTION, closed_date=None)
        found += at_work.values_list("pk", flat=True)
        waiting = list(Organisation.objects.filter(parent_id__in=waiting).values_list("pk", flat=True))
    return sorted(found)


def paths_of(institution_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Everything above each of the institutions; one query."""
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    found = {}
    for institution in institution_ids:
        above, at = set(), parents.get(institution)
        while at is not None:
            above.add(at)
            at = parents.get(at)
        found[institution] = frozenset(above)
    return found


def lines_for_all_below(owner_ids: Collection[int]) -> dict[int, int]:
    """Rows in force of the owners' maps that are asked of every institution below, with their owner; one query."""
    lines = Line.objects.filter(
        Q(reach=Line.Reach.BELOW) | Q(performers__name__kind="below"),
        wordings__edition__state=Edition.State.APPROVED,
        roadmap__owner_id__in=list(owner_ids),
        roadmap__is_archived=False,
    )
    return dict(lines.values_list("pk", "roadmap__owner_id").distinct())


def occurrences_of(lines: Mapping[int, int]) -> dict[int, list[int]]:
    """Living dates of the rows by the owner of their map; one query."""
    found: dict[int, list[int]] = {}
    dates = Occurrence.objects.filter(line_id__in=list(lines), is_dropped=False).order_by("pk")
    for pk, line in dates.values_list("pk", "line_id"):
        found.setdefault(lines[line], []).append(pk)
    return found
