"""What is still open in a draft, in sentences: undated rows, rows without an executor, talks that are not over."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.roadmaps.deadlines import understood
from nastavnik.roadmaps.models import Edition, Measure
from nastavnik.roadmaps.queries.documents import SectionRows
from nastavnik.roadmaps.queries.talks import open_concurrences_of, open_remarks_of
from nastavnik.rulebook.numbers import counted

_REMARKS = ("замечание", "замечания", "замечаний")
_MEASURES = ("мероприятия", "мероприятий", "мероприятий")


def row_doubts(measure: Measure, edition: Edition) -> tuple[str, ...]:
    """What a row lacks."""
    found = []
    if understood(measure, edition.roadmap).needs_date:
        found.append("нужна дата")
    if not measure.executors:
        found.append("нет ответственного")
    if not measure.result:
        found.append("нет результата")
    return tuple(found)


def doubts_of(edition: Edition, rows: Sequence[SectionRows]) -> list[str]:
    """Warnings before an approval; none of them forbids it."""
    measures = [measure for part in rows for measure in part.measures]
    lacking: dict[str, int] = {}
    for measure in measures:
        for doubt in row_doubts(measure, edition):
            lacking[doubt] = lacking.get(doubt, 0) + 1
    words = {
        "нужна дата": "Дата не понята",
        "нет ответственного": "Нет ответственного",
        "нет результата": "Не указан результат",
    }
    said = [
        f"{words[doubt]} у {counted(number, _MEASURES)}: исправьте сейчас или в новой редакции."
        for doubt, number in lacking.items()
    ]
    if remarks := open_remarks_of(edition):
        said.append(f"Без ответа: {counted(remarks, _REMARKS)}.")
    said += [f"Нет согласования: {asked.who}." for asked in open_concurrences_of(edition)]
    return said
