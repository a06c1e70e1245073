"""What an import would change: rows of a base beside what is already known, before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.base_forms import BaseRow, Problem
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import FullName

Value = str | int | date | None

FIELD_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "participation": "участие в программе",
        "name": "ФИО",
        "birth_year": "год рождения",
        "birth_date": "дата рождения",
        "guardian": "представитель",
        "contact": "контакты",
        "request": "запрос",
        "work_place": "место работы или учёбы",
        "competences": "компетенции",
        "achievements": "достижения",
        "interests": "интересы",
        "ages_from": "возраст наставляемых от",
        "ages_to": "возраст наставляемых до",
        "time": "ресурс времени",
        "capacity": "число наставляемых",
        "entered": "дата вхождения",
    }
)


class PlannedState(StrEnum):
    """What will happen to a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


@dataclass(frozen=True)
class Known:
    """A person of the institution as it is recorded: an id, the name, the birth, and the values of this side.

    `values` has the keys of `values_of`; None means that the person takes no part on this side yet.
    """

    id: int
    name: FullName
    birth: Birth | None = None
    values: Mapping[str, Value] | None = None


@dataclass(frozen=True)
class PlannedRow:
    """One row of the plan: its number in the sheet, what happens, to whom, which fields change, what is
    wrong.
    """

    state: PlannedState
    number: int
    row: BaseRow | None = None
    known_id: int | None = None
    changed_fields: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def plan_import(
    rows: Sequence[BaseRow], known: Iterable[Known], problems: Sequence[Problem] = ()
) -> list[PlannedRow]:
    """Compare the good rows of a reading with the persons known, and add the rows that have problems as
    wrong.

    One person is one normalised full name and, for mentees, one year of birth (a known person without a year
    fits any). Several known persons, or two rows for one person, make the rows wrong. An empty cell changes
    nothing.
    """
    by_key: dict[str, list[Known]] = defaultdict(list)
    for person in known:
        by_key[person.name.key].append(person)
    planned = [_planned(row, by_key.get(row.name.key, [])) for row in rows]
    claims = Counter(plan.known_id for plan in planned if plan.known_id is not None)
    checked = [_contested(plan) if claims.get(plan.known_id or -1, 0) > 1 else plan for plan in planned]
    return sorted([*checked, *_wrong(problems)], key=lambda plan: plan.number)


def counts(plan: Iterable[PlannedRow]) -> dict[PlannedState, int]:
    """Count the rows of a plan by state; every state is there, also with zero."""
    counter = Counter(row.state for row in plan)
    return {state: counter[state] for state in PlannedState}


def values_of(row: BaseRow) -> dict[str, Value]:
    """Give the values of a row under the names that `Known.values` has; keys differ by side."""
    shared: dict[str, Value] = {"name": row.name.full, "contact": row.contact, "entered": row.entered}
    if row.side is Side.MENTEE:
        return shared | {
            "birth_year": row.birth.year if row.birth else None,
            "birth_date": row.birth.day if row.birth else None,
            "guardian": row.guardian.full if row.guardian else "",
            "request": row.request,
        }
    return shared | {
        "work_place": row.work_place,
        "competences": row.competences,
        "achievements": row.achievements,
        "interests": row.interests,
        "ages_from": row.ages.low,
        "ages_to": row.ages.high,
        "time": row.time,
        "capacity": row.capacity,
    }


def changed_fields(row: BaseRow, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Name the fields that the row would change; what the row leaves empty stays, spaces do not matter."""
    return tuple(
        name
        for name, new in values_of(row).items()
        if new not in (None, "") and _plain(new) != _plain(values.get(name))
    )


def _planned(row: BaseRow, namesakes: list[Known]) -> PlannedRow:
    fitting = _fitting(row, namesakes)
    if len(fitting) > 1:
        return PlannedRow(PlannedState.WRONG, row.number, row, problems=(_ambiguous(row, len(fitting)),))
    if not fitting:
        return PlannedRow(PlannedState.NEW, row.number, row)
    person = fitting[0]
    if person.values is None:
        return PlannedRow(PlannedState.CHANGED, row.number, row, person.id, ("participation",))
    changed = changed_fields(row, person.values)
    state = PlannedState.CHANGED if changed else PlannedState.SAME
    return PlannedRow(state, row.number, row, person.id, changed)


def _fitting(row: BaseRow, namesakes: list[Known]) -> list[Known]:
    if row.birth is None:
        return namesakes
    exact = [person for person in namesakes if person.birth and _agree(row.birth, person.birth)]
    return exact or [person for person in namesakes if person.birth is None]


def _agree(one: Birth, other: Birth) -> bool:
    if one.day and other.day:
        return one.day == other.day
    return one.year == other.year


def _ambiguous(row: BaseRow, count: int) -> Problem:
    what = f"несколько человек с таким именем уже есть в организации ({count})"
    return Problem(row.number, "", "", row.name.full, what, "Внесите изменения в карточке нужного человека")


def _contested(plan: PlannedRow) -> PlannedRow:
    name = plan.row.name.full if plan.row else ""
    what = "к одному человеку в организации относятся сразу несколько строк"
    problem = Problem(plan.number, "", "", name, what, "Впишите год рождения в карточке этого человека")
    return PlannedRow(PlannedState.WRONG, plan.number, plan.row, problems=(problem,))


def _wrong(problems: Sequence[Problem]) -> list[PlannedRow]:
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.row].append(problem)
    return [PlannedRow(PlannedState.WRONG, row, problems=tuple(found)) for row, found in by_row.items()]


def _plain(value: Value) -> Value:
    return " ".join(value.split()) if isinstance(value, str) else value
