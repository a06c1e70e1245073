"""A scored problem as arrays: admissible pairs only, places as capacities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nastavnik.rulebook.matching.engine.state import Adjacency, Ints, Scale, Shorts

LARGEST = 2**57
"""No penalty is above it, so that a distance never leaves 64 bits."""


class BadPool(ValueError):
    """Arrays that do not make a problem; the message says which."""


class Measures(NamedTuple):
    """How much a point of waiting, a point and a pair more weigh; `top` is the score that costs nothing."""

    patience: Ints
    scale: Scale
    bonus: int


@dataclass(frozen=True, eq=False)
class Pool:
    """Mentees are rows, mentors columns, both by growing ids: that order decides between equals.

    `pairs` are the admissible pairs by rows, columns growing; scores are points from 0. `places` are what may be
    filled, `taken` what is filled already: the place of rank n (from 0, taken ones counted) costs `balance` × n
    points. `waits` are points of waiting from 0, which decide between equal totals. `measures` are given only where
    the prices of another pool are to hold here.
    """

    pairs: Adjacency
    places: Shorts
    taken: Shorts
    waits: Ints
    balance: int = 0
    measures: Measures | None = None

    @classmethod
    def of(
        cls,
        starts: ArrayLike,
        columns: ArrayLike,
        scores: ArrayLike,
        places: ArrayLike,
        *,
        taken: ArrayLike | None = None,
        waits: ArrayLike | None = None,
        balance: int = 0,
        measures: Measures | None = None,
    ) -> Pool:
        """Make a pool of any integers; BadPool where an array has the wrong size or a number below zero."""
        pairs = Adjacency(
            np.ascontiguousarray(starts, np.int64),
            np.ascontiguousarray(columns, np.int32),
            np.ascontiguousarray(scores, np.int16),
        )
        there = np.ascontiguousarray(places, np.int32)
        full = np.zeros_like(there) if taken is None else np.ascontiguousarray(taken, np.int32)
        rows = pairs.starts.size - 1
        queue = np.zeros(rows, np.int64) if waits is None else np.ascontiguousarray(waits, np.int64)
        pool = cls(pairs, there, full, queue, balance, measures)
        _check(pool)
        return pool

    @property
    def rows(self) -> int:
        """How many mentees there are."""
        return self.pairs.starts.size - 1

    @property
    def columns(self) -> int:
        """How many mentors there are."""
        return self.places.size

    @cached_property
    def useful_places(self) -> Shorts:
        """The places that could be filled by those who may come."""
        wanted = np.bincount(self.pairs.others, minlength=self.columns)
        return np.minimum(self.places, wanted).astype(np.int32)

    @property
    def patience(self) -> Ints:
        """The points of waiting, coarsened where they would leave 64 bits."""
        return self._measures.patience

    @property
    def scale(self) -> Scale:
        """How points become costs: a point of the total is above all points of waiting together."""
        return self._measures.scale

    @property
    def bonus(self) -> int:
        """What one mentee more is worth: above anything that a chain of changes can lose."""
        return self._measures.bonus

    @cached_property
    def _measures(self) -> Measures:
        return self.measures or self.own_measures()

    def own_measures(self) -> Measures:
        """Weigh waiting, points and pairs so that none of the lower can ever outweigh one of the higher."""
        chain = self._span * (min(self.rows, self.columns) + 2)
        room, total = LARGEST // (2 * chain), sum(self.waits.tolist())
        patience = self.waits if total < room else self.waits * (room - 1) // total
        unit = int(patience.sum()) + 1
        top = int(self.pairs.scores.max(initial=0))
        return Measures(patience, Scale(unit, top, unit * self.balance), unit * chain)

    @cached_property
    def _span(self) -> int:
        """More than two pairs can differ by, in points."""
        scores = self.pairs.scores
        apart = int(scores.max()) - int(scores.min()) if scores.size else 0
        ranks = self.taken.astype(np.int64) + self.useful_places
        return apart + self.balance * (int(ranks.max()) if ranks.size else 0) + 1


def _check(pool: Pool) -> None:
    starts, columns = pool.pairs.starts, pool.pairs.others
    if starts[0] != 0 or starts[-1] != columns.size or (np.diff(starts) < 0).any():
        raise BadPool("The starts of the rows do not divide the pairs.")
    if (
        columns.size != pool.pairs.scores.size
        or pool.taken.size != pool.columns
        or pool.waits.size != pool.rows
    ):
        raise BadPool("Arrays of one side differ in size.")
    if columns.size and not 0 <= int(columns.min()) <= int(columns.max()) < pool.columns:
        raise BadPool("A pair names a mentor who is not there.")
    least = (pool.pairs.scores, pool.places, pool.taken, pool.waits)
    if pool.balance < 0 or any(one.size and int(one.min()) < 0 for one in least):
        raise BadPool("Scores, places, waiting and balance are numbers from 0.")


def total_of(pool: Pool, match: NDArray[np.int32]) -> int:
    """Give the sum of scores of the pairs less the points for load; the pairs have to be admissible."""
    placed = np.flatnonzero(match >= 0)
    points = sum(int(score_of(pool, int(row), int(match[row]))) for row in placed)
    loads = np.bincount(match[placed], minlength=pool.columns).astype(np.int64)
    return points - pool.balance * int((loads * (loads - 1) // 2 + loads * pool.taken).sum())


def score_of(pool: Pool, row: int, column: int) -> int:
    """Give the points of a pair; KeyError where it is not admissible."""
    first, last = pool.pairs.starts[row], pool.pairs.starts[row + 1]
    place = first + int(np.searchsorted(pool.pairs.others[first:last], column))
    if place == last or pool.pairs.others[place] != column:
        raise KeyError((row, column))
    return int(pool.pairs.scores[place])
