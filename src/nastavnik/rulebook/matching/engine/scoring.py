"""Admissible pairs and their scores, block by block: the rules and points of `rules` and `scoring` once more, compiled.

A test holds both equal. Only pairs inside the blocks of a mentee are looked at; the cheapest rules come first.
"""

import numpy as np
from numba import njit

from nastavnik.rulebook.matching.engine.sides import UNKNOWN, Bits, Marks, Mentees, Mentors, Rules
from nastavnik.rulebook.matching.engine.state import Adjacency, Shorts

BARRED = -1
ANY_AGE = 120
"""A wished age from 0 or up to this is no wish, as in `scoring`."""


def scored_pairs(mentees: Mentees, mentors: Mentors, rules: Rules, marks: Marks) -> Adjacency:
    """Give every admissible pair with its score, by mentees.

    Room is taken for all that may come; memory that nothing is written to costs nothing.
    """
    room = int((mentees.spans[:, 1].astype(np.int64) - mentees.spans[:, 0]).sum())
    others, scores = np.empty(room, np.int32), np.empty(room, np.int16)
    starts = np.zeros(mentees.person.size + 1, np.int64)
    noted = np.zeros(mentors.person.size, np.int32)
    _score_all(mentees, mentors, rules, marks, noted, Adjacency(starts, others, scores))
    return Adjacency(starts, others[: starts[-1]], scores[: starts[-1]])


@njit(cache=True)
def _score_all(
    mentees: Mentees, mentors: Mentors, rules: Rules, marks: Marks, noted: Shorts, found: Adjacency
) -> None:
    filled = 0
    topics, mentor_topics, others, scores = mentees.topics, mentors.topics, found.others, found.scores
    for row in range(mentees.person.size):
        _note(row, marks, noted, 1)
        for look in range(mentees.looks[row], mentees.looks[row + 1]):
            for column in range(mentees.spans[look, 0], mentees.spans[look, 1]):
                if not _meet(row, column, topics, mentor_topics):
                    continue
                points = _points(row, column, mentees, mentors, rules, noted[column])
                if points != BARRED:
                    others[filled] = column
                    scores[filled] = points
                    filled += 1
        _note(row, marks, noted, 0)
        found.starts[row + 1] = filled


@njit(cache=True)
def _note(row: int, marks: Marks, noted: Shorts, is_set: int) -> None:
    """Lay what is said of single pairs by the mentors, or take it away."""
    for index in range(marks.starts[row], marks.starts[row + 1]):
        noted[marks.columns[index]] = marks.values[index] * is_set


@njit(cache=True, inline="always")
def _meet(row: int, column: int, one: Bits, other: Bits) -> bool:
    """Tell whether two sets have something in common."""
    for word in range(one.shape[1]):
        if one[row, word] & other[column, word]:
            return True
    return False


@njit(cache=True)
def _is_empty(row: int, sets: Bits) -> bool:
    for word in range(sets.shape[1]):
        if sets[row, word]:
            return False
    return True


@njit(cache=True)
def _count(row: int, column: int, one: Bits, other: Bits) -> int:
    """Give how much two sets have in common."""
    found = 0
    for word in range(one.shape[1]):
        both = one[row, word] & other[column, word]
        while both:
            both &= both - np.uint64(1)
            found += 1
    return found


@njit(cache=True)
def _suits(row: int, column: int, one: Bits, other: Bits) -> bool:
    """Tell whether both name something common, or one of them names nothing."""
    return _meet(row, column, one, other) or _is_empty(row, one) or _is_empty(column, other)


@njit(cache=True)
def _points(row: int, column: int, mentees: Mentees, mentors: Mentors, rules: Rules, note: int) -> int:
    """Give the score of a pair with a common topic, or that a rule bars it."""
    if note == BARRED or mentees.person[row] == mentors.person[column]:
        return BARRED
    youngest, oldest, low, high = mentees.youngest[row], mentees.oldest[row], mentors.low[column], mentors.high[column]
    if rules.is_age_strict and youngest != UNKNOWN and (oldest < low or youngest > high):
        return BARRED
    if youngest != UNKNOWN and mentors.age[column] != UNKNOWN and mentors.age[column] - youngest < rules.age_gap:
        return BARRED
    if not _suits(row, column, mentees.slots, mentors.slots):
        return BARRED
    if not _suits(row, column, mentees.directions, mentors.directions):
        return BARRED
    points = rules.topic * _count(row, column, mentees.topics, mentors.topics) + rules.wish * note
    points += _age_points(youngest, oldest, low, high, rules.age)
    points += rules.time * min(rules.most_time, mentors.half_hours[column])
    points += rules.interest * min(rules.most_interests, _count(row, column, mentees.interests, mentors.interests))
    if mentees.institution[row] != UNKNOWN and mentees.institution[row] == mentors.institution[column]:
        points += rules.same_institution
    points += rules.experience * mentors.is_experienced[column]
    if rules.lowest_percent > 0:
        fullest = rules.topic * _count(row, row, mentees.topics, mentees.topics) + rules.age + rules.time * rules.most_time
        if fullest > 0 and points * 100 // fullest < rules.lowest_percent:
            return BARRED
    return points


@njit(cache=True)
def _age_points(youngest: int, oldest: int, low: int, high: int, weight: int) -> int:
    """Give all points in the middle of the wished ages, half of them at the edges or where nothing is wished."""
    if youngest == UNKNOWN or low <= 0 or high >= ANY_AGE:
        return weight // 2
    first, last = max(youngest, low), min(oldest, high)
    if first > last:
        return 0
    if low == high:
        return weight
    off = abs(2 * first - low - high)
    for age in range(first + 1, last + 1):
        off = min(off, abs(2 * age - low - high))
    return weight - (weight * off) // (2 * (high - low))
