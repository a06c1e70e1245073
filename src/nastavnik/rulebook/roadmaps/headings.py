"""What the headings of a road map's columns mean."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from nastavnik.rulebook.roadmaps.document import Cell
from nastavnik.rulebook.roadmaps.texts import closed_up, flat

LONGEST = 110
"""A longer text is no heading."""

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "number": "номер",
        "title": "мероприятие",
        "content": "содержание деятельности",
        "stage": "этап",
        "deadline": "срок",
        "begins": "начало",
        "ends": "окончание",
        "executors": "ответственные",
        "participants": "участники",
        "result": "результат",
        "document_kind": "вид документа",
        "other": "не читается",
    }
)
"""The meanings of columns with their Russian names."""

_NUMBER = re.compile(r"^(?:№+|nn?|no|номер|п\s*/\s*п|пп|#)(?:\s*(?:п\s*[./\\]?\s*п\.?|пп|/п))?\.?$")
_WORDS: tuple[tuple[str, str], ...] = (
    ("other", r"финанс|стоимост|бюджет|\bруб|источник|примечан|отметка|статус|индикатор|затрат"),
    ("begins", r"^(?:дата |срок[иа]? )?начал[оа]?\b"),
    ("ends", r"^(?:дата |срок[иа]? )?(?:оконча|заверш)"),
    ("participants", r"участник|целевая аудитори|категори|адресат"),
    ("deadline", r"\bсрок|^дат[аы]\b|^период|^время|^месяц|^когда|календарн"),
    ("executors", r"исполнит|ответствен|^кто\b|организатор|координатор"),
    ("result", r"результат|^итог|продукт|^эффект|^показател"),
    ("document_kind", r"вид\w* документ|^документ|подтвержда|форма отчет"),
    ("stage", r"этап(?!.*мероприяти)|^раздел|^направлени|^блок|^задач"),
    ("title", r"мероприяти|^наименование|^название|^действи|^событи|^вид\w* деятельности|^шаг|план работ"),
    ("content", r"содержани"),
)
_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in _WORDS)
_VALUE = re.compile(r"\b(?:19|20)\d\d\b|\d\d\.\d\d|^\d+(?:\.\d+)*\.?$|[А-ЯЁ]\.\s?[А-ЯЁ]\.")
_YEAR = re.compile(r"^(?:на |за )?(20\d\d)\s*(?:год[ау]?|гг?)?\.?(?:\s*\((?:план|факт|прогноз)\))?,?\s*%?$")
SAYS_WHAT = frozenset({"title", "content", "stage"})
SAYS_HOW = frozenset({"deadline", "begins", "ends", "executors", "result"})


def meaning_of(heading: str) -> str:
    """Give the meaning of a column by its heading; nothing where the words are not known."""
    text = closed_up(flat(heading)).lower().replace("ё", "е").strip(" .:*")
    if not text or len(text) > LONGEST:
        return ""
    if _NUMBER.match(text):
        return "number"
    return next((code for code, pattern in _PATTERNS if pattern.search(text)), "")


def heading_meanings(row: Sequence[Cell]) -> dict[int, str]:
    """Give the meanings in a row of headings by the index of the column; nothing for a row that is none.

    A row of headings names what is done and when, by whom or with what result, and holds no value: no year of
    its own, no number of a row, no surname with initials.
    """
    filled = {place: flat(cell.text) for place, cell in enumerate(row) if cell.text.strip()}
    found = {place: meaning_of(text) for place, text in filled.items()}
    known = {code for code in found.values() if code}
    if not known & SAYS_WHAT or not known & (SAYS_HOW | {"participants"}):
        return {}
    own = {place: text for place, text in filled.items() if not is_year(text)}
    if any(len(text) > LONGEST or _holds_value(found[place], text) for place, text in own.items()):
        return {}
    if sum(1 for place in own if found[place]) * 2 < len(own):
        return {}
    return {place: found[place] or "other" for place in filled if found[place] or place not in own}


def is_year(text: str) -> bool:
    """Tell whether a heading is a year: «2021», «2021 г.», «2021 год (план)»."""
    return bool(_YEAR.match(text.strip()))


def year_of(text: str) -> int | None:
    """Give the year that a heading names, None where it is no year."""
    found = _YEAR.match(text.strip())
    return int(found[1]) if found else None


def _holds_value(code: str, text: str) -> bool:
    return code not in {"number", "other"} and bool(_VALUE.search(text))
