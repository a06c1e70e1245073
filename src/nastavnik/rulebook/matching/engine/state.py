"""What the compiled kernel works on: plain arrays under names."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Points = NDArray[np.int16]
Flags = NDArray[np.bool_]

NOBODY = -1
FAR = 2**62
"""Farther than anything."""
SHUT = 2**60
"""The price of a mentor without a place: above every penalty, so that nobody goes there."""
LISTED = 8
"""How many of the best are kept in a short list: a line of the processor's cache holds their costs."""


class Adjacency(NamedTuple):
    """Admissible pairs seen from one side: those of `one` are others[starts[one]:starts[one + 1]], growing."""

    starts: Ints
    others: Shorts
    scores: Points


class Scale(NamedTuple):
    """How points become costs: a pair costs `unit` × (`top` − score), the place of rank n `slope` × n."""

    unit: int
    top: int
    slope: int


class State(NamedTuple):
    """Who stands where, and the prices that prove it.

    A mentee (row): the mentor `match`, the `slot` among the mentor's `members`, the dual `worth` (the least of cost
    plus price), the `penalty` of staying alone. A mentor (column): `places`, `taken` before, `load` now, the dual
    `price`; his members stand at members[seats[column]:][:load].
    """

    match: Shorts
    slot: Shorts
    worth: Ints
    penalty: Ints
    places: Shorts
    taken: Shorts
    load: Shorts
    price: Ints
    seats: Ints
    members: Shorts


class Lists(NamedTuple):
    """Short lists of one side: the others nearest by cost and price, and the threshold none outside is below.

    Prices move one way only while a `version` lasts, so one left out never gets below the threshold.
    """

    listed: Shorts
    costs: Ints
    sizes: Shorts
    thresholds: Ints
    versions: Shorts


class Search(NamedTuple):
    """The bookkeeping of one search: distances and ways by column, a heap of columns and of lists to look beyond.

    In the heap a column is its number, and `columns` + n stands for the threshold of the n-th list.
    """

    distance: Ints
    from_row: Shorts
    from_column: Shorts
    finished: Shorts
    base: Ints
    heap: Shorts
    keys: Ints
    place: Shorts
    counts: Ints


class Way(NamedTuple):
    """The best that a search knows: the length of the whole way, its end, the mentor before it, the heap's size."""

    whole: int
    end: int
    before: int
    size: int
