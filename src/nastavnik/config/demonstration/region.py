"""The rest of the demonstration's region: organisations of every type and their programmes, invented from a fixed seed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from nastavnik.config.demonstration.data import STAFF, Base, Node, Stage
from nastavnik.config.demonstration.words import (
    EDUCATORS,
    FEMALE_NAMES,
    FEMALE_PATRONYMICS,
    INTERESTS,
    MALE_NAMES,
    MALE_PATRONYMICS,
    POSTS,
    PUPIL_TOPICS,
    SURNAMES,
    TEACHER_TOPICS,
    TIMES,
)
from nastavnik.rulebook.dictionaries import Kind as SideKind
from nastavnik.rulebook.dictionaries import form_by_code
from nastavnik.rulebook.roles import Role

SEED = 20260901


@dataclass(frozen=True)
class Territory:
    """A municipality of the region: its node, how its organisations call themselves, who is their founder."""

    key: str
    name: str
    town: str
    genitive: str
    founder: str
    target: int


@dataclass(frozen=True)
class Kind:
    """A type of organisation: its words, forms of mentoring and the ages of its children."""

    kind: str
    short: str
    full: str
    ages: tuple[int, int]
    children: int
    forms: tuple[tuple[str, str], ...]


TERRITORIES = (
    Territory("city", "г. Северогорск", "г. Северогорск", "города Северогорска", "Управление образования администрации города Северогорска", 20),
    Territory("district", "Озёрный район", "с. Озёрное", "Озёрного района", "Отдел образования администрации Озёрного района", 15),
    Territory("port", "г. Белопристань", "г. Белопристань", "города Белопристани", "Департамент образования администрации города Белопристани", 25),
    Territory("hills", "Холмский район", "п. Холмы", "Холмского района", "Отдел образования администрации Холмского района", 10),
)  # fmt: skip

_PUPILS = ("pupil_pupil", "equal_equal"), ("teacher_pupil", "subject_support")
_TEACHERS = (("educator_educator", "experienced_young"),)
SCHOOL = Kind(
    "school",
    "Школа № {}",
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № {} {}»",
    (11, 17),
    40,
    _PUPILS,
)
LYCEUM = Kind(
    "gymnasium",
    "Лицей № {}",
    "Муниципальное автономное общеобразовательное учреждение «Лицей № {} {}»",
    (12, 17),
    30,
    _PUPILS,
)
VILLAGE = Kind(
    "school",
    "Основная школа № {}",
    "Муниципальное казённое общеобразовательное учреждение «Основная общеобразовательная школа № {} {}»",
    (10, 15),
    8,
    _PUPILS,
)
KINDERGARTEN = Kind(
    "kindergarten",
    "Детский сад № {}",
    "Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № {} {}»",
    (0, 0),
    0,
    _TEACHERS,
)
STUDIO = Kind(
    "additional",
    "Центр творчества № {}",
    "Муниципальное бюджетное учреждение дополнительного образования «Центр детского творчества № {} {}»",
    (10, 16),
    25,
    _PUPILS,
)
COLLEGE = Kind("college", "Колледж № {}", "Государственное бюджетное профессиональное образовательное учреждение «Северный колледж № {} {}»", (15, 18), 20, (("employer_student", "colleague_future"),))  # fmt: skip

# What stands in each municipality beside the organisations of the story, and how far this year's programme has come.
PLACES: tuple[tuple[str, Kind, Stage], ...] = (
    ("city", SCHOOL, Stage.ACTIVE), ("city", SCHOOL, Stage.ACTIVE), ("city", LYCEUM, Stage.AGREED), ("city", KINDERGARTEN, Stage.ACTIVE), ("city", COLLEGE, Stage.ACTIVE),
    ("district", SCHOOL, Stage.SIGNED), ("district", VILLAGE, Stage.ACTIVE), ("district", VILLAGE, Stage.BASES), ("district", STUDIO, Stage.ACTIVE),
    ("port", SCHOOL, Stage.ACTIVE), ("port", SCHOOL, Stage.DRAFTED), ("port", LYCEUM, Stage.ACTIVE), ("port", SCHOOL, Stage.PROPOSED), ("port", STUDIO, Stage.CONSENTS), ("port", KINDERGARTEN, Stage.ACTIVE), ("port", COLLEGE, Stage.ACTIVE),
    ("hills", SCHOOL, Stage.ACTIVE), ("hills", VILLAGE, Stage.ACTIVE), ("hills", VILLAGE, Stage.OPENED), ("hills", SCHOOL, Stage.APPROVED), ("hills", KINDERGARTEN, Stage.MENTEES),
)  # fmt: skip
MENTEES, MENTORS = (22, 34), (10, 16)
TITLES = {
    "pupil_pupil": "Рядом со старшими",
    "teacher_pupil": "Учимся вместе",
    "educator_educator": "Школа молодого педагога",
    "employer_student": "Первые шаги в профессии",
}  # fmt: skip


def neighbours() -> tuple[tuple[Node, ...], tuple[Base, ...]]:
    """Organisations beside those of the story, and their programmes of the last school year and of this one.

    The same seed gives the same people. An organisation follows its municipality in the order of the nodes.
    """
    draw = Random(SEED)  # noqa: S311  (invented people, not secrets)
    nodes, bases = [_territory(one) for one in TERRITORIES[2:]], []
    for position, (place, kind, stage) in enumerate(PLACES, 11):
        territory = next(one for one in TERRITORIES if one.key == place)
        node = _organisation(draw, territory, kind, position)
        nodes.append(node)
        bases += [
            _programme(draw, node, kind, Stage.FINISHED, position),
            _programme(draw, node, kind, stage, position),
        ]
    return tuple(nodes), tuple(bases)


def curators_of(nodes: Iterable[Node]) -> dict[str, str]:
    """The curator of every institution that has none in the story, by the key of its node; the same each time."""
    draw = Random(SEED + 1)  # noqa: S311  (invented people, not secrets)
    has = {staff.node for staff in STAFF if staff.role is Role.CURATOR}
    return {node.key: _person(draw) for node in nodes if node.level == "institution" and node.key not in has}


def _territory(one: Territory) -> Node:
    return Node(one.key, "region", "municipality", one.name, target=one.target, founder="Северная область")


def _organisation(draw: Random, territory: Territory, kind: Kind, number: int) -> Node:
    head = _person(draw)
    last, first, middle = head.split()
    return Node(
        f"{territory.key}-{number}",
        territory.key,
        "institution",
        kind.short.format(number),
        kind.full.format(number, territory.genitive),
        territory.founder,
        territory.town,
        f"{first[0]}. {middle[0]}. {last}",
        kind.kind,
        kind.children,
        territory.target,
    )


def _programme(draw: Random, node: Node, kind: Kind, stage: Stage, number: int) -> Base:
    form_code, role = draw.choice(kind.forms)
    form = form_by_code(form_code)
    is_of_staff = form.mentee_kind is SideKind.TEACHER
    topics = TEACHER_TOPICS if is_of_staff else PUPIL_TOPICS
    mentees = tuple(
        _adult_mentee(draw, topics) if is_of_staff else _child(draw, kind, topics)
        for _place in range(draw.randint(4, 7) if is_of_staff else draw.randint(*MENTEES))
    )
    mentors = tuple(
        _mentor(draw, node, form.mentor_kind, (topics[place % len(topics)], draw.choice(topics)))
        for place in range(draw.randint(3, 5) if is_of_staff else draw.randint(*MENTORS))
    )
    order = (f"{number}-од", f"2026-10-{draw.randint(1, 9):02}")
    return Base(node.key, TITLES[form_code], form_code, f"{form_code}.{role}", mentees, mentors, order, stage)


def _person(draw: Random, surname: str = "") -> str:
    surname = surname or draw.choice(SURNAMES)
    if draw.random() < 0.5:
        return f"{surname} {draw.choice(MALE_NAMES)} {draw.choice(MALE_PATRONYMICS)}"
    return f"{surname}а {draw.choice(FEMALE_NAMES)} {draw.choice(FEMALE_PATRONYMICS)}"


def _child(draw: Random, kind: Kind, topics: tuple[tuple[str, str], ...]) -> tuple[str, str, str, str]:
    surname = draw.choice(SURNAMES)
    name = _person(draw, surname)
    parent = f"{_person(draw, surname)}, 8 900 {draw.randint(100, 999)}-{draw.randint(10, 99)}-{draw.randint(10, 99)}"
    year = 2026 - draw.randint(*kind.ages)
    birth = (
        f"{draw.randint(1, 28):02}.{draw.randint(1, 12):02}.{year}" if draw.random() < 0.9 else f"{year} г.р."
    )
    return name, parent, birth, draw.choice(topics)[0]


def _adult_mentee(draw: Random, topics: tuple[tuple[str, str], ...]) -> tuple[str, str, str, str]:
    return (
        _person(draw),
        "",
        f"{draw.randint(1, 28):02}.05.{draw.randint(1996, 2003)}",
        draw.choice(topics)[0],
    )


def _mentor(
    draw: Random, node: Node, kind: SideKind, topics: tuple[tuple[str, str], tuple[str, str]]
) -> tuple[str, str, str, str, str, str]:
    works = {
        SideKind.PUPIL: f"{node.short_name}, {draw.randint(9, 11)} «{draw.choice('АБВ')}»",
        SideKind.TEACHER: f"{node.short_name}, {draw.choice(EDUCATORS if node.kind == 'kindergarten' else POSTS)}",
    }
    work = works.get(kind, f"АО «Северный завод», {draw.choice(('инженер', 'мастер участка', 'технолог'))}")
    competence = ", ".join(dict.fromkeys(one[1] for one in topics))
    return _person(draw), work, competence, draw.choice(INTERESTS), "любой", draw.choice(TIMES)
