"""The proof that an answer is the best: prices under which no pair is worth more than its two sides.

A pair is worth a bonus for one mentee more, his waiting and its points. No admissible pair is worth more than the
value of the mentee plus the price of the mentor; the values and what places earn above their cost add up to the
worth of the answer itself. By the duality of linear programmes nothing can be better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from nastavnik.rulebook.matching.engine.pool import Pool
from nastavnik.rulebook.matching.engine.solving import Solution
from nastavnik.rulebook.matching.engine.state import SHUT, Adjacency, Ints, Shorts


@dataclass(frozen=True, eq=False)
class Certificate:
    """`value` of each mentee and `price` of each mentor from 0; a pair is worth `bonus` + `unit` × score + waiting.

    `gap` is the bound of the prices less the worth of the answer, in the same whole numbers: 0 proves the answer the
    best. `is_valid` says that the answer keeps the rules and every pair was found within the prices.
    """

    value: Ints
    price: Ints
    unit: int
    bonus: int
    gap: int
    is_valid: bool


def certify(pool: Pool, solution: Solution) -> Certificate:
    """Re-price every admissible pair once and compare the bound with the answer."""
    scale, patience = pool.scale, pool.patience
    value = pool.bonus + patience - solution.worth
    price = np.where(solution.price >= SHUT, 0, solution.price)
    base = pool.bonus + patience - scale.unit * scale.top
    kept, worth = _priced(pool.pairs, solution.match, base, value, solution.price, scale.unit)
    loads = np.bincount(solution.match[solution.match >= 0], minlength=pool.columns)
    ranks = np.arange(int(pool.useful_places.max(initial=0)))
    costs = scale.slope * (pool.taken[:, None].astype(np.int64) + ranks)
    there = ranks < pool.useful_places[:, None]
    earned = np.where(there, np.maximum(price[:, None] - costs, 0), 0)
    spent = np.where(ranks < loads[:, None], costs, 0)
    bound = whole_sum(value) + whole_sum(earned)
    gap = bound - (whole_sum(worth) - whole_sum(spent))
    fits = bool(kept and (loads <= pool.places).all() and (value >= 0).all() and (price >= 0).all())
    return Certificate(value, price, scale.unit, pool.bonus - scale.unit * scale.top, gap, fits)


def whole_sum(numbers: Ints) -> int:
    """Add up without leaving whole numbers, however large the sum."""
    return (int((numbers >> 32).sum()) << 32) + int((numbers & 0xFFFFFFFF).sum())


@njit(cache=True)
def _priced(
    pairs: Adjacency, match: Shorts, base: Ints, value: Ints, price: Ints, unit: int
) -> tuple[bool, Ints]:
    """Tell whether no pair is worth more than its sides and every chosen one is admissible; what each is worth."""
    worth = np.zeros(value.size, np.int64)
    kept = True
    for row in range(value.size):
        room = value[row] - base[row]
        met = match[row] < 0
        for edge in range(pairs.starts[row], pairs.starts[row + 1]):
            column = pairs.others[edge]
            points = unit * pairs.scores[edge]
            kept &= points <= room + price[column]
            if column == match[row]:
                met = True
                worth[row] = base[row] + points
        kept &= met
    return kept, worth
