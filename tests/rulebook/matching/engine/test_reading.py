"""The compiled rules and points against those of the rulebook, pair by pair; both paths of a proposal."""

from hypothesis import given, settings

from nastavnik.rulebook.matching import Problem
from nastavnik.rulebook.matching.engine import Pool
from nastavnik.rulebook.matching.engine.reading import pairs_of
from nastavnik.rulebook.matching.proposing import in_order
from nastavnik.rulebook.matching.rules import admissible_pairs
from nastavnik.rulebook.matching.scoring import score
from nastavnik.rulebook.matching.solving import best_assignment, best_by_engine
from tests.rulebook.matching.engine.pools import pools, random_pool, rows_of, worth_of
from tests.rulebook.matching.test_proposing import problems


@given(problems())
@settings(max_examples=200, deadline=None)
def test_compiled_rules_find_the_same_pairs_and_points(problem: Problem) -> None:
    ordered = in_order(problem)
    starts, others, scores = (part.tolist() for part in pairs_of(ordered))
    found = {
        (row, others[edge]): scores[edge]
        for row in range(len(ordered.mentees))
        for edge in range(starts[row], starts[row + 1])
    }
    assert found == {
        (row, column): score(ordered.mentees[row], ordered.mentors[column], ordered.weights)
        for row, column in admissible_pairs(ordered)
    }


def both_ways(pool: Pool) -> list[tuple[int, int, int]]:
    """What each path makes of the pool."""
    scores = {
        (row, column): points for row, one in enumerate(rows_of(pool)) for column, points in one.items()
    }
    taken, waits = dict(enumerate(pool.taken.tolist())), dict(enumerate(pool.waits.tolist()))
    found = [
        solve(scores, pool.places.tolist(), pool.balance, taken, waits)
        for solve in (best_assignment, best_by_engine)
    ]
    return [worth_of(pool, [answer.get(row, -1) for row in range(pool.rows)]) for answer in found]


@given(pools())
@settings(max_examples=100, deadline=None)
def test_plain_path_and_engine_are_as_good(pool: Pool) -> None:
    plain, engine = both_ways(pool)
    assert plain == engine


def test_plain_path_and_engine_are_as_good_for_a_school() -> None:
    plain, engine = both_ways(random_pool(120, 40, 1.0, seed=8, balance=30))
    assert plain == engine
