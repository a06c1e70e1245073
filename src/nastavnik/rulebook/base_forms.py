"""The two official bases of a school, read from the cells of a sheet: headings, rows, and what is wrong
where.

Source of the columns: МР-42/02, appendix (editable default). Only the columns that speak of the person are
read; the others belong to pairs and are named as left aside.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from nastavnik.rulebook.ages import AgeBand, Birth
from nastavnik.rulebook.cells import Cell, column_letter, is_empty, text_of
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import FullName

HEADINGS_MENTORS: tuple[str, ...] = (
    "№",
    "ФИО наставника",
    "Контакты для связи",
    "Место работы/учебы наставника",
    "Основные компетенции наставника",
    "Важные для программы достижения наставника",
    "Интересы наставника",
    "Желаемый возраст наставляемых",
    "Ресурс времени на программу наставничества",
    "Дата вхождения в программу",
    "ФИО наставляемого (наставляемых)",
    "Форма наставничества",
    "Место работы/учебы наставляемого",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв наставника, размещенные на сайте организации",
)
HEADINGS_MENTEES: tuple[str, ...] = (
    "№",
    "ФИО наставляемого",
    "Контакты для связи (данные представителя)",
    "Год рождения наставляемого",
    "Основной запрос наставляемого",
    "Дата вхождения в программу",
    "ФИО наставника",
    "Форма наставничества",
    "Место работы/учебы наставника",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв наставляемого, размещенные на сайте организации",
    "Отметка о прохождении программы",
)
HEADINGS: Mapping[Side, tuple[str, ...]] = MappingProxyType(
    {Side.MENTOR: HEADINGS_MENTORS, Side.MENTEE: HEADINGS_MENTEES}
)


@dataclass(frozen=True)
class Column:
    """A column that is read: its code, the printed heading, other spellings, whether it must be there."""

    code: str
    heading: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False


_BIRTH = ("Год рождения", "Дата рождения", "Дата рождения наставляемого")
_WORK = ("Место работы", "Место работы наставника", "Место работы/учебы")
_COMPETENCES = ("Основные компетенции", "Компетенции наставника", "Компетенции")
COLUMNS: Mapping[Side, tuple[Column, ...]] = MappingProxyType(
    {
        Side.MENTEE: (
            Column("name", HEADINGS_MENTEES[1], ("ФИО", "Фамилия, имя, отчество"), is_required=True),
            Column("contact", HEADINGS_MENTEES[2], ("Контакты для связи", "Контакты")),
            Column("birth", HEADINGS_MENTEES[3], _BIRTH, is_required=True),
            Column("request", HEADINGS_MENTEES[4], ("Основной запрос", "Запрос"), is_required=True),
            Column("entered", HEADINGS_MENTEES[5], ("Дата вхождения",)),
        ),
        Side.MENTOR: (
            Column("name", HEADINGS_MENTORS[1], ("ФИО", "Фамилия, имя, отчество"), is_required=True),
            Column("contact", HEADINGS_MENTORS[2], ("Контакты",)),
            Column("work_place", HEADINGS_MENTORS[3], _WORK),
            Column("competences", HEADINGS_MENTORS[4], _COMPETENCES, is_required=True),
            Column("achievements", HEADINGS_MENTORS[5], ("Достижения наставника", "Достижения")),
            Column("interests", HEADINGS_MENTORS[6], ("Интересы",)),
            Column("ages", HEADINGS_MENTORS[7], ("Желаемый возраст",)),
            Column("time", HEADINGS_MENTORS[8], ("Ресурс времени на наставничество", "Ресурс времени")),
            Column("entered", HEADINGS_MENTORS[9], ("Дата вхождения",)),
        ),
    }
)  # fmt: skip
_HEADINGS_WITHIN = 40
_COUNTING = frozenset({"", "№", "№пп", "пп", "n", "nпп"})
_SIDE_TITLES = {Side.MENTOR: "базы наставников", Side.MENTEE: "базы наставляемых"}


@dataclass(frozen=True)
class Problem:
    """Something that a person must mend: where (row from 1, column letter), what is written, what is wrong,
    how.

    `row` 0 speaks of the whole sheet; an empty `column` of the whole row.
    """

    row: int
    column: str
    heading: str
    value: str
    what: str
    remedy: str

    @property
    def sentence(self) -> str:
        """«Строка 7, столбец D «Год рождения наставляемого»: «20O8» — не год. Впишите четыре цифры.»"""
        place = f"Строка {self.row}" if self.row else ""
        if self.column:
            place += (
                f", столбец {self.column} «{self.heading}»"
                if place
                else f"Столбец {self.column} «{self.heading}»"
            )
        said = f"«{self.value}» — {self.what}" if self.value else self.what
        if not place:
            said = said[:1].upper() + said[1:]
        return f"{place}: {said}. {self.remedy}." if place else f"{said}. {self.remedy}."


@dataclass(frozen=True)
class BaseRow:
    """One person of a base, read and checked; `number` is the row of the sheet from 1.

    A mentee has `birth`, `guardian`, `request` and `topics` of the request; a mentor `work_place`,
    `competences`, `achievements`, `interests`, `topics` of the competences, `ages`, `time`, `minutes` a week
    and `capacity`. `notes` are remarks in Russian that need no mending.
    """

    number: int
    side: Side
    name: FullName
    contact: str = ""
    entered: date | None = None
    topics: tuple[str, ...] = ()
    birth: Birth | None = None
    guardian: FullName | None = None
    request: str = ""
    work_place: str = ""
    competences: str = ""
    achievements: str = ""
    interests: str = ""
    ages: AgeBand = field(default_factory=AgeBand)
    time: str = ""
    minutes: int | None = None
    capacity: int = 1
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class BaseReading:
    """What a sheet gave: good rows, all problems by row, and headings with contents that are not taken."""

    side: Side
    rows: tuple[BaseRow, ...]
    problems: tuple[Problem, ...]
    left_aside: tuple[str, ...] = ()

    @property
    def wrong_rows(self) -> tuple[int, ...]:
        """Numbers of the rows that have a problem, growing."""
        return tuple(sorted({problem.row for problem in self.problems if problem.row}))


@dataclass(frozen=True)
class Layout:
    """Where the table lies in the sheet: the index of its heading row and the column index of each code."""

    heading_row: int
    places: Mapping[str, int]
    printed: Mapping[str, str]


def heading_key(text: str) -> str:
    """Give what spellings of one heading share: letters and digits in lower case, е for ё."""
    return re.sub(r"[^a-zа-я0-9№]", "", text.lower().replace("ё", "е"))


def find_layout(cells: Sequence[Sequence[Cell]], side: Side) -> tuple[Layout | None, tuple[Problem, ...]]:
    """Find the heading row among the first rows and the columns in it.

    No layout and one problem where no row looks like the headings of this base (or it is the other base); a
    problem for each required column that is missing and for each that stands twice.
    """
    scored = [(len(_matches(row, side)), -index) for index, row in enumerate(cells[:_HEADINGS_WITHIN])]
    best, negative = max(scored, default=(0, 0))
    other = Side.MENTOR if side is Side.MENTEE else Side.MENTEE
    if best < 2 or best < max(len(_matches(row, other)) for row in cells[:_HEADINGS_WITHIN]) - 1:
        return None, (_no_headings(cells, side, other),)
    row = cells[-negative]
    places = _matches(row, side)
    printed = {code: text_of(row[place]) for code, place in places.items()}
    problems = [*_missing(places, side, -negative + 1), *_doubled(row, side, -negative + 1)]
    return (None if problems else Layout(-negative, places, printed)), tuple(problems)


def left_aside(
    headings: Sequence[Cell], records: Sequence[Sequence[Cell]], layout: Layout
) -> tuple[str, ...]:
    """Name the headings of columns that hold something and are not read, but for the counting column."""
    taken = set(layout.places.values())
    return tuple(
        text_of(cell)
        for place, cell in enumerate(headings)
        if place not in taken
        and heading_key(text_of(cell)) not in _COUNTING
        and any(place < len(row) and not is_empty(row[place]) for row in records)
    )


def is_heading_row(row: Sequence[Cell], side: Side) -> bool:
    """Tell whether the row repeats the headings, as a sheet printed page by page does."""
    return len(_matches(row, side)) >= 3


def is_counter_row(row: Sequence[Cell]) -> bool:
    """Tell whether the row numbers the columns: 1, 2, 3 …"""
    filled = [text_of(cell) for cell in row if not is_empty(cell)]
    return len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _matches(row: Sequence[Cell], side: Side) -> dict[str, int]:
    keys = [heading_key(text_of(cell)) for cell in row]
    found: dict[str, int] = {}
    for column in COLUMNS[side]:
        for spelling in (column.heading, *column.aliases):
            key = heading_key(spelling)
            if key in keys:
                found[column.code] = keys.index(key)
                break
    return found


def _missing(places: Mapping[str, int], side: Side, row: int) -> list[Problem]:
    return [
        Problem(
            row,
            "",
            column.heading,
            "",
            f"в таблице нет столбца «{column.heading}»",
            f"Добавьте столбец с таким заголовком в строку {row} или возьмите образец формы",
        )
        for column in COLUMNS[side]
        if column.is_required and column.code not in places
    ]


def _doubled(row: Sequence[Cell], side: Side, number: int) -> list[Problem]:
    keys = [heading_key(text_of(cell)) for cell in row]
    problems = []
    for column in COLUMNS[side]:
        key = heading_key(column.heading)
        if keys.count(key) > 1:
            second = column_letter(keys.index(key, keys.index(key) + 1))
            problems.append(
                Problem(
                    number, second, column.heading, "", "такой столбец уже есть левее", "Оставьте один из них"
                )
            )
    return problems


def _no_headings(cells: Sequence[Sequence[Cell]], side: Side, other: Side) -> Problem:
    if any(len(_matches(row, other)) >= 3 for row in cells[:_HEADINGS_WITHIN]):
        what = f"похоже, это форма {_SIDE_TITLES[other]}, а нужна форма {_SIDE_TITLES[side]}"
        return Problem(0, "", "", "", what, "Выберите другой файл или другую базу")
    wanted = ", ".join(f"«{column.heading}»" for column in COLUMNS[side] if column.is_required)
    what = f"не найдена строка с заголовками формы {_SIDE_TITLES[side]}"
    return Problem(0, "", "", "", what, f"Нужны столбцы {wanted}; возьмите образец формы")
