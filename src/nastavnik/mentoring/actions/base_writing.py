"""Writing the rows of a checked base: new people many at once, known ones by the actions of their rooms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from nastavnik.kit.actor import Actor
from nastavnik.kit.bulk import add_many
from nastavnik.mentoring.actions.participants import correct_need, correct_offer, correct_participation
from nastavnik.mentoring.models import ImportRun, Need, Offer, Participation
from nastavnik.mentoring.queries.imports import PARTICIPATION, PlanLine, Recorded
from nastavnik.registry.actions.people import correct_person, name_guardian
from nastavnik.registry.models import Guardian, Person
from nastavnik.registry.permissions.people import check_can_add_person
from nastavnik.rulebook.ages import is_minor
from nastavnik.rulebook.base_forms import BaseRow
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.import_plan import PlannedState
from nastavnik.rulebook.names import Gender, gender_by_patronymic

_BATCH, _TELL_EVERY = 1000, 100
_GENDERS = {Gender.MALE: Person.Gender.MALE, Gender.FEMALE: Person.Gender.FEMALE}


def write_lines(
    *, by: Actor, run: ImportRun, lines: Sequence[PlanLine], progress: Callable[[int], None]
) -> dict[int, int]:
    """Writes new and changed rows for `import_base`, which holds the transaction and the journal entry.

    Gives the ids of the added people by the numbers of their rows. New people, their representatives and
    participations are added in bulk; people who were known are corrected one by one, each with its own trace
    in the journal. `progress` is told how many rows are done.
    """
    day = timezone.localdate(run.checked_at)
    new = [line for line in lines if line.planned.state is PlannedState.NEW]
    known = [line for line in lines if line.planned.state is not PlannedState.NEW]
    people: dict[int, Person] = {}
    for start in range(0, len(new), _BATCH):
        people |= _add_people(by, run, [_row(line) for line in new[start : start + _BATCH]], day)
        progress(len(people) // 2)  # the other half of a new row is its part in the programme
    for done, line in enumerate(known):
        _correct(by, line, day)
        if done % _TELL_EVERY == 0:
            progress(len(people) // 2 + done)
    entering = [(people[line.planned.number], _row(line)) for line in new]
    entering += [
        (line.recorded.person, _row(line))
        for line in known
        if line.recorded is not None and PARTICIPATION in line.planned.changed_fields
    ]
    for start in range(0, len(entering), _BATCH):
        _enrol(run, entering[start : start + _BATCH], day)
        progress(min(len(lines), len(people) // 2 + len(known) + (start + _BATCH) // 2))
    progress(len(lines))
    return {number: person.pk for number, person in people.items()}


def _row(line: PlanLine) -> BaseRow:
    if line.planned.row is None:
        raise ValueError("a row with problems is never written")
    return line.planned.row


def _has_guardian(row: BaseRow, day: date) -> bool:
    """Whether the contacts of the row are a representative's: one is named, or the mentee is a minor."""
    return row.side is Side.MENTEE and (row.guardian is not None or is_minor(row.birth, day))


def _add_people(by: Actor, run: ImportRun, rows: Sequence[BaseRow], day: date) -> dict[int, Person]:
    """People who are not in the register yet, with the representatives of the minors, by numbers of rows."""
    check_can_add_person(by, run.institution)
    people = add_many(_person(run, row, day) for row in rows)
    added = {row.number: person for row, person in zip(rows, people, strict=True)}
    add_many(
        Guardian(
            institution_id=run.institution_id,
            person=added[row.number],
            full_name=row.guardian.full if row.guardian else "",
            contact=row.contact,
        )
        for row in rows
        if _has_guardian(row, day) and row.contact
    )
    add_many(
        Guardian(institution_id=run.institution_id, person=added[row.number], full_name=name.full)
        for row in rows
        for name in row.other_guardians
    )
    return added


def _person(run: ImportRun, row: BaseRow, day: date) -> Person:
    gender = gender_by_patronymic(row.name.middle)
    return Person(
        institution_id=run.institution_id,
        last_name=row.name.last,
        first_name=row.name.first,
        middle_name=row.name.middle,
        birth_date=row.birth.day if row.birth else None,
        birth_year=row.birth.year if row.birth else None,
        gender=_GENDERS[gender] if gender else "",
        class_name=row.class_name,
        post=row.post,
        workplace=row.work_place,
        contact="" if _has_guardian(row, day) else row.contact,
    )


def _enrol(run: ImportRun, entering: Sequence[tuple[Person, BaseRow]], day: date) -> None:
    """Participations of the people with their requests or offers."""
    at: dict[str, Any] = {"institution_id": run.institution_id}
    participations = add_many(
        Participation(
            programme=run.programme, person=person, side=row.side.value, entered_date=row.entered or day, **at
        )
        for person, row in entering
    )
    owned = [
        (row, at | {"person": person, "participation": participation})
        for participation, (person, row) in zip(participations, entering, strict=True)
    ]
    if run.side == Side.MENTEE.value:
        add_many(Need(text=row.request, topics=list(row.topics), **own) for row, own in owned)
    else:
        add_many(Offer(**_offer_values(row), topics=list(row.topics), **own) for row, own in owned)


def _correct(by: Actor, line: PlanLine, day: date) -> None:
    """A person who was known: only the fields that the plan named."""
    row, recorded, fields = _row(line), line.recorded, line.planned.changed_fields
    if recorded is None:
        raise ValueError("a changed row always has its person")
    _correct_register(by, recorded, row, fields, day)
    participation, detail = recorded.participation, recorded.detail
    if participation is not None and "entered" in fields and row.entered is not None:
        correct_participation(by=by, participation=participation, entered_date=row.entered)
    if isinstance(detail, Need) and "request" in fields:
        correct_need(by=by, need=detail, text=row.request, topics=row.topics or detail.topics)
    if isinstance(detail, Offer):
        changes = _offer_values(row, fields)
        if {"competences", "achievements"} & set(fields):
            changes["topics"] = list(row.topics or detail.topics)
        if changes:
            correct_offer(by=by, offer=detail, changes=changes)


def _correct_register(
    by: Actor, recorded: Recorded, row: BaseRow, fields: Collection[str], day: date
) -> None:
    changes = _person_changes(row, fields)
    if {"contact", "guardian"} & set(fields):
        known = recorded.guardian
        if row.side is Side.MENTEE and (known is not None or _has_guardian(row, day)):
            name_guardian(
                by=by,
                person=recorded.person,
                full_name=row.guardian.full if row.guardian else (known.full_name if known else ""),
                contact=row.contact if "contact" in fields or known is None else known.contact,
            )
        else:
            changes["contact"] = row.contact
    if changes:
        correct_person(by=by, person=recorded.person, changes=changes)


def _person_changes(row: BaseRow, fields: Collection[str]) -> dict[str, object]:
    changes: dict[str, object] = {}
    if "name" in fields:
        changes |= {"last_name": row.name.last, "first_name": row.name.first, "middle_name": row.name.middle}
    if "birth_year" in fields and row.birth is not None:
        changes["birth_year"] = row.birth.year
    if "birth_date" in fields and row.birth is not None:
        changes["birth_date"] = row.birth.day
    texts = {"work_place": ("workplace", row.work_place), "post": ("post", row.post),
             "class_name": ("class_name", row.class_name)}  # fmt: skip
    changes |= {own: text for field, (own, text) in texts.items() if field in fields}
    return changes


def _offer_values(row: BaseRow, fields: Collection[str] | None = None) -> dict[str, Any]:
    """Values of an offer by the names of its own fields; with `fields` only those that the plan named."""
    band = row.ages
    values: dict[str, tuple[str, Any]] = {
        "competences": ("competences", row.competences),
        "achievements": ("achievements", row.achievements),
        "interests": ("interests", row.interests),
        "time": ("time_resource", row.time),
        "capacity": ("capacity", row.capacity),
        "ages_from": ("age_from", band.low or None),
        "ages_to": ("age_to", band.high if band.high < 120 else None),
    }
    return {own: value for field, (own, value) in values.items() if fields is None or field in fields}
