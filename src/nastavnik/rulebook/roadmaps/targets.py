"""The numbers that a row promises: «не менее 100 участников», «2021 г. – 50 участников 2022 г. – 80»."""

import re
from dataclasses import dataclass, replace
from datetime import date

from nastavnik.rulebook.roadmaps.indicators import number_of
from nastavnik.rulebook.roadmaps.model import Target

_COMPARED = r"не менее|не более|не ниже|не меньше|не больше|не реже|более|менее|свыше|от|до|≥|≤|>|<"
_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3}){1,3}(?!\d)|\d{1,9}(?:[.,]\d{1,3})?"
_UNIT = (
    r"%|процент\w*|человек\w*|чел\.?|участник\w*|запис\w+|семинар\w*|вебинар\w*|практик\w*|публикаци\w+|куратор\w*"
    r"|наставник\w*|наставляем\w+|педагог\w*|обучающ\w+|школьник\w*|студент\w*|пар[аы]?\b|групп\w*|программ\w*|мероприят\w+"
    r"|организаци\w+|школ\w*|встреч\w*|заняти\w+|материал\w*|кейс\w*|конкурс\w*|форум\w*|конференци\w+|выпуск\w*|шт\.?"
    r"|ед\.?|единиц\w*|раз\w{0,2}\b|час\w*|методист\w*|учител\w+|специалист\w*|команд\w*|заявок|заяв\w+|договор\w*|анкет\w*"
    r"|родител\w+|волонт[её]р\w*|дет\w{2,3}\b|слушател\w+|молод\w+ педагог\w*|пособи\w+|рекомендаци\w+|чел\b"
)
_COUNT = re.compile(
    rf"(?<![\d.])(?<!№)(?<!№ )(?:(?P<compared>{_COMPARED})\s+)?(?P<value>{_NUMBER})(?!\d|\s*(?:г\b|год|учебн|\.\d))\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:(?P<every>ежегодно)\s+)?(?<!\d)(?P<first>20\d\d)(?:\s*[-–—‒]\s*(?P<last>20\d\d))?\s*(?:учебн\w+\s+год\w*|г\s*\.?\s*г?\.?|год\w*)?"
    r"\s*[-–—:]?\s*",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"ежегодно|в год\b|каждый год|за год\b", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """Targets of a text, and the spans of years that are reversed («2021-2014»)."""

    targets: tuple[Target, ...] = ()
    reversed_years: tuple[str, ...] = ()


def targets_in(text: str) -> Found:
    """Find the numbers that a text promises, each with the year that stands before it.

    A bare number counts only after a year or a comparison, or with a unit. A span of years in the wrong order is
    told and gives no year.
    """
    line = text.replace("\n", " ")
    marks = [found for found in _YEAR.finditer(line) if _is_label(line, found)]
    edges = [0, *(found.start() for found in marks), len(line)]
    targets = list(_in_part(line[: edges[1]], ()))
    reversed_years = []
    for place, found in enumerate(marks):
        years = _years(found)
        if not years:
            reversed_years.append(found[0].strip(" -–—:"))
        part = line[found.end() : edges[place + 2]]
        targets.extend(_in_part(part, years, is_yearly=bool(found["every"])))
    return Found(tuple(targets), tuple(reversed_years))


def paired_with(targets: tuple[Target, ...], days: tuple[date, ...]) -> tuple[Target, ...] | None:
    """Give the targets the days of the deadlines by their order; None where there are not as many."""
    if len(targets) != len(days):
        return None
    return tuple(replace(target, day=day) for target, day in zip(targets, days, strict=True))


def _is_label(line: str, found: re.Match[str]) -> bool:
    """A year labels what follows it when a number or a comparison does follow."""
    return bool(
        re.match(rf"(?:{_COMPARED}\s+)?(?:{_NUMBER})\s*(?:{_UNIT})?", line[found.end() :], re.IGNORECASE)
    ) and (not re.match(r"20\d\d", line[found.end() :]))


def _years(found: re.Match[str]) -> tuple[int, ...]:
    first, last = int(found["first"]), int(found["last"] or found["first"])
    return tuple(range(first, last + 1))


def _in_part(part: str, years: tuple[int, ...], *, is_yearly: bool = False) -> list[Target]:
    found = []
    is_first = True
    for count in _COUNT.finditer(part):
        is_labelled = is_first and bool(years)
        if not (
            count["unit"]
            or (count["compared"] and count["compared"].lower().startswith("не "))
            or is_labelled
        ):
            continue
        target = Target(
            number_of(count["value"]),
            (count["unit"] or _word_after(part, count.end())).strip(),
            (count["compared"] or "").lower(),
            is_yearly=(is_yearly and is_first) or bool(_YEARLY.search(part)),
            text=count[0].strip(),
        )
        found.extend([replace(target, year=year) for year in years] if is_labelled else [target])
        is_first = False
    return found


def _word_after(part: str, place: int) -> str:
    """The word right after a number that counts anything: «не менее 5 буклетов»."""
    found = re.match(r"\s*([а-яё]{4,})", part[place:], re.IGNORECASE)
    return found[1] if found else ""
