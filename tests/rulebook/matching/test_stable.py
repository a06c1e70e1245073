"""Mutual choice against every stable answer there is."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.rulebook.matching.stable import blocking_pairs, stable_pairs

Wishes = tuple[dict[int, list[int]], dict[int, list[int]], dict[int, int]]


@st.composite
def wishes(draw: st.DrawFn) -> Wishes:
    """Up to four mentees and three mentors who ranked some of the other side."""
    mentees, mentors = range(1, draw(st.integers(0, 4)) + 1), range(11, draw(st.integers(11, 13)) + 1)

    def some(others: range) -> list[int]:
        ranked = draw(st.permutations(list(others)))
        return ranked[: draw(st.integers(0, len(others)))]

    return (
        {one: some(mentors) for one in mentees},
        {one: some(mentees) for one in mentors},
        {one: draw(st.integers(0, 2)) for one in mentors},
    )


def every_answer(mentees: dict[int, list[int]], mentors: dict[int, list[int]], places: dict[int, int]):
    choices = [[None, *(r for r in liked if one in mentors[r])] for one, liked in mentees.items()]
    for chosen in product(*choices):
        if all(chosen.count(mentor) <= places[mentor] for mentor in mentors):
            yield {one: mentor for one, mentor in zip(mentees, chosen, strict=True) if mentor}


@given(wishes())
@settings(max_examples=200, deadline=None)
def test_pairs_are_stable_and_the_best_stable_for_each_mentee(made: Wishes) -> None:
    mentees, mentors, places = made
    found = stable_pairs(mentees, mentors, places)
    assert blocking_pairs(found, *made) == ()
    for other in every_answer(*made):
        if blocking_pairs(other, *made) == ():
            for mentee, liked in mentees.items():
                if mentee in other:
                    assert liked.index(found[mentee]) <= liked.index(other[mentee])


def test_pair_who_would_both_rather_be_together_blocks() -> None:
    mentees, mentors, places = {1: [11, 12], 2: [11, 12]}, {11: [1, 2], 12: [1, 2]}, {11: 1, 12: 1}
    assert stable_pairs(mentees, mentors, places) == {1: 11, 2: 12}
    assert blocking_pairs({1: 12, 2: 11}, mentees, mentors, places) == ((1, 11),)
    assert blocking_pairs({}, mentees, mentors, places) == ((1, 11), (1, 12), (2, 11), (2, 12))


def test_nobody_is_given_to_whom_he_did_not_name() -> None:
    assert stable_pairs({1: [11], 2: []}, {11: [2]}, {11: 2}) == {}
