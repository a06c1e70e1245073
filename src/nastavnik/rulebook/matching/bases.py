"""A problem from the rows of the two official bases: for those who match files without a register.

Participants are numbered by name, not by row, so that the order of rows in the files changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nastavnik.rulebook.ages import possible_ages
from nastavnik.rulebook.base_forms import BaseRow
from nastavnik.rulebook.cells import Cell, text_of
from nastavnik.rulebook.matching.model import Link, MenteeSide, MentorSide, Problem
from nastavnik.rulebook.matching.terms import CRITERIA, LIMIT_LABELS, Terms
from nastavnik.rulebook.names import BadName, parse_full_name
from nastavnik.rulebook.topics import interests_in

PINNED, FORBIDDEN = "pinned", "forbidden"
_KINDS = {"закрепить": PINNED, "закреплена": PINNED, "исключить": FORBIDDEN, "исключена": FORBIDDEN}
_HEADINGS = ("наставляемый", "наставник", "решение", "почему")


class BadPin(ValueError):
    """Rows of pins that cannot be understood; `sentences` are Russian."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Bases:
    """The rows of both bases by the ids under which they are matched."""

    mentees: Mapping[int, BaseRow]
    mentors: Mapping[int, BaseRow]


@dataclass(frozen=True)
class Pin:
    """A pair to pin or to forbid (`kind`), and why."""

    link: Link
    kind: str
    reason: str
    row: int


def bases_of(mentees: Sequence[BaseRow], mentors: Sequence[BaseRow]) -> Bases:
    """Number both sides by name, then by what tells namesakes apart."""
    return Bases(_numbered(mentees), _numbered(mentors))


def _numbered(rows: Sequence[BaseRow]) -> dict[int, BaseRow]:
    def order(row: BaseRow) -> tuple[str, ...]:
        birth = str(row.birth.day or row.birth.year) if row.birth else ""
        return (row.name.key, birth, row.request, row.competences, row.contact, row.time, row.interests)

    return dict(enumerate(sorted(rows, key=order), start=1))


def problem_of_bases(bases: Bases, terms: Terms, pins: Sequence[Pin], on: date) -> Problem:
    """Make the problem as of the date. Whoever bears the same full name in both bases is one person.

    Contradiction with the names as `Problem` says; BadPin for a pin without a common topic that does not say
    why.
    """
    people: dict[str, int] = {}
    for row in (*bases.mentees.values(), *bases.mentors.values()):
        people.setdefault(row.name.key, len(people) + 1)
    bare = [pin for pin in pins if pin.kind == PINNED and not pin.reason and not _topics_met(bases, pin.link)]
    if bare:
        raise BadPin(
            *(
                f"Строка {pin.row}: общей темы нет. Напишите в столбце «Почему», зачем нужна пара."
                for pin in bare
            )
        )
    return Problem(
        mentees=tuple(_mentee(pk, row, people[row.name.key], on) for pk, row in bases.mentees.items()),
        mentors=tuple(_mentor(pk, row, people[row.name.key], on) for pk, row in bases.mentors.items()),
        weights=terms.weights,
        limits=terms.limits,
        pinned=frozenset(pin.link for pin in pins if pin.kind == PINNED),
        forbidden=frozenset(pin.link for pin in pins if pin.kind == FORBIDDEN),
    )


def _topics_met(bases: Bases, link: Link) -> bool:
    return bool(set(bases.mentees[link[0]].topics) & set(bases.mentors[link[1]].topics))


def _mentee(pk: int, row: BaseRow, person: int, on: date) -> MenteeSide:
    return MenteeSide(
        id=pk,
        person_id=person,
        topics=frozenset(row.topics),
        interests=interests_in(row.request),
        ages=possible_ages(row.birth, on) if row.birth else (),
        label=row.name.short,
        entered=row.entered,
    )


def _mentor(pk: int, row: BaseRow, person: int, on: date) -> MentorSide:
    return MentorSide(
        id=pk,
        person_id=person,
        topics=frozenset(row.topics),
        interests=interests_in(row.interests),
        ages=row.ages,
        places=row.capacity,
        minutes=row.minutes,
        label=row.name.short,
        competences=row.competences,
        own_ages=possible_ages(row.birth, on) if row.birth else (),
    )


def pins_of(cells: Sequence[Sequence[Cell]], bases: Bases) -> tuple[Pin, ...]:
    """Read a table with the columns «Наставляемый», «Наставник», «Решение» (закрепить or исключить) and, if
    there is one, «Почему». BadPin with a sentence for each row that cannot be understood.
    """
    rows = [[text_of(cell) for cell in row] for row in cells]
    heading = next(
        (place for place, row in enumerate(rows) if _places(row).keys() >= set(_HEADINGS[:3])), None
    )
    if heading is None:
        raise BadPin("Нет столбцов «Наставляемый», «Наставник» и «Решение»: впишите их в первую строку.")
    places = _places(rows[heading])
    by_name = {
        side: _by_name(people)
        for side, people in (("наставляемый", bases.mentees), ("наставник", bases.mentors))
    }
    pins, wrong = [], []
    for number, row in enumerate(rows[heading + 1 :], start=heading + 2):
        said = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        if not any(said.values()):
            continue
        try:
            pins.append(_pin(said, by_name, number))
        except BadPin as bad:
            wrong += [f"Строка {number}: {sentence}" for sentence in bad.sentences]
    if wrong:
        raise BadPin(*wrong)
    return tuple(pins)


def _pin(said: Mapping[str, str], by_name: Mapping[str, Mapping[str, list[int]]], row: int) -> Pin:
    kind = _KINDS.get(said["решение"].lower())
    if kind is None:
        raise BadPin(f"решение «{said['решение']}» непонятно. Можно: «закрепить» или «исключить».")
    mentee, mentor = (_found(said[side], by_name[side], side) for side in ("наставляемый", "наставник"))
    return Pin((mentee, mentor), kind, said.get("почему", ""), row)


def _found(text: str, by_name: Mapping[str, list[int]], side: str) -> int:
    try:
        key = parse_full_name(text).key
    except BadName as bad:
        raise BadPin(f"{side} «{text}» — {bad.what}. {bad.remedy}.") from bad
    ids = by_name.get(key, [])
    if not ids:
        raise BadPin(f"{side} {text} не найден в базе. Проверьте, так ли написано имя.")
    if len(ids) > 1:
        raise BadPin(f"{side} {text} стоит в базе не один раз. Оставьте в базе одну строку.")
    return ids[0]


def _by_name(rows: Mapping[int, BaseRow]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for pk, row in rows.items():
        found[row.name.key].append(pk)
    return found


def _places(row: Sequence[str]) -> dict[str, int]:
    return {
        text.lower().rstrip(":"): place
        for place, text in enumerate(row)
        if text.lower().rstrip(":") in _HEADINGS
    }


def terms_of_words(values: Mapping[str, object]) -> Terms:
    """Read terms by codes or by the labels of the screen: {"Совпадение тем": "очень важно"}.

    Numbers and «да», «нет» may stand as texts. BadTerms in Russian for what cannot be understood.
    """
    codes = {asked.label.lower(): code.value for code, asked in CRITERIA.items()}
    codes |= {label.lower(): code for code, label in LIMIT_LABELS.items()}
    return Terms.from_values({codes.get(name.lower(), name): _value(value) for name, value in values.items()})


def _value(value: object) -> object:
    if not isinstance(value, str):
        return value
    said = value.strip().lower()
    if said.isascii() and said.isdigit():
        return int(said)
    return {"да": True, "нет": False}.get(said, value)
