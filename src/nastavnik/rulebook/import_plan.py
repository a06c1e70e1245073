"""What an import would change: rows of a base beside what is already known, before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.ages import Birth
from nastavnik.rulebook.base_forms import BaseRow, Problem
from nastavnik.rulebook.classes import class_key
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.likeness import Likeness, contacts_meet
from nastavnik.rulebook.names import FullName

Value = str | int | date | None

FIELD_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "participation": "участие в программе",
        "name": "ФИО",
        "birth_year": "год рождения",
        "birth_date": "дата рождения",
        "guardian": "представитель",
        "class_name": "класс",
        "contact": "контакты",
        "request": "запрос",
        "work_place": "место работы или учёбы",
        "post": "должность",
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
    SUSPICIOUS = "suspicious"
    SKIPPED = "skipped"
    WRONG = "wrong"


class Verdict(StrEnum):
    """What a person decides of a suspicious row."""

    SAME = "same"
    OTHER = "other"
    SKIP = "skip"


@dataclass(frozen=True)
class Decision:
    """A decision on a suspicious row; `known_id` says who it is where it is somebody known."""

    verdict: Verdict
    known_id: int | None = None


@dataclass(frozen=True)
class Known:
    """A person of the institution as it is recorded: an id, the name, the birth, and the values of this side.

    `values` has the keys of `values_of`; None means that the person takes no part on this side yet. `own` holds
    what is recorded of the person whatever the programme (contact, guardian, class).
    """

    id: int
    name: FullName
    birth: Birth | None = None
    values: Mapping[str, Value] | None = None
    own: Mapping[str, Value] = field(default_factory=dict)


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
    candidates: tuple[int, ...] = ()


def plan_import(
    rows: Sequence[BaseRow],
    known: Iterable[Known],
    problems: Sequence[Problem] = (),
    decisions: Mapping[int, Decision] = MappingProxyType({}),
) -> list[PlannedRow]:
    """Compare the good rows of a reading with the persons known, and add the rows that have problems as
    wrong.

    A row is surely somebody known where the name and the birth agree and he already takes part on this side, or
    the whole birth date, a representative or a telephone agrees too. The same name and year alone, or nearly the
    same name, is suspicious: `decisions` by the numbers of rows say who it is. Two rows for one person are wrong.
    An empty cell changes nothing.
    """
    people = _People(known)
    planned = [people.planned(row, decisions.get(row.number)) for row in rows]
    claims = Counter(plan.known_id for plan in planned if plan.known_id is not None)
    checked = [_contested(plan) if claims.get(plan.known_id or -1, 0) > 1 else plan for plan in planned]
    return sorted([*checked, *_wrong(problems)], key=lambda plan: plan.number)


def counts(plan: Iterable[PlannedRow]) -> dict[PlannedState, int]:
    """Count the rows of a plan by state; every state is there, also with zero."""
    counter = Counter(row.state for row in plan)
    return {state: counter[state] for state in PlannedState}


def values_of(row: BaseRow) -> dict[str, Value]:
    """Give the values of a row under the names that `Known.values` has; keys differ by side."""
    shared: dict[str, Value] = {
        "name": row.name.full,
        "birth_year": row.birth.year if row.birth else None,
        "birth_date": row.birth.day if row.birth else None,
        "class_name": row.class_name,
        "contact": row.contact,
        "entered": row.entered,
    }
    if row.side is Side.MENTEE:
        return shared | {
            "guardian": row.guardian.full if row.guardian else "",
            "request": row.request,
        }
    return shared | {
        "work_place": row.work_place,
        "post": row.post,
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
        if new not in (None, "") and _plain(name, new) != _plain(name, values.get(name))
    )


class _People:
    """Those who are known, found by the name and by what is nearly it."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.by_id: dict[int, Known] = {}
        self.by_key: dict[str, list[Known]] = defaultdict(list)
        self.near = Likeness[Known]()
        for person in known:
            self.by_id[person.id] = person
            self.by_key[person.name.key].append(person)
            self.near.add(person.name, person)

    def planned(self, row: BaseRow, decision: Decision | None) -> PlannedRow:
        """What happens to a row; a decision on somebody who is there no more is none."""
        if decision is not None:
            if decision.verdict is Verdict.SKIP:
                return PlannedRow(PlannedState.SKIPPED, row.number, row)
            if decision.verdict is Verdict.OTHER:
                return PlannedRow(PlannedState.NEW, row.number, row)
            if (chosen := self.by_id.get(decision.known_id or 0)) is not None:
                return _beside(row, chosen)
        fitting = _fitting(row, self.by_key.get(row.name.key, []))
        sure = [person for person in fitting if _is_surely(row, person)]
        unchanged = [person for person in sure if _beside(row, person).state is PlannedState.SAME]
        if len(sure) == 1 or len(unchanged) == 1:
            return _beside(row, (sure if len(sure) == 1 else unchanged)[0])
        alike = sure or fitting or [person for person in self.near.of(row.name) if _may_be(row, person)]
        if alike:
            ids = tuple(sorted(person.id for person in alike))
            return PlannedRow(PlannedState.SUSPICIOUS, row.number, row, candidates=ids)
        return PlannedRow(PlannedState.NEW, row.number, row)


def _beside(row: BaseRow, person: Known) -> PlannedRow:
    """The row beside the known person whom it concerns."""
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


def _is_surely(row: BaseRow, person: Known) -> bool:
    """Whether a namesake whose birth agrees is the very person of the row."""
    if person.values is not None:
        return True
    if row.birth and person.birth and row.birth.day and row.birth.day == person.birth.day:
        return True
    guardian = person.own.get("guardian")
    if row.guardian is not None and guardian and row.guardian.full == guardian:
        return True
    return contacts_meet(row.contact, str(person.own.get("contact") or ""))


def _may_be(row: BaseRow, person: Known) -> bool:
    """Whether somebody with nearly the same name may be the person of the row: nothing else contradicts, and for
    a child the year or the class agrees.
    """
    if row.birth is not None and person.birth is not None:
        return _agree(row.birth, person.birth)
    if row.class_name or row.side is Side.MENTEE:
        own = str(person.own.get("class_name") or "")
        return bool(row.class_name) and class_key(row.class_name) == class_key(own)
    return person.birth is None or not person.own.get("class_name")


def _agree(one: Birth, other: Birth) -> bool:
    if one.day and other.day:
        return one.day == other.day
    return one.year == other.year


def _contested(plan: PlannedRow) -> PlannedRow:
    name = plan.row.name.full if plan.row else ""
    what = "к одному человеку в организации относятся сразу несколько строк"
    problem = Problem(
        plan.number, "", "", name, what, "Оставьте одну из них или впишите полные даты рождения"
    )
    return PlannedRow(PlannedState.WRONG, plan.number, plan.row, problems=(problem,))


def _wrong(problems: Sequence[Problem]) -> list[PlannedRow]:
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.row].append(problem)
    return [PlannedRow(PlannedState.WRONG, row, problems=tuple(found)) for row, found in by_row.items()]


def _plain(name: str, value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return class_key(value) if name == "class_name" else " ".join(value.split())
