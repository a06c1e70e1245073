"""Everything read of trainings: who sees which, what a list of them would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from nastavnik.kit.actor import Actor
from nastavnik.registry.models import Organisation, Person, Training, TrainingImport
from nastavnik.registry.queries.people import in_sight
from nastavnik.rulebook.base_forms import Problem
from nastavnik.rulebook.dates import short_date
from nastavnik.rulebook.names import plain
from nastavnik.rulebook.roles import Right
from nastavnik.rulebook.trainings import (
    CAPACITY_LABELS,
    PROOF_LABELS,
    TRAINING_COLUMNS,
    Capacity,
    Proof,
    TrainingRow,
    programme_key,
)

DETAILS = ("post", "capacity", "hours", "organiser", "from_date", "proof", "document_number", "document_date")
"""What a list or a form may change in a training that is known by name, programme and last day."""
LABELS: Mapping[str, str] = {column.code: column.heading for column in TRAINING_COLUMNS}
_DAYS = ("from_date", "to_date", "document_date")


@dataclass
class TrainingLine:
    """One row of a list with what would happen: new, changed, same or wrong; kept as JSON, days as ISO."""

    number: int
    state: str
    title: str
    target: int | None = None
    person: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[list[str]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """The values as the model takes them."""
        days = {code: date.fromisoformat(self.values[code]) for code in _DAYS if self.values.get(code)}
        return {**self.values, **dict.fromkeys(_DAYS), **days}


def trainings_visible_to(actor: Actor) -> QuerySet[Training]:
    """Trainings of the institutions where the actor sees them; names never leave an institution."""
    nodes = [node for node in actor.people if actor.may(Right.TRAININGS_VIEW, node)]
    return Training.objects.filter(in_sight(actor), institution_id__in=nodes).select_related(
        "institution", "person"
    )


def trainings_of(actor: Actor, person: Person) -> list[Training]:
    """What a person was trained in, the latest first; one query."""
    return list(trainings_visible_to(actor).filter(person=person).order_by("-to_date", "pk"))


def trainings_found(trainings: QuerySet[Training], text: str) -> QuerySet[Training]:
    """Those in whose name every word of `text` occurs, or in whose programme it stands; ё and е are the same."""
    by_name = trainings
    for word in plain(text).split():
        by_name = by_name.filter(sort_name__contains=word)
    return by_name | trainings.filter(programme__icontains=text.strip())


def institutions_to_train(actor: Actor) -> list[Organisation]:
    """Institutions at work whose trainings the actor enters, by name."""
    seen = Organisation.objects.filter(
        pk__in=actor.people, level=Organisation.Level.INSTITUTION, closed_date=None
    )
    return [node for node in seen.order_by("short_name", "pk") if actor.may(Right.TRAININGS_EDIT, node.pk)]


def people_by_name(institution_id: int, names: Sequence[str]) -> dict[str, list[int]]:
    """People of the register with these names, by the plain name; one query."""
    keys = {plain(name) for name in names}
    rows = Person.objects.filter(institution_id=institution_id, sort_name__in=keys, destroyed_date=None)
    found: dict[str, list[int]] = {}
    for pk, key in rows.order_by("pk").values_list("pk", "sort_name"):
        found.setdefault(key, []).append(pk)
    return found


def training_imports_visible_to(actor: Actor) -> QuerySet[TrainingImport]:
    """Lists loaded in the institutions where the actor enters trainings."""
    nodes = [node for node in actor.people if actor.may(Right.TRAININGS_EDIT, node)]
    return TrainingImport.objects.filter(institution_id__in=nodes).select_related("institution")


def lines_of(run: TrainingImport) -> list[TrainingLine]:
    """The kept rows of a list."""
    return [TrainingLine(**kept) for kept in run.rows]


def plan_trainings(institution_id: int, rows: Sequence[TrainingRow]) -> list[TrainingLine]:
    """Rows beside what is known: found by name, programme and last day; three queries whatever their number."""
    known = {_key_of(one.full_name, one.programme, one.to_date): one for one in _known(institution_id)}
    people = people_by_name(institution_id, [row.values["full_name"] for row in rows])
    taken: dict[tuple[str, str, str], int] = {}
    return [_line(row, known, people, taken) for row in rows]


def _known(institution_id: int) -> QuerySet[Training]:
    return Training.objects.filter(institution_id=institution_id).order_by("-pk")


def _key_of(name: str, programme: str, day: date | None) -> tuple[str, str, str]:
    return plain(name), programme_key(programme), str(day)


def _line(
    row: TrainingRow,
    known: Mapping[tuple[str, str, str], Training],
    people: Mapping[str, list[int]],
    taken: dict[tuple[str, str, str], int],
) -> TrainingLine:
    values = row.values
    line = TrainingLine(
        row.number, "wrong", values["full_name"], problems=[asdict(one) for one in row.problems]
    )
    if line.problems:
        return line
    namesakes = people.get(plain(values["full_name"]), [])
    if len(namesakes) > 1:
        what = "людей с таким именем в организации несколько"
        line.problems.append(_problem(row, what, "Внесите это обучение на карточке нужного человека"))
        return line
    key = _key_of(values["full_name"], values["programme"], values["to_date"])
    if key in taken:
        what = f"это обучение уже есть в строке {taken[key]}"
        line.problems.append(_problem(row, what, "Оставьте одну строку"))
        return line
    taken[key] = row.number
    line.person = namesakes[0] if namesakes else None
    line.values = {
        code: value.isoformat() if isinstance(value, date) else value for code, value in values.items()
    }
    target = known.get(key)
    if target is None:
        line.state = "new"
        return line
    line.target, line.changes = target.pk, _changes(target, values)
    line.state = "changed" if line.changes else "same"
    return line


def _changes(training: Training, values: Mapping[str, Any]) -> list[list[str]]:
    """What a row would change: label, before, after; an empty cell changes nothing."""
    return [
        [LABELS[code], words_of(code, getattr(training, code)), words_of(code, after)]
        for code in DETAILS
        if (after := values[code]) and after != Proof.NONE and after != getattr(training, code)
    ]


def words_of(code: str, value: Any) -> str:
    """A value of a training as a table shows it."""
    if code == "capacity":
        return CAPACITY_LABELS[Capacity(value)]
    if code == "proof":
        return PROOF_LABELS[Proof(value)]
    return short_date(value) if code in _DAYS else str(value or "")


def _problem(row: TrainingRow, what: str, remedy: str) -> dict[str, Any]:
    return asdict(Problem(row.number, "", "", str(row.values["full_name"])[:60], what, remedy))
