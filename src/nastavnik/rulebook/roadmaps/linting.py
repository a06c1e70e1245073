"""The lint of a plan whose rows are known: the same findings while it is read, mended, written and looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nastavnik.rulebook.roadmaps.findings import (
    date_findings,
    leaked_findings,
    person_findings,
    row_findings,
    waiting_words,
)
from nastavnik.rulebook.roadmaps.layouts import Layout
from nastavnik.rulebook.roadmaps.model import Column, Finding, MeasureRow, Order, Section, Severity
from nastavnik.rulebook.roadmaps.numbering import numbering_findings
from nastavnik.rulebook.roadmaps.periods import Period


@dataclass(frozen=True)
class Plan:
    """The rows of a plan with what they are held against; `columns` are the codes of those that it has."""

    measures: tuple[MeasureRow, ...]
    sections: tuple[Section, ...]
    columns: tuple[str, ...]
    period: Period | None
    order: Order | None = None
    emptied: tuple[str, ...] = ()


def findings_of(plan: Plan) -> Iterator[Finding]:
    """What looks wrong: of the whole first, then of numbers, then row by row."""
    columns = tuple(Column(code, "", index) for index, code in enumerate(plan.columns))
    layout = Layout(columns, 1, len(columns))
    if plan.period is None:
        said = f"Не указан период карты. {waiting_words(plan.measures)}"
        yield Finding("period_absent", Severity.WARNING, said, None, "period")
    yield from numbering_findings(plan.measures, plan.sections, plan.emptied)
    yield from leaked_findings(plan.measures)
    yield from person_findings(plan.measures)
    for index, measure in enumerate(plan.measures):
        if not measure.title:
            said = "Нет мероприятия. Впишите его или уберите строку."
            yield Finding("title_absent", Severity.ERROR, said, index, "title")
        yield from row_findings(measure, index, layout)
        yield from date_findings(measure, index, plan.period, plan.order)


def by_rows(findings: Sequence[Finding]) -> list[Finding]:
    """In the order of the rows, those of the whole first."""
    return sorted(findings, key=lambda one: -1 if one.where is None else one.where)
