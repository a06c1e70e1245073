"""The proposal against brute force: rules, exactness, independence of order."""

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching import (
    Limits,
    MenteeSide,
    MentorSide,
    Problem,
    Proposal,
    Weights,
    problem_of,
    problem_values,
    propose,
)
from nastavnik.rulebook.matching.scoring import score
from nastavnik.rulebook.topics import TOPICS

SOME_TOPICS = ["physics", "mathematics", "music", "sport"]
INTERESTS = ["шахматы", "лыжа", "театр"]


def topics(max_size: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(SOME_TOPICS), max_size=max_size)


def day(number: int) -> datetime:
    return datetime(2026, 10, number, tzinfo=UTC)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Small problems: up to five mentees, four mentors, places, pins, prohibitions, limits."""
    mentees = tuple(
        MenteeSide(
            id=number,
            person_id=number,
            topics=draw(topics(3)),
            interests=draw(st.frozensets(st.sampled_from(INTERESTS), max_size=2)),
            ages=draw(st.sampled_from([(), (10,), (13, 14), (17,)])),
            obstacle=draw(st.sampled_from(["", "", "", "Нет согласия."])),
            wishes=draw(st.frozensets(st.sampled_from([101, 102]), max_size=1)),
            directions=draw(st.sampled_from([frozenset(), frozenset("а"), frozenset("б")])),
            returned_at=draw(st.sampled_from([None, None, day(1), day(2)])),
            entered=draw(st.sampled_from([None, date(2026, 9, 1), date(2026, 9, 5)])),
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
            wishes=draw(st.frozensets(st.integers(1, 3), max_size=1)),
            directions=draw(st.sampled_from([frozenset(), frozenset("а")])),
            busy=draw(st.sampled_from([0, 0, 1])),
            own_ages=draw(st.sampled_from([(), (15,), (16, 17), (40,)])),
        )
        for number in range(101, 101 + draw(st.integers(0, 4)))
    )
    crossing = [(mentee.id, mentor.id) for mentee in mentees for mentor in mentors]
    forbidden = draw(st.frozensets(st.sampled_from(crossing), max_size=3)) if crossing else frozenset()
    free = [(e.id, r.id) for e in mentees for r in mentors if r.places and (e.id, r.id) not in forbidden]
    pinned = frozenset({draw(st.sampled_from(free))}) if free and draw(st.booleans()) else frozenset()
    weights = Weights(balance=draw(st.sampled_from([0, 3, 40])), wish=draw(st.sampled_from([0, 200])))
    limits = Limits(
        most_per_mentor=draw(st.sampled_from([None, None, 1, 2])),
        age_gap=draw(st.sampled_from([None, None, 2, 5])),
        lowest_percent=draw(st.sampled_from([0, 0, 0, 50, 80])),
        is_age_strict=draw(st.sampled_from([True, True, False])),
    )
    return Problem(mentees, mentors, weights, pinned, forbidden, limits)


def admissible(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> bool:  # noqa: PLR0911
    """The rules once more, written apart from the code under test."""
    if mentee.obstacle or mentor.obstacle or mentee.person_id == mentor.person_id:
        return False
    if (mentee.id, mentor.id) in problem.pinned:
        return True
    if (mentee.id, mentor.id) in problem.forbidden or not (mentee.topics & mentor.topics):
        return False
    if mentee.directions and mentor.directions and mentee.directions.isdisjoint(mentor.directions):
        return False
    limits, ages = problem.limits, mentee.ages
    if limits.is_age_strict and ages and all(not mentor.ages.low <= age <= mentor.ages.high for age in ages):
        return False
    if limits.age_gap and ages and mentor.own_ages and mentor.own_ages[-1] - ages[0] < limits.age_gap:
        return False
    weights = problem.weights
    fullest = weights.topic * len(mentee.topics) + weights.age + weights.time * 4
    return score(mentee, mentor, weights) * 100 >= limits.lowest_percent * fullest


def queue_points(problem: Problem) -> dict[int, int]:
    """Who waits longest has the most points: the returned by their time, then the others by the day."""
    first_to_last = sorted(
        problem.mentees,
        key=lambda one: (
            one.returned_at is None, one.returned_at or day(9), one.entered or date.max, one.id
        ),
    )  # fmt: skip
    return {one.id: len(first_to_last) - 1 - place for place, one in enumerate(first_to_last)}


def room(mentor: MentorSide, problem: Problem) -> int:
    """Places that may be filled: the limit counts live pairs, and pins of the curator go beyond it."""
    pins = sum(
        one == mentor.id
        and not mentor.obstacle
        and any(
            e.id == mentee and not e.obstacle and e.person_id != mentor.person_id for e in problem.mentees
        )
        for mentee, one in problem.pinned
    )
    limit = problem.limits.most_per_mentor
    return mentor.places if limit is None else max(pins, min(mentor.places, limit - mentor.busy))


def brute_force(problem: Problem) -> tuple[int, int, int]:
    """Try every assignment: the greatest number of pairs, then the greatest total, then of waiting."""
    pinned, waits = dict(problem.pinned), queue_points(problem)
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
    best = (0, 0, 0)
    for chosen in product(*choices):
        loads = Counter(mentor.id for mentor in chosen if mentor)
        if any(loads[mentor.id] > room(mentor, problem) for mentor in problem.mentors):
            continue
        placed = [(e, r) for e, r in zip(problem.mentees, chosen, strict=True) if r]
        points = sum(score(mentee, mentor, problem.weights) for mentee, mentor in placed)
        busy = {mentor.id: mentor.busy for mentor in problem.mentors}
        points -= problem.weights.balance * sum(
            sum(range(busy[mentor], busy[mentor] + load)) for mentor, load in loads.items()
        )
        pins = {e.id for e, r in placed if (e.id, r.id) in problem.pinned}
        waited = sum(waits[mentee.id] for mentee, _ in placed if mentee.id not in pins)
        best = max(best, (len(placed), points, waited))
    return best


@given(problems())
@settings(max_examples=100, deadline=None)
def test_proposal_is_the_exact_best(problem: Problem) -> None:
    proposal, waits = propose(problem), queue_points(problem)
    waited = sum(
        waits[pair.mentee_id]
        for pair in proposal.pairs
        if (pair.mentee_id, pair.mentor_id) not in problem.pinned
    )
    assert (len(proposal.pairs), proposal.total, waited) == brute_force(problem)


@given(problems())
@settings(max_examples=100, deadline=None)
def test_every_pair_is_admissible_and_nobody_has_too_many(problem: Problem) -> None:
    proposal = propose(problem)
    mentees = {mentee.id: mentee for mentee in problem.mentees}
    mentors = {mentor.id: mentor for mentor in problem.mentors}
    for pair in proposal.pairs:
        assert admissible(mentees[pair.mentee_id], mentors[pair.mentor_id], problem)
        assert pair.score == score(mentees[pair.mentee_id], mentors[pair.mentor_id], problem.weights)
    loads = Counter(pair.mentor_id for pair in proposal.pairs)
    assert all(loads[mentor.id] <= room(mentor, problem) for mentor in problem.mentors)


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


@given(problems())
@settings(max_examples=100, deadline=None)
def test_stored_problem_is_read_back_the_same(problem: Problem) -> None:
    stored = json.loads(json.dumps(problem_values(problem)))
    assert problem_of(stored) == problem
    assert propose(problem_of(stored)) == propose(problem)


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
        (
            {"pinned": frozenset({(1, 11)}), "forbidden": frozenset({(1, 11)})},
            "Громов А. — Зимин Д. одновременно",
        ),
        (
            {"pinned": frozenset({(1, 11), (1, 12)})},
            "Зимин Д.: наставляемый закреплён за двумя наставниками .Громов А., № 12.",
        ),
        (
            {"pinned": frozenset({(1, 11), (2, 11)})},
            "За наставником Громов А. закреплено больше наставляемых .Зимин Д., № 2",
        ),
        ({"mentees": (MenteeSide(1, 1), MenteeSide(1, 2))}, "дважды"),
    ],
)
def test_contradicting_problem_is_refused(changes: dict[str, object], words: str) -> None:
    problem = Problem(
        (MenteeSide(1, 1, label="Зимин Д."), MenteeSide(2, 2)),
        (MentorSide(11, 11, label="Громов А."), MentorSide(12, 12)),
    )
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


def test_three_hundred_by_hundred_is_placed_nearly_whole() -> None:
    assert len(propose(school_of(300, 100)).pairs) > 250
