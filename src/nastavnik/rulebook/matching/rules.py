"""The hard rules as data: what bars a pair whose topics meet. A pair is admissible where no rule bars it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from enum import StrEnum

from nastavnik.rulebook.matching.model import MenteeSide, MentorSide, Problem
from nastavnik.rulebook.matching.scoring import percent_of_fullest


class Bar(StrEnum):
    """Why a mentor with the topic may not take a mentee."""

    SELF = "self"
    FORBIDDEN = "forbidden"
    MENTOR_OBSTACLE = "mentor_obstacle"
    DIRECTION = "direction"
    AGE = "age"
    AGE_GAP = "age_gap"
    FIT = "fit"


def years_outside(mentee: MenteeSide, mentor: MentorSide) -> int:
    """Give how many years the mentor's wished ages would have to be wider; an unknown age fits.

    Where a year of birth leaves two ages, one that fits is enough.
    """
    low, high = mentor.ages.low, mentor.ages.high
    return min((max(low - age, age - high, 0) for age in mentee.ages), default=0)


def years_of_gap(mentee: MenteeSide, mentor: MentorSide) -> int | None:
    """Give by how many years the mentor may be older at most; None where either age is unknown."""
    if not mentee.ages or not mentor.own_ages:
        return None
    return max(mentor.own_ages) - min(mentee.ages)


def _is_self(mentee: MenteeSide, mentor: MentorSide, _: Problem) -> bool:
    return mentee.person_id == mentor.person_id


def _is_forbidden(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> bool:
    return (mentee.id, mentor.id) in problem.forbidden


def _has_obstacle(_: MenteeSide, mentor: MentorSide, __: Problem) -> bool:
    return bool(mentor.obstacle)


def _is_of_another_direction(mentee: MenteeSide, mentor: MentorSide, _: Problem) -> bool:
    return bool(mentee.directions and mentor.directions) and not mentee.directions & mentor.directions


def _is_outside_wished_ages(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> bool:
    return problem.limits.is_age_strict and years_outside(mentee, mentor) > 0


def _is_gap_too_small(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> bool:
    gap = years_of_gap(mentee, mentor)
    return problem.limits.age_gap is not None and gap is not None and gap < problem.limits.age_gap


def _is_fit_too_low(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> bool:
    lowest = problem.limits.lowest_percent
    return lowest > 0 and percent_of_fullest(mentee, mentor, problem.weights) < lowest


RULES: tuple[tuple[Bar, Callable[[MenteeSide, MentorSide, Problem], bool]], ...] = (
    (Bar.SELF, _is_self),
    (Bar.FORBIDDEN, _is_forbidden),
    (Bar.MENTOR_OBSTACLE, _has_obstacle),
    (Bar.DIRECTION, _is_of_another_direction),
    (Bar.AGE, _is_outside_wished_ages),
    (Bar.AGE_GAP, _is_gap_too_small),
    (Bar.FIT, _is_fit_too_low),
)


def bars_between(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> tuple[Bar, ...]:
    """Give every rule that bars a pair with a common topic; none: the pair is admissible."""
    return tuple(bar for bar, holds in RULES if holds(mentee, mentor, problem))


def pairs_with_a_topic(problem: Problem) -> Iterator[tuple[int, int]]:
    """Give pairs with a common topic as indices (mentee, mentor), mentee by mentee, mentors growing.

    Only mentors who share a topic are looked at; an obstacle of the mentee is not.
    """
    by_topic: dict[str, list[int]] = defaultdict(list)
    for column, mentor in enumerate(problem.mentors):
        for topic in mentor.topics:
            by_topic[topic].append(column)
    for row, mentee in enumerate(problem.mentees):
        columns = {column for topic in mentee.topics for column in by_topic.get(topic, ())}
        for column in sorted(columns):
            yield row, column


def admissible_pairs(problem: Problem) -> Iterator[tuple[int, int]]:
    """Give the admissible pairs as indices (mentee, mentor); mentees with an obstacle have none."""
    for row, column in pairs_with_a_topic(problem):
        mentee = problem.mentees[row]
        if not mentee.obstacle and not bars_between(mentee, problem.mentors[column], problem):
            yield row, column
