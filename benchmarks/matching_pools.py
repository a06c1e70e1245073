"""Made-up sides of five sizes, from fixed seeds: what a whole region puts to the search for pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nastavnik.rulebook.matching.engine import Pool
from nastavnik.rulebook.matching.engine.scoring import scored_pairs
from nastavnik.rulebook.matching.engine.sides import Marks, Mentees, Mentors, Rules

SEED = 2026
PLACES = 1.05
FORMS = (0.7, 0.2, 0.1)
VIRTUAL = 0.18
"""The part of mentors who work at a distance, for any municipality."""
TOPICS, SLOTS, INTERESTS = 24, 10, 30
RULES = Rules(
    is_age_strict=True, age_gap=2, lowest_percent=0, topic=1493, interest=457, most_interests=3, age=1103, time=277,
    most_time=4, wish=0, same_institution=653, experience=397,
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """Mentees, mentors, municipalities."""

    mentees: int
    mentors: int
    municipalities: int


SIZES = {
    "school": Size(300, 100, 1),
    "city": Size(3_000, 1_000, 3),
    "irkutsk": Size(10_000, 3_000, 5),
    "volgograd": Size(18_146, 5_401, 4),
    "country": Size(100_000, 30_000, 8),
}


@dataclass(frozen=True)
class Made:
    """Both sides, the pairs forbidden, the places."""

    mentees: Mentees
    mentors: Mentors
    marks: Marks
    places: np.ndarray

    def pool(self) -> Pool:
        """Score the admissible pairs."""
        return Pool.of(*scored_pairs(self.mentees, self.mentors, RULES, self.marks), self.places)

    def unblocked(self) -> Mentees:
        """The same mentees, who look at every mentor there is."""
        rows, columns = self.mentees.person.size, self.mentors.person.size
        spans = np.tile(np.array([[0, columns]], np.int32), (rows, 1))
        # The block says form and municipality: without blocks they are rules of a pair, said by directions.
        return self.mentees._replace(looks=np.arange(rows + 1), spans=spans)


def made_of(size: Size, places: float = PLACES, seed: int = SEED) -> Made:
    """A bad year: some topics in great demand, one city with nearly half of everybody, places unevenly dealt."""
    chance = np.random.default_rng((seed, size.mentees))
    form, city = _blocks(chance, size.mentors, size.municipalities)
    city[chance.random(size.mentors) < VIRTUAL] = size.municipalities
    order = np.lexsort((city, form))
    form, city = form[order], city[order]
    mentors = _mentors(chance, size, form, city)
    mentees = _mentees(chance, size, form, city)
    barred = chance.integers(0, size.mentors, (size.mentees, 1)).astype(np.int32)
    marks = Marks(np.arange(size.mentees + 1), barred.ravel(), np.full(size.mentees, -1, np.int32))
    dealt = np.bincount(chance.integers(0, size.mentors, int(size.mentees * places)), minlength=size.mentors)
    return Made(mentees, mentors, marks, dealt.astype(np.int32))


def _blocks(chance: np.random.Generator, count: int, municipalities: int) -> tuple[np.ndarray, np.ndarray]:
    shares = 1.0 / np.arange(1, municipalities + 1)
    form = chance.choice(len(FORMS), count, p=FORMS)
    return form, chance.choice(municipalities, count, p=shares / shares.sum())


def _bits(chance: np.random.Generator, count: int, of: int, most: int, demand: float = 0.0) -> np.ndarray:
    """Sets of one to `most` out of `of`, the first asked for more where there is demand."""
    shares = 1.0 / (1 + np.arange(of)) ** demand
    drawn = chance.choice(of, (count, most), p=shares / shares.sum())
    kept = np.arange(most) < chance.integers(1, most + 1, (count, 1))
    return np.bitwise_or.reduce(np.where(kept, 1 << drawn, 0), axis=1).astype(np.uint64)[:, None]


def _mentors(chance: np.random.Generator, size: Size, form: np.ndarray, city: np.ndarray) -> Mentors:
    count = size.mentors
    low = chance.integers(7, 13, count)
    return Mentors(
        topics=_bits(chance, count, TOPICS, 14),
        directions=_places_and_forms(form, city, size.municipalities),
        slots=_bits(chance, count, SLOTS, 8),
        interests=_bits(chance, count, INTERESTS, 6),
        low=low.astype(np.int32),
        high=(low + chance.integers(5, 12, count)).astype(np.int32),
        age=np.where(form == 0, chance.integers(15, 19, count), chance.integers(20, 60, count)).astype(
            np.int32
        ),
        person=size.mentees + np.arange(count, dtype=np.int64),
        institution=city * 1000 + chance.integers(0, 40, count),
        half_hours=chance.integers(0, 5, count).astype(np.int32),
        is_experienced=chance.integers(0, 2, count).astype(np.int32),
    )


def _mentees(
    chance: np.random.Generator, size: Size, mentor_form: np.ndarray, mentor_city: np.ndarray
) -> Mentees:
    count = size.mentees
    form, city = _blocks(chance, count, size.municipalities)
    key, wanted = mentor_form * 1000 + mentor_city, form * 1000 + city
    ranges = [
        (np.searchsorted(key, block, "left"), np.searchsorted(key, block, "right"))
        for block in (wanted, form * 1000 + size.municipalities)
    ]
    age = chance.integers(7, 18, count).astype(np.int32)
    directions = _places_and_forms(form, city, size.municipalities)
    directions |= _places_and_forms(form, np.full_like(city, size.municipalities), size.municipalities)
    return Mentees(
        topics=_bits(chance, count, TOPICS, 3, demand=0.9),
        directions=directions,
        slots=_bits(chance, count, SLOTS, 8),
        interests=_bits(chance, count, INTERESTS, 6),
        youngest=age,
        oldest=age + chance.integers(0, 2, count).astype(np.int32),
        person=np.arange(count, dtype=np.int64),
        institution=city * 1000 + chance.integers(0, 40, count),
        looks=2 * np.arange(count + 1),
        spans=np.stack([np.stack(one, axis=1) for one in ranges], axis=1).reshape(-1, 2).astype(np.int32),
    )


def _places_and_forms(form: np.ndarray, city: np.ndarray, municipalities: int) -> np.ndarray:
    """Form and municipality as one direction, so that a look at every pair finds the same pairs."""
    place = form * (municipalities + 1) + city
    words = len(FORMS) * (municipalities + 1) // 64 + 1
    bits = np.zeros((form.size, words), np.uint64)
    bits[np.arange(form.size), place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)
    return bits
