"""Approval marks and the order at the head of a road map."""

import re
from collections.abc import Sequence
from datetime import date

from nastavnik.rulebook.dates import BadDate, parse_date
from nastavnik.rulebook.roadmaps.model import Mark, Order
from nastavnik.rulebook.roadmaps.texts import closed_up, starts_lower

_MARK = re.compile(
    r"^[«\"]?(СОГЛАСОВАН[ОА]?|УТВЕРЖДАЮ|УТВЕРЖДЕН[ОАЫ]?|РАССМОТРЕН[ОА]?|ПРИНЯТ[ОА]?)\b[»\":]*\s*",
    re.IGNORECASE,
)
_MONTH = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_DATE = re.compile(
    rf"[«\"]?\s*(\d{{1,2}})\s*[»\"]?[\s_]*({_MONTH})[\s_]*(\d{{4}})|(\d{{1,2}}\.\d{{1,2}}\.\d{{4}})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:№|\bN)\s*([\dА-ЯA-Zа-яa-z][\wА-Яа-яё/.\-]*)")
_PERSON = re.compile(
    r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]\."
)
_KIND = re.compile(r"^(ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|РЕШЕНИЕ)$")
_BY_ORDER = re.compile(r"\b(приказом|распоряжением|постановлением|решением)\b", re.IGNORECASE)
_ENDS = re.compile(r"^(?:дорожная карта|план\b|циклограмма|об утверждении|№|приложение)", re.IGNORECASE)
_KINDS = {
    "приказом": "приказ",
    "распоряжением": "распоряжение",
    "постановлением": "постановление",
    "решением": "решение",
}
_WITHIN = 8


def has_mark(text: str) -> bool:
    """Tell whether a text begins with an approval mark."""
    return bool(_MARK.match(text.strip())) and not text.strip()[:1].islower()


def marks_of(lines: Sequence[str]) -> tuple[Mark, ...]:
    """Find the approval marks with the person, the post and the date under each."""
    found = []
    for place, line in enumerate(lines):
        if has_mark(line) and (heading := _MARK.match(line.strip())):
            rest = line.strip()[heading.end() :]
            below = _below(lines[place + 1 :], has_text=bool(rest))
            found.append(_mark(heading[1].upper(), " ".join([rest, *below]).strip()))
    return tuple(found)


def order_of(lines: Sequence[str], marks: Sequence[Mark]) -> Order | None:
    """Find the order that approves: named in the mark «УТВЕРЖДЕНА приказом …», or at the head of the document."""
    for mark in marks:
        by = _BY_ORDER.search(mark.text)
        if mark.word.startswith("УТВЕРЖД") and by:
            return Order(_number(mark.text), mark.day, _KINDS[by[1].lower()])
    for place, line in enumerate(lines):
        if kind := _KIND.match(closed_up(line).strip()):
            near = " ".join(_until_about(lines[place + 1 : place + 1 + _WITHIN]))
            day, number = day_in(near), _number(near)
            if day or number:
                return Order(number, day, kind[1].lower())
    return None


def day_in(text: str) -> date | None:
    """Give the first day written in a text, None where there is none."""
    found = _DATE.search(text)
    if not found:
        return None
    try:
        return parse_date(found[4] or f"{found[1]} {found[2]} {found[3]}")
    except BadDate:
        return None


def _mark(word: str, text: str) -> Mark:
    person = _PERSON.search(text)
    post = re.split(r"_{2,}|«|\b(?:приказ|от)\b", text[: person.start()])[0].strip(" ,_/") if person else ""
    return Mark(word, text, person[0] if person else "", post, day_in(text))


def _below(lines: Sequence[str], *, has_text: bool) -> list[str]:
    """The lines that belong to a mark: up to an empty line that ends a sentence, another mark or the title."""
    taken: list[str] = []
    is_apart = False
    for line in lines[:_WITHIN]:
        bare = closed_up(line).strip()
        if has_mark(bare) or (_ENDS.match(bare) and not bare.startswith("№")):
            break
        if not bare:
            is_apart = True
        elif is_apart and (taken or has_text) and not (starts_lower(bare) or bare.startswith("№")):
            break
        else:
            taken.append(bare)
            is_apart = False
    return taken


def _until_about(lines: Sequence[str]) -> list[str]:
    taken = []
    for line in lines:
        if re.match(r"^(?:Об? |О |В соответствии|На основании)", line.strip()):
            break
        taken.append(line)
    return taken


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[1].rstrip(".,") if found else ""
