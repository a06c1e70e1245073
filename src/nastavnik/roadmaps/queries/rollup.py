"""How many organisations have done what: by measure, by organisation, and who lags."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation
from nastavnik.roadmaps.models import Edition, Line, Measure, Roadmap
from nastavnik.roadmaps.queries.documents import roadmaps_visible_to
from nastavnik.rulebook.rollup import Roll, Standing, Tally, rolled, standing_of


@dataclass(frozen=True)
class OrganisationStanding:
    """How one organisation stands with one measure; `due` is the nearest open term, `is_adopted` where its own map answers."""

    organisation_id: int
    name: str
    standing: Standing
    due: date | None
    duty_id: int
    is_adopted: bool

    @property
    def pk(self) -> int:
        """The organisation: by it a row is chosen."""
        return self.organisation_id


def lines_visible_to(actor: Actor) -> QuerySet[Line]:
    """Rows of road maps in sight."""
    return Line.objects.filter(roadmap__in=roadmaps_visible_to(actor)).select_related("roadmap__owner")


def measures_in_force(roadmap: Roadmap) -> QuerySet[Measure]:
    """Measures of the edition in force in the order of the document."""
    found = Measure.objects.filter(edition__roadmap=roadmap, edition__state=Edition.State.APPROVED)
    return found.select_related("line").order_by("position", "pk")


def rolls_by_line(line_ids: Collection[int], today: date) -> dict[int, Roll]:
    """For each row how many organisations in sight have done it, in one query."""
    return _rolls(line_ids, today, by_organisation=False)


def rolls_by_organisation(line_ids: Collection[int], today: date) -> dict[int, Roll]:
    """For each organisation in sight how many of the rows it has done, in one query."""
    return _rolls(line_ids, today, by_organisation=True)


def standings_of(line_id: int, today: date) -> list[OrganisationStanding]:
    """Every organisation in sight that is asked, the worst first, then by name; two queries."""
    sql = "select * from roadmaps_standings(%s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [[line_id], today])
        rows = cursor.fetchall()
    nodes = Organisation.objects.filter(pk__in=[row[1] for row in rows]).values_list("pk", "short_name")
    names = dict(nodes)
    found = [
        OrganisationStanding(node, names[node], standing_of(Tally(*tally)), due, duty, depth > 0)
        for _, node, depth, *tally, due, duty in rows
    ]
    rank = {standing: place for place, standing in enumerate(Standing)}
    return sorted(found, key=lambda one: (rank[one.standing], one.name.lower(), one.organisation_id))


def laggards_by_organisation(line_ids: Collection[int], today: date) -> dict[int, list[int]]:
    """Rows that are overdue, for each organisation in sight that is late; in one query."""
    sql = "select organisation_id, line_id from roadmaps_standings(%s, %s) where overdue > 0 order by 1, 2"
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(line_ids), today])
        found: dict[int, list[int]] = {}
        for organisation_id, line_id in cursor.fetchall():
            found.setdefault(organisation_id, []).append(line_id)
    return found


def _rolls(line_ids: Collection[int], today: date, *, by_organisation: bool) -> dict[int, Roll]:
    with connection.cursor() as cursor:
        cursor.execute("select * from roadmaps_rolls(%s, %s, %s)", [list(line_ids), today, by_organisation])
        rows = cursor.fetchall()
    numbers: dict[int, list[tuple[Standing, int]]] = {}
    for pk, *signs, number in rows:
        numbers.setdefault(pk, []).append((standing_of(Tally(*map(int, signs))), number))
    return {pk: rolled(said) for pk, said in numbers.items()}


def whole_of(rolls: Iterable[Roll]) -> Roll:
    """All of them together."""
    listed = list(rolls)
    return Roll(
        sum(one.done for one in listed), sum(one.asked for one in listed), sum(one.overdue for one in listed)
    )


def late_below(owner_ids: Collection[int], today: date) -> list[tuple[int, str, int]]:
    """Road maps of the owners with which organisations in sight are late: id, title, how many; in one query."""
    sql = (
        "select r.id, r.title, count(distinct s.organisation_id) from roadmaps_roadmap r"
        " join roadmaps_line l on l.roadmap_id = r.id"
        " join roadmaps_standings(array(select l.id from roadmaps_line l join roadmaps_roadmap r on r.id = l.roadmap_id"
        " where r.owner_id = any(%s) and not r.is_archived), %s) s on s.line_id = l.id"
        " where s.overdue > 0 and s.organisation_id <> r.owner_id group by r.id, r.title order by r.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(owner_ids), today])
        return cursor.fetchall()
