"""What the columns of a strange sheet probably mean: by the words of their headings and by what stands in them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from nastavnik.rulebook.base_columns import (
    COLUMNS,
    HEADINGS_WITHIN,
    heading_key,
    is_counting,
    is_other_base,
    matches,
)
from nastavnik.rulebook.base_forms import HEADINGS
from nastavnik.rulebook.cells import Cell, column_letter, is_empty, text_of
from nastavnik.rulebook.dictionaries import Side
from nastavnik.rulebook.names import is_patronymic

SAMPLES_SHOWN = 4
_LOOKED_AT = 200
_HEADING_LENGTH = 120
_FULL_NAME = re.compile(r"^[А-ЯЁ][а-яё-]+(?:\s+[А-ЯЁ][а-яё.-]+){1,3}$|^[А-ЯЁ-]{2,}(?:\s+[А-ЯЁ-]{2,}){1,3}$")
_PHONE = re.compile(r"(?:\+?[78][\s(-]*)?9?\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}|\S+@\S+\.\w+")
_CLASS = re.compile(r"^(?:1[01]|[1-9])\s*[-–]?\s*[«\"'(]?[А-ЯЁа-яё]?[»\"')]?(?:\s*класс\w*)?$")
_BIRTH = re.compile(
    r"^(?:19[3-9]\d|20[0-2]\d)(?:\s*г.{0,4})?$|^\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}(?:\s*г.{0,4})?$"
)
_TITLES_OF_OTHERS = {
    Side.MENTEE: re.compile(r"наставник|педагог|учител|руковод|куратор"),
    Side.MENTOR: re.compile(r"наставляем|подопечн|руковод|куратор"),
}
_OF_NOBODY = re.compile(r"результат|завершен|окончан|отзыв|ссылка|приказ|примечан|подпись|согласи")


@dataclass(frozen=True)
class GuessedColumn:
    """A column of the user's sheet: its index, letter and heading, the first values, the guessed meaning («» is
    not to be read), and whether the heading says it surely.
    """

    index: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    code: str = ""
    is_sure: bool = False


@dataclass(frozen=True)
class Guess:
    """The heading row of a sheet (index from 0) and its columns that hold anything."""

    heading_row: int
    columns: tuple[GuessedColumn, ...]

    @property
    def codes(self) -> dict[int, str]:
        """Meanings by the index of the column, without those that are not to be read."""
        return {column.index: column.code for column in self.columns if column.code}

    @property
    def is_sure(self) -> bool:
        """Whether every column that is read was known by its heading surely and none is left unexplained."""
        return all(column.is_sure for column in self.columns if column.code)

    @property
    def has_strangers(self) -> bool:
        """Whether some column holds values and no meaning was found for it."""
        return any(not column.code and not column.is_sure for column in self.columns)

    @property
    def signature(self) -> str:
        """What two sheets with the same headings share."""
        keys = "|".join(f"{column.index}:{heading_key(column.heading)}" for column in self.columns)
        return sha256(keys.encode()).hexdigest()


def guess_columns(cells: Sequence[Sequence[Cell]], side: Side) -> Guess | None:
    """Find the heading row and guess what each column means; None where no row can be the headings or the sheet
    is the form of the other base.

    A heading that is surely known wins, then one whose words hint at a meaning, then what stands in the cells. A
    meaning that may stand once is given to the column that fits best.
    """
    if is_other_base(cells, side):
        return None
    heading_row = _heading_row(cells, side)
    if heading_row is None:
        return None
    headings = cells[heading_row]
    below = cells[heading_row + 1 : heading_row + 1 + _LOOKED_AT]
    width = max((len(row) for row in [headings, *below]), default=0)
    values = [_values(below, place) for place in range(width)]
    texts = [text_of(headings[place]) if place < len(headings) else "" for place in range(width)]
    scores = [_scores(texts[place], values[place], side) for place in range(width)]
    codes = _given(scores, side)
    return Guess(
        heading_row,
        tuple(
            _column(place, texts[place], values[place], codes.get(place, ""), side)
            for place in range(width)
            if _is_shown(texts[place], values[place], codes.get(place, ""))
        ),
    )


def remembered_codes(guess: Guess, kept: Mapping[str, str], side: Side) -> dict[int, str]:
    """Give the meanings that were chosen before for the same headings (`kept`: index as text, code)."""
    known = {column.code for column in COLUMNS[side]}
    columns = {column.index for column in guess.columns}
    return {int(place): code for place, code in kept.items() if int(place) in columns and code in known}


def _heading_row(cells: Sequence[Sequence[Cell]], side: Side) -> int | None:
    """The row whose texts say most of the columns; else the one that stands above a column of names."""
    best, found = 1, None
    for index, row in enumerate(cells[:HEADINGS_WITHIN]):
        texts = {text_of(cell) for cell in row if not is_empty(cell)}
        if len(texts) < 2 or any(_is_name_of_somebody(text) for text in texts):
            continue
        sure = len(matches(row, side))
        hinted = len({_hinted(text, side) for text in texts} - {None})
        if max(2 * sure, sure + hinted) > best:
            best, found = max(2 * sure, sure + hinted), index
    return _row_above_names(cells) if found is None else found


def _row_above_names(cells: Sequence[Sequence[Cell]]) -> int | None:
    for index, row in enumerate(cells[:HEADINGS_WITHIN]):
        texts = [text_of(cell) for cell in row if not is_empty(cell)]
        below = cells[index + 1 : index + 1 + _LOOKED_AT]
        if len(set(texts)) < 2 or any(re.search(r"\d", text) or _is_name_of_somebody(text) for text in texts):
            continue
        columns = (_values(below, place) for place in range(len(row)))
        if any(_inside(values).get("name", 0.0) >= 0.6 for values in columns):
            return index
    return None


def _is_name_of_somebody(text: str) -> bool:
    return bool(_FULL_NAME.match(text)) and any(is_patronymic(word) for word in text.split()[1:])


def _hinted(text: str, side: Side) -> str | None:
    """Which meaning the words of a heading hint at; None for none and for texts too long for a heading."""
    lower = text.lower().replace("ё", "е")
    if len(text) > _HEADING_LENGTH or _OF_NOBODY.search(lower) or _is_of_others(lower, side):
        return None
    ranked = sorted(COLUMNS[side], key=lambda column: _ORDER.get(column.code, 5))
    return next((column.code for column in ranked if column.hint and re.search(column.hint, lower)), None)


# A heading may hint at several meanings: «Телефон матери» is a contact, «Дата рождения» no year, «ФИО родителя» no child.
_ORDER = {
    "contact": 0,
    "guardian": 1,
    "birth_date": 2,
    "birth": 3,
    "ages": 3,
    "entered": 3,
    "name": 6,
    "class_name": 4,
}


def _is_of_others(lower: str, side: Side) -> bool:
    """Whether the heading speaks of the other side of a pair or of a class teacher, not of the person of the row."""
    if side is Side.MENTEE:
        return bool(_TITLES_OF_OTHERS[side].search(lower)) and "наставляем" not in lower
    return bool(_TITLES_OF_OTHERS[side].search(lower)) and "возраст" not in lower


def _scores(heading: str, values: Sequence[str], side: Side) -> dict[str, float]:
    """How well each meaning fits the column; nothing where the heading forbids any."""
    key = heading_key(heading)
    for column in COLUMNS[side]:
        if key and key in {heading_key(spelling) for spelling in (column.heading, *column.aliases)}:
            return {column.code: 100.0}
    is_of_pairs = bool(key) and key in {heading_key(printed) for printed in HEADINGS[side]}
    if not values or is_of_pairs or (key and is_counting(heading)):
        return {}
    lower = heading.lower().replace("ё", "е")
    if _OF_NOBODY.search(lower) or _is_of_others(lower, side):
        return {}
    inside = _inside(values)
    hinted = _hinted(heading, side)
    if hinted is not None:
        return {hinted: 60.0 + 20.0 * inside.get(hinted, 0.0)}
    return {code: 50.0 * share for code, share in inside.items() if share >= 0.6}


def _inside(values: Sequence[str]) -> dict[str, float]:
    """The share of the values that look like a name, a birth, a class, a contact."""
    looks = {"name": _FULL_NAME, "birth": _BIRTH, "class_name": _CLASS, "contact": _PHONE}
    count = Counter(code for value in values for code, look in looks.items() if look.search(value))
    return {code: number / len(values) for code, number in count.items()} if values else {}


def _given(scores: Sequence[Mapping[str, float]], side: Side) -> dict[int, str]:
    joins = {column.code for column in COLUMNS[side] if column.joins}
    known = {column.code for column in COLUMNS[side]}
    ranked = sorted(
        ((score, -place, code) for place, found in enumerate(scores) for code, score in found.items()),
        reverse=True,
    )
    given: dict[int, str] = {}
    for score, negative, code in ranked:
        is_free = code in known and -negative not in given
        if is_free and (score >= 100 or code in joins or code not in given.values()):
            given[-negative] = code
    if "name" in given.values():
        return {place: code for place, code in given.items() if code not in ("last", "first", "middle")}
    return given


def _values(rows: Sequence[Sequence[Cell]], place: int) -> list[str]:
    return [_shown(row[place]) for row in rows if place < len(row) and not is_empty(row[place])]


def _shown(cell: Cell) -> str:
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date | datetime) else text_of(cell)


def _column(place: int, heading: str, values: Sequence[str], code: str, side: Side) -> GuessedColumn:
    printed = {heading_key(text) for text in HEADINGS[side]}
    spelt = {
        heading_key(text): column.code
        for column in COLUMNS[side]
        for text in (column.heading, *column.aliases)
    }
    key = heading_key(heading)
    is_sure = spelt.get(key) == code if code else key in printed
    samples = tuple(value if len(value) <= 60 else f"{value[:59]}…" for value in values[:SAMPLES_SHOWN])
    return GuessedColumn(place, column_letter(place), heading, samples, code, is_sure)


def _is_shown(heading: str, values: Sequence[str], code: str) -> bool:
    if is_counting(heading) and not code and all(value.rstrip(".").isdigit() for value in values):
        return False
    return bool(values or code)
