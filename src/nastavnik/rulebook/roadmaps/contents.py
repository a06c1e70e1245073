"""What a column means by what stands in its cells, where no heading says it."""

import re
from collections.abc import Callable, Mapping, Sequence

from nastavnik.rulebook.roadmaps.texts import flat

_MONTHS = r"январ|феврал|март|апрел|\bма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
_DEADLINE = re.compile(
    rf"\d\d?\.\d\d?(?:\.(?:20)?\d\d)?\b|\b20\d\d\b|{_MONTHS}|квартал|полугоди|ежегодно|ежеквартально|ежемесячно"
    r"|еженедельно|ежедневно|постоянно|в течени[еи]|по (?:мере|плану|графику|отдельному|запросу|согласованию|необходимости)"
    r"|при необходимости|весь период|всего периода|учебного года|в соответствии с|\d\s?раза? в|-дневный|-месячный|систематически",
    re.IGNORECASE,
)
_LONGEST_DEADLINE = 160
_NUMBER = re.compile(r"^(?:\d{1,3}(?:[.,]\d{1,3})*|[IVXІХ]{1,5})[.)]?$")
_EXECUTOR = re.compile(
    r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ]"
    r"|\b(?:директор|заместител|зам\.|куратор|руководител|администраци|отдел|методист|педагог|учител|психолог"
    r"|специалист|завуч|комитет|министерств|управлени|институт|ОО\b|МБОУ|МАОУ|МКОУ|ГБОУ|наставник|секретар|рабочая групп"
    r"|образовательные организации|школ)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"приказ|отч[её]т|положени|список|база|план|протокол|справк|сертификат|программ|локальн|акт|материал|сформирован"
    r"|повышени|создан|рекомендаци|анкет|информаци|карт|проведен|договор|соглашени|реестр|перечень",
    re.IGNORECASE,
)
_ENOUGH = 0.6
_SHORTEST_TITLE = 12


def is_deadline_like(text: str) -> bool:
    """Tell whether a text looks like one that says when."""
    line = flat(text)
    return len(line) <= _LONGEST_DEADLINE and bool(_DEADLINE.search(line))


def is_number_like(text: str) -> bool:
    """Tell whether a text looks like the number of a row: «1», «2.1.», «IV»."""
    return bool(_NUMBER.match(flat(text)))


def meanings_by_contents(rows: Sequence[Sequence[str]], known: Mapping[int, str]) -> dict[int, str]:
    """Give the meanings of columns that no heading explains, beside those already `known`.

    A column is taken only where at least six of ten filled cells look so; the longest texts are the titles.
    """
    width = max((len(row) for row in rows), default=0)
    columns = {
        place: [flat(row[place]) for row in rows if place < len(row) and row[place].strip()]
        for place in range(width)
        if place not in known
    }
    found = dict(known)
    _take(found, columns, "number", is_number_like)
    _take(found, columns, "deadline", is_deadline_like)
    if "title" not in found.values() and "content" not in found.values():
        _take_longest(found, columns)
    _take(found, columns, "executors", lambda text: bool(_EXECUTOR.search(text)))
    _take(found, columns, "result", lambda text: bool(_RESULT.search(text)))
    return found


def _take(
    found: dict[int, str], columns: dict[int, list[str]], code: str, looks: Callable[[str], bool]
) -> None:
    """Give the meaning to the free column in which most cells look so."""
    if code in found.values():
        return
    shares = {
        place: sum(1 for text in texts if looks(text)) / len(texts)
        for place, texts in columns.items()
        if texts and place not in found
    }
    best = max(shares, key=lambda place: (shares[place], -place), default=None)
    if best is not None and shares[best] >= _ENOUGH:
        found[best] = code


def _take_longest(found: dict[int, str], columns: dict[int, list[str]]) -> None:
    """The leftmost of the long columns: what is done stands before what comes of it."""
    lengths = {
        place: sum(map(len, texts)) / len(texts)
        for place, texts in columns.items()
        if texts and place not in found
    }
    longest = max(lengths.values(), default=0)
    if longest >= _SHORTEST_TITLE:
        found[min(place for place, length in lengths.items() if length >= longest * _ENOUGH)] = "title"
