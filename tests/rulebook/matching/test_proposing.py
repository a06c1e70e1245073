"""The proposal against brute force: rules, exactness, independence of order."""

import random
import time
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching import MenteeSide, MentorSide, Problem, Proposal, Weights, propose
from nastavnik.rulebook.matching.scoring import score
from nastavnik.rulebook.topics import TOPICS

SOME_TOPICS = ["physics", "mathematics", "music", "sport"]
INTERESTS = ["шахматы", "лыжа", "театр"]


def topics(max_size: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(SOME_TOPICS), max_size=max_size)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Small problems: up to five mentees, four mentors, places, pins and prohibitions."""
    mentees = tuple(
        MenteeSide(
            id=number,
            person_id=number,
            topics=draw(topics(3)),
            interests=draw(st.frozensets(st.sampled_from(INTERESTS), max_size=2)),
            ages=draw(st.sampled_from([(), (10,), (13, 14), (17,)])),
            obstacle=draw(st.sampled_from(["", "", "", "Нет согласия."])),
        )
        for number in range(1, draw(st.integers(0, 5)) + 1)
    )
    mentors = tuple(
        MentorSide(
            id=number,
            person_id=draw(st.sampled_from([number, number - 100])),
            topics=draw(topics(4)),
            interests=draw(st.frozensets(st.sampled_from(INTERESTS), max_size=2)),
            ages=draw(st.sampled_from([AgeBand(), AgeBand(12, 16), AgeBand(14), AgeBand(0, 12)])),
            places=draw(st.integers(0, 3)),
            minutes=draw(st.sampled_from([None, 60, 90])),
            obstacle=draw(st.sampled_from(["", "", "", "Нет согласия наставника."])),
        )
        for number in range(101, 101 + draw(st.integers(0, 4)))
    )
    crossing = [(mentee.id, mentor.id) for mentee in mentees for mentor in mentors]
    forbidden = draw(st.frozensets(st.sampled_from(crossing), max_size=3)) if crossing else frozenset()
    free = [(e.id, r.id) for e in mentees for r in mentors if r.places and (e.id, r.id) not in forbidden]
    pinned = frozenset({draw(st.sampled_from(free))}) if free and draw(st.booleans()) else frozenset()
    weights = Weights(balance=draw(st.sampled_from([0, 3, 40])))
    return Problem(mentees, mentors, weights, pinned, forbidden)


def admissible(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> bool:
    """The rules once more, written apart from the code under test."""
    if mentee.obstacle or mentor.obstacle or mentee.person_id == mentor.person_id:
        return False
    if (mentee.id, mentor.id) in problem.pinned:
        return True
    if (mentee.id, mentor.id) in problem.forbidden or not (mentee.topics & mentor.topics):
        return False
    return mentee.ages == () or any(mentor.ages.low <= age <= mentor.ages.high for age in mentee.ages)


def brute_force(problem: Problem) -> tuple[int, int]:
    """Try every assignment: the greatest number of pairs, then the greatest total."""
    pinned = dict(problem.pinned)
    choices = []
    for mentee in problem.mentees:
        able: list[MentorSide | None] = [
            mentor
            for mentor in problem.mentors
            if admissible(mentee, mentor, problem) and pinned.get(mentee.id, mentor.id) == mentor.id
        ]
        standing = mentee.id in pinned and able
        if mentee.id in pinned and not able:
            able = [m for m in problem.mentors if admissible(mentee, m, problem)]
        choices.append(able if standing else [*able, None])
    best = (0, 0)
    for chosen in product(*choices):
        loads = Counter(mentor.id for mentor in chosen if mentor)
        if any(loads[mentor.id] > mentor.places for mentor in problem.mentors):
            continue
        points = sum(
            score(mentee, mentor, problem.weights)
            for mentee, mentor in zip(problem.mentees, chosen, strict=True)
            if mentor
        )
        points -= problem.weights.balance * sum(load * (load - 1) // 2 for load in loads.values())
        count = sum(mentor is not None for mentor in chosen)
        best = max(best, (count, points))
    return best


@given(problems())
@settings(max_examples=200, deadline=None)
def test_proposal_is_the_exact_best(problem: Problem) -> None:
    proposal = propose(problem)
    assert (len(proposal.pairs), proposal.total) == brute_force(problem)


@given(problems())
@settings(max_examples=150, deadline=None)
def test_every_pair_is_admissible_and_nobody_has_too_many(problem: Problem) -> None:
    proposal = propose(problem)
    mentees = {mentee.id: mentee for mentee in problem.mentees}
    mentors = {mentor.id: mentor for mentor in problem.mentors}
    for pair in proposal.pairs:
        assert admissible(mentees[pair.mentee_id], mentors[pair.mentor_id], problem)
        assert pair.score == score(mentees[pair.mentee_id], mentors[pair.mentor_id], problem.weights)
    loads = Counter(pair.mentor_id for pair in proposal.pairs)
    assert all(loads[mentor.id] <= mentor.places for mentor in problem.mentors)


@given(problems())
@settings(max_examples=100, deadline=None)
def test_everybody_is_in_a_pair_or_left_over_with_a_reason(problem: Problem) -> None:
    proposal = propose(problem)
    placed = [pair.mentee_id for pair in proposal.pairs]
    left = [leftover.mentee_id for leftover in proposal.leftovers]
    assert sorted(placed + left) == [mentee.id for mentee in problem.mentees]
    assert placed == sorted(placed)
    assert all(pair.reason.endswith(".") for pair in proposal.pairs)
    assert all(leftover.reason.endswith(".") for leftover in proposal.leftovers)


@given(problems(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_of_input_does_not_matter(problem: Problem, chance: random.Random) -> None:
    mentees, mentors = list(problem.mentees), list(problem.mentors)
    chance.shuffle(mentees)
    chance.shuffle(mentors)
    shuffled = replace(problem, mentees=tuple(mentees), mentors=tuple(mentors))
    assert propose(shuffled) == propose(problem)


@given(problems())
@settings(max_examples=100, deadline=None)
def test_pinned_pair_stands_unless_an_obstacle(problem: Problem) -> None:
    chosen = {(pair.mentee_id, pair.mentor_id) for pair in propose(problem).pairs}
    people = {e.id: e for e in problem.mentees} | {r.id: r for r in problem.mentors}
    for mentee_id, mentor_id in problem.pinned:
        mentee, mentor = people[mentee_id], people[mentor_id]
        stands = not mentee.obstacle and not mentor.obstacle and mentee.person_id != mentor.person_id
        assert ((mentee_id, mentor_id) in chosen) is stands


def test_more_children_win_over_a_higher_score() -> None:
    """A greedy hand would give the physicist to the first child and leave the second with nobody."""
    mentees = (
        MenteeSide(1, 1, frozenset({"physics", "mathematics"})),
        MenteeSide(2, 2, frozenset({"physics"})),
    )
    mentors = (
        MentorSide(11, 11, frozenset({"physics", "mathematics"})),
        MentorSide(12, 12, frozenset({"mathematics"})),
    )
    pairs = propose(Problem(mentees, mentors)).pairs
    assert [(pair.mentee_id, pair.mentor_id) for pair in pairs] == [(1, 12), (2, 11)]


def test_pinned_mentee_takes_a_place() -> None:
    mentees = tuple(MenteeSide(number, number, frozenset({"physics"})) for number in (1, 2))
    mentors = (MentorSide(11, 11, frozenset({"physics"})),)
    proposal = propose(Problem(mentees, mentors, pinned=frozenset({(2, 11)})))
    assert [(pair.mentee_id, pair.mentor_id) for pair in proposal.pairs] == [(2, 11)]
    assert [leftover.mentee_id for leftover in proposal.leftovers] == [1]


@pytest.mark.parametrize("pinned_to", [11, 12])
def test_pinned_mentee_counts_in_the_load(pinned_to: int) -> None:
    mentees = tuple(MenteeSide(number, number, frozenset({"physics"})) for number in (1, 2))
    mentors = tuple(MentorSide(number, number, frozenset({"physics"}), places=2) for number in (11, 12))
    proposal = propose(Problem(mentees, mentors, pinned=frozenset({(1, pinned_to)})))
    assert {pair.mentor_id for pair in proposal.pairs} == {11, 12}


def test_equals_are_told_apart_by_id_in_any_order() -> None:
    mentees = tuple(MenteeSide(number, number, frozenset({"physics"})) for number in range(1, 6))
    mentors = tuple(MentorSide(number, number, frozenset({"physics"})) for number in range(11, 14))
    problem = Problem(mentees, mentors)
    backwards = Problem(mentees[::-1], mentors[::-1])
    assert propose(problem) == propose(backwards)
    assert len(propose(problem).pairs) == 3


def test_load_is_shared_between_equals() -> None:
    mentees = tuple(MenteeSide(number, number, frozenset({"physics"})) for number in (1, 2))
    mentors = tuple(MentorSide(number, number, frozenset({"physics"}), places=2) for number in (11, 12))
    assert {pair.mentor_id for pair in propose(Problem(mentees, mentors)).pairs} == {11, 12}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pinned": frozenset({(1, 99)})}, "не участвует"),
        ({"pinned": frozenset({(1, 11)}), "forbidden": frozenset({(1, 11)})}, "одновременно"),
        ({"pinned": frozenset({(1, 11), (1, 12)})}, "за двумя"),
        ({"pinned": frozenset({(1, 11), (2, 11)})}, "больше наставляемых"),
        ({"mentees": (MenteeSide(1, 1), MenteeSide(1, 2))}, "дважды"),
    ],
)
def test_contradicting_problem_is_refused(changes: dict[str, object], words: str) -> None:
    problem = Problem((MenteeSide(1, 1), MenteeSide(2, 2)), (MentorSide(11, 11), MentorSide(12, 12)))
    with pytest.raises(ValueError, match=words):
        replace(problem, **changes)  # type: ignore[arg-type]


def test_empty_problem_gives_an_empty_proposal() -> None:
    assert propose(Problem((), ())) == Proposal((), (), 0)


def test_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="меньше нуля"):
        Weights(topic=-1)


def school_of(mentees: int, mentors: int) -> Problem:
    """A large invented school from a fixed seed."""
    chance = random.Random(2026)
    codes = [topic.code for topic in TOPICS]
    return Problem(
        tuple(
            MenteeSide(
                n, n, frozenset(chance.sample(codes, chance.randint(1, 3))), ages=(chance.randint(10, 17),)
            )
            for n in range(mentees)
        ),
        tuple(
            MentorSide(n, 10_000 + n, frozenset(chance.sample(codes, 3)), ages=AgeBand(10, 17), places=3)
            for n in range(mentors)
        ),
    )


def test_three_hundred_by_hundred_takes_under_a_second() -> None:
    problem = school_of(300, 100)
    propose(problem)
    started = time.perf_counter()
    proposal = propose(problem)
    assert time.perf_counter() - started < 1
    assert len(proposal.pairs) > 250
