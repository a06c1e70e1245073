"""Which pairs are admissible and how many points each of them has."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

from nastavnik.rulebook.matching.model import MenteeSide, MentorSide, PairFacts, Problem, Weights
from nastavnik.rulebook.topics import topic_labels

MAX_INTERESTS = 3
MAX_HALF_HOURS = 4


class Bar(StrEnum):
    """Why a mentor with the topic may not take a mentee."""

    SELF = "self"
    FORBIDDEN = "forbidden"
    MENTOR_OBSTACLE = "mentor_obstacle"
    AGE = "age"


def bar_between(mentee: MenteeSide, mentor: MentorSide, problem: Problem) -> Bar | None:
    """Give the first rule that forbids a pair with a common topic, None where the pair is admissible.

    An unknown age fits; where a year of birth leaves two ages, one that fits is enough.
    """
    if mentee.person_id == mentor.person_id:
        return Bar.SELF
    if (mentee.id, mentor.id) in problem.forbidden:
        return Bar.FORBIDDEN
    if mentor.obstacle:
        return Bar.MENTOR_OBSTACLE
    if mentee.ages and not any(age in mentor.ages for age in mentee.ages):
        return Bar.AGE
    return None


def admissible_pairs(problem: Problem) -> Iterator[tuple[int, int]]:
    """Give the admissible pairs as indices (mentee, mentor) into the problem, mentee by mentee, mentors
    growing.

    Only mentors who share a topic are looked at. Mentees with an obstacle have none.
    """
    by_topic: dict[str, list[int]] = defaultdict(list)
    for column, mentor in enumerate(problem.mentors):
        for topic in mentor.topics:
            by_topic[topic].append(column)
    for row, mentee in enumerate(problem.mentees):
        if mentee.obstacle:
            continue
        columns = {column for topic in mentee.topics for column in by_topic.get(topic, ())}
        for column in sorted(columns):
            if bar_between(mentee, problem.mentors[column], problem) is None:
                yield row, column


def score(mentee: MenteeSide, mentor: MentorSide, weights: Weights) -> int:
    """Give the points of a pair, a whole number from 0: topics, shared interests, age, time."""
    half_hours = min(MAX_HALF_HOURS, (mentor.minutes or 0) // 30)
    return (
        weights.topic * len(mentee.topics & mentor.topics)
        + weights.interest * min(MAX_INTERESTS, len(mentee.interests & mentor.interests))
        + _age_points(mentee, mentor, weights.age)
        + weights.time * half_hours
    )


def facts_of(mentee: MenteeSide, mentor: MentorSide, *, is_pinned: bool) -> PairFacts:
    """Collect what the reason of a pair is made of; topics in the order of the dictionary."""
    return PairFacts(
        covered=topic_labels(mentee.topics & mentor.topics),
        uncovered=topic_labels(mentee.topics - mentor.topics),
        interests=tuple(sorted(mentee.interests & mentor.interests)),
        ages=mentee.ages,
        band=mentor.ages,
        minutes=mentor.minutes,
        is_pinned=is_pinned,
    )


def _age_points(mentee: MenteeSide, mentor: MentorSide, weight: int) -> int:
    """All points in the middle of the desired ages, half of them at the edges; half for any age or an unknown
    one.
    """
    if not mentee.ages or mentor.ages.low <= 0 or mentor.ages.high >= 120:
        return weight // 2
    inside = [age for age in mentee.ages if age in mentor.ages]
    if not inside:
        return 0
    width = mentor.ages.high - mentor.ages.low
    from_middle = min(abs(2 * age - mentor.ages.low - mentor.ages.high) for age in inside)
    return weight - (weight * from_middle) // (2 * width) if width else weight
