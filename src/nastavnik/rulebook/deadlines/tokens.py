"""A normalised text as tokens: a code of one letter, numbers, and the words themselves."""

from __future__ import annotations

import re
from typing import NamedTuple

from nastavnik.rulebook.deadlines.model import Every
from nastavnik.rulebook.deadlines.phrases import ADVERBS, PHRASES, SCOPES
from nastavnik.rulebook.deadlines.words import NOISE, NUMERALS, ROMANS, UNIT_OF, WORDS

EVERY = tuple(Every)
_BEGINS = {"roman_month": "letter", "word": "letter", "mark": "letter digit sign"}
_NUMBERS: tuple[tuple[str, str], ...] = (
    ("time", r"\d{1,2}:\d{2}|\d{1,2}[.:]\d{2} ?(?:ч\b\.?|час\w*)"),
    ("iso", r"\d{4}-\d{2}-\d{2}(?!\d)"),
    ("full", r"\d{1,2} ?[./] ?\d{1,2} ?[./] ?\d{4}(?!\d)|\d{1,2}([./])\d{1,2}\1\d{2}(?!\d|\.\d)|\d{2}-\d{2}-\d{4}(?!\d)"),
    ("roman_date", r"\d{1,2} ?\. ?[ivxх]+ ?\. ?(?:\d{4}|\d{2})(?!\d)"),
    ("month_year", r"\d{1,2}\.\d{4}(?!\d)|(?<![\d/])\d{2}/\d{4}(?!\d)"),
    ("roman_month", r"[ivxх]+ ?\. ?\d{4}(?!\d)"),
    ("day_month", r"\d{1,2}\.\d{1,2}(?!\d|\.\d)"),
    ("slash", r"\d{4} ?/ ?(?:\d{4}|\d{2})(?!\d)"),
    ("year", r"\d{4}(?!\d)"),
    ("number", r"\d+(?:-?(?:го|ый|ое|ая|му|ом|ти|[йеяхи])(?![а-я]))?"),
    ("word", r"[ivx]+-(?:го|ый|ом|[йм])(?![а-я])|[а-яa-zі]+"),
    ("mark", r"\S"),
)  # fmt: skip
_ALL = (
    *((f"{one.code}_{place}", one.pattern, one.begins) for place, one in enumerate(PHRASES)),
    *((name, pattern, _BEGINS.get(name, "digit")) for name, pattern in _NUMBERS),
)


def _lexer(beginning: str) -> re.Pattern[str]:
    """What may begin so, in its order: three short lists are tried sooner than a long one."""
    patterns = [f"(?P<{name}>{pattern})" for name, pattern, begins in _ALL if beginning in begins.split()]
    return re.compile("|".join(patterns).replace(r"\1", "(?:[./])"))


_LETTERS, _FIGURES, _OTHERS = _lexer("letter"), _lexer("digit"), _lexer("sign")
_MARKS = {"-": "-", ",": ",", ";": ";", "(": "(", ")": ")", ":": ","}
_SILENT = frozenset(".!?…")
_DIGITS = re.compile(r"\d+")
_NOUNS = ("next", "noun", "noun2", "noun3", "noun4", "noun5")


class Token(NamedTuple):
    """One word, number, turn of speech or sign; `code` is explained in `words.CODES`."""

    code: str
    values: tuple[int, ...]
    text: str


def tokens_of(text: str) -> list[Token]:
    """The tokens of a normalised text; words that mean nothing for a date are left out."""
    found, place, end = [], 0, len(text)
    while place < end:
        first = text[place]
        if first == " ":
            place += 1
            continue
        lexer = _FIGURES if first.isdecimal() else _LETTERS if first.isalpha() else _OTHERS
        match = lexer.match(text, place)
        if match is None:
            place += 1
            continue
        place = match.end()
        token = _token(match.lastgroup or "", match)
        if token is not None:
            found.append(token)
    return found


def _token(name: str, match: re.Match[str]) -> Token | None:
    text = match[0]
    if name == "word":
        return _word(text)
    if name == "mark":
        return Token(_MARKS.get(text, "U"), (), text) if text not in _SILENT else None
    if name == "time" or (name == "day_month" and text.endswith(".00")):
        return None
    if name in _READERS:
        return _READERS[name](text)
    code = name.partition("_")[0]
    return _every(match) if code == "E" else Token(code[0], _values(code, match), text)


def _values(code: str, match: re.Match[str]) -> tuple[int, ...]:
    if code == "F":
        groups = match.groupdict()
        noun = next((groups[name] for name in _NOUNS if groups.get(name)), None)
        of = groups.get("of") or groups.get("of2") or groups.get("of3")
        return _unit(noun.split(" ")[-1] if noun else None), _unit(of)
    return (SCOPES.get(code, 0),)


def _word(text: str) -> Token | None:
    if "-" in text:  # «IV-й»
        text = text.partition("-")[0]
    if text in WORDS:
        code, number = WORDS[text]
        return Token(code, (len(text) if code == "g" else number,), text)
    if text in ROMANS:
        return Token("r", (ROMANS[text],), text)
    if text in NOISE:
        return None
    return Token("U", (), text)


def _every(match: re.Match[str]) -> Token:
    """The unit by its place in `EVERY` (-1 for one that is not known), how often within it, whether it is the
    school's, in how many units.
    """
    groups = match.groupdict()
    if groups.get("adverb"):
        return Token("E", (EVERY.index(ADVERBS[groups["adverb"]]), 1, 0, 1), match[0])
    word = groups.get("unit") or groups.get("unit2") or groups.get("unit3") or ""
    school = int(word.startswith("учебн"))
    times, step = groups.get("times"), (groups.get("each") or groups.get("each3") or "1").strip()
    often = {"дважды": 2, "трижды": 3}.get(match[0].partition(" ")[0])
    if often is None:
        often = _count(times.rpartition("-")[2]) if times else 1
    return Token("E", (_unit(word.split(" ")[-1]), often, school, _count(step)), match[0])


def _count(word: str) -> int:
    return NUMERALS.get(word) or int(word)


def _unit(word: str | None) -> int:
    """The place in `EVERY` of a unit, by any of its forms; -1 for none."""
    if not word:
        return -1
    if word in UNIT_OF:
        return EVERY.index(UNIT_OF[word])
    stems = {"год": Every.YEAR, "полуг": Every.HALF_YEAR, "квар": Every.QUARTER, "меся": Every.MONTH}
    return next((EVERY.index(unit) for stem, unit in stems.items() if word.startswith(stem)), -1)


def _numbers(text: str) -> list[int]:
    return [int(one) for one in _DIGITS.findall(text)]


def _century(year: int) -> int:
    return year if year > 99 else year + (2000 if year <= 60 else 1900)


def _full(text: str) -> Token:
    day, month, year = _numbers(text)
    return Token("D", (day, month, _century(year)), text)


def _iso(text: str) -> Token:
    year, month, day = _numbers(text)
    return Token("D", (day, month, year), text)


def _roman_date(text: str) -> Token:
    day, roman, year = (part.strip() for part in text.split("."))
    month = ROMANS.get(roman.replace("х", "x"), 0)
    return Token("D", (int(day), month, _century(int(year))), text)


def _month_year(text: str) -> Token:
    month, year = _numbers(text)
    return Token("M", (month, year), text)


def _roman_month(text: str) -> Token:
    """«IX.2022»; up to IV it may be a quarter."""
    roman, year = (part.strip() for part in text.split("."))
    month = ROMANS.get(roman.replace("х", "x"), 0)
    return Token("M", (month, int(year)), text) if month > 4 else Token("U", (), text)


def _slash(text: str) -> Token:
    first, last = _numbers(text)
    return Token("S", (first, last if last > 99 else first // 100 * 100 + last), text)


def _year(text: str) -> Token:
    year = int(text)
    return Token("y" if 1990 <= year <= 2100 else "N", (year,), text)


def _number(text: str) -> Token:
    number = _numbers(text)[0]
    return Token("n" if number < 100 else "N", (number,), text)


_READERS = {
    "iso": _iso,
    "full": _full,
    "roman_date": _roman_date,
    "month_year": _month_year,
    "roman_month": _roman_month,
    "day_month": lambda text: Token("d", tuple(_numbers(text)), text),
    "slash": _slash,
    "year": _year,
    "number": _number,
}
