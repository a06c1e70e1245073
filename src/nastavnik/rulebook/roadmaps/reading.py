"""A document into a road map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nastavnik.rulebook.roadmaps.document import Document
from nastavnik.rulebook.roadmaps.findings import (
    date_findings,
    emptied_finding,
    leaked_findings,
    person_findings,
    row_findings,
    waiting_words,
)
from nastavnik.rulebook.roadmaps.front import period_of, title_of
from nastavnik.rulebook.roadmaps.layouts import Layout
from nastavnik.rulebook.roadmaps.marks import marks_of, order_of
from nastavnik.rulebook.roadmaps.measures import measure_of
from nastavnik.rulebook.roadmaps.model import (
    Finding,
    MeasureRow,
    NoRoadmap,
    Order,
    Reading,
    Section,
    Severity,
)
from nastavnik.rulebook.roadmaps.numbering import headless, numbering_findings
from nastavnik.rulebook.roadmaps.periods import Period, period_in
from nastavnik.rulebook.roadmaps.rows import Item, settle
from nastavnik.rulebook.roadmaps.walking import Walk

NO_TABLE = (
    "В файле не нашлось дорожной карты: нет таблицы со столбцами «Мероприятие» и «Срок». "
    "Проверьте, тот ли файл выбран, или вставьте таблицу текстом."
)
NO_DEADLINES = "В таблице мероприятий нет столбца со сроками. Добавьте столбец «Срок» (его можно оставить пустым) и загрузите снова."
NO_ROWS = (
    "Таблица дорожной карты есть, но в ней нет ни одного мероприятия. Впишите мероприятия и загрузите снова."
)


def read_roadmap(
    document: Document, *, period: tuple[date, date] | None = None, school_year: str | None = None
) -> Reading:
    """Read the road map that a document holds.

    `period` and `school_year` («2022-2023»), where a person gives them, go before what the title says. NoRoadmap
    (Russian) where there is no table of measures, no column of deadlines in it, or no row.
    """
    walk = Walk(document)
    layout = _checked(walk)
    title = title_of(walk.front)
    found, suggested = period_of(title, walk.front)
    known = _given(period, school_year) or found
    items = settle(walk.rows.items)
    measures, findings = _measures(items, known)
    if not measures:
        raise NoRoadmap(NO_ROWS)
    sections = tuple(_with_period(item) for item in items if isinstance(item, Section))
    marks = marks_of(walk.front)
    order = order_of(walk.front, marks)
    suggested = () if _given(period, school_year) or len(suggested) < 2 else suggested
    lint = _findings(walk, sections, measures, _Frame(known, suggested, order, layout), findings)
    days, year = (known.days, known.school_year) if known else (None, None)
    return Reading(
        title,
        days,
        year,
        sections,
        measures,
        tuple(walk.indicators),
        lint,
        layout.columns,
        marks,
        order,
        () if known else suggested,
    )


@dataclass(frozen=True)
class _Frame:
    """What the rows are held against."""

    period: Period | None
    suggested: tuple[str, ...]
    order: Order | None
    layout: Layout


def _findings(
    walk: Walk,
    sections: tuple[Section, ...],
    measures: tuple[MeasureRow, ...],
    frame: _Frame,
    found: list[Finding],
) -> tuple[Finding, ...]:
    """Those of the whole first, then those of numbers, then row by row."""
    emptied = tuple(number for number, _ in walk.rows.emptied)
    return (
        *_of_the_whole(frame.period, frame.suggested, measures),
        *emptied_finding(emptied),
        *numbering_findings(measures, sections, emptied),
        *_of_rows(measures, found, frame),
    )


def _checked(walk: Walk) -> Layout:
    if not walk.layout:
        raise NoRoadmap(NO_TABLE)
    if not walk.layout.has_deadline:
        raise NoRoadmap(NO_DEADLINES)
    return walk.layout


def _given(period: tuple[date, date] | None, school_year: str | None) -> Period | None:
    if period:
        return Period(*period, school_year)
    return period_in(f"{school_year} учебный год") if school_year else None


def _measures(items: list[Item], period: Period | None) -> tuple[tuple[MeasureRow, ...], list[Finding]]:
    measures: list[MeasureRow] = []
    findings: list[Finding] = []
    section: Section | None = None
    for item in items:
        if isinstance(item, Section):
            section = _with_period(item)
            continue
        measure, found = measure_of(item, section, period, len(measures))
        measures.append(replace(measure, section=None) if headless(measure) else measure)
        findings.extend(found)
    return tuple(measures), findings


def _with_period(section: Section) -> Section:
    found = period_in(section.title)
    return replace(section, period=found.days) if found else section


def _of_the_whole(
    period: Period | None, suggested: tuple[str, ...], measures: Sequence[MeasureRow]
) -> list[Finding]:
    """That the period is absent, said once for all the rows that wait for it; or that one of several was taken."""
    if period and not suggested:
        return []
    if period:
        said = f"Период взят из последнего заголовка над таблицей: {period.label}. В документе названы: {', '.join(suggested)}. Проверьте."
        return [Finding("period_chosen", Severity.NOTE, said, None, "period")]
    named = f" В документе названы: {', '.join(suggested)}." if suggested else ""
    return [
        Finding(
            "period_absent",
            Severity.WARNING,
            f"В названии нет периода карты.{named} {waiting_words(measures)}",
            None,
            "period",
        )
    ]


def _of_rows(measures: tuple[MeasureRow, ...], found: list[Finding], frame: _Frame) -> list[Finding]:
    """Findings of rows in the order of the rows."""
    findings = [*found, *leaked_findings(measures), *person_findings(measures)]
    for index, measure in enumerate(measures):
        findings.extend(row_findings(measure, index, frame.layout))
        findings.extend(date_findings(measure, index, frame.period, frame.order))
    return sorted(findings, key=lambda finding: finding.where or 0)
