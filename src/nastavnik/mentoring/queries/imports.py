"""Everything read for the import of a base: what is recorded, what a file would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.mentoring.models import ImportRow, ImportRun, Need, Offer, Participation, Programme
from nastavnik.mentoring.staging import staged_row
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.queries.people import birth_of, full_name_of
from nastavnik.rulebook.base_forms import BaseRow, Problem
from nastavnik.rulebook.base_values import parse_capacity
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.dictionaries import SIDE_LABELS, Side
from nastavnik.rulebook.import_plan import (
    FIELD_LABELS,
    Known,
    PlannedRow,
    PlannedState,
    Value,
    changed_fields,
    plan_import,
    values_of,
)

PARTICIPATION = "participation"
# Ages that mean «any» in a reading; nothing is printed for them.
_NO_BOUND = {"ages_from": 0, "ages_to": 120}


@dataclass(frozen=True)
class Recorded:
    """A person of the institution with what is recorded of this side of the programme."""

    person: Person
    guardian: Guardian | None = None
    participation: Participation | None = None

    def own_values(self, side: Side) -> dict[str, Value]:
        """Values that belong to the person whatever the programme, under the names of the rulebook."""
        person = self.person
        shared: dict[str, Value] = {"name": full_name_of(person).full}
        if side is Side.MENTOR:
            return shared | {"contact": person.contact, "work_place": person.workplace}
        return shared | {
            "birth_year": person.birth_year,
            "birth_date": person.birth_date,
            "guardian": self.guardian.full_name if self.guardian else "",
            "contact": self.guardian.contact if self.guardian else person.contact,
        }

    def values(self, side: Side) -> dict[str, Value] | None:
        """All values of this side; None where the person takes no part on it."""
        if self.participation is None:
            return None
        entered = {"entered": self.participation.entered_date}
        detail = self.detail
        if isinstance(detail, Need):
            return self.own_values(side) | entered | {"request": detail.text}
        if isinstance(detail, Offer):
            return self.own_values(side) | entered | _offer_values(detail)
        return self.own_values(side) | entered

    @property
    def detail(self) -> Need | Offer | None:
        """The request or the offer of the participation."""
        if self.participation is None:
            return None
        return getattr(
            self.participation, "need" if self.participation.side == Side.MENTEE else "offer", None
        )


@dataclass(frozen=True)
class PlanLine:
    """One row of the plan beside whom it concerns; `changes` hold the name of a field, before and after."""

    planned: PlannedRow
    recorded: Recorded | None = None
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def known_id(self) -> int | None:
        """The person whom the row concerns; None for a new one."""
        return self.planned.known_id

    def changes_as_json(self) -> list[dict[str, str]]:
        """Changes as an ImportRow keeps them."""
        return [{"field": field, "before": before, "after": after} for field, before, after in self.changes]


def imports_visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """Files of bases that were checked in the institutions whose people the actor sees."""
    return ImportRun.objects.filter(institution_id__in=actor.people).select_related("programme")


def imports_of(programme: Programme, limit: int = 10) -> list[ImportRun]:
    """The newest files of a programme (fetched through the actor's sight) with the number of their rows."""
    runs = programme.imports.annotate(rows_count=Count("rows")).order_by("-checked_at", "-pk")
    return list(runs[:limit])


def rows_of_run(run: ImportRun) -> list[ImportRow]:
    """Rows of a checked file in the order of the file."""
    return list(run.rows.order_by("number", "pk"))


def staged_rows(run: ImportRun, rows: Iterable[ImportRow]) -> list[BaseRow]:
    """The rows of a file that were understood, as the rulebook read them."""
    side = Side(run.side)
    return [staged_row(side, row.number, row.values) for row in rows if "row" in row.values]


def recorded_people(programme: Programme, side: Side) -> dict[int, Recorded]:
    """Everybody in the institution's register with what the programme knows of one side, in three queries."""
    detail = "need" if side is Side.MENTEE else "offer"
    part = Participation.objects.filter(programme=programme, side=side.value).select_related(detail)
    participations = {row.person_id: row for row in part}
    guardians: dict[int, Guardian] = {}
    for guardian in Guardian.objects.filter(institution_id=programme.institution_id).order_by("-pk"):
        guardians[guardian.person_id] = guardian
    people = Person.objects.filter(institution_id=programme.institution_id).order_by("pk")
    return {
        person.pk: Recorded(person, guardians.get(person.pk), participations.get(person.pk))
        for person in people
    }


def plan_base(
    programme: Programme, side: Side, rows: Sequence[BaseRow], problems: Sequence[Problem] = ()
) -> list[PlanLine]:
    """What the rows of a base would change in the programme and in the register of its institution.

    Beside the rulebook's plan: a person who is known but takes no part yet also brings the values of the
    file into the register; what a mentor's row leaves unsaid (ages, number of mentees) changes nothing.
    """
    recorded = recorded_people(programme, side)
    known = [
        Known(pk, full_name_of(one.person), birth_of(one.person), one.values(side))
        for pk, one in recorded.items()
    ]
    return [_line(planned, recorded, side) for planned in plan_import(rows, known, problems)]


def _line(planned: PlannedRow, recorded: Mapping[int, Recorded], side: Side) -> PlanLine:
    one = recorded.get(planned.known_id or 0)
    if planned.state is not PlannedState.CHANGED or one is None or planned.row is None:
        return PlanLine(planned, one)
    known = one.values(side)
    if known is None:
        own = one.own_values(side)
        fields = (PARTICIPATION, *(field for field in changed_fields(planned.row, own) if field in own))
    else:
        own = known
        fields = tuple(field for field in planned.changed_fields if field not in _unsaid(planned.row))
    if not fields:
        return PlanLine(replace(planned, state=PlannedState.SAME, changed_fields=()), one)
    after = values_of(planned.row) | {PARTICIPATION: SIDE_LABELS[side]}
    changes = tuple((field, _shown(field, own.get(field)), _shown(field, after[field])) for field in fields)
    return PlanLine(replace(planned, changed_fields=fields), one, changes)


def _unsaid(row: BaseRow) -> set[str]:
    """Values that the rulebook fills in where a mentor's row says nothing of them."""
    if row.side is Side.MENTEE:
        return set()
    unsaid = {"ages_from", "ages_to"} if row.ages.is_any else set()
    return unsaid | ({"capacity"} if parse_capacity(row.time) is None else set())


def _offer_values(offer: Offer) -> dict[str, Value]:
    return {
        "competences": offer.competences,
        "achievements": offer.achievements,
        "interests": offer.interests,
        "ages_from": _NO_BOUND["ages_from"] if offer.age_from is None else offer.age_from,
        "ages_to": _NO_BOUND["ages_to"] if offer.age_to is None else offer.age_to,
        "time": offer.time_resource,
        "capacity": offer.capacity,
    }


def _shown(field: str, value: Any) -> str:
    """A value in words: dates as 15.10.2026, nothing for no value and for no bound of ages."""
    if value is None or value == _NO_BOUND.get(field):
        return ""
    return short_date(value) if isinstance(value, date) else str(value)


def label_of(field: str) -> str:
    """The name of a field of a base in words."""
    return FIELD_LABELS.get(field, field)
