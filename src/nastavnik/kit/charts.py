"""Charts drawn on the server as SVG: labelled directly, no legend, no script, no inline style.

Positions across are percentages and text is in pixels, so that a chart is as readable on a phone as on
a wide screen. The same numbers always stand in a table beside it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nastavnik.rulebook.numbers import NO_DATA, Number, number

LABEL_WIDTH = 34
LABEL_LINES = 2
LINE_HEIGHT = 20
BAR_HEIGHT = 12
GAP = 18
TARGET_HEIGHT = 24

_numbers = count(1)


@dataclass(frozen=True)
class Bar:
    """A horizontal bar: its name, its value (None is «нет данных»), the value in words of a reader."""

    label: str
    value: Number | None
    shown: str = ""

    @property
    def words(self) -> str:
        """The value as it is written at the bar."""
        if self.shown:
            return self.shown
        return NO_DATA if self.value is None else number(self.value)


def bar_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    target: Number | None = None,
    target_label: str = "",
    top: Number | None = None,
) -> SafeString:
    """Bars one under another in the given order, each labelled, with a mark at the target.

    `top` is the value of the whole width; without it the largest of values and target is. Values are
    drawn from zero; a negative one gets no bar. Returns well-formed SVG; numbers a reader sees have
    decimal commas.
    """
    known = [Decimal(str(bar.value)) for bar in bars if bar.value is not None]
    edge = (
        Decimal(str(top)) if top is not None else max([*known, Decimal(str(target or 0))], default=Decimal(0))
    )
    offset = TARGET_HEIGHT if target is not None else 0
    drawn: list[str] = []
    mark = _share(target, edge) if target is not None and edge > 0 else None
    if mark is not None:
        drawn.append(_target_label(mark, target_label or number(target or 0)))
    for bar in bars:
        lines, offset = _bar(bar, edge, offset, mark)
        drawn.extend(lines)
    height = max(offset - GAP + 6, 1)
    name = f"chart-{next(_numbers)}"
    summary = "; ".join(f"{bar.label} — {bar.words}" for bar in bars)
    return mark_safe(  # noqa: S308 every text inside is escaped
        f'<svg class="chart" width="100%" height="{height}" role="img" aria-labelledby="{name} {name}-all"'
        f' xmlns="http://www.w3.org/2000/svg"><title id="{name}">{escape(title)}</title>'
        f'<desc id="{name}-all">{escape(summary)}</desc>{"".join(drawn)}</svg>'
    )


def _bar(bar: Bar, edge: Decimal, offset: int, mark: Decimal | None) -> tuple[list[str], int]:
    """The elements of one bar and where the next one begins."""
    lines = _label_lines(bar.label)
    drawn = []
    for place, line in enumerate(lines):
        y = offset + 14 + place * LINE_HEIGHT
        drawn.append(f'<text class="chart-label" x="0" y="{y}">{escape(line)}</text>')
    last = offset + 14 + (len(lines) - 1) * LINE_HEIGHT
    drawn.append(
        f'<text class="chart-value" x="100%" y="{last}" text-anchor="end">{escape(bar.words)}</text>'
    )
    below = last + 8
    drawn.append(f'<rect class="chart-track" x="0" y="{below}" width="100%" height="{BAR_HEIGHT}"/>')
    share = _share(bar.value, edge)
    if share > 0:
        drawn.append(f'<rect class="chart-bar" x="0" y="{below}" width="{share}%" height="{BAR_HEIGHT}"/>')
    if mark is not None:
        ends = f'y1="{below - 4}" y2="{below + BAR_HEIGHT + 4}"'
        drawn.append(f'<line class="chart-target" x1="{mark}%" x2="{mark}%" {ends}/>')
    return drawn, below + BAR_HEIGHT + GAP


def _target_label(mark: Decimal, label: str) -> str:
    anchor = "end" if mark > 70 else "middle" if mark > 30 else "start"
    return f'<text class="chart-note" x="{mark}%" y="14" text-anchor="{anchor}">{escape(label)} ↓</text>'


def _share(value: Number | None, edge: Decimal) -> Decimal:
    """Which part of the width a value takes, in percent, between 0 and 100."""
    if value is None or edge <= 0:
        return Decimal(0)
    share = Decimal(str(value)) * 100 / edge
    return min(max(share, Decimal(0)), Decimal(100)).quantize(Decimal("0.01"))


def _label_lines(label: str) -> list[str]:
    """A label in at most two lines; the whole of it stands in the table beside the chart."""
    lines = textwrap.wrap(label, LABEL_WIDTH, max_lines=LABEL_LINES, placeholder="…")
    return lines or [""]
