"""A solved pool that goes on living: a pin, a ban, a place more, a mentor leaving are solved from the last prices.

Each change is a mentee taken out (his place looks for a taker, prices fall) or put in (he looks for a place, prices
rise). Both keep the answer the best of its problem, so nothing is solved from the beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from nastavnik.rulebook.matching.engine.backward import fill_again
from nastavnik.rulebook.matching.engine.forward import place_again
from nastavnik.rulebook.matching.engine.kernel import VERSION, list_all, turned
from nastavnik.rulebook.matching.engine.pool import Measures, Pool
from nastavnik.rulebook.matching.engine.solving import Solution, empty_lists, empty_search, solve
from nastavnik.rulebook.matching.engine.state import NOBODY, SHUT, Adjacency, Flags, Shorts, State

AWAY = -SHUT
"""The worth of a mentee who takes no part: nobody calls him."""


@dataclass(frozen=True)
class ChangePrice:
    """What a change costs: pairs and points fewer, and whose pair is worse: (mentee, mentor before, mentor after).

    A mentor of -1 is nobody.
    """

    pairs: int
    points: int
    worse: tuple[tuple[int, int, int], ...]


class Living:
    """The best answer of a pool, kept the best under changes. Rows and columns are those of the pool."""

    def __init__(self, pool: Pool, solution: Solution | None = None) -> None:
        """Take over a solution of this very pool, or solve it."""
        self.pool = pool
        self.pinned: dict[int, int] = {}
        self._rows = _with_spare(pool.pairs, pool.columns)
        self._columns = _with_spare(turned(pool.pairs, pool.columns), pool.rows)
        self._state = _state_of(pool, solution or solve(pool))
        self._lists = empty_lists(pool.rows + 1), empty_lists(pool.columns + 1)
        state = self._state
        list_all(self._rows, pool.scale, state.price, 1, state.load >= state.places, self._lists[0])
        list_all(self._columns, pool.scale, state.worth, -1, state.match >= 0, self._lists[1])
        self._row_search = empty_search(pool.columns + 1, pool.rows + 1)
        self._column_search = empty_search(pool.columns + 1, pool.columns + 1)

    @property
    def match(self) -> Shorts:
        """The mentor of each mentee now, pinned pairs included; -1 for nobody."""
        match = self._state.match[:-1].copy()
        for row, column in self.pinned.items():
            match[row] = column
        return match

    def free_places(self, column: int) -> int:
        """Give the places of a mentor that no pin holds."""
        return int(self._state.places[column])

    def pool_now(self) -> Pool:
        """Give the problem as it stands, pinned and gone mentees without pairs: to solve it anew or to prove it."""
        return self._pool_of(self._state.worth[:-1] > AWAY)

    def _pool_of(self, is_there: Flags) -> Pool:
        """Give the problem as it stands, with the pairs of these mentees."""
        kept = self._rows.others < self.pool.columns
        kept &= np.repeat(is_there, np.diff(self._rows.starts[:-1]))
        starts = np.concatenate(([0], np.cumsum(kept)))[self._rows.starts[:-1]]
        return Pool.of(
            starts,
            self._rows.others[kept],
            self._rows.scores[kept],
            self._state.places[:-1],
            taken=self._state.taken[:-1],
            waits=self.pool.waits,
            balance=self.pool.balance,
            measures=Measures(self.pool.patience, self.pool.scale, self.pool.bonus),
        )

    def points(self) -> tuple[int, int]:
        """Give pairs and total now, pinned pairs included (one that no rule admits has no points)."""
        match = self.match
        taken = self._state.taken[:-1] - np.bincount(list(self.pinned.values()), minlength=self.pool.columns)
        placed = np.flatnonzero(match >= 0)
        scores = sum(_score(self.pool.pairs, int(row), int(match[row])) for row in placed)
        loads = np.bincount(match[placed], minlength=self.pool.columns).astype(np.int64)
        return placed.size, scores - self.pool.balance * int((loads * (loads - 1) // 2 + loads * taken).sum())

    def ban(self, row: int, column: int) -> None:
        """Make a pair inadmissible."""
        _strike(self._rows, row, column, self.pool.columns)
        _strike(self._columns, column, row, self.pool.rows)
        self._lists[0].versions[row] = NOBODY
        self._lists[1].versions[column] = NOBODY
        if self._state.match[row] == column:
            self._take_out(row)
            self._put_in(row)

    def pin(self, row: int, column: int) -> None:
        """Let a pair stand whatever the rules say; ValueError for a mentor whose places are all pinned."""
        state = self._state
        if row in self.pinned or state.places[column] == 0:
            raise ValueError("The mentee is pinned already, or the mentor has no place left.")
        is_there = state.match[row] == column
        if is_there:
            self._vacate(row)
        elif state.worth[row] > AWAY:
            self._take_out(row)
        state.match[row], state.worth[row] = NOBODY, AWAY
        moved = NOBODY
        if not is_there and state.load[column] > 0:
            moved = int(state.members[state.seats[column] + state.load[column] - 1])
            self._vacate(moved)
        state.places[column] -= 1
        state.taken[column] += 1
        self.pinned[row] = column
        if moved != NOBODY:
            self._put_in(moved)

    def remove_mentee(self, row: int) -> None:
        """Let a mentee leave; his pin goes with him."""
        if row in self.pinned:
            column = self.pinned.pop(row)
            self._state.taken[column] -= 1
            self._open_place(column)
        elif self._state.worth[row] > AWAY:
            self._take_out(row)
            self._state.worth[row] = AWAY

    def remove_mentor(self, column: int) -> None:
        """Let a mentor leave; his mentees look for others, those pinned to him too."""
        state, first = self._state, self._state.seats[column]
        moved = state.members[first : first + state.load[column]].tolist()
        back = [row for row, mentor in self.pinned.items() if mentor == column]
        for row in moved:
            state.match[row] = NOBODY
        state.load[column] = state.places[column] = 0
        state.price[column] = SHUT
        for row in back:
            del self.pinned[row]
        for row in sorted(moved + back):
            self._put_in(row)

    def add_place(self, column: int) -> None:
        """Give a mentor one place more."""
        self._open_place(column)

    def with_mentor(self, scores: dict[int, int], places: int) -> Living:
        """Give the answer with one more mentor, the last column: `scores` with the mentees who may come.

        The prices of the others are kept, so only those places are solved; pins and changes stay.
        """
        is_there = self._state.worth[:-1] > AWAY
        come = {row: points for row, points in scores.items() if is_there[row]}
        pool = _with_column(self._pool_of(np.ones_like(is_there)), come, places)
        own = pool.own_measures()
        if own.bonus > pool.bonus or own.scale.top > pool.scale.top:
            pool = replace(pool, measures=own)
            those = replace(_with_column(self.pool_now(), come, places), measures=own)
            grown = Living(pool, solve(those))
        else:
            state = self._state
            price = np.append(state.price[:-1], SHUT)
            grown = Living(pool, Solution(state.match[:-1].copy(), state.worth[:-1].copy(), price))
        grown.pinned = dict(self.pinned)
        grown._state.worth[:-1][~is_there] = AWAY
        grown._fill(pool.columns - 1)
        return grown

    def price_of(self, change: Callable[[Living], None]) -> ChangePrice:
        """Try a change, say what it costs, and take it back."""
        before, (pairs, total) = self.match, self.points()
        pinned = dict(self.pinned)
        state = State._make(part.copy() for part in self._state)
        rows, columns = (
            Adjacency._make(part.copy() for part in side) for side in (self._rows, self._columns)
        )
        try:
            change(self)
            after, (new_pairs, new_total) = self.match, self.points()
        finally:
            self._state, self._rows, self._columns, self.pinned = state, rows, columns, pinned
            self._row_search.counts[VERSION] += 1
            self._column_search.counts[VERSION] += 1
        moved = np.flatnonzero(before != after).tolist()
        worse = [
            (row, int(before[row]), int(after[row]))
            for row in moved
            if _is_worse(self.pool, row, before, after)
        ]
        return ChangePrice(pairs - new_pairs, total - new_total, tuple(worse))

    def solution(self) -> Solution:
        """Give the answer with its duals as one of `pool_now`, for a certificate."""
        state = self._state
        penalty = state.penalty[:-1]
        worth = np.where(state.worth[:-1] <= AWAY, penalty, state.worth[:-1])
        return Solution(state.match[:-1].copy(), worth, state.price[:-1].copy())

    def _take_out(self, row: int) -> None:
        """Take a mentee out; the place left looks for another."""
        column = int(self._state.match[row])
        if column != NOBODY:
            self._vacate(row)
        self._state.match[row], self._state.worth[row] = NOBODY, AWAY
        if column != NOBODY:
            self._fill(column)

    def _vacate(self, row: int) -> None:
        """Free the slot of a mentee; the last member of the mentor moves into it."""
        state = self._state
        column, slot = state.match[row], state.slot[row]
        state.load[column] -= 1
        last = state.members[state.seats[column] + state.load[column]]
        state.members[state.seats[column] + slot] = last
        state.slot[last] = slot
        state.match[row] = NOBODY

    def _put_in(self, row: int) -> None:
        """Let a mentee look for a place; prices rise."""
        self._state.worth[row] = self._state.penalty[row]
        place_again(
            row, (self._rows, self._columns), self._state, self.pool.scale, self._lists, self._row_search
        )

    def _fill(self, column: int) -> None:
        """Let the free places of a mentor look for mentees; prices fall."""
        fill_again(
            column,
            (self._rows, self._columns),
            self._state,
            self.pool.scale,
            self._lists,
            self._column_search,
        )

    def _open_place(self, column: int) -> None:
        """Let a mentor have one place more, where his members need room for it."""
        state = self._state
        room = np.append(state.seats[1:], state.members.size)[column] - state.seats[column]
        if state.places[column] == room:
            self._state = _with_seat(state, column)
        self._state.places[column] += 1
        self._fill(column)


def _state_of(pool: Pool, solution: Solution) -> State:
    """Seat everybody as the solution says; one spare row and column stand for struck pairs."""
    places = np.append(pool.places, np.int32(0))
    wanted = np.append(pool.useful_places, np.int32(0))
    match = np.append(solution.match, np.int32(NOBODY))
    placed = np.flatnonzero(match >= 0)
    placed = placed[np.argsort(match[placed], kind="stable")]
    load = np.bincount(match[placed], minlength=places.size).astype(np.int32)
    ranks = np.arange(placed.size) - np.repeat(np.cumsum(load) - load, load)
    room = np.maximum(wanted, load).astype(np.int64)
    seats = np.cumsum(room) - room
    members = np.full(int(room.sum()), NOBODY, np.int32)
    members[seats[match[placed]] + ranks] = placed
    slot = np.zeros(match.size, np.int32)
    slot[placed] = ranks
    penalty = np.append(pool.bonus + pool.patience, 0)
    return State(
        match=match,
        slot=slot,
        worth=np.append(solution.worth, AWAY),
        penalty=penalty,
        places=np.minimum(places, room).astype(np.int32),
        taken=np.append(pool.taken, np.int32(0)),
        load=load,
        price=np.append(solution.price, SHUT),
        seats=seats,
        members=members,
    )


def _with_seat(state: State, column: int) -> State:
    """Make room for one more member of a mentor."""
    end = state.seats[column] + state.places[column]
    seats = state.seats.copy()
    seats[column + 1 :] += 1
    return state._replace(seats=seats, members=np.insert(state.members, end, NOBODY))


def _with_spare(pairs: Adjacency, spare: int) -> Adjacency:
    """Copy pairs, so that they can be struck: the number `spare` stands for nobody."""
    return Adjacency(np.append(pairs.starts, pairs.starts[-1]), pairs.others.copy(), pairs.scores.copy())


def _strike(pairs: Adjacency, one: int, other: int, spare: int) -> None:
    """Take a pair out of the growing others of one; `spare`, above them all, comes to the end instead."""
    first, last = int(pairs.starts[one]), int(pairs.starts[one + 1])
    place = first + int(np.searchsorted(pairs.others[first:last], other))
    if place < last and pairs.others[place] == other:
        pairs.others[place : last - 1] = pairs.others[place + 1 : last].copy()
        pairs.scores[place : last - 1] = pairs.scores[place + 1 : last].copy()
        pairs.others[last - 1] = spare


def _score(pairs: Adjacency, row: int, column: int) -> int:
    first, last = int(pairs.starts[row]), int(pairs.starts[row + 1])
    place = first + int(np.searchsorted(pairs.others[first:last], column))
    return int(pairs.scores[place]) if place < last and pairs.others[place] == column else 0


def _is_worse(pool: Pool, row: int, before: Shorts, after: Shorts) -> bool:
    if before[row] == NOBODY or after[row] == NOBODY:
        return bool(after[row] == NOBODY)
    old, new = (_score(pool.pairs, row, int(match[row])) for match in (before, after))
    return new < old


def _with_column(pool: Pool, scores: dict[int, int], places: int) -> Pool:
    """Add a mentor as the last column."""
    rows = np.array(sorted(scores), np.int64)
    at = pool.pairs.starts[rows + 1]
    more = np.zeros(pool.rows + 1, np.int64)
    np.add.at(more, rows + 1, 1)
    return Pool.of(
        pool.pairs.starts + np.cumsum(more),
        np.insert(pool.pairs.others, at, pool.columns),
        np.insert(pool.pairs.scores, at, [scores[row] for row in rows.tolist()]),
        np.append(pool.places, places),
        taken=np.append(pool.taken, 0),
        waits=pool.waits,
        balance=pool.balance,
        measures=pool.measures,
    )
