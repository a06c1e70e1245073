"""The compiled rules and points against those of the rulebook, pair by pair; both paths of a proposal."""

from hypothesis import given, settings

from nastavnik.rulebook.matching import Problem
from nastavnik.rulebook.matching.engine.reading import pairs_of
from nastavnik.rulebook.matching.proposing import in_order
from nastavnik.rulebook.matching.rules import admissible_pairs
from nastavnik.rulebook.matching.scoring import score
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
