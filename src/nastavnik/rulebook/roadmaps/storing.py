"""A reading as JSON."""

from datetime import date

from nastavnik.rulebook.deadlines import as_json as deadline_as_json
from nastavnik.rulebook.roadmaps.model import Finding, Indicator, MeasureRow, Reading, Target


def as_json(reading: Reading) -> dict[str, object]:
    """Give the reading for JSON: days are ISO, what is unknown is null or an empty text."""
    first, last = reading.period or (None, None)
    return {
        "title": reading.title,
        "period": {"from": _iso(first), "to": _iso(last)},
        "school_year": reading.school_year,
        "order": reading.order
        and {"kind": reading.order.kind, "number": reading.order.number, "date": _iso(reading.order.day)},
        "approval": [
            {
                "mark": mark.word,
                "post": mark.post,
                "person": mark.person,
                "date": _iso(mark.day),
                "text": mark.text,
            }
            for mark in reading.marks
        ],
        "sections": [{"number": section.number, "title": section.title} for section in reading.sections],
        "measures": [_measure(measure) for measure in reading.measures],
        "findings": [_finding(finding) for finding in reading.findings],
        "indicators": [_indicator(indicator) for indicator in reading.indicators],
    }


def _measure(measure: MeasureRow) -> dict[str, object]:
    return {
        "number": measure.number,
        "section": measure.section.title if measure.section else None,
        "title": measure.title,
        "content": measure.content,
        "deadline": deadline_as_json(measure.deadline),
        "executors": measure.executors_text,
        "executors_by_level": {one.level: one.text for one in measure.executors if one.level},
        "participants": measure.participants,
        "result": measure.result,
        "document_kind": measure.document_kind,
        "targets": [_target(target) for target in measure.targets],
        "place": {"table": measure.place.table, "row": measure.place.row},
    }


def _target(target: Target) -> dict[str, object]:
    return {
        "year": target.year,
        "date": _iso(target.day),
        "value": _number(target.value),
        "unit": target.unit,
        "comparison": target.comparison,
        "yearly": target.is_yearly,
        "text": target.text,
    }


def _indicator(indicator: Indicator) -> dict[str, object]:
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "targets": [
            {"year": target.year, "date": _iso(target.day), "value": _number(target.value)}
            for target in indicator.targets
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "measure": finding.where,
        "column": finding.column,
        "sentence": finding.sentence,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value
