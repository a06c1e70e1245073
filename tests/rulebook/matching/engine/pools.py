"""Small and middling pools for the tests of the engine, and judges who do not trust it."""

from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from nastavnik.rulebook.matching.engine import Certificate, Pool

Rows = list[dict[int, int]]
"""For each mentee the score with each admissible mentor."""


def pool_of(rows: Rows, places: list[int], **more: object) -> Pool:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    pairs = [pair for row in rows for pair in sorted(row.items())]
    return Pool.of(starts, [c for c, _ in pairs], [s for _, s in pairs], places, **more)  # type: ignore[arg-type]


def rows_of(pool: Pool) -> Rows:
    starts, columns, scores = (part.tolist() for part in pool.pairs)
    return [dict(zip(columns[a:b], scores[a:b], strict=True)) for a, b in pairwise(starts)]


@st.composite
def pools(draw: st.DrawFn, mentees: int = 6, mentors: int = 4) -> Pool:
    """Few mentees, so that every assignment can be tried; many equal scores."""
    many, others = draw(st.integers(0, mentees)), draw(st.integers(1, mentors))
    scores = st.sampled_from([0, 1, 2, 5, 5, 9, 100])
    rows = [draw(st.dictionaries(st.integers(0, others - 1), scores, max_size=others)) for _ in range(many)]
    side = {"min_size": others, "max_size": others}
    return pool_of(
        rows,
        draw(st.lists(st.integers(0, 3), **side)),
        taken=draw(st.lists(st.sampled_from([0, 0, 1, 2]), **side)),
        waits=draw(st.lists(st.integers(0, 7), min_size=many, max_size=many)),
        balance=draw(st.sampled_from([0, 0, 1, 4])),
    )


def random_pool(mentees: int, mentors: int, places: float, seed: int, **more: object) -> Pool:
    """Some topics much asked for, some hardly offered: not everybody can be placed."""
    chance = np.random.default_rng(seed)
    asked, offered = 1 << chance.geometric(0.3, mentees), 1 << chance.integers(1, 9, (mentors, 2))
    can = (asked[:, None] & offered.sum(axis=1)[None, :]) > 0
    rows, columns = np.nonzero(can & (chance.random(can.shape) < 0.5))
    return Pool.of(
        np.searchsorted(rows, np.arange(mentees + 1)),
        columns,
        chance.integers(0, 10_001, columns.size),
        np.bincount(chance.integers(0, mentors, int(mentees * places)), minlength=mentors),
        **more,  # type: ignore[arg-type]
    )


def worth_of(pool: Pool, match: list[int]) -> tuple[int, int, int]:
    """Pairs, total, waiting, reckoned from the rules; a broken rule is an error."""
    rows, places, taken = rows_of(pool), pool.places.tolist(), pool.taken.tolist()
    chosen = [(row, column) for row, column in enumerate(match) if column >= 0]
    loads = Counter(column for _, column in chosen)
    assert all(load <= places[column] for column, load in loads.items())
    uneven = sum(sum(range(taken[column], taken[column] + load)) for column, load in loads.items())
    points = sum(rows[row][column] for row, column in chosen)
    waits = pool.waits.tolist()
    return len(chosen), points - pool.balance * uneven, sum(waits[row] for row, _ in chosen)


def best_worth(pool: Pool) -> tuple[int, int, int]:
    """Try every assignment."""
    rows, places = rows_of(pool), pool.places.tolist()
    best = (0, 0, 0)

    def go(match: list[int]) -> None:
        nonlocal best
        if len(match) == len(rows):
            best = max(best, worth_of(pool, match))
            return
        for column in (-1, *rows[len(match)]):
            if column < 0 or match.count(column) < places[column]:
                go([*match, column])

    go([])
    return best


def proves(certificate: Certificate, pool: Pool, match: list[int]) -> bool:
    """Judge a certificate by its numbers and the problem alone, in whole numbers without bounds.

    The worth of an answer is ordered as (pairs, total, waiting) if one point outweighs all waiting and one pair
    outweighs all points that could be lost for it; then equal bound and worth leave nothing better.
    """
    rows, taken = rows_of(pool), pool.taken.tolist()
    may_come = Counter(column for row in rows for column in row)
    places = [min(count, may_come[column]) for column, count in enumerate(pool.places.tolist())]
    unit, bonus, waits = certificate.unit, certificate.bonus, pool.waits.tolist()
    value, price = certificate.value.tolist(), certificate.price.tolist()
    pairs, total, waited = worth_of(pool, match)
    scores = [score for row in rows for score in row.values()]
    # Two answers of n and n + 1 pairs differ along one chain, which passes each mentor once.
    most = max(scores, default=0) + pool.balance * max(
        (p + t for p, t in zip(places, taken, strict=True)), default=0
    )
    chain = min(len(rows), len(places)) + 1
    assert unit > sum(waits)
    assert (
        bonus + unit * min(scores, default=0) > unit * (most - min(scores, default=0)) * (chain - 1)
        or not scores
    )
    assert all(number >= 0 for number in (*value, *price))
    for row, column, score in ((r, c, s) for r, one in enumerate(rows) for c, s in one.items()):
        assert value[row] + price[column] >= bonus + unit * score + waits[row] or places[column] == 0
    earned = sum(
        max(0, price[column] - unit * pool.balance * (taken[column] + rank))
        for column, count in enumerate(places)
        for rank in range(count)
    )
    return sum(value) + earned == bonus * pairs + unit * total + waited
