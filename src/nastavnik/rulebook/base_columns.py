"""The columns of the two bases: what each may hold, by which words of a heading it is known, where they lie.

Only what speaks of the person is read; the columns of pairs are named as left aside.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nastavnik.rulebook.base_forms import HEADINGS_MENTEES, HEADINGS_MENTORS, Problem
from nastavnik.rulebook.cells import Cell, column_letter, is_empty, text_of
from nastavnik.rulebook.dictionaries import Side

HEADINGS_WITHIN = 40
"""Among how many first rows of a sheet the headings are looked for."""


@dataclass(frozen=True)
class Column:
    """A column that is read.

    `heading` is the printed one, `aliases` other sure spellings; `hint` is a pattern of headings that probably
    mean it. Several columns of one that `joins` are read as one text. A column `instead_of` another makes that
    one not required.
    """

    code: str
    heading: str
    aliases: tuple[str, ...] = ()
    hint: str = ""
    is_required: bool = False
    joins: bool = False
    instead_of: str = ""


_NAME = r"\bф\.? ?и\.? ?о\b|фамилия.{1,5}имя|^имя.{1,5}фамилия|^(?:ученик|обучающ|учащ|ребенок|дети|участник|наставляемый$)"
_CONTACT = r"телефон|\bтел\b|почт|e-?mail|контакт|для связи|\bмоб"
_CLASS = r"^класс\b(?!н)|\bкласс$|групп|параллел"
_LAST = Column("last", "Фамилия", hint=r"^фамилия", instead_of="name")
_FIRST = Column("first", "Имя", hint=r"^имя\b")
_MIDDLE = Column("middle", "Отчество", hint=r"^отчество")
_CLASS_NAME = Column("class_name", "Класс", ("Класс (группа)", "Класс/группа", "Группа"), hint=_CLASS)
_ENTERED = ("Дата вхождения", "Дата вступления в программу", "Дата включения в программу")
_IN = r"(?:дата|когда).*(?:вхожд|вступ|включ|начал|зачисл)"
_BIRTH_DATE = Column("birth_date", "Дата рождения", ("Дата рождения наставляемого", "Дата рождения наставника", "Д.р."),
                     hint=r"(?:дата|день).*рожд|^д\.? ?р\b", instead_of="birth")  # fmt: skip
_BIRTH_HINT = r"рожд|\bг\.? ?р\b|^год$"
_ALIASES_NAME = ("ФИО", "Ф.И.О.", "Фамилия, имя, отчество", "Фамилия имя отчество")
_ASKED = r"запрос|проблем|трудност|потребност|дефицит|нужна помощь|в чем помо|с чем"
_GIVES = r"компетен|предмет|навык|умени|умеет|специальн|чему|может научить|направлени"
COLUMNS: Mapping[Side, tuple[Column, ...]] = MappingProxyType(
    {
        Side.MENTEE: (
            Column("name", HEADINGS_MENTEES[1], _ALIASES_NAME, _NAME, is_required=True),
            _LAST, _FIRST, _MIDDLE, _CLASS_NAME,
            Column("contact", HEADINGS_MENTEES[2], ("Контакты для связи", "Контакты"), _CONTACT, joins=True),
            Column("guardian", "ФИО представителя", ("ФИО родителя", "ФИО родителя (законного представителя)"),
                   r"родител|представител|\bмат[ьи]\b|\bмам|\bот(?:ец|ца)\b|\bпап[аы]\b", joins=True),
            Column("birth", HEADINGS_MENTEES[3], ("Год рождения",), _BIRTH_HINT, is_required=True),
            _BIRTH_DATE,
            Column("request", HEADINGS_MENTEES[4], ("Основной запрос", "Запрос"), _ASKED, is_required=True, joins=True),
            Column("entered", HEADINGS_MENTEES[5], _ENTERED, _IN),
        ),
        Side.MENTOR: (
            Column("name", HEADINGS_MENTORS[1], _ALIASES_NAME, _NAME + "|^(?:педагог|учител|сотрудник|наставник)",
                   is_required=True),
            _LAST, _FIRST, _MIDDLE, _CLASS_NAME,
            Column("contact", HEADINGS_MENTORS[2], ("Контакты",), _CONTACT, joins=True),
            Column("birth", "Год рождения", ("Год рождения наставника",), _BIRTH_HINT),
            _BIRTH_DATE,
            Column("work_place", HEADINGS_MENTORS[3], ("Место работы", "Место работы наставника", "Место работы/учебы"),
                   r"мест\w* (?:работ|учеб)|организаци|предприят|^школа|учреждени", joins=True),
            Column("post", "Должность", ("Должность наставника",), r"должност|професси"),
            Column("competences", HEADINGS_MENTORS[4], ("Основные компетенции", "Компетенции наставника", "Компетенции"),
                   _GIVES, is_required=True, joins=True),
            Column("achievements", HEADINGS_MENTORS[5], ("Достижения наставника", "Достижения"), r"достижен|наград|заслуг",
                   joins=True),
            Column("interests", HEADINGS_MENTORS[6], ("Интересы",), r"интерес|хобби|увлечен", joins=True),
            Column("ages", HEADINGS_MENTORS[7], ("Желаемый возраст",), r"желаем\w* возраст|возраст.*(?:наставл|дет|учен|обуч)"),
            Column("time", HEADINGS_MENTORS[8], ("Ресурс времени на наставничество", "Ресурс времени"),
                   r"\bврем|нагрузк|сколько час", joins=True),
            Column("entered", HEADINGS_MENTORS[9], _ENTERED, _IN),
        ),
    }
)  # fmt: skip
_NO_KEY = re.compile(r"[^a-zа-я0-9№]+")
_COUNTING = frozenset({"", "№", "№пп", "пп", "n", "nпп"})
_SIDE_TITLES = {Side.MENTOR: "базы наставников", Side.MENTEE: "базы наставляемых"}


@dataclass(frozen=True)
class Layout:
    """Where the table lies in the sheet: the index of its heading row, the indices of the columns of each code,
    and the headings as they are printed there.
    """

    heading_row: int
    places: Mapping[str, tuple[int, ...]]
    printed: Mapping[str, str]

    def first(self, code: str) -> int | None:
        """The index of the first column of a code; None where there is none."""
        return next(iter(self.places.get(code, ())), None)


def heading_key(text: str) -> str:
    """Give what spellings of one heading share: letters and digits in lower case, е for ё."""
    return _NO_KEY.sub("", text.lower().replace("ё", "е"))


_SPELT = {
    side: tuple(
        (column.code, tuple(heading_key(spelling) for spelling in (column.heading, *column.aliases)))
        for column in columns
    )
    for side, columns in COLUMNS.items()
}
"""The sure spellings of each column as keys: every row of a file is compared with them."""
_ALL_SPELT = {side: frozenset(key for _, keys in spelt for key in keys) for side, spelt in _SPELT.items()}


def find_layout(cells: Sequence[Sequence[Cell]], side: Side) -> tuple[Layout | None, tuple[Problem, ...]]:
    """Find the heading row among the first rows and the columns in it by sure spellings alone.

    No layout and one problem where no row looks like the headings of this base (or it is the other base); a
    problem for each required column that is missing and for each that stands twice.
    """
    scored = [(len(matches(row, side)), -index) for index, row in enumerate(cells[:HEADINGS_WITHIN])]
    best, negative = max(scored, default=(0, 0))
    if best < 2 or is_other_base(cells, side):
        return None, (no_headings(cells, side),)
    return layout_of(cells, side, -negative, _codes(cells[-negative], side))


def layout_of(
    cells: Sequence[Sequence[Cell]], side: Side, heading_row: int, codes: Mapping[int, str]
) -> tuple[Layout | None, tuple[Problem, ...]]:
    """Make a layout of the meanings of columns by their index; problems where a required one is missing or one
    that may stand once stands twice.
    """
    row = cells[heading_row]
    places: dict[str, tuple[int, ...]] = {}
    for place, code in sorted(codes.items()):
        places[code] = (*places.get(code, ()), place)
    printed = {
        code: ", ".join(text_of(row[place]) if place < len(row) else "" for place in found)
        for code, found in places.items()
    }
    problems = [*_missing(places, side, heading_row + 1), *_doubled(places, printed, side, heading_row + 1)]
    return (None if problems else Layout(heading_row, places, printed)), tuple(problems)


def missing_codes(codes: Mapping[int, str], side: Side) -> list[Column]:
    """Name the required columns that nothing among the meanings stands for."""
    present = set(codes.values())
    replaced = {column.instead_of for column in COLUMNS[side] if column.code in present}
    return [
        column
        for column in COLUMNS[side]
        if column.is_required and column.code not in present and column.code not in replaced
    ]


def left_aside(
    headings: Sequence[Cell], records: Sequence[Sequence[Cell]], layout: Layout
) -> tuple[str, ...]:
    """Name the headings of columns that hold something and are not read, but for the counting column."""
    taken = {place for places in layout.places.values() for place in places}
    return tuple(
        text_of(cell)
        for place, cell in enumerate(headings)
        if place not in taken
        and not is_counting(text_of(cell))
        and any(place < len(row) and not is_empty(row[place]) for row in records)
    )


def is_counting(heading: str) -> bool:
    """Tell whether a heading is that of the column of numbers: «№», «№ п/п», nothing."""
    return heading_key(heading) in _COUNTING


def is_heading_row(row: Sequence[Cell], side: Side) -> bool:
    """Tell whether the row repeats the headings, as a sheet printed page by page does."""
    return len(matches(row, side)) >= 3


def is_counter_row(row: Sequence[Cell]) -> bool:
    """Tell whether the row numbers the columns: 1, 2, 3 …"""
    filled = [text_of(cell) for cell in row if not is_empty(cell)]
    return len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]


def matches(row: Sequence[Cell], side: Side) -> dict[str, int]:
    """Give the columns whose headings are surely known: the code and its first index."""
    keys = [heading_key(text_of(cell)) for cell in row]
    found: dict[str, int] = {}
    if _ALL_SPELT[side].isdisjoint(keys):
        return found
    for code, spelt in _SPELT[side]:
        key = next((key for key in spelt if key in keys), None)
        if key is not None:
            found[code] = keys.index(key)
    return found


def is_other_base(cells: Sequence[Sequence[Cell]], side: Side) -> bool:
    """Tell whether the sheet is rather the official form of the other base."""
    rows = cells[:HEADINGS_WITHIN]
    own = max((len(matches(row, side)) for row in rows), default=0)
    foreign = max((len(matches(row, _other(side))) for row in rows), default=0)
    return own < foreign - 1


def no_headings(cells: Sequence[Sequence[Cell]], side: Side) -> Problem:
    """Say that no row holds the headings, or that the file is of the other base."""
    if any(len(matches(row, _other(side))) >= 3 for row in cells[:HEADINGS_WITHIN]):
        what = f"похоже, это форма {_SIDE_TITLES[_other(side)]}, а нужна форма {_SIDE_TITLES[side]}"
        return Problem(0, "", "", "", what, "Выберите другой файл или другую базу")
    wanted = ", ".join(f"«{column.heading}»" for column in COLUMNS[side] if column.is_required)
    what = f"не найдена строка с заголовками формы {_SIDE_TITLES[side]}"
    return Problem(0, "", "", "", what, f"Нужны столбцы {wanted}; возьмите образец формы")


def _other(side: Side) -> Side:
    return Side.MENTOR if side is Side.MENTEE else Side.MENTEE


def _codes(row: Sequence[Cell], side: Side) -> dict[int, str]:
    """Meanings of the columns with sure headings, each heading wherever it stands."""
    spelt = {key: code for code, keys in _SPELT[side] for key in keys}
    keys = [heading_key(text_of(cell)) for cell in row]
    return {place: spelt[key] for place, key in enumerate(keys) if key in spelt}


def _missing(places: Mapping[str, tuple[int, ...]], side: Side, row: int) -> list[Problem]:
    codes = {place: code for code, found in places.items() for place in found}
    missing = [column.heading for column in missing_codes(codes, side)]
    if "last" in places and "first" not in places:
        missing.append("Имя")
    return [
        Problem(
            row,
            "",
            heading,
            "",
            f"в таблице нет столбца «{heading}»",
            f"Добавьте столбец с таким заголовком в строку {row} или возьмите образец формы",
        )
        for heading in missing
    ]


def _doubled(
    places: Mapping[str, tuple[int, ...]], printed: Mapping[str, str], side: Side, row: int
) -> list[Problem]:
    problems = []
    for column in COLUMNS[side]:
        found = places.get(column.code, ())
        if len(found) > 1 and not column.joins:
            letter, heading = column_letter(found[1]), printed[column.code].split(", ")[-1]
            what = f"такой столбец уже есть левее ({column_letter(found[0])})"
            problems.append(Problem(row, letter, heading, "", what, "Оставьте один из них"))
    return problems
