"""The numbers and bullets of lists in Word, which stand in no text: Word counts them when it shows the document."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from nastavnik.kit.documents.guards import DAMAGED
from nastavnik.kit.errors import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


@dataclass(frozen=True)
class Level:
    """A level of a list: how it counts, its pattern («%1.%2.»), its first number."""

    kind: str
    pattern: str
    start: int


class Numbering:
    """Counts the paragraphs of lists as they come."""

    def __init__(self, numbering: bytes | None, styles: bytes | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._list_of: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering:
            self._read(_root(numbering))
        if styles:
            self._read_styles(_root(styles))

    def label(self, paragraph: etree._Element) -> str:
        """The number or bullet of a paragraph, nothing where it is in no list."""
        list_id, depth = self._place(paragraph)
        abstract = self._list_of.get(list_id, "")
        level = self._levels.get(abstract, {}).get(depth)
        if not level or level.kind == "none":
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.kind == "bullet":
            return "•"
        return _PLACE.sub(lambda found: self._shown(abstract, int(found[1]) - 1), level.pattern).strip()

    def _shown(self, abstract: str, depth: int) -> str:
        level = self._levels[abstract].get(depth)
        if not level:
            return ""
        return _written(self._counts[abstract].get(depth, level.start), level.kind)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list of a paragraph and its level, by itself or by its style."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        list_id, depth = self._styles.get(style.get(f"{W}val", ""), ("", 0)) if style is not None else ("", 0)
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            list_id = _value(own, "numId") or list_id
            depth = int(_value(own, "ilvl") or depth)
        return list_id, depth

    def _read(self, root: etree._Element) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = {
                int(level.get(f"{W}ilvl", "0")): Level(
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText"),
                    int(_value(level, "start") or 1),
                )
                for level in abstract.findall(f"{W}lvl")
            }
        for one in root.findall(f"{W}num"):
            self._list_of[one.get(f"{W}numId", "")] = _value(one, "abstractNumId")

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.findall(f"{W}style"):
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                place = (_value(numbered, "numId"), int(_value(numbered, "ilvl") or 0))
                self._styles[style.get(f"{W}styleId", "")] = place


def _root(content: bytes) -> etree._Element:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED, field="file") from error


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _written(number: int, kind: str) -> str:
    if kind in {"upperRoman", "lowerRoman"}:
        return _roman(number) if kind == "upperRoman" else _roman(number).lower()
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"russianLower", "russianUpper"}:
        letter = _RUSSIAN[(number - 1) % len(_RUSSIAN)]
        return letter if kind == "russianLower" else letter.upper()
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
