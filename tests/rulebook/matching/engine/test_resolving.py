"""A living answer against the same problem solved anew, and the price of a change."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.rulebook.matching.engine import Living, Pool, certify, solve
from tests.rulebook.matching.engine.pools import pool_of, pools, proves, random_pool, rows_of, worth_of


def change_something(living: Living, chance: random.Random) -> Living:
    """A pin, a ban, a mentee or a mentor leaving, a place more, a new mentor."""
    row, column = chance.randrange(living.pool.rows), chance.randrange(living.pool.columns)
    kind = chance.choice(["ban", "ban", "ban own", "pin", "mentee", "mentor", "place", "new"])
    if kind == "ban":
        living.ban(row, column)
    elif kind == "ban own" and row not in living.pinned and living.match[row] >= 0:
        living.ban(row, int(living.match[row]))
    elif kind == "pin" and row not in living.pinned and living.free_places(column):
        living.pin(row, column)
    elif kind == "mentee":
        living.remove_mentee(row)
    elif kind == "mentor":
        living.remove_mentor(column)
    elif kind == "place":
        living.add_place(column)
    elif kind == "new":
        scores = {one: chance.choice([0, 3, 9]) for one in range(living.pool.rows) if chance.random() < 0.5}
        return living.with_mentor(scores, chance.randrange(3))
    return living


def assert_is_the_best(living: Living) -> None:
    now, match = living.pool_now(), living.solution().match.tolist()
    assert worth_of(now, match) == worth_of(now, solve(now).match.tolist())
    certificate = certify(now, living.solution())
    assert certificate.is_valid
    assert proves(certificate, now, match)
    for row, column in living.pinned.items():
        assert living.match[row] == column


@given(pools().filter(lambda pool: pool.rows > 0), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_answer_after_each_change_is_that_of_a_fresh_solve(pool: Pool, chance: random.Random) -> None:
    living = Living(pool)
    for _ in range(6):
        living = change_something(living, chance)
        assert_is_the_best(living)


@pytest.mark.parametrize("places", [0.5, 1.05, 2.0])
def test_city_stays_the_best_under_forty_changes(places: float) -> None:
    pool = random_pool(300, 100, places, seed=2, balance=40, waits=np.arange(300))
    living, chance = Living(pool), random.Random(4)
    for _ in range(8):
        for _ in range(5):
            living = change_something(living, chance)
        assert_is_the_best(living)


def test_price_of_a_change_names_who_is_worse_off_and_changes_nothing() -> None:
    pool = pool_of([{0: 9, 1: 5}, {0: 8, 1: 1}], [1, 1])
    living = Living(pool)
    assert living.match.tolist() == [1, 0]
    price = living.price_of(lambda one: one.pin(0, 0))
    assert (price.pairs, price.points, price.worse) == (0, 3, ((1, 0, 1),))
    assert (living.match.tolist(), living.pinned) == ([1, 0], {})
    lost = living.price_of(lambda one: one.remove_mentor(0))
    assert (lost.pairs, lost.points) == (1, 8)
    assert lost.worse == ((1, 0, -1),)


@given(pools(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_price_is_the_difference_of_two_answers(pool: Pool, chance: random.Random) -> None:
    living = Living(pool)
    pairs = [(row, column) for row, one in enumerate(rows_of(pool)) for column in one]
    if not pairs:
        return
    row, column = chance.choice(pairs)
    before = living.points()
    price = living.price_of(lambda one: one.ban(row, column))
    assert living.points() == before
    living.ban(row, column)
    assert (before[0] - price.pairs, before[1] - price.points) == living.points()
    assert_is_the_best(living)


def test_pin_without_a_place_is_refused() -> None:
    living = Living(pool_of([{0: 1}, {0: 1}], [1]))
    living.pin(0, 0)
    with pytest.raises(ValueError, match="no place left"):
        living.pin(1, 0)
    with pytest.raises(ValueError, match="pinned already"):
        living.pin(0, 0)
