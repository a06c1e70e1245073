"""How many points a pair has, how well it fits, and what speaks for it."""

from collections.abc import Mapping

from nastavnik.rulebook.matching.model import MenteeSide, MentorSide
from nastavnik.rulebook.matching.outcome import FIT_PERCENT, Fit, PairFacts
from nastavnik.rulebook.matching.terms import Weights
from nastavnik.rulebook.topics import topic_labels

MAX_INTERESTS = 3
MAX_HALF_HOURS = 4


def score(mentee: MenteeSide, mentor: MentorSide, weights: Weights) -> int:
    """Give the points of a pair, a whole number from 0: topics, wishes, interests, age, time, institution,
    experience.
    """
    return (
        _needed_points(mentee, mentor, weights)
        + weights.interest * min(MAX_INTERESTS, len(mentee.interests & mentor.interests))
        + weights.wish * ((mentor.id in mentee.wishes) + (mentee.id in mentor.wishes))
        + weights.institution * _is_same_institution(mentee, mentor)
        + weights.experience * (mentor.experience > 0)
    )


def percent_of_fullest(mentee: MenteeSide, mentor: MentorSide, weights: Weights) -> int:
    """Give the fit in per cent: topics, age and time against all topics, the best age and time.

    Interests, wishes and the rest are a gain above, never a lack.
    """
    fullest = weights.topic * len(mentee.topics) + weights.age + weights.time * MAX_HALF_HOURS
    return 100 if fullest == 0 else min(100, score(mentee, mentor, weights) * 100 // fullest)


def fit_of(mentee: MenteeSide, mentor: MentorSide, weights: Weights) -> Fit:
    """Say the fit in words."""
    percent = percent_of_fullest(mentee, mentor, weights)
    return next(fit for fit, least in FIT_PERCENT.items() if percent >= least)


def facts_of(
    mentee: MenteeSide, mentor: MentorSide, *, is_pinned: bool, topic_names: Mapping[str, str] | None = None
) -> PairFacts:
    """Collect what the reason of a pair is made of; topics in the order of the dictionary."""
    by_mentee, by_mentor = mentor.id in mentee.wishes, mentee.id in mentor.wishes
    wishes = "both" if by_mentee and by_mentor else "mentee" if by_mentee else "mentor" if by_mentor else ""
    return PairFacts(
        covered=topic_labels(mentee.topics & mentor.topics, topic_names),
        uncovered=topic_labels(mentee.topics - mentor.topics, topic_names),
        interests=tuple(sorted(mentee.interests & mentor.interests)),
        ages=mentee.ages,
        band=mentor.ages,
        minutes=mentor.minutes,
        is_pinned=is_pinned,
        wishes=wishes,
        is_same_institution=_is_same_institution(mentee, mentor),
        experience=mentor.experience,
    )


def _needed_points(mentee: MenteeSide, mentor: MentorSide, weights: Weights) -> int:
    half_hours = min(MAX_HALF_HOURS, (mentor.minutes or 0) // 30)
    return (
        weights.topic * len(mentee.topics & mentor.topics)
        + _age_points(mentee, mentor, weights.age)
        + weights.time * half_hours
    )


def _is_same_institution(mentee: MenteeSide, mentor: MentorSide) -> bool:
    return mentee.institution_id is not None and mentee.institution_id == mentor.institution_id


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
