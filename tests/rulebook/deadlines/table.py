"""The table of phrases: each line as a case with its days worked out from the short notation."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nastavnik.rulebook.deadlines import Span

Period = tuple[date, date] | None


@dataclass(frozen=True)
class Case:
    """One line: what is read, in which period, and what has to come of it."""

    period: Period
    kind: str
    needs_person: bool
    spans: tuple[Span, ...]
    text: str


def cases() -> list[Case]:
    """All lines of the table."""
    lines = (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    return [_case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def _case(period: str, kind: str, person: str, days: str, text: str) -> Case:
    for written, sign in (("\\n", "\n"), ("\\u00a0", "\u00a0"), ("\\u00ad", "\u00ad"), ("\\u200b", "\u200b")):
        text = text.replace(written, sign)
    frame = (
        None
        if period == "-"
        else (_edges(period.replace("-", ".."))[0], _edges(period.replace("-", ".."))[1])
    )
    return Case(frame, kind, person == "?", tuple(_span(one) for one in days.split()), text)  # type: ignore[arg-type]


def _span(written: str) -> Span:
    return Span(*_edges(written))


def _edges(written: str) -> tuple[date | None, date | None]:
    first, dots, last = written.partition("..")
    return _edge(first, 0), _edge(last if dots else first, 1)


def _edge(written: str, side: int) -> date | None:
    """The first or the last day of «2022-10-15», «2022-10», «2022», «2022/23»."""
    if not written:
        return None
    if "/" in written:
        year = int(written[:2] if len(written) == 5 else written[2:4]) + 2000
        return date(year + 1, 8, 31) if side else date(year, 9, 1)
    numbers = [int(one) for one in written.split("-")]
    if len(numbers) == 3:
        return date(*numbers)
    year, month = (*numbers, 12 if side else 1)[:2]
    return date(year, month, monthrange(year, month)[1] if side else 1)
