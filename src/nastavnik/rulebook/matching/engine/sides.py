"""Both sides of a programme as arrays, and the hard rules and weights as numbers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nastavnik.rulebook.matching.engine.state import Ints, Shorts

Bits = NDArray[np.uint64]
"""Sets as bits: a row of words for each participant."""
UNKNOWN = -1


class Mentees(NamedTuple):
    """What the rules ask of mentees. Empty directions and slots mean any; ages, institution -1: unknown.

    `spans` are the mentors looked at, mentee by mentee: spans[looks[n]:looks[n + 1]] are (first, behind the last) of
    contiguous mentors, growing: blocks that no hard rule shuts as a whole.
    """

    topics: Bits
    directions: Bits
    slots: Bits
    interests: Bits
    youngest: Shorts
    oldest: Shorts
    person: Ints
    institution: Ints
    looks: Ints
    spans: Shorts


class Mentors(NamedTuple):
    """What the rules ask of mentors: `low` and `high` are the wished ages, `age` the oldest he may be."""

    topics: Bits
    directions: Bits
    slots: Bits
    interests: Bits
    low: Shorts
    high: Shorts
    age: Shorts
    person: Ints
    institution: Ints
    half_hours: Shorts
    is_experienced: Shorts


class Rules(NamedTuple):
    """Limits and weights; `age_gap` -1: none. `interests` shared are counted up to `most_interests`."""

    is_age_strict: bool
    age_gap: int
    lowest_percent: int
    topic: int
    interest: int
    most_interests: int
    age: int
    time: int
    most_time: int
    wish: int
    same_institution: int
    experience: int


class Marks(NamedTuple):
    """What is said of single pairs, by rows: columns[starts[row]:starts[row + 1]], with a value for each.

    The value is the number of sides who named the other; -1: the pair is forbidden.
    """

    starts: Ints
    columns: Shorts
    values: Shorts
