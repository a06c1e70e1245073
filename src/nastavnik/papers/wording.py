"""The words of orders: defaults that a person may change, and what is made of names and posts."""

from __future__ import annotations

import re

from nastavnik.rulebook.declension import decline, gender_of
from nastavnik.rulebook.names import BadName, Case, FullName, Gender, parse_full_name
from nastavnik.rulebook.posts import decline_post
from nastavnik.rulebook.school_year import SchoolYear

COMMAND_WORD = "ПРИКАЗЫВАЮ:"
# The beginning of the preamble, up to the aims: an editable default.
DEFAULT_BASIS_OF_LAW = (
    "В соответствии с распоряжением Министерства просвещения Российской Федерации"
    " от 25 декабря 2019 г. № Р-145"
)
DEFAULT_BASIS = f"{DEFAULT_BASIS_OF_LAW}, на основании согласия участников"
HEAD_KEEPS_CONTROL = "Контроль за исполнением приказа оставляю за собой."
BLANK = "____________________"
_CLASS = re.compile(r"^(\d{1,2}\s*(?:[«\"]?\s*[А-ЯЁа-яё]\s*[»\"]?)?)(?:\s+класс[а-я]*)?$")
_PUPIL = {
    (Case.NOMINATIVE, Gender.MALE): "обучающийся",
    (Case.NOMINATIVE, Gender.FEMALE): "обучающаяся",
    (Case.GENITIVE, Gender.MALE): "обучающегося",
    (Case.GENITIVE, Gender.FEMALE): "обучающейся",
    (Case.ACCUSATIVE, Gender.MALE): "обучающегося",
    (Case.ACCUSATIVE, Gender.FEMALE): "обучающуюся",
    (Case.INSTRUMENTAL, Gender.MALE): "обучающимся",
    (Case.INSTRUMENTAL, Gender.FEMALE): "обучающейся",
}


def preamble_of(programme_title: str, school_year: int) -> str:
    """The basis and the aim: «В соответствии с …, в целях реализации программы «…» в … учебном году»."""
    year = SchoolYear(school_year).in_the_year
    return f"{DEFAULT_BASIS}, в целях реализации{programme_words(programme_title)} в {year}"


def programme_words(title: str) -> str:
    """« программы «Физика вместе»», in the genitive and with the space before it."""
    return f" программы {quoted(title)}" if title.strip() else " программы наставничества"


def points_of(school_year: int) -> list[str]:
    """The points without numbers and without the control: the first one introduces the table of pairs."""
    year = SchoolYear(school_year)
    return [
        f"Закрепить на {year.title} наставников за наставляемыми в составе наставнических пар (групп):",
        "Наставникам проводить встречи с наставляемыми по согласованным планам.",
        (
            "Куратору программы наставничества ознакомить участников с приказом в течение пяти рабочих"
            " дней, обеспечить сопровождение наставнических пар (групп) и учёт встреч"
            f" до 31 мая {year.start + 1} г."
        ),
    ]


def control_point(standing: str, printed: str) -> str:
    """The last point: on whom the control is laid, or that the head keeps it; both words are accusative."""
    if not printed:
        return HEAD_KEEPS_CONTROL
    return f"Контроль за исполнением приказа возложить на {f'{standing} {printed}'.strip().rstrip('.')}."


def standing_in(standing: str, case: Case, gender: Gender | None) -> str:
    """A post or a class in a case: «учителя физики», «обучающимся 8 «А» класса»."""
    text, bracket, place = " ".join(standing.split()).partition(" (")
    if found := _CLASS.match(text):
        return f"{_PUPIL[case, gender or Gender.MALE]} {found[1].strip()} класса{bracket}{place}"
    return decline_post(text, case) + bracket + place if text else ""


def quoted(title: str) -> str:
    """A title in «ёлочки»; quotation marks inside become „лапки“."""
    return "«" + title.strip().replace("«", "„").replace("»", "“") + "»"


def acquainted_minor(name: FullName, guardian: str) -> str:
    """The line of a pupil in the acquaintance sheet: the representative signs, whose name may be unknown."""
    try:
        who = parse_full_name(guardian).short if guardian.strip() else BLANK
    except BadName:
        who = guardian.strip()
    return f"{name.short} (представитель: {who})"


def surname_forms(name: FullName, gender: Gender | None) -> frozenset[str]:
    """A surname in all its cases, to be found in a text where it must not stand."""
    known = gender or gender_of(name)
    genders = (known,) if known else tuple(Gender)
    return frozenset(decline(name, case, each).last for each in genders for case in Case)
