"""The words with which an order of each kind begins: title, basis, points. A person may change all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nastavnik.papers.kinds import rule_of
from nastavnik.papers.models import Paper
from nastavnik.papers.values import Outline
from nastavnik.papers.wording import DEFAULT_BASIS_OF_LAW, points_of, preamble_of, programme_words
from nastavnik.rulebook.school_year import SchoolYear

Kind = Paper.Kind
# {year}: «2026/2027 учебный год», {till}: the day until which the year's work goes on.
_POINTS: Mapping[str, tuple[str, ...]] = {
    Kind.TEAM_ORDER: (
        "Утвердить состав рабочей группы по наставничеству на {year}:",
        "Рабочей группе подготовить программу наставничества, план её мероприятий и порядок отбора наставников.",
        "Рабочей группе подвести итоги наставничества за учебный год до {till}",
    ),
    Kind.CURATOR_ORDER: (
        "Назначить на {year} куратором программы наставничества",
        (
            "Куратору вести базы наставников и наставляемых, предлагать состав наставнических пар (групп),"
            " сопровождать их работу и вести учёт встреч."
        ),
        "Куратору представлять муниципальному куратору сведения о ходе наставничества в установленные сроки.",
    ),
    Kind.LISTS_ORDER: (
        "Утвердить список наставников на {year} (приложение № 1).",
        "Утвердить список наставляемых на {year} (приложение № 2).",
        "Куратору программы наставничества хранить списки в порядке, установленном для персональных данных.",
    ),
    Kind.AMENDMENT_ORDER: (
        "Внести изменения в состав наставнических пар (групп) и закрепить с даты приказа:",
        "Куратору программы наставничества ознакомить участников с изменениями в течение пяти рабочих дней.",
    ),
    Kind.ENDING_ORDER: (
        "Прекратить с даты приказа работу наставнических пар (групп):",
        "Куратору программы наставничества сообщить об этом участникам и внести сведения в базы.",
    ),
}
# What the first point says once it is known which orders are changed: the text, one order, several.
_CHANGING: Mapping[str, tuple[str, str, str]] = {
    Kind.AMENDMENT_ORDER: ("Внести изменения в {orders} и закрепить с даты приказа:", "приказ", "приказы"),
    Kind.ENDING_ORDER: (
        "Прекратить с даты приказа работу наставнических пар (групп), закреплённых {orders}:",
        "приказом",
        "приказами",
    ),
}
CHANGING_KINDS = tuple(_CHANGING)
_AIMS: Mapping[str, str] = {
    Kind.TEAM_ORDER: "в целях подготовки и проведения наставничества в {in_year}",
    Kind.CURATOR_ORDER: "в целях сопровождения наставничества в {in_year}",
    Kind.LISTS_ORDER: "в целях реализации{programme} в {in_year}",
    Kind.AMENDMENT_ORDER: "в целях реализации{programme} в {in_year}",
    Kind.ENDING_ORDER: "в связи с изменениями в составе участников{programme} в {in_year}",
}


def point_about(kind: str, changed: Sequence[str]) -> str:
    """The first point of an order that changes earlier ones, with their numbers; empty where none is known.

    `changed` are «от 14 октября 2026 г. № 40-од», the oldest first.
    """
    if not changed or kind not in _CHANGING:
        return ""
    text, one, many = _CHANGING[kind]
    return text.format(orders=f"{one if len(changed) == 1 else many} {', '.join(changed)}")


def outline_of(kind: Paper.Kind, school_year: int, programme_title: str = "") -> Outline:
    """The outline of a new order of this kind for the school year."""
    year = SchoolYear(school_year)
    words = {
        "year": year.title,
        "in_year": year.in_the_year,
        "till": f"31 мая {year.start + 1} г.",
        "programme": programme_words(programme_title),
    }
    if kind == Kind.PAIRS_ORDER:
        preamble, points = preamble_of(programme_title, school_year), tuple(points_of(school_year))
    else:
        preamble = f"{DEFAULT_BASIS_OF_LAW}, {_AIMS[kind].format(**words)}"
        points = tuple(point.format(**words) for point in _POINTS[kind])
    return Outline(kind, rule_of(kind).title, preamble, points, school_year, programme_title)
