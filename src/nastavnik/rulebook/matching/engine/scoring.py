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
def _score_all(  # noqa: C901, PLR0912  (a call costs more than a look at a pair)
    mentees: Mentees, mentors: Mentors, rules: Rules, marks: Marks, noted: Shorts, found: Adjacency
) -> None:
    topics, directions, slots, interests, youngest, oldest, person, institution, looks, spans = mentees
    can, works, free, likes, low, high, age, human, house, half_hours, is_experienced = mentors
    strict, gap, lowest, topic, interest, most_interests, weight, time, most_time, wish, same, experience = (
        rules
    )
    others, scores, filled = found.others, found.scores, 0
    for row in range(person.size):
        _note(row, marks, noted, 1)
        first, last, me, home = youngest[row], oldest[row], person[row], institution[row]
        any_direction, any_slot = _is_empty(directions[row]), _is_empty(slots[row])
        fullest = topic * _shared(topics[row], topics[row]) + weight + time * most_time
        for look in range(looks[row], looks[row + 1]):
            for column in range(spans[look, 0], spans[look, 1]):
                met = 0
                for word in range(topics.shape[1]):
                    met += _ones(topics[row, word] & can[column, word])
                if met == 0 or noted[column] == BARRED or me == human[column]:
                    continue
                if first != UNKNOWN:
                    if strict and (last < low[column] or first > high[column]):
                        continue
                    if age[column] != UNKNOWN and age[column] - first < gap:
                        continue
                if not any_slot and _is_apart(slots, row, free, column):
                    continue
                if not any_direction and _is_apart(directions, row, works, column):
                    continue
                points = topic * met + wish * noted[column] + experience * is_experienced[column]
                points += _age_points(first, last, low[column], high[column], weight)
                points += time * min(most_time, half_hours[column])
                alike = 0
                for word in range(interests.shape[1]):
                    alike += _ones(interests[row, word] & likes[column, word])
                points += interest * min(most_interests, alike)
                if home != UNKNOWN and home == house[column]:
                    points += same
                if lowest > 0 and fullest > 0 and points * 100 // fullest < lowest:
                    continue
                others[filled], scores[filled] = column, points
                filled += 1
        _note(row, marks, noted, 0)
        found.starts[row + 1] = filled


@njit(cache=True)
def _note(row: int, marks: Marks, noted: Shorts, is_set: int) -> None:
    """Lay what is said of single pairs by the mentors, or take it away."""
    for index in range(marks.starts[row], marks.starts[row + 1]):
        noted[marks.columns[index]] = marks.values[index] * is_set


@njit(cache=True)
def _is_empty(words: Bits) -> bool:
    return not words.any()


@njit(cache=True)
def _is_apart(one: Bits, row: int, other: Bits, column: int) -> bool:
    """Tell whether the other names something, but nothing in common."""
    is_any = True
    for word in range(one.shape[1]):
        if one[row, word] & other[column, word]:
            return False
        is_any = is_any and other[column, word] == 0
    return not is_any


@njit(cache=True)
def _ones(word: np.uint64) -> int:
    """Count the bits of a word."""
    found = 0
    while word:
        word &= word - np.uint64(1)
        found += 1
    return found


@njit(cache=True)
def _shared(one: Bits, other: Bits) -> int:
    """Count what two sets have in common."""
    found = 0
    for word in range(one.size):
        found += _ones(one[word] & other[word])
    return found


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
