"""The exact proposal against a plain greedy hand: what exactness costs and what it gives.

`python -m benchmarks.matching --size volgograd --peers ortools,scipy-sparse [--places 1.05] [--json]` measures the
engine of a whole region against other solvers on the very same scored problem, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks.matching_pools import PLACES, RULES, SIZES, Made, made_of
from benchmarks.measuring import Table, medians, milliseconds, times
from nastavnik.rulebook.ages import AgeBand
from nastavnik.rulebook.matching import MenteeSide, MentorSide, Problem, propose
from nastavnik.rulebook.matching.engine import Living, Pool, certify, solve
from nastavnik.rulebook.matching.engine.scoring import scored_pairs
from nastavnik.rulebook.matching.rules import admissible_pairs
from nastavnik.rulebook.matching.scoring import score
from nastavnik.rulebook.topics import TOPICS

PROPOSED = ((60, 20), (300, 100), (1_000, 300))
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
    for size in PROPOSED:
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


PEERS = ("ortools", "lemon", "scipy-sparse", "scipy-dense", "lapx", "greedy", "matching", "mentor-match")
APART = {"matching": "matching==1.4.3", "mentor-match": "mentor-match==7.0.1"}
"""Packages that install a module of the same name: each lives in an environment of its own."""
WORKER = Path(__file__).with_name("matching_peers.py")
PYTHON = Path(sys.executable)


def against_peers(size: str, peers: list[str], places: float) -> list[dict[str, object]]:
    """Solve one problem by the engine and by each peer; a peer that cannot is told on stderr and left out."""
    pool = made_of(SIZES[size], places).pool()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.npz"
        starts, columns, scores = pool.pairs
        np.savez(path, starts=starts, columns=columns, scores=scores, places=pool.places)
        found = [_solved(solver, path) for solver in ("nastavnik", *peers)]
    told = [one for one in found if one is not None]
    return [
        {
            "solver": one["solver"],
            "size": size,
            "seconds": one["seconds"],
            "peak_mb": one["peak_mb"],
            "matched": one["matched"],
            "total": one["total"],
            "gap": _gap(one, told[0]),
        }
        for one in told
    ]


def _gap(one: dict[str, object], best: dict[str, object]) -> dict[str, int] | int:
    """How far an answer is from the certified best: 0, or the pairs and points fewer."""
    pairs, points = (int(best[key]) - int(one[key]) for key in ("matched", "total"))  # type: ignore[call-overload]
    return {"pairs": pairs, "points": points} if pairs or points else 0


def _solved(solver: str, path: Path) -> dict[str, object] | None:
    run = subprocess.run(
        [str(_python_for(solver)), "-P", str(WORKER), solver, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": "" if solver in APART else os.pathsep.join(["src", *sys.path])},
    )
    if run.returncode:
        print(f"{solver}: {(run.stderr.strip().splitlines() or ['failed'])[-1]}", file=sys.stderr)
        return None
    return dict(json.loads(run.stdout))


def _python_for(solver: str) -> Path:
    """The interpreter that has the solver; makes the environment of one that must live apart."""
    if solver not in APART:
        return PYTHON
    home = Path("var") / "bench" / solver
    if not (home / "done").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run(
            [str(home / "bin" / "pip"), "install", "-q", "numpy", APART[solver]], check=True, stdout=2
        )
        (home / "done").touch()
    return home / "bin" / "python"


def whole_run(made: Made) -> Table:
    """The parts of one run of the engine: scoring, solving, certificate, one change; and what bounds them."""
    pool = made.pool()
    solution = solve(pool)
    taken = {
        "scoring": _median(made.pool),
        "solve": _median(lambda: solve(pool)),
        "certificate": _median(lambda: certify(pool, solution)),
        "one pin or ban": _changes(pool),
        "reading the scored pairs once": _median(lambda: (pool.pairs.others.sum(), pool.pairs.scores.sum())),
    }
    whole = taken["scoring"] + taken["solve"] + taken["certificate"]
    if pool.rows <= SIZES["volgograd"].mentees:
        look = _median(lambda: scored_pairs(made.unblocked(), made.mentors, RULES, made.marks), turns=1)
        taken["a look at every pair"] = look
        taken["the whole run"] = whole
    rows = [[name, milliseconds(seconds), times(seconds, taken["solve"])] for name, seconds in taken.items()]
    certificate = certify(pool, solution)
    proof = f"gap {certificate.gap}, {'valid' if certificate.is_valid else 'NOT VALID'}"
    title = f"{pool.rows:,} × {pool.columns:,}, {pool.pairs.others.size:,} admissible pairs, {proof}"
    return Table(title, ("part", "time", "of the solve"), rows)


def _median(work: object, turns: int = 5) -> float:
    taken = []
    for _ in range(turns):
        started = time.process_time()
        work()  # type: ignore[operator]
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def _changes(pool: Pool, count: int = 200) -> float:
    """Median of random pins and bans, each on the answer that the one before left."""
    chance, taken = random.Random(SEED), []
    living = Living(pool)
    for number in range(count):
        match = living.match
        row = chance.choice([row for row in np.flatnonzero(match >= 0).tolist() if row not in living.pinned])
        columns = pool.pairs.others[pool.pairs.starts[row] : pool.pairs.starts[row + 1]].tolist()
        free = [column for column in columns if living.free_places(column)]
        started = time.process_time()
        if number % 2 and free:
            living.pin(row, chance.choice(free))
        else:
            living.ban(row, int(match[row]))
        taken.append(time.process_time() - started)
    return statistics.median(taken[1:])


def main(arguments: list[str] | None = None) -> int:
    """Prints the table of one size, or the list of solvers as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="city")
    parser.add_argument(
        "--peers", default="ortools,scipy-sparse,greedy", help=f"of {', '.join(PEERS)}; «none»"
    )
    parser.add_argument("--places", type=float, default=PLACES, help="places per mentee")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    peers = [name for name in asked.peers.split(",") if name and name != "none"]
    if unknown := set(peers) - set(PEERS):
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    found = against_peers(asked.size, peers, asked.places)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    ours = found[0]
    heads = ("solver", "seconds", "of ours", "peak MB", "of ours", "matched", "total", "gap")
    rows = [
        [
            str(one["solver"]),
            f"{one['seconds']:.4f}",
            times(float(one["seconds"]), float(ours["seconds"])),  # type: ignore[arg-type]
            f"{one['peak_mb']:,.0f}",
            times(float(one["peak_mb"]), float(ours["peak_mb"])),  # type: ignore[arg-type]
            f"{one['matched']:,}",
            f"{one['total']:,}",
            str(one["gap"]),
        ]
        for one in found
    ]
    print(Table(f"{asked.size}, {asked.places} places per mentee", heads, rows), end="\n\n")
    print(whole_run(made_of(SIZES[asked.size], asked.places)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
