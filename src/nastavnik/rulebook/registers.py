"""Lists of organisations and of contingents, read from the cells of a sheet of any shape."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from nastavnik.rulebook.base_columns import HEADINGS_WITHIN, heading_key
from nastavnik.rulebook.base_forms import Problem
from nastavnik.rulebook.base_guessing import SAMPLES_SHOWN, Guess, GuessedColumn
from nastavnik.rulebook.cells import Cell, column_letter, is_empty, text_of
from nastavnik.rulebook.requisites import BadRequisite, parse_inn, parse_ogrn

AGES = range(7, 20)
"""Ages of which a contingent is stated, in full years."""
MOST_CHILDREN = 20_000
_ENTERS_SCHOOL = 6
_OF_TABLE = re.compile(r"^(?:итого|всего)", re.IGNORECASE)


class RegisterKind(StrEnum):
    """What a list brings."""

    ORGANISATIONS = "organisations"
    CONTINGENTS = "contingents"


@dataclass(frozen=True)
class RegisterColumn:
    """A column that is read: its code, its heading, a pattern of other headings, how much its value may hold."""

    code: str
    heading: str
    hint: str
    is_required: bool = False
    room: int = 400


_NAME = r"кратк\w* наимен|сокращ\w* наимен|^наименование|^организация|^школа|^название|образовательн\w* организац|^оо$|^учреждение"
_OF_ORGANISATIONS = (
    RegisterColumn("full_name", "Полное наименование", r"полн\w* (?:наимен|назван)"),
    RegisterColumn("inn", "ИНН", r"\bинн\b", room=12),
    RegisterColumn("ogrn", "ОГРН", r"\bогрн\b", room=15),
    RegisterColumn("kind", "Вид организации", r"^(?:вид|тип)\b", room=100),
    RegisterColumn("municipality", "Муниципалитет", r"муниципал\w* (?:образован|район|округ)|^муниципалитет|^район|^округ|^город$"),
    RegisterColumn("founder", "Учредитель", r"учредител|вышестоящ"),
    RegisterColumn("address", "Адрес", r"адрес(?!.*(?:почт|сайт))"),
    RegisterColumn("phone", "Телефон", r"телефон|^тел\b", room=100),
    RegisterColumn("email", "E-mail", r"e-?mail|почт", room=254),
    RegisterColumn("site", "Сайт", r"\bсайт", room=200),
    RegisterColumn("place", "Место издания документов", r"место издан|населенн", room=120),
    RegisterColumn("head_post", "Должность руководителя", r"должност", room=120),
    RegisterColumn("head_name", "Руководитель (И. О. Фамилия)", r"руководител|директор|заведующ", room=120),
    RegisterColumn("short_name", "Краткое наименование", _NAME, is_required=True, room=120),
)  # fmt: skip
_OF_CONTINGENTS = (
    RegisterColumn("inn", "ИНН", r"\bинн\b", room=12),
    RegisterColumn("short_name", "Организация", _NAME, room=400),
    RegisterColumn("birth_year", "Год рождения", r"год рожд|^г\.? ?р"),
    RegisterColumn("age", "Возраст", r"^возраст"),
    RegisterColumn("class_name", "Класс", r"^класс"),
    RegisterColumn("children", "Обучающихся", r"числ|количеств|обучающ|детей|контингент"),
    *(RegisterColumn(f"age_{age}", f"{age} лет", rf"^{age} (?:лет|год)") for age in AGES),
)
REGISTER_COLUMNS: Mapping[RegisterKind, tuple[RegisterColumn, ...]] = MappingProxyType(
    {RegisterKind.ORGANISATIONS: _OF_ORGANISATIONS, RegisterKind.CONTINGENTS: _OF_CONTINGENTS}
)


@dataclass(frozen=True)
class RegisterRow:
    """One row of a list: its number in the sheet, its texts by code, children by age, and what is wrong."""

    number: int
    values: Mapping[str, str]
    children: Mapping[int, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def guess_register(cells: Sequence[Sequence[Cell]], kind: RegisterKind) -> Guess | None:
    """Find the heading row and what each column means by its heading; None where no row looks like headings."""
    return guess_list(cells, REGISTER_COLUMNS[kind])


def guess_list(cells: Sequence[Sequence[Cell]], read: Sequence[RegisterColumn]) -> Guess | None:
    """The same for a list of any columns; the first column whose pattern fits a heading is meant by it."""
    best, found = 1, -1
    for index, row in enumerate(cells[:HEADINGS_WITHIN]):
        known = len({code for cell in row if (code := _code_of(text_of(cell), read))})
        if known > best:
            best, found = known, index
    if found < 0:
        return None
    below = cells[found + 1 : found + 200]
    columns, taken = [], set()
    for place, cell in enumerate(cells[found]):
        values = [text_of(row[place]) for row in below if place < len(row) and not is_empty(row[place])]
        code = _code_of(text_of(cell), read)
        code = "" if code in taken else code
        taken.add(code)
        if values or code:
            is_sure = heading_key(text_of(cell)) in {heading_key(column.heading) for column in read}
            samples = tuple(value[:60] for value in values[:SAMPLES_SHOWN])
            columns.append(GuessedColumn(place, column_letter(place), text_of(cell), samples, code, is_sure))
    return Guess(found, tuple(columns))


def lacking_columns(codes: Iterable[str], kind: RegisterKind, *, of_one: bool) -> str:
    """Say which column a list must have and has not, in a sentence; nothing where all are there.

    A list `of_one` institution needs no column of organisations.
    """
    present = set(codes)
    if kind is RegisterKind.ORGANISATIONS:
        return "" if "short_name" in present else "Нужен столбец «Краткое наименование»."
    if not of_one and not present & {"short_name", "inn"}:
        return "Нужен столбец «Организация» или «ИНН»."
    is_long = "children" in present and bool(present & {"age", "birth_year", "class_name"})
    if is_long or any(code.startswith("age_") for code in present):
        return ""
    return "Нужны столбцы «7 лет», «8 лет» и так далее либо «Возраст» и «Обучающихся»."


def read_register(
    cells: Sequence[Sequence[Cell]], kind: RegisterKind, layout: tuple[int, Mapping[int, str]], year: int
) -> list[RegisterRow]:
    """Read every filled row under the headings; `layout` is the heading row and the meanings of columns.

    Rows of sums («Итого») are skipped. `year` is the reporting year by which a year of birth becomes an age.
    """
    heading_row, codes = layout
    printed = [text_of(cell) for cell in cells[heading_row]]
    found = []
    for number, row in enumerate(cells[heading_row + 1 :], start=heading_row + 2):
        texts = {code: text_of(row[place]) if place < len(row) else "" for place, code in codes.items()}
        if not any(texts.values()) or any(_OF_TABLE.match(text) for text in texts.values()):
            continue
        places = {code: place for place, code in codes.items()}
        reader = _Reader(number, texts, places, printed)
        found.append(reader.organisation() if kind is RegisterKind.ORGANISATIONS else reader.contingent(year))
    return found


def name_key(name: str) -> str:
    """What two spellings of an organisation's name share: letters and digits; quotes, dashes, breaks do not matter."""
    return heading_key(name.replace("№", ""))


def number_in(name: str) -> str:
    """The number of a school: «МБОУ «СОШ № 5»» gives «5»; nothing where there is none or several."""
    found = re.findall(r"\d+", name)
    return found[0].lstrip("0") if len(found) == 1 else ""


def _code_of(heading: str, read: Sequence[RegisterColumn]) -> str:
    lower = heading.lower().replace("ё", "е").strip()
    if not lower or len(lower) > 120:
        return ""
    exact = next((one.code for one in read if heading_key(one.heading) == heading_key(lower)), "")
    return exact or next((one.code for one in read if re.search(one.hint, lower)), "")


@dataclass
class _Reader:
    """Reads the texts of one row and keeps what is wrong with them."""

    number: int
    texts: Mapping[str, str]
    places: Mapping[str, int]
    printed: Sequence[str]
    problems: list[Problem] = field(default_factory=list)

    def organisation(self) -> RegisterRow:
        values = {code: text for code, text in self.texts.items() if text}
        if not values.get("short_name"):
            self._report("short_name", "наименование не вписано", "Впишите краткое наименование")
        for column in _OF_ORGANISATIONS:
            if len(values.get(column.code, "")) > column.room:
                self._report(column.code, "слишком длинный текст", f"Сократите до {column.room} знаков")
        if re.fullmatch(r"\d{9}", values.get("inn", "")):
            values["inn"] = f"0{values['inn']}"  # Excel keeps a number and loses the nought before it
        for code, parse in (("inn", parse_inn), ("ogrn", parse_ogrn)):
            try:
                values |= {code: parse(values[code])} if code in values else {}
            except BadRequisite as bad:
                self._report(code, bad.what, bad.remedy)
        if "email" in values and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", values["email"]):
            self._report("email", "не адрес почты", "Впишите один адрес, например: school@example.org")
        return RegisterRow(self.number, values, problems=tuple(self.problems))

    def contingent(self, year: int) -> RegisterRow:
        values = {code: text for code in ("short_name", "inn") if (text := self.texts.get(code, ""))}
        children: dict[int, int] = {}
        for code, text in self.texts.items():
            if code.startswith("age_") and text:
                count = self._count(code)
                children |= {} if count is None else {int(code.removeprefix("age_")): count}
        if "children" in self.texts and (age := self._age(year)) is not None:
            count = self._count("children")
            children |= {} if count is None else {age: count}
        if not children and not self.problems:
            self._report(
                "children", "не вписано ни одного числа", "Впишите, сколько детей, или удалите строку"
            )
        return RegisterRow(self.number, values, children, tuple(self.problems))

    def _count(self, code: str) -> int | None:
        text = self.texts[code].replace(" ", "")
        if not re.fullmatch(r"\d{1,6}", text) or int(text) > MOST_CHILDREN:
            self._report(code, "не число детей", "Впишите целое число, например 48")
            return None
        return int(text)

    def _age(self, year: int) -> int | None:
        """The age of the row by its own column, by the year of birth, or by the class, roughly."""
        code = next((one for one in ("age", "birth_year", "class_name") if self.texts.get(one)), "")
        digits = re.match(r"\d{1,4}", self.texts.get(code, ""))
        if digits is None:
            self._report(code or "age", "возраст не вписан", "Впишите возраст, например 12")
            return None
        number = int(digits[0])
        age = {"age": number, "birth_year": year - number, "class_name": number + _ENTERS_SCHOOL}[code]
        if age not in AGES:
            self._report(code, "возраст вне 7–19 лет", "Проверьте возраст или год рождения")
            return None
        return age

    def _report(self, code: str, what: str, remedy: str) -> None:
        place = self.places.get(code)
        letter = "" if place is None else column_letter(place)
        heading = "" if place is None else self.printed[place]
        self.problems.append(
            Problem(self.number, letter, heading, self.texts.get(code, "")[:60], what, remedy)
        )


def joined_rows(rows: Sequence[RegisterRow]) -> list[RegisterRow]:
    """Put rows of one institution together (a list of ages has many); the first row stands for all of them.

    The same age twice in one institution is wrong.
    """
    joined: dict[str, RegisterRow] = {}
    for row in rows:
        key = row.values.get("inn") or name_key(row.values.get("short_name", ""))
        first = joined.get(key)
        if first is None:
            joined[key] = row
            continue
        twice = set(first.children) & set(row.children)
        what = f"этот возраст уже есть в строке {first.number} или ниже её"
        doubled = (Problem(row.number, "", "", "", what, "Оставьте одну строку"),) if twice else ()
        joined[key] = replace(
            first,
            children={**first.children, **row.children},
            problems=(*first.problems, *row.problems, *doubled),
        )
    return list(joined.values())
