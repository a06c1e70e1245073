"""Everything read for the import of a base: what is recorded, what a file would change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Q, QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.kit.sheets import cells_from_json
from nastavnik.mentoring.models import (
    ColumnMemory,
    ImportRow,
    ImportRun,
    Need,
    Offer,
    Participation,
    Programme,
)
from nastavnik.mentoring.staging import staged_row
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.queries.people import birth_of, full_name_of
from nastavnik.rulebook.base_forms import BaseRow, Problem
from nastavnik.rulebook.base_values import parse_capacity
from nastavnik.rulebook.cells import Cell
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.dictionaries import SIDE_LABELS, Side
from nastavnik.rulebook.import_plan import (
    FIELD_LABELS,
    Decision,
    Known,
    PlannedRow,
    PlannedState,
    Value,
    Verdict,
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
        shared: dict[str, Value] = {
            "name": full_name_of(person).full,
            "birth_year": person.birth_date.year if person.birth_date else person.birth_year,
            "birth_date": person.birth_date,
            "class_name": person.class_name,
        }
        if side is Side.MENTOR:
            return shared | {
                "contact": person.contact,
                "work_place": person.workplace,
                "post": person.post,
            }
        return shared | {
            "guardian": self.guardian.full_name if self.guardian else "",
            "contact": self.guardian.contacts if self.guardian else person.contact,
        }

    def marks(self) -> dict[str, Value]:
        """By what a namesake is told to be this very person: representative, all contacts, class."""
        guardian = self.guardian
        contacts = (self.person.contact, guardian.contacts if guardian else "")
        return {
            "guardian": guardian.full_name if guardian else "",
            "contact": ", ".join(filter(None, contacts)),
            "class_name": self.person.class_name,
        }

    def has_contact(self, text: str) -> bool:
        """Whether these very contacts are recorded, wherever of the card they stand."""
        known = {self.person.contact}
        if guardian := self.guardian:
            known |= {guardian.contact, guardian.contacts, f"{guardian.full_name}, {guardian.contacts}"}
        return " ".join(text.split()) in {" ".join(one.split()) for one in known}

    def shown_values(self, side: Side) -> dict[str, str]:
        """Values of the person in words, as they stand beside a suspicious row."""
        return {field: _shown(field, value) for field, value in self.own_values(side).items()}

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
    """Files of bases that were checked in the institutions whose people the actor sees, without their sheets."""
    seen = ImportRun.objects.filter(institution_id__in=actor.people).select_related("programme", "progress")
    return seen.defer("cells")


def imports_of(programme: Programme, limit: int = 10) -> list[ImportRun]:
    """The newest files of a programme (fetched through the actor's sight) with the number of their rows."""
    runs = programme.imports.annotate(rows_count=Count("rows")).order_by("-checked_at", "-pk")
    return list(runs.defer("cells")[:limit])


def run_with_sheet(run: ImportRun) -> ImportRun:
    """The same file with its sheet, kept from others while its columns are being chosen."""
    found = ImportRun.objects.select_related("programme").select_for_update(of=("self",))
    return found.get(pk=run.pk)


def sheet_of_run(run: ImportRun) -> list[list[Cell]]:
    """The sheet of a file (fetched through the actor's sight) as cells, while it is kept."""
    kept: list[list[Any]] = ImportRun.objects.values_list("cells", flat=True).get(pk=run.pk)
    return cells_from_json(kept)


def column_memory(institution_id: int, side: str, signature: str) -> dict[str, str] | None:
    """What was chosen before for a table with these headings; None where nothing was."""
    kept = ColumnMemory.objects.filter(institution_id=institution_id, side=side, signature=signature).first()
    return kept.columns if kept else None


def rows_of_run(run: ImportRun) -> list[ImportRow]:
    """Rows of a checked file in the order of the file."""
    return list(run.rows.order_by("number", "pk"))


def first_rows(run: ImportRun, state: str, start: int, limit: int) -> list[ImportRow]:
    """Some rows of a file to which the same will happen, from `start` on, in the order of the file."""
    return list(run.rows.filter(state=state).order_by("number", "pk")[start : start + limit])


def divisible_rows(run: ImportRun) -> int:
    """How many rows of the file hold several people in one cell."""
    return run.rows.filter(values__has_key="people").count()


def row_counts(run: ImportRun) -> dict[str, int]:
    """How many rows of a file there are by state, and under `undecided` those that wait for a decision."""
    counted = run.rows.aggregate(
        undecided=Count("pk", filter=Q(state=ImportRow.State.SUSPICIOUS, verdict="")),
        skipped=Count("pk", filter=Q(verdict=ImportRow.Verdict.SKIP)),
        decided_new=Count("pk", filter=Q(verdict=ImportRow.Verdict.OTHER)),
        decided_same=Count("pk", filter=Q(verdict=ImportRow.Verdict.SAME) & ~Q(changes=[])),
        **{state.value: Count("pk", filter=Q(state=state)) for state in ImportRow.State},
    )
    return {key: int(value) for key, value in counted.items()}


def decisions_of(rows: Iterable[ImportRow]) -> dict[int, Decision]:
    """What was decided of the suspicious rows, by their numbers."""
    return {row.number: Decision(Verdict(row.verdict), row.person_id) for row in rows if row.verdict}


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


def recorded_among(programme: Programme, side: Side, ids: Collection[int]) -> dict[int, Recorded]:
    """Some people of the institution's register as they stand beside suspicious rows, in two queries."""
    if not ids:
        return {}
    at = {"institution_id": programme.institution_id}
    guardians: dict[int, Guardian] = {}
    for guardian in Guardian.objects.filter(person_id__in=ids, **at).order_by("-pk"):
        guardians[guardian.person_id] = guardian
    people = Person.objects.filter(pk__in=ids, **at)
    return {person.pk: Recorded(person, guardians.get(person.pk)) for person in people}


def shown_values(row: BaseRow) -> dict[str, str]:
    """Values of a row in words, under the names of the rulebook."""
    return {field: _shown(field, value) for field, value in values_of(row).items()}


def plan_base(
    programme: Programme,
    side: Side,
    rows: Sequence[BaseRow],
    problems: Sequence[Problem] = (),
    decisions: Mapping[int, Decision] = MappingProxyType({}),
) -> list[PlanLine]:
    """What the rows of a base would change in the programme and in the register of its institution.

    Beside the rulebook's plan: a person who is known but takes no part yet also brings the values of the
    file into the register; what a mentor's row leaves unsaid (ages, number of mentees) changes nothing.
    """
    recorded = recorded_people(programme, side)
    known = [
        Known(
            pk,
            full_name_of(one.person),
            birth_of(one.person),
            one.values(side),
            one.marks(),
        )
        for pk, one in recorded.items()
    ]
    return [_line(planned, recorded, side) for planned in plan_import(rows, known, problems, decisions)]


def _line(planned: PlannedRow, recorded: Mapping[int, Recorded], side: Side) -> PlanLine:
    one = recorded.get(planned.known_id or 0)
    if planned.state is not PlannedState.CHANGED or one is None or planned.row is None:
        return PlanLine(planned, one)
    known = one.values(side)
    if known is None:
        own = one.own_values(side)
        found = [PARTICIPATION, *(field for field in changed_fields(planned.row, own) if field in own)]
    else:
        own = known
        found = [field for field in planned.changed_fields if field not in _unsaid(planned.row, own)]
    fields = tuple(field for field in found if field != "contact" or not one.has_contact(planned.row.contact))
    if not fields:
        return PlanLine(replace(planned, state=PlannedState.SAME, changed_fields=()), one)
    after = values_of(planned.row) | {PARTICIPATION: SIDE_LABELS[side]}
    changes = tuple((field, _shown(field, own.get(field)), _shown(field, after[field])) for field in fields)
    return PlanLine(replace(planned, changed_fields=fields), one, changes)


def _unsaid(row: BaseRow, known: Mapping[str, Value]) -> set[str]:
    """Values that the rulebook fills in where a mentor's row says nothing (or nothing new) of them."""
    if row.side is Side.MENTEE:
        return set()
    unsaid = {"ages_from", "ages_to"} if row.ages.is_any else set()
    is_silent = parse_capacity(row.time) is None or row.time == known.get("time")
    return unsaid | ({"capacity"} if is_silent else set())


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
