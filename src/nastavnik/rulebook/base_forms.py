"""The two official bases of a school: their printed headings, a row that was read, and what is wrong where.

Source of the headings: МР-42/02, appendix (editable default).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from nastavnik.rulebook.ages import AgeBand, Birth
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

PARTNER_HEADINGS: Mapping[Side, str] = MappingProxyType(
    {Side.MENTOR: HEADINGS_MENTORS[10], Side.MENTEE: HEADINGS_MENTEES[6]}
)
"""Under what the other side of a pair stands: a person with several pairs has several rows."""


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

    A mentee has `birth`, `guardian` (and `other_guardians`), `request` and `topics` of the request; a mentor `work_place`, `post`,
    `competences`, `achievements`, `interests`, `topics` of the competences, `ages`, `time`, `minutes` a week
    and `capacity`, and a birth where the file has one. `class_name` is «8 А» where there is such a column.
    `notes` are remarks in Russian that need no mending.
    """

    number: int
    side: Side
    name: FullName
    contact: str = ""
    entered: date | None = None
    topics: tuple[str, ...] = ()
    birth: Birth | None = None
    class_name: str = ""
    guardian: FullName | None = None
    other_guardians: tuple[FullName, ...] = ()
    request: str = ""
    work_place: str = ""
    post: str = ""
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
