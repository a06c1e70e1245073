"""What people write into the free cells of the two bases: desired ages, time, how many mentees, a
representative.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.cells import Cell, Unreadable, lines_of, text_of
from nastavnik.rulebook.names import BadName, FullName, is_patronymic, parse_full_name

DEFAULT_CAPACITY = 1
"""How many mentees a mentor takes when the base does not say (editable default)."""
MAX_CAPACITY = 50
_ANY_AGE = re.compile(
    r"^(?:люб\w*|все|всех|вс[её] равно|не важ\w*|неважно|без огранич\w*|разн\w*|не имеет знач\w*|[-–—]$)",
    re.IGNORECASE,
)
_CLASS = re.compile(r"класс|кл\b|кл\.", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:^|[^\d])(\d{1,2})\s*(?:лет|года|год|г\.)?\s*(?:[-–—‒]|до|по|\.\.\.|…)\s*(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:от|с|старше|не младше|не менее|с возраста)\s*(\d{1,2})(?!\d)"
    r"|(\d{1,2})\s*(?:лет|года?|класс\w*)?\s*(?:\+|и старше|и более|и выше)",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\b(?:до|младше|не старше|не более)\s*(\d{1,2})(?!\d)"
    r"|(\d{1,2})\s*(?:лет|года?|класс\w*)?\s*(?:и младше|и менее)",
    re.IGNORECASE,
)
_OLDER = re.compile(r"\+|\bи старше|\bи более|\bи выше", re.IGNORECASE)
_YOUNGER = re.compile(r"\bи младше|\bи менее", re.IGNORECASE)
_LIST = re.compile(r"^\D*\d{1,2}(?:\s*(?:,|и|или|;)\s*\d{1,2})*\D*$", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(\d{1,2})\s*(?:-х|-м|-ти)?\s*(?:наставля|подшеф|подопеч|ученик|учени|обучающ|школьник|студент"
    r"|дет|реб[её]н|чел|педагог|учител|пар)",
    re.IGNORECASE,
)
_WORD_PEOPLE = {
    "одного": 1,
    "один": 1,
    "одна": 1,
    "двух": 2,
    "двое": 2,
    "два": 2,
    "трех": 3,
    "трёх": 3,
    "трое": 3,
    "три": 3,
}
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[-–—]\s*(\d+(?:[.,]\d+)?)\s*)?(?:час|ч\b|ч\.)", re.IGNORECASE)
_HALF_HOUR = re.compile(r"полчаса", re.IGNORECASE)
_ONE_AND_HALF = re.compile(r"полтора часа", re.IGNORECASE)
_BARE_HOUR = re.compile(r"(?:^|по\s|\D)час(?:у|а)?\b", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,3})\s*мин", re.IGNORECASE)
_TIMES = re.compile(r"(\d{1,2})\s*раз", re.IGNORECASE)
_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s+[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?){1,2}")


class BadValue(Unreadable):
    """A cell is neither ages, nor time, nor a number of mentees."""


@dataclass(frozen=True)
class DesiredAges:
    """The ages that a mentor wishes, and whether they were reckoned from school classes."""

    band: AgeBand
    from_classes: bool = False


def parse_ages(cell: Cell) -> DesiredAges:
    """Read desired ages: «10–14 лет», «от 12», «с 7 до 11 лет», «12+», «любой», an empty cell (any age).

    «10–12 лет и старше» is from 10, without an upper bound.

    School classes are turned into ages roughly: a child of class N is N + 6 or N + 7 years old. Raises
    BadValue for a date (Excel makes one of «10-12»), ages set the wrong way round or beyond 3–99, and other
    words.
    """
    if isinstance(cell, date | datetime):
        raise BadValue("Excel превратил возраст в дату", "Впишите текстом, например: 10–12 лет")
    text = text_of(cell).lower()
    if not text or _ANY_AGE.match(text):
        return DesiredAges(AgeBand())
    low, high = _bounds(text)
    by_class = bool(_CLASS.search(text))
    if by_class:
        low, high = (low + 6 if low is not None else None), (high + 7 if high is not None else None)
    if (low is not None and not 3 <= low <= 99) or (high is not None and not 3 <= high <= 99):
        raise BadValue("такого возраста наставляемых не бывает", "Впишите, например: 10–14 лет")
    if low is not None and high is not None and low > high:
        raise BadValue("возраст задан наоборот", f"Впишите: {high}–{low} лет")
    return DesiredAges(AgeBand(low or 0, 120 if high is None else high), by_class)


def parse_capacity(text: str) -> int | None:
    """Find how many mentees a mentor takes («2 наставляемых», «до 3 чел.», «двое детей»); None: not said.

    Of «1–2 наставляемых» the greater number is taken. Raises BadValue for 0 and for more than 50.
    """
    found = [int(number) for number in _PEOPLE.findall(text)]
    if not found:
        words = re.findall(r"[а-яё]+", text.lower())
        pairs = pairwise(words)
        found = [_WORD_PEOPLE[a] for a, b in pairs if a in _WORD_PEOPLE and _PEOPLE.match(f"1 {b}")]
    if not found:
        return None
    if not 1 <= max(found) <= MAX_CAPACITY:
        raise BadValue(
            "столько наставляемых у одного наставника быть не может", "Впишите, например: 2 наставляемых"
        )
    return max(found)


def minutes_a_week(text: str) -> int | None:
    """Reckon a time resource in minutes a week: «1 час в неделю» is 60, «2 раза в месяц по часу» 30; None:
    not said.
    """
    lower = text.lower()
    length = _length(lower)
    times = _TIMES.search(lower)
    if length is None and times is None:
        return None
    total = (60 if length is None else length) * (int(times[1]) if times else 1)
    if "месяц" in lower:
        total = total // 4
    elif "ден" in lower or "день" in lower:
        total = total * 5
    return total if total > 0 else None


def find_guardians(cell: Cell, child: FullName) -> tuple[FullName, ...]:
    """Find the full names of representatives among the contacts of a child: names with a patronymic, in order.

    Nobody where only telephones, a degree of kinship or the child's own name are written.
    """
    names = (_as_name(found[0]) for line in lines_of(cell) for found in _NAME.finditer(line))
    return tuple({name.key: name for name in names if name and name.key != child.key}.values())


_CLASS_NAME = re.compile(r"^(\d{1,2})\s*[-–—]?\s*[«\"'(]?\s*([А-ЯЁа-яё]?)\s*[»\"')]?\s*(?:класс\w*|кл\.?)?$")


def class_name_of(text: str) -> str:
    """Give a class as the register writes it: «8а», «8-А», «8 "А" класс» are «8 «А»»; other words stay as they are."""
    found = _CLASS_NAME.match(text.strip())
    if not found:
        return text.strip()
    return f"{int(found[1])} «{found[2].upper()}»" if found[2] else str(int(found[1]))


_DIGITS = re.compile(r"^\+?[78]?9\d{9}(?:\.0)?$")


def phone_text(cell: Cell) -> str:
    """Give a contact as text; a telephone that Excel keeps as a number is written «+7 900 123-45-67»."""
    text = text_of(cell)
    if not _DIGITS.match(text):
        return text
    digits = text.removesuffix(".0")[-10:]
    return f"+7 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}"


def _as_name(text: str) -> FullName | None:
    words = text.split()
    if len(words) == 3 and is_patronymic(words[1]):
        words = [words[2], words[0], words[1]]
    if len(words) != 3 or not is_patronymic(words[2]):
        return None
    try:
        return parse_full_name(" ".join(words))
    except BadName:
        return None


def _bounds(text: str) -> tuple[int | None, int | None]:
    if found := _RANGE.search(text):
        # «10-12 лет и старше»: the words after the numbers open the band
        low, high = int(found[1]), int(found[2])
        return (None if _YOUNGER.search(text) else low), (None if _OLDER.search(text) else high)
    if found := _FROM.search(text):
        return int(found[1] or found[2]), None
    if found := _UP_TO.search(text):
        return None, int(found[1] or found[2])
    if _LIST.match(text):
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        return min(numbers), max(numbers)
    raise BadValue("не возраст", "Впишите, например: 10–14 лет, от 12 лет или любой")


def _length(text: str) -> int | None:
    """Give the length of one meeting or of the stated time in minutes; of «1–2 часа» the lesser."""
    if found := _HOURS.search(text):
        return round(float(found[1].replace(",", ".")) * 60)
    if found := _MINUTES.search(text):
        return int(found[1])
    if _ONE_AND_HALF.search(text):
        return 90
    if _HALF_HOUR.search(text):
        return 30
    return 60 if _BARE_HOUR.search(text) else None
