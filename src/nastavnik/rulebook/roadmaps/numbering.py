"""What looks wrong in the numbers of rows: missing, repeated, out of order, absent."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from nastavnik.rulebook.roadmaps.model import Finding, MeasureRow, Section, Severity
from nastavnik.rulebook.roadmaps.numbers import is_roman, parts_of

_MANY = 6


def numbering_findings(
    measures: Sequence[MeasureRow], sections: Sequence[Section], emptied: Sequence[str]
) -> Iterator[Finding]:
    """Compare each number with those before it within its section; numbers are told of, never changed."""
    if not any(measure.number for measure in measures):
        return
    yield from _absent(measures)
    yield from _repeated(measures)
    yield from _out_of_order(measures)
    yield from _missing(measures, emptied)
    yield from _headless(measures, sections)


def headless(measure: MeasureRow) -> bool:
    """Tell whether the number of a measure belongs to another section than the one above it: 3.1 under «2.»."""
    if (
        not measure.section
        or not measure.section.number
        or not measure.number
        or is_roman(measure.section.number)
    ):
        return False
    own, above = parts_of(measure.number), parts_of(measure.section.number)
    return len(own) > len(above) > 0 and own[: len(above)] != above


def _absent(measures: Sequence[MeasureRow]) -> Iterator[Finding]:
    for index, measure in enumerate(measures):
        if not measure.number:
            yield Finding(
                "number_absent", Severity.WARNING,
                "Строка без номера. Впишите номер или присоедините её к строке выше, если это её продолжение.",
                index, "number",
            )  # fmt: skip


def _repeated(measures: Sequence[MeasureRow]) -> Iterator[Finding]:
    seen: dict[tuple[str, tuple[int, ...]], str] = {}
    for index, (measure, scope) in enumerate(zip(measures, _scopes(measures), strict=True)):
        key = (scope, parts_of(measure.number))
        if not key[1]:
            continue
        if key in seen:
            yield Finding(
                "number_repeated", Severity.WARNING,
                f"Номер {measure.number} уже стоит выше: «{_short(seen[key])}». Исправьте номер одной из строк.",
                index, "number",
            )  # fmt: skip
        seen.setdefault(key, measure.title)


def _out_of_order(measures: Sequence[MeasureRow]) -> Iterator[Finding]:
    last: dict[str, tuple[tuple[int, ...], str]] = {}
    for index, (measure, scope) in enumerate(zip(measures, _scopes(measures), strict=True)):
        own = parts_of(measure.number)
        if not own:
            continue
        above = last.get(scope)
        if above and own < above[0]:
            yield Finding(
                "number_out_of_order", Severity.WARNING,
                f"Номер {measure.number} стоит после {above[1]}. Переставьте строку или исправьте номер.", index, "number",
            )  # fmt: skip
        last[scope] = (own, measure.number)


def _missing(measures: Sequence[MeasureRow], emptied: Sequence[str]) -> Iterator[Finding]:
    """Gaps are told once for a section, by the last part of the numbers."""
    known: dict[tuple[str, tuple[int, ...]], set[int]] = defaultdict(set)
    for measure, scope in zip(measures, _scopes(measures), strict=True):
        if own := parts_of(measure.number):
            known[scope, own[:-1]].add(own[-1])
    empty = {parts_of(number) for number in emptied}
    for (_, prefix), numbers in known.items():
        gaps = [n for n in range(1, max(numbers)) if n not in numbers and (*prefix, n) not in empty]
        if gaps:
            names = [".".join(map(str, (*prefix, gap))) for gap in gaps]
            shown = ", ".join(names[:_MANY]) + (f" и ещё {len(names) - _MANY}" if len(names) > _MANY else "")
            yield Finding(
                "number_missing", Severity.WARNING,
                f"Нет строк с номерами {shown}." if len(names) > 1 else f"Нет строки с номером {shown}.",
                None, "number",
            )  # fmt: skip


def _headless(measures: Sequence[MeasureRow], sections: Sequence[Section]) -> Iterator[Finding]:
    known = {parts_of(section.number) for section in sections if section.number}
    if not known:
        return
    lacking = Counter(
        parts_of(measure.number)[0]
        for measure in measures
        if len(parts_of(measure.number)) > 1 and measure.section is None
    )
    for number in sorted(lacking):
        if (number,) not in known:
            yield Finding(
                "section_missing", Severity.WARNING,
                f"У строк {number}.1 и следующих нет заголовка раздела {number}. Добавьте раздел с названием.", None, "section",
            )  # fmt: skip


def _scopes(measures: Sequence[MeasureRow]) -> list[str]:
    """Within what each number is compared: numbers of one part may begin anew in each section, or go on through the
    whole map; longer ones are always the map's.
    """
    own = [parts_of(measure.number) for measure in measures]
    firsts = [
        parts[0]
        for place, (measure, parts) in enumerate(zip(measures, own, strict=True))
        if len(parts) == 1 and (not place or measures[place - 1].section != measure.section)
    ]
    goes_on = firsts.count(1) < 2
    return [
        "" if goes_on or len(parts) != 1 or not measure.section else measure.section.title
        for measure, parts in zip(measures, own, strict=True)
    ]


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 60 else f"{line[:57].rstrip()}…"
