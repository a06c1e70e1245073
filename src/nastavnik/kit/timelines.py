"""Rows of stretches over months (a Gantt chart) drawn on the server as SVG: no script, no inline style.

A chart is as wide as an A4 sheet that lies across; a long list is drawn as several charts, for a picture is never
divided between two pages. The same dates always stand in a table beside it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nastavnik.rulebook.dates import short_date

WIDTH = 1000
LABELS = 320
ROWS_ON_A_CHART = 18
_SPAN = WIDTH - LABELS
_HEAD = 50
_LINE = 16
_LABEL_SIGNS = 46
_LABEL_LINES = 2
_BAR = 12
_LEAST = 5
_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

_numbers = count(1)


@dataclass(frozen=True)
class Stretch:
    """From a day to a day; without a beginning it is a mark at its end, without an end it runs to the edge.

    `tone` is "plain", "good", "attention", "bad" or "quiet"; `words` say the state to whoever does not see colours.
    """

    start: date | None
    end: date | None
    tone: str = "plain"
    words: str = ""

    @property
    def dates(self) -> str:
        """«01.09.2026 – 30.09.2026», «до 15.10.2026»."""
        if self.start and self.end and self.start != self.end:
            return f"{short_date(self.start)} – {short_date(self.end)}"
        if self.end:
            return short_date(self.end) if self.start else f"до {short_date(self.end)}"
        return f"с {short_date(self.start)}" if self.start else "без даты"


@dataclass(frozen=True)
class TimelineRow:
    """A label with its stretches."""

    label: str
    stretches: Sequence[Stretch] = ()


def timelines(
    rows: Sequence[TimelineRow], *, first: date, last: date, title: str, today: date | None = None
) -> list[SafeString]:
    """Charts of at most 18 rows each between two days; what lies outside is cut at the edge with an arrow.

    Refuses an empty stretch of days (`ValueError`).
    """
    if last < first:
        raise ValueError("a timeline ends before it begins")
    chunks = [rows[place : place + ROWS_ON_A_CHART] for place in range(0, len(rows), ROWS_ON_A_CHART)]
    return [_chart(chunk, first, last, title, today) for chunk in chunks]


def _chart(
    rows: Sequence[TimelineRow], first: date, last: date, title: str, today: date | None
) -> SafeString:
    drawn: list[str] = []
    y = _HEAD
    for row in rows:
        height = max(len(_lines(row.label)), 1) * _LINE + 10
        drawn += _row(row, y, height, first, last)
        y += height
    months = list(_months(first, last, y))
    mark = _today(today, first, last, y)
    name = f"timeline-{next(_numbers)}"
    summary = "; ".join(
        f"{row.label} — {', '.join(stretch.dates for stretch in row.stretches) or 'без даты'}" for row in rows
    )
    return mark_safe(  # noqa: S308 every text inside is escaped
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {y + 4}" width="100%" role="img"'
        f' aria-labelledby="{name} {name}-all" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}">{escape(title)}</title><desc id="{name}-all">{escape(summary)}</desc>'
        f"{''.join(months)}{''.join(drawn)}{mark}</svg>"
    )


def _row(row: TimelineRow, y: int, height: int, first: date, last: date) -> list[str]:
    drawn = [f'<line class="timeline-rule" x1="0" x2="{WIDTH}" y1="{y}" y2="{y}"/>']
    drawn += [
        f'<text class="timeline-label" x="0" y="{y + _LINE + place * _LINE}">{escape(line)}</text>'
        for place, line in enumerate(_lines(row.label))
    ]
    for stretch in row.stretches:
        drawn += _stretch(stretch, y + (height - _BAR) // 2, first, last)
    return drawn


def _stretch(stretch: Stretch, y: int, first: date, last: date) -> list[str]:
    """A bar, or a mark where only the last day is known; nothing for what has no date or lies wholly outside."""
    start, end = stretch.start, stretch.end
    if (end or start) is None or (end and end < first) or (start and start > last):
        return []
    told = f"<title>{escape(', '.join(part for part in (stretch.dates, stretch.words) if part))}</title>"
    if start is None and end is not None:
        x = _x(min(end, last), first, last, after=True)
        points = f"{x - 6},{y + 6} {x},{y} {x + 6},{y + 6} {x},{y + 12}"
        return [f'<polygon class="timeline-{stretch.tone}" points="{points}">{told}</polygon>']
    left = _x(max(start or first, first), first, last)
    right = _x(min(end or last, last), first, last, after=True)
    width = max(round(right - left, 1), _LEAST)
    box = f'x="{left}" y="{y}" width="{width}" height="{_BAR}"'
    drawn = [f'<rect class="timeline-{stretch.tone}" {box}>{told}</rect>']
    if end is None or end > last:
        drawn.append(f'<text class="timeline-arrow" x="{WIDTH}" y="{y + 11}" text-anchor="end">→</text>')
    if start is not None and start < first:
        drawn.append(f'<text class="timeline-arrow" x="{LABELS}" y="{y + 11}">←</text>')
    return drawn


def _months(first: date, last: date, bottom: int) -> Iterator[str]:
    """A line and a name at the beginning of each month, the year above January and above the first one."""
    day = first.replace(day=1)
    while day <= last:
        begins = max(day, first)
        x = _x(begins, first, last)
        following = (day + timedelta(days=32)).replace(day=1)
        yield f'<line class="timeline-month" x1="{x}" x2="{x}" y1="32" y2="{bottom}"/>'
        yield f'<text class="timeline-name" x="{x + 3}" y="44">{_MONTHS[day.month - 1]}</text>'
        if day.month == 1 or begins == first:
            yield f'<text class="timeline-year" x="{x + 3}" y="28">{day.year}</text>'
        day = following


def _today(today: date | None, first: date, last: date, bottom: int) -> str:
    if today is None or not first <= today <= last:
        return ""
    x = _x(today, first, last)
    anchor = "end" if x > WIDTH - 120 else "start"
    return (
        f'<line class="timeline-today" x1="{x}" x2="{x}" y1="4" y2="{bottom}"/>'
        f'<text class="timeline-note" x="{x + (-4 if anchor == "end" else 4)}" y="12" text-anchor="{anchor}">'
        f"сегодня, {short_date(today)}</text>"
    )


def _x(day: date, first: date, last: date, *, after: bool = False) -> float:
    """Where a day begins (or, with `after`, ends) across the chart."""
    days = (last - first).days + 1
    return round(LABELS + _SPAN * ((day - first).days + after) / days, 1)


def _lines(label: str) -> list[str]:
    return textwrap.wrap(label, _LABEL_SIGNS, max_lines=_LABEL_LINES, placeholder="…")
