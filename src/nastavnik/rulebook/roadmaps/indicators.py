"""Rows of a table of indicators: a name and a value for each year."""

import re
from dataclasses import replace

from nastavnik.rulebook.roadmaps.grid import Line
from nastavnik.rulebook.roadmaps.layouts import IndicatorLayout
from nastavnik.rulebook.roadmaps.model import Indicator, Target
from nastavnik.rulebook.roadmaps.texts import glued

_VALUE = re.compile(
    r"^(не менее|не более|до|от|свыше|более|менее|[<>≥≤])?\s*(\d[\d\s]{0,12}(?:[.,]\d{1,6})?)\s*(%|[а-яё.]{1,20})?$",
    re.IGNORECASE,
)
_UNIT_END = re.compile(r"[,(]\s*(%|чел\.?|человек|ед\.?|единиц|процент\w*|шт\.?)\s*\)?\s*$", re.IGNORECASE)
_PERCENT = re.compile(r"(?:\bв |,\s*|\()\s*(?:%|процент)", re.IGNORECASE)


def indicator_of(line: Line, layout: IndicatorLayout) -> Indicator | None:
    """Read a row; None where it has no name or no value under any year."""
    filled = line.filled
    name = filled.get(layout.name, "").replace("\n", " ")
    values = {year: filled[place] for place, year in layout.years.items() if place in filled}
    unit = filled.get(layout.unit, "") if layout.unit is not None else ""
    unit = unit or unit_of(name, layout.heading)
    targets = tuple(
        target for year, text in sorted(values.items()) if (target := _target(text, year, unit)) is not None
    )
    if not name or not targets:
        return None
    number = filled.get(layout.number, "") if layout.number is not None else ""
    return Indicator(name, unit, number, targets, line.place)


def continued(indicator: Indicator, rest: str, layout: IndicatorLayout) -> Indicator:
    """Give the indicator with the rest of its name, which a page divided."""
    name = glued(indicator.name, rest)
    return replace(indicator, name=name, unit=indicator.unit or unit_of(name, layout.heading))


def unit_of(name: str, heading: str) -> str:
    """Give the unit that stands at the end of a name («…, %») or in the heading («охват в %»)."""
    if found := _UNIT_END.search(name):
        return found[1]
    return "%" if _PERCENT.search(heading) or name.lower().startswith("доля") else ""


def number_of(text: str) -> float:
    """Give a printed number: «10 000», «12,5»."""
    return float(re.sub(r"\s", "", text).replace(",", "."))


def _target(text: str, year: int, unit: str) -> Target | None:
    found = _VALUE.match(text.strip())
    if not found:
        return None
    return Target(number_of(found[2]), found[3] or unit, (found[1] or "").lower(), year=year, text=text)
