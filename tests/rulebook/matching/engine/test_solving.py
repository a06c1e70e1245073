"""The engine against every assignment, against scipy, and against a judge of its own certificate."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from nastavnik.rulebook.matching.engine import BadPool, Pool, certify, solve, total_of
from tests.rulebook.matching.engine.pools import best_worth, pool_of, pools, proves, random_pool, worth_of


@given(pools(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_answer_is_the_best_of_all_and_proved(pool: Pool, from_places: bool) -> None:
    solution = solve(pool, from_places=from_places)
    match = solution.match.tolist()
    assert worth_of(pool, match) == best_worth(pool)
    certificate = certify(pool, solution)
    assert certificate.is_valid
    assert certificate.gap == 0
    assert proves(certificate, pool, match)


@pytest.mark.parametrize("places", [0.4, 0.75, 1.05, 2.0])
@pytest.mark.parametrize("balance", [0, 300])
def test_both_sides_find_the_same_best_of_a_city(places: float, balance: int) -> None:
    waits = np.random.default_rng(7).permutation(600)
    pool = random_pool(600, 200, places, seed=11, balance=balance, waits=waits)
    answers = [solve(pool, from_places=side) for side in (False, True)]
    one, other = (worth_of(pool, answer.match.tolist()) for answer in answers)
    assert one == other
    assert one[1] == total_of(pool, answers[0].match)
    assert all(proves(certify(pool, answer), pool, answer.match.tolist()) for answer in answers)


def scipy_worth(pool: Pool) -> tuple[int, int]:
    """Pairs and total by scipy, a mentor's places as columns of their own."""
    seats = np.repeat(np.arange(pool.columns), pool.places)
    first = np.concatenate(([0], np.cumsum(pool.places)))
    rows, columns, values = [], [], []
    for edge, column in enumerate(pool.pairs.others.tolist()):
        row = int(np.searchsorted(pool.pairs.starts, edge, side="right")) - 1
        for seat in range(first[column], first[column + 1]):
            rows.append(row)
            columns.append(seat)
            values.append(10_001 - int(pool.pairs.scores[edge]))
    alone = range(pool.rows)
    values += [10_001 * (pool.rows + 2)] * pool.rows
    shape = (pool.rows, seats.size + pool.rows)
    costs = csr_matrix(
        (values, ([*rows, *alone], [*columns, *(seats.size + row for row in alone)])), shape=shape
    )
    matched, chosen = min_weight_full_bipartite_matching(costs)
    match = np.full(pool.rows, -1, np.int32)
    placed = chosen < seats.size
    match[matched[placed]] = seats[chosen[placed]]
    return int(placed.sum()), total_of(pool, match)


@pytest.mark.parametrize("places", [0.5, 1.05])
def test_scipy_finds_no_better(places: float) -> None:
    pool = random_pool(300, 100, places, seed=3)
    assert worth_of(pool, solve(pool).match.tolist())[:2] == scipy_worth(pool)


def test_million_pairs_of_equal_scores_are_solved() -> None:
    pool = Pool.of(
        np.arange(1001) * 1000,
        np.tile(np.arange(1000), 1000),
        np.full(1_000_000, 50),
        np.full(1000, 1),
        balance=1,
    )
    for side in (False, True):
        solution = solve(pool, from_places=side)
        assert sorted(solution.match.tolist()) == list(range(1000))
        assert certify(pool, solution).gap == 0


def test_more_mentees_than_places_of_equal_scores_leave_those_who_came_last() -> None:
    pool = pool_of([{0: 5, 1: 5}] * 6, [2, 1], waits=[1, 9, 9, 0, 9, 0])
    for side in (False, True):
        match = solve(pool, from_places=side).match
        assert np.flatnonzero(match >= 0).tolist() == [1, 2, 4]


@pytest.mark.parametrize("places", [[], [0, 0]])
def test_without_a_place_nobody_is_placed(places: list[int]) -> None:
    pool = pool_of([dict.fromkeys(range(len(places)), 7)] * 3, places)
    for side in (False, True):
        solution = solve(pool, from_places=side)
        assert solution.match.tolist() == [-1, -1, -1]
        assert certify(pool, solution).gap == 0


def test_same_input_gives_the_same_answer() -> None:
    pool = random_pool(200, 70, 1.0, seed=5)
    assert solve(pool).match.tolist() == solve(replace(pool)).match.tolist()


def test_spoilt_answer_is_not_proved() -> None:
    pool = random_pool(60, 20, 1.0, seed=9)
    solution = solve(pool)
    match = solution.match.copy()
    match[random.Random(1).choice(np.flatnonzero(match >= 0).tolist())] = -1
    assert certify(pool, replace(solution, match=match)).gap > 0
    cheaper = replace(solution, worth=solution.worth + 1)
    assert not certify(pool, cheaper).is_valid


@pytest.mark.parametrize(
    ("starts", "columns", "scores", "places"),
    [
        ([0, 2], [0], [1], [1]),
        ([0, 1], [3], [1], [1]),
        ([0, 1], [0], [-1], [1]),
        ([0, 1], [0], [1], [-1]),
        ([0, 1], [0], [1, 2], [1]),
    ],
)
def test_arrays_that_make_no_problem_are_refused(
    starts: list[int], columns: list[int], scores: list[int], places: list[int]
) -> None:
    with pytest.raises(BadPool):
        Pool.of(starts, columns, scores, places)
