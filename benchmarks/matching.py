"""The exact proposal against a plain greedy hand: what exactness costs and what it gives."""

from __future__ import annotations

import random
from collections import Counter

from benchmarks.measuring import Table, medians, milliseconds, times
from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching import MenteeSide, MentorSide, Problem, propose
from nastavnik.rulebook.matching.rules import admissible_pairs
from nastavnik.rulebook.matching.scoring import score
from nastavnik.rulebook.topics import TOPICS

SIZES = ((60, 20), (300, 100), (1_000, 300))
SEED = 2026
PLACES_PER_MENTEE = 1.05
INTERESTS = ("шахматы", "походы", "театр", "лыжи", "музыка", "кино", "рисование", "волейбол")
BANDS = (AgeBand(), AgeBand(10, 13), AgeBand(12, 16), AgeBand(14), AgeBand(0, 12))
HEADS = (
    "mentees × mentors",
    "apt pairs",
    "propose",
    "greedy",
    "time",
    "placed, ours : greedy",
    "points, ours : greedy",
)
Chosen = list[tuple[int, int, int]]


def problem_of(mentees: int, mentors: int, seed: int = SEED) -> Problem:
    """A school or a town in a bad year: hardly more places than children, some topics in great demand."""
    chance = random.Random(seed + mentees)
    codes = [topic.code for topic in TOPICS]
    asked = [1.0 / (1 + place) for place in range(len(codes))]
    offered = [1.0] * len(codes)
    places = Counter(chance.randrange(mentors) for _ in range(int(mentees * PLACES_PER_MENTEE) - mentors))

    def some(weights: list[float]) -> frozenset[str]:
        return frozenset(chance.choices(codes, weights, k=chance.randint(1, 3)))

    def interests() -> frozenset[str]:
        return frozenset(chance.sample(INTERESTS, chance.randint(0, 2)))

    children = tuple(
        MenteeSide(
            number, number, some(asked), interests(), chance.choice(((), (11,), (13,), (14, 15), (16,)))
        )
        for number in range(1, mentees + 1)
    )
    grown = tuple(
        MentorSide(
            number, mentees + number, some(offered), interests(), chance.choice(BANDS),
            places=1 + places[number - 1], minutes=chance.choice((None, 30, 60, 120)), label="Котова М. И.",
            competences="математика, подготовка к экзаменам",
        )
        for number in range(1, mentors + 1)
    )  # fmt: skip
    return Problem(children, grown)


def greedy(problem: Problem) -> Chosen:
    """As by hand: the pair with most points first, then the next of those still free."""
    ranked = sorted(
        (-score(problem.mentees[row], problem.mentors[column], problem.weights), row, column)
        for row, column in admissible_pairs(problem)
    )
    placed: set[int] = set()
    loads: Counter[int] = Counter()
    chosen: Chosen = []
    for points, row, column in ranked:
        if row not in placed and loads[column] < problem.mentors[column].places:
            placed.add(row)
            loads[column] += 1
            chosen.append((row, column, -points))
    return chosen


def points_of(chosen: Chosen, problem: Problem) -> int:
    """The total as a proposal reckons it: points of the pairs less those for uneven load."""
    loads = Counter(column for _, column, _ in chosen)
    uneven = sum(load * (load - 1) // 2 for load in loads.values())
    return sum(points for *_, points in chosen) - problem.weights.balance * uneven


def measure() -> list[Table]:
    """Compares both on problems of a school, a town and a district."""
    return [
        Table(
            "Matching: rulebook.matching.propose, reasons in words included, against greedy", HEADS, _rows()
        )
    ]


def _rows() -> list[list[str]]:
    rows = []
    for size in SIZES:
        problem = problem_of(*size)
        ours, theirs = propose(problem), greedy(problem)
        taken = medians({"propose": lambda p=problem: propose(p), "greedy": lambda p=problem: greedy(p)})
        rows.append(
            [
                f"{size[0]:,} × {size[1]:,}",
                f"{sum(1 for _ in admissible_pairs(problem)):,}",
                milliseconds(taken["propose"]),
                milliseconds(taken["greedy"]),
                times(taken["propose"], taken["greedy"]),
                f"{len(ours.pairs):,} : {len(theirs):,}",
                f"{ours.total:,} : {points_of(theirs, problem):,}",
            ]
        )
    return rows
