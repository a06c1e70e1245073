"""A new edition meets the dates of the one before it: which stay, which move, which are gone, which are new.

States and evidence hang on an occurrence, so none is ever forgotten: one that is gone is only put aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Dates = tuple[date | None, date | None]
UNDATED: Dates = (None, None)
_NO_DATE_COSTS = 40_000
"""Days: dearer than any distance between two real dates of a plan."""


@dataclass(frozen=True)
class Had:
    """An occurrence as it stands: its id, its dates, whether a person gave them, whether it was put aside."""

    pk: int
    dates: Dates
    is_given: bool = False
    is_dropped: bool = False


@dataclass(frozen=True)
class Settlement:
    """What to do with the occurrences: ids to keep (some come back), ids with their new dates, new dates, ids to drop."""

    kept: tuple[int, ...]
    moved: tuple[tuple[int, Dates], ...]
    added: tuple[Dates, ...]
    dropped: tuple[int, ...]


def settle(had: Sequence[Had], wanted: Sequence[Dates]) -> Settlement:
    """Match the occurrences that a line has with the dates that its new wording wants.

    The same dates are kept, put aside ones come back. What a person dated stays where the wording still names no date.
    Of the rest as many as possible move in the order of their dates, so that the days moved are fewest; what is left
    over is dropped, or added. No dates wanted at all means one occurrence without dates.
    """
    wants = list(dict.fromkeys(wanted)) or [UNDATED]
    alive = [one for one in had if not one.is_dropped]
    given = [one for one in alive if one.is_given]
    if wants == [UNDATED] and given:
        kept = [one.pk for one in given]
        return Settlement(tuple(kept), (), (), tuple(one.pk for one in alive if one.pk not in kept))
    kept, wants = _same(had, wants)
    free = [one for one in alive if one.pk not in kept]
    free, coming = sorted(free, key=_rank), sorted(wants, key=_rank_of_dates)
    pairs = _nearest([_due(one.dates) for one in free], [_due(dates) for dates in coming])
    moved = tuple((free[place].pk, coming[at]) for place, at in pairs)
    gone = {pk for pk, _ in moved}
    taken = [dates for _, dates in moved]
    return Settlement(
        kept=tuple(kept),
        moved=moved,
        added=tuple(dates for dates in wants if dates not in taken),
        dropped=tuple(one.pk for one in free if one.pk not in gone),
    )


def _same(had: Sequence[Had], wants: list[Dates]) -> tuple[list[int], list[Dates]]:
    """Ids of occurrences with exactly the wanted dates, living ones first, and the dates that found none."""
    left, kept = list(wants), []
    for one in sorted(had, key=lambda one: (one.is_dropped, one.pk)):
        if one.dates in left:
            left.remove(one.dates)
            kept.append(one.pk)
    return kept, left


def _nearest(had: Sequence[date | None], wants: Sequence[date | None]) -> list[tuple[int, int]]:
    """Places of as many pairs as can be, in the order of both, with the fewest days between them; both are sorted."""
    if len(had) > len(wants):
        return [(place, at) for at, place in _nearest(wants, had)]
    # Each row: for every number of the longer side left out so far the least cost and what was chosen for it.
    row: list[tuple[int, tuple[int, ...]]] = [(0, ())] * (len(wants) - len(had) + 1)
    for place, one in enumerate(had):
        fresh: list[tuple[int, tuple[int, ...]]] = []
        for spare, (cost, chosen) in enumerate(row):
            here = (cost + _distance(one, wants[place + spare]), (*chosen, place + spare))
            fresh.append(min(here, fresh[-1]) if fresh else here)
        row = fresh
    return list(enumerate(row[-1][1]))


def _distance(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else _NO_DATE_COSTS


def _due(dates: Dates) -> date | None:
    return dates[1] or dates[0]


def _rank(one: Had) -> tuple[date, int]:
    return _due(one.dates) or date.max, one.pk


def _rank_of_dates(dates: Dates) -> tuple[date, date]:
    return _due(dates) or date.max, dates[0] or date.min
