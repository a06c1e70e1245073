"""The exact best of a pool: prices first, then whoever looks is on the scarcer side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nastavnik.rulebook.matching.engine.backward import fill_places
from nastavnik.rulebook.matching.engine.forward import place_rows
from nastavnik.rulebook.matching.engine.kernel import COUNTED, turned
from nastavnik.rulebook.matching.engine.pool import Pool
from nastavnik.rulebook.matching.engine.state import (
    FAR,
    LISTED,
    NOBODY,
    SHUT,
    Ints,
    Lists,
    Search,
    Shorts,
    State,
)


@dataclass(frozen=True, eq=False)
class Solution:
    """The mentor of each mentee (`match`, -1 for nobody), and the duals in costs that prove it the best.

    `worth` of each mentee is the least of his costs plus the mentor's `price`, or his penalty.
    """

    match: Shorts
    worth: Ints
    price: Ints


def solve(pool: Pool, *, from_places: bool | None = None) -> Solution:
    """Find the most pairs, then the greatest total less the points for load, then the greatest waiting.

    Mentees look for places where these are enough, places for mentees where they are scarce (`from_places` says
    otherwise): the other side gives the same best, up to hundreds of times later. The order of ids decides between
    equals.
    """
    is_from_places = is_scarce(pool) if from_places is None else from_places
    state = start_state(pool, high=is_from_places)
    (_fill if is_from_places else _place)(pool, state)
    return Solution(state.match, state.worth, state.price)


def is_scarce(pool: Pool) -> bool:
    """Tell whether there are fewer places that can be filled than mentees who can be placed."""
    return int(pool.useful_places.sum()) < int(np.count_nonzero(np.diff(pool.pairs.starts)))


def _place(pool: Pool, state: State) -> None:
    order = np.arange(pool.rows, dtype=np.int64)
    search = empty_search(pool.columns, pool.rows)
    place_rows(order, pool.pairs, state, pool.scale, empty_lists(pool.rows), search)


def _fill(pool: Pool, state: State) -> None:
    order = np.arange(pool.columns, dtype=np.int64)
    search = empty_search(pool.columns, pool.columns)
    columns = turned(pool.pairs, pool.columns)
    fill_places(order, columns, state, pool.scale, empty_lists(pool.columns), search)


def start_state(pool: Pool, *, high: bool) -> State:
    """Nobody is placed; prices are those of first places, or so high that nobody would come."""
    places = pool.useful_places
    price = pool.scale.slope * pool.taken.astype(np.int64)
    price[places == 0] = SHUT
    if high:
        price[:] = SHUT
    penalty = pool.bonus + pool.patience
    seats = np.concatenate(([0], np.cumsum(places, dtype=np.int64)))
    return State(
        match=np.full(pool.rows, NOBODY, np.int32),
        slot=np.zeros(pool.rows, np.int32),
        worth=penalty.copy(),
        penalty=penalty,
        places=places,
        taken=pool.taken,
        load=np.zeros(pool.columns, np.int32),
        price=price,
        seats=seats[:-1].copy(),
        members=np.full(int(seats[-1]), NOBODY, np.int32),
    )


def empty_lists(count: int) -> Lists:
    """Lists not yet made."""
    return Lists(
        listed=np.empty(count * LISTED, np.int32),
        costs=np.empty(count * LISTED, np.int64),
        sizes=np.zeros(count, np.int32),
        thresholds=np.full(count, FAR, np.int64),
        versions=np.full(count, NOBODY, np.int32),
    )


def empty_search(columns: int, listed: int) -> Search:
    """Nothing reached yet; thresholds of `listed` short lists may be passed."""
    return Search(
        distance=np.full(columns, FAR, np.int64),
        from_row=np.zeros(columns, np.int32),
        from_column=np.zeros(columns, np.int32),
        finished=np.zeros(columns, np.int32),
        base=np.zeros(listed, np.int64),
        heap=np.zeros(columns + listed, np.int32),
        keys=np.zeros(columns + listed, np.int64),
        place=np.full(columns + listed, -1, np.int32),
        counts=np.zeros(COUNTED, np.int64),
    )
