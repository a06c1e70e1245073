"""`nastavnik deadline`: how a deadline of a road map is understood, without a database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nastavnik.rulebook.deadlines import KIND_LABELS, Deadline, as_json, read_deadline, write_deadline

SHOWN = 30


class BadPeriod(Exception):
    """A period or a school year that cannot be meant; the message says what is wrong."""


@dataclass(frozen=True)
class Question:
    """What was asked for on the command line."""

    text: str
    first: date | None = None
    last: date | None = None
    school_year: str | None = None
    as_json: bool = False


def explain_deadline(question: Question, tell: Callable[[str], None]) -> Deadline:
    """Tells how the text is understood, in Russian or as JSON; the reading.

    BadPeriod, and nothing told, for half a period, one that ends before it starts, a school year that is none or
    does not hold the period.
    """
    if (question.first is None) != (question.last is None):
        raise BadPeriod("Период задают оба дня: и --from, и --to.")
    period = (question.first, question.last) if question.first and question.last else None
    try:
        deadline = read_deadline(question.text, period=period, school_year=question.school_year)
    except ValueError as error:
        raise BadPeriod(str(error)) from error
    if question.as_json:
        tell(json.dumps(as_json(deadline), ensure_ascii=False))
    else:
        for line in explanation(deadline):
            tell(line)
    return deadline


def explanation(deadline: Deadline) -> list[str]:
    """The reading in plain Russian lines."""
    understood = KIND_LABELS[deadline.kind]
    if deadline.recurrence:
        understood += f": {deadline.recurrence.words}"
    lines = [f"Срок: {deadline.text.strip() or '(пусто)'}", f"Понято: {understood}."]
    spans = deadline.occurrences
    lines.append("Даты:" if spans else "Дат пока нет.")
    lines += [f"  {write_deadline([span])}" for span in spans[:SHOWN]]
    if len(spans) > SHOWN:
        lines.append(f"  … и ещё {len(spans) - SHOWN}")
    lines += [f"Примечание: {note}." for note in deadline.notes]
    lines.append("Нужно решение человека." if deadline.needs_person else "Решение человека не нужно.")
    return lines
