"""The exact best assignment: most rows first, then the greatest total, then the rows that waited longest.

Whole numbers only. Source: sparse bipartite assignment of scipy (Jonker–Volgenant); its arithmetic is in
float64, exact for whole numbers under 2**53, and that is checked, not hoped for.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

_EXACT = 2**53
LARGE = 100_000
"""From so many admissible pairs on the compiled engine solves: a school never waits for a compiler (ADR 28)."""


def best_of_any_size(
    scores: Mapping[tuple[int, int], int],
    places: Sequence[int],
    balance: int = 0,
    taken: Mapping[int, int] = MappingProxyType({}),
    waits: Mapping[int, int] = MappingProxyType({}),
) -> dict[int, int]:
    """Give what `best_assignment` gives, by the engine where there are many pairs."""
    solve = best_assignment if len(scores) < LARGE else best_by_engine
    return solve(scores, places, balance, taken, waits)


def best_by_engine(
    scores: Mapping[tuple[int, int], int],
    places: Sequence[int],
    balance: int = 0,
    taken: Mapping[int, int] = MappingProxyType({}),
    waits: Mapping[int, int] = MappingProxyType({}),
) -> dict[int, int]:
    """Give an answer as good as that of `best_assignment`, for any number of pairs; equals go by their order."""
    from nastavnik.rulebook.matching.engine import Pool, solve

    edges = sorted(scores)
    count = max((row for row, _ in edges), default=-1) + 1
    pool = Pool.of(
        np.searchsorted([row for row, _ in edges], np.arange(count + 1)),
        [column for _, column in edges],
        [scores[pair] for pair in edges],
        places,
        taken=[taken.get(column, 0) for column in range(len(places))],
        waits=[waits.get(row, 0) for row in range(count)],
        balance=balance,
    )
    match = solve(pool).match.tolist()
    return {row: column for row, column in enumerate(match) if column >= 0}


def best_assignment(
    scores: Mapping[tuple[int, int], int],
    places: Sequence[int],
    balance: int = 0,
    taken: Mapping[int, int] = MappingProxyType({}),
    waits: Mapping[int, int] = MappingProxyType({}),
) -> dict[int, int]:
    """Give the column for each row that gets one, out of scores of admissible (row, column).

    First as many rows as possible, then the greatest sum of scores less `balance` × (0 + 1 + 2 …) for the
    rows of each column, counted on from the `taken` places of the column; among equals the greatest sum of
    `waits` (whole numbers from 0) of the rows placed. The answer depends only on the numbers of rows and
    columns, not on the order of the mapping. Where the third level would leave the exact whole numbers of
    float64 it is left out; OverflowError where even the others could not be kept.
    """
    edges = sorted(pair for pair in scores if places[pair[1]] > 0)
    if not edges:
        return {}
    rows = sorted({row for row, _ in edges})
    seats = _seats(edges, places, taken)
    step = sum(waits.get(row, 0) for row in rows) + 1
    fine = {pair: scores[pair] * step + waits.get(pair[0], 0) for pair in edges}
    try:
        costs = _costs(edges, fine, seats, rows, balance * step)
    except OverflowError:
        costs = _costs(edges, scores, seats, rows, balance)
    matched, chosen = min_weight_full_bipartite_matching(costs)
    return {
        rows[row]: seats[seat][0]
        for row, seat in zip(matched.tolist(), chosen.tolist(), strict=True)
        if seat < len(seats)
    }


def _seats(
    edges: Sequence[tuple[int, int]], places: Sequence[int], taken: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Repeat each column once for each place that can be wanted: (column, rank of the place from 0)."""
    wanted: dict[int, int] = {}
    for _, column in edges:
        wanted[column] = wanted.get(column, 0) + 1
    return [
        (column, taken.get(column, 0) + rank)
        for column in sorted(wanted)
        for rank in range(min(places[column], wanted[column]))
    ]


def _costs(
    edges: Sequence[tuple[int, int]],
    scores: Mapping[tuple[int, int], int],
    seats: Sequence[tuple[int, int]],
    rows: Sequence[int],
    balance: int,
) -> csr_matrix:
    """Make the costs: a seat costs top − value ≥ 1; a row's own last column, «nobody», more than all."""
    values = [scores[pair] for pair in edges]
    top = max(values) + 1
    nobody = (top - min(values) + balance * max(rank for _, rank in seats)) * (len(rows) + 1)
    if nobody * 2 * (len(rows) + len(seats)) >= _EXACT:
        raise OverflowError("the problem is too large for exact whole numbers in float64")
    ranks = _by_column(seats)
    place = {row: index for index, row in enumerate(rows)}
    triples = [(index, len(seats) + index, nobody) for index in range(len(rows))]
    for (row, column), value in zip(edges, values, strict=True):
        triples += [(place[row], seat, top - value + balance * rank) for seat, rank in ranks[column]]
    array = np.array(triples, dtype=np.int64)
    shape = (len(rows), len(seats) + len(rows))
    return csr_matrix((array[:, 2], (array[:, 0], array[:, 1])), shape=shape)


def _by_column(seats: Sequence[tuple[int, int]]) -> dict[int, list[tuple[int, int]]]:
    """Group seats: for each column its (seat, rank)."""
    found: dict[int, list[tuple[int, int]]] = {}
    for seat, (column, rank) in enumerate(seats):
        found.setdefault(column, []).append((seat, rank))
    return found
