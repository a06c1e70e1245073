"""A problem of people as arrays: the admissible pairs of `rules` with the points of `scoring`, for any size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from nastavnik.rulebook.matching.engine.scoring import scored_pairs
from nastavnik.rulebook.matching.engine.sides import UNKNOWN, Bits, Marks, Mentees, Mentors, Rules
from nastavnik.rulebook.matching.engine.state import Adjacency
from nastavnik.rulebook.matching.model import MenteeSide, MentorSide, Problem
from nastavnik.rulebook.matching.scoring import MAX_HALF_HOURS, MAX_INTERESTS

NEVER = -(10**6)
"""A difference of ages that every pair has."""


def pairs_of(problem: Problem) -> Adjacency:
    """Give the admissible pairs and scores by places in the problem; both sides stand in the order of ids.

    Mentees with an obstacle, and mentors, have none. OverflowError for weights whose points leave 16 bits.
    """
    weights = problem.weights
    topics = max((len(mentee.topics) for mentee in problem.mentees), default=0)
    most = (
        weights.topic * topics
        + weights.interest * MAX_INTERESTS
        + weights.age
        + weights.time * MAX_HALF_HOURS
    )
    if most + 2 * weights.wish + weights.institution + weights.experience > np.iinfo(np.int16).max:
        raise OverflowError("points of a pair leave 16 bits")
    return scored_pairs(_mentees(problem), _mentors(problem), _rules(problem), _marks(problem))


def _rules(problem: Problem) -> Rules:
    weights, limits = problem.weights, problem.limits
    return Rules(
        is_age_strict=limits.is_age_strict,
        age_gap=NEVER if limits.age_gap is None else limits.age_gap,
        lowest_percent=limits.lowest_percent,
        topic=weights.topic,
        interest=weights.interest,
        most_interests=MAX_INTERESTS,
        age=weights.age,
        time=weights.time,
        most_time=MAX_HALF_HOURS,
        wish=weights.wish,
        same_institution=weights.institution,
        experience=weights.experience,
    )


def _mentees(problem: Problem) -> Mentees:
    sides = problem.mentees
    count, mentors = len(sides), len(problem.mentors)
    spans = np.array([[0, 0 if mentee.obstacle else mentors] for mentee in sides], np.int32).reshape(-1, 2)
    return Mentees(
        topics=_bits(problem, "topics", sides),
        directions=_bits(problem, "directions", sides),
        slots=np.zeros((count, 1), np.uint64),
        interests=_bits(problem, "interests", sides),
        youngest=np.array([min(mentee.ages, default=UNKNOWN) for mentee in sides], np.int32),
        oldest=np.array([max(mentee.ages, default=UNKNOWN) for mentee in sides], np.int32),
        person=np.array([mentee.person_id for mentee in sides], np.int64),
        institution=_institutions(sides),
        looks=np.arange(count + 1),
        spans=spans,
    )


def _mentors(problem: Problem) -> Mentors:
    sides = problem.mentors
    # A mentor with an obstacle covers no topic here, so no rule more is asked.
    topics = _bits(problem, "topics", sides)
    topics[[bool(mentor.obstacle) for mentor in sides]] = 0
    return Mentors(
        topics=topics,
        directions=_bits(problem, "directions", sides),
        slots=np.zeros((len(sides), 1), np.uint64),
        interests=_bits(problem, "interests", sides),
        low=np.array([mentor.ages.low for mentor in sides], np.int32),
        high=np.array([mentor.ages.high for mentor in sides], np.int32),
        age=np.array([max(mentor.own_ages, default=UNKNOWN) for mentor in sides], np.int32),
        person=np.array([mentor.person_id for mentor in sides], np.int64),
        institution=_institutions(sides),
        half_hours=np.array([(mentor.minutes or 0) // 30 for mentor in sides], np.int32),
        is_experienced=np.array([mentor.experience > 0 for mentor in sides], np.int32),
    )


def _institutions(sides: Sequence[MenteeSide | MentorSide]) -> np.ndarray:
    return np.array(
        [UNKNOWN if one.institution_id is None else one.institution_id for one in sides], np.int64
    )


def _bits(problem: Problem, name: str, sides: Sequence[MenteeSide | MentorSide]) -> Bits:
    """Number the members of a set over both sides, then write each set as bits."""
    everything = sorted(
        set(chain.from_iterable(getattr(one, name) for one in (*problem.mentees, *problem.mentors)))
    )
    place = {value: (number // 64, np.uint64(1 << number % 64)) for number, value in enumerate(everything)}
    bits = np.zeros((len(sides), len(everything) // 64 + 1), np.uint64)
    for row, one in enumerate(sides):
        for value in getattr(one, name):
            word, bit = place[value]
            bits[row, word] |= bit
    return bits


def _marks(problem: Problem) -> Marks:
    """Who named whom, and who is forbidden, by mentees."""
    rows = {mentee.id: row for row, mentee in enumerate(problem.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(problem.mentors)}
    said: dict[tuple[int, int], int] = {}
    for mentee, mentor in _wishes(problem):
        if mentee in rows and mentor in columns:
            said[rows[mentee], columns[mentor]] = said.get((rows[mentee], columns[mentor]), 0) + 1
    said |= {
        (rows[mentee], columns[mentor]): -1
        for mentee, mentor in problem.forbidden
        if _both(mentee, mentor, rows, columns)
    }
    ordered = sorted(said)
    starts = np.searchsorted([row for row, _ in ordered], np.arange(len(rows) + 1))
    return Marks(
        starts.astype(np.int64),
        np.array([column for _, column in ordered], np.int32),
        np.array([said[pair] for pair in ordered], np.int32),
    )


def _wishes(problem: Problem) -> Iterable[tuple[int, int]]:
    for mentee in problem.mentees:
        yield from ((mentee.id, mentor) for mentor in mentee.wishes)
    for mentor in problem.mentors:
        yield from ((mentee, mentor.id) for mentee in mentor.wishes)


def _both(mentee: int, mentor: int, rows: Mapping[int, int], columns: Mapping[int, int]) -> bool:
    return mentee in rows and mentor in columns
