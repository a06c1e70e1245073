"""Medians of works that take turns, and tables in plain text."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

Work = Callable[[], object]
Scope = Callable[[], AbstractContextManager[object]]
Clock = Callable[[], float]
TURNS, SECONDS = 7, 2.0


@dataclass(frozen=True)
class Table:
    """What one subject measured."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        widths = [max(map(len, column)) for column in zip(self.heads, *self.rows, strict=True)]
        rule = ["-" * width for width in widths]
        return "\n".join(
            [self.title, "", *(_line(cells, widths) for cells in (self.heads, rule, *self.rows))]
        )


def medians(
    works: Mapping[str, Work],
    *,
    clock: Clock = time.process_time,
    within: Mapping[str, Scope] | None = None,
    turns: int = TURNS,
) -> dict[str, float]:
    """Median seconds of each work.

    The works run once unmeasured, then by turns, so that a noisy moment falls on all of them: at least `turns`
    times each, on until two seconds are over. The clock is this process's own, which other programs do not
    disturb; work of the database wants `time.perf_counter`. What `within` opens around a work is not measured.
    """
    scopes = {name: (within or {}).get(name, nullcontext) for name in works}
    taken: dict[str, list[float]] = {name: [] for name in works}
    for name, work in works.items():
        _timed(work, scopes[name], clock)
    begun = time.perf_counter()
    gc.collect()
    gc.disable()
    try:
        while len(next(iter(taken.values()))) < turns or time.perf_counter() - begun < SECONDS:
            for name, work in works.items():
                taken[name].append(_timed(work, scopes[name], clock))
    finally:
        gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


def times(value: float, base: float) -> str:
    """How many times the base: «× 1.03», «× 240»."""
    ratio = value / base
    return f"× {ratio:.2f}" if ratio < 10 else f"× {ratio:,.0f}"


def milliseconds(seconds: float) -> str:
    """Seconds as «12.3 ms»; they differ from machine to machine, only ratios are to be kept."""
    return f"{seconds * 1000:,.2f} ms" if seconds < 0.01 else f"{seconds * 1000:,.0f} ms"


def _timed(work: Work, scope: Scope, clock: Clock) -> float:
    with scope():
        start = clock()
        work()
        return clock() - start


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
