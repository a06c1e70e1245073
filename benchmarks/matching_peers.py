"""One solver on one scored problem in a process of its own: python -P benchmarks/matching_peers.py SOLVER FILE.

Prints {"solver", "seconds", "peak_mb", "matched", "total"}: seconds of the processor for the solve alone, arrays
ready; the memory of the whole process at its top. Nothing but numpy and the solver's own package is imported, so
that packages which cannot live beside the product run in environments of their own.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

Work = Callable[[], np.ndarray]
ENOUGH, TURNS = 2.0, 5
"""Solves are repeated until so many seconds or turns are over; the median counts."""


class Problem:
    """The scored pairs by mentees, and the places."""

    def __init__(self, path: str) -> None:
        arrays = np.load(path)
        self.starts, self.columns, self.scores, self.places = (
            arrays[name] for name in ("starts", "columns", "scores", "places")
        )
        self.n, self.k = self.starts.size - 1, self.places.size
        self.rows = np.repeat(np.arange(self.n), np.diff(self.starts))
        self.useful = np.minimum(self.places, np.bincount(self.columns, minlength=self.k))
        self.top = 10_001
        self.alone = self.top * (min(self.n, self.k) + 2)
        """What a mentee without a mentor costs: more than any chain of pairs."""

    def match_of(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """The mentor of each mentee, -1 for nobody."""
        match = np.full(self.n, -1, np.int64)
        match[rows] = columns
        return match

    def seated(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """The pairs with every place as a column of its own: rows, seats, costs; and the mentor of each seat."""
        first = np.cumsum(self.useful) - self.useful
        each = self.useful[self.columns]
        rank = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
        seats = np.repeat(first[self.columns], each) + rank
        costs = np.repeat(self.top - self.scores.astype(np.int64), each)
        return np.repeat(self.rows, each), seats, costs, np.repeat(np.arange(self.k), self.useful)


def ours(given: Problem) -> Work:
    from nastavnik.rulebook.matching.engine import Pool, solve

    solve(Pool.of([0, 1], [0], [1], [1]), from_places=True)
    solve(Pool.of([0, 1], [0], [1], [1]), from_places=False)
    return lambda: solve(Pool.of(given.starts, given.columns, given.scores, given.places)).match


def _network(given: Problem) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Tails, heads, capacities, costs, supplies: mentees, mentors, one sink; a mentee may go to the sink himself."""
    n, k, sink = given.n, given.k, given.n + given.k
    tail = np.concatenate((given.rows, np.arange(n), np.arange(n, n + k)))
    head = np.concatenate((given.columns + n, np.full(n + k, sink)))
    capacity = np.concatenate((np.ones(given.rows.size + n, np.int64), given.places))
    cost = np.concatenate(
        (given.top - given.scores.astype(np.int64), np.full(n, given.alone), np.zeros(k, np.int64))
    )
    supply = np.concatenate((np.ones(n, np.int64), np.zeros(k, np.int64), [-n]))
    return tail, head, capacity.astype(np.int64), cost, supply


def ortools(given: Problem) -> Work:
    from ortools.graph.python import min_cost_flow

    tail, head, capacity, cost, supply = _network(given)

    def work() -> np.ndarray:
        flow = min_cost_flow.SimpleMinCostFlow()
        arcs = flow.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
        flow.set_nodes_supplies(np.arange(supply.size), supply)
        flow.solve()
        used = np.flatnonzero(flow.flows(arcs)[: given.rows.size])
        return given.match_of(given.rows[used], given.columns[used])

    return work


def lemon(given: Problem) -> Work:
    import pylmcf

    tail, head, capacity, cost, supply = _network(given)
    order = np.lexsort((head, tail))
    back = np.empty_like(order)
    back[order] = np.arange(order.size)

    def work() -> np.ndarray:
        graph = pylmcf.Graph(supply.size, tail[order], head[order])
        graph.set_node_supply(supply)
        graph.set_edge_capacities(capacity[order])
        graph.set_edge_costs(cost[order])
        graph.solve()
        used = np.flatnonzero(np.asarray(graph.result())[back][: given.rows.size])
        return given.match_of(given.rows[used], given.columns[used])

    return work


def scipy_sparse(given: Problem) -> Work:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, seats, costs, mentor = given.seated()
    alone = np.arange(given.n)
    costs = np.concatenate((costs, np.full(given.n, given.alone)))
    shape = (given.n, mentor.size + given.n)
    graph = csr_matrix(
        (costs, (np.concatenate((rows, alone)), np.concatenate((seats, mentor.size + alone)))), shape=shape
    )

    def work() -> np.ndarray:
        matched, chosen = min_weight_full_bipartite_matching(graph)
        placed = chosen < mentor.size
        return given.match_of(matched[placed], mentor[chosen[placed]])

    return work


def _dense(given: Problem) -> tuple[np.ndarray, np.ndarray]:
    rows, seats, costs, mentor = given.seated()
    matrix = np.full((given.n, mentor.size), float(given.alone))
    matrix[rows, seats] = costs
    return matrix, mentor


def _taken(
    given: Problem, matrix: np.ndarray, mentor: np.ndarray, rows: np.ndarray, seats: np.ndarray
) -> np.ndarray:
    placed = matrix[rows, seats] < given.alone
    return given.match_of(rows[placed], mentor[seats[placed]])


def scipy_dense(given: Problem) -> Work:
    from scipy.optimize import linear_sum_assignment

    matrix, mentor = _dense(given)
    return lambda: _taken(given, matrix, mentor, *linear_sum_assignment(matrix))


def lapx(given: Problem) -> Work:
    import lap

    matrix, mentor = _dense(given)

    def work() -> np.ndarray:
        _, seats, _ = lap.lapjv(matrix, extend_cost=True)
        rows = np.flatnonzero(seats >= 0)
        return _taken(given, matrix, mentor, rows, seats[rows])

    return work


def greedy(given: Problem) -> Work:
    def work() -> np.ndarray:
        match, free = [-1] * given.n, given.places.tolist()
        rows, columns = given.rows.tolist(), given.columns.tolist()
        for edge in np.argsort(-given.scores.astype(np.int64), kind="stable").tolist():
            if match[rows[edge]] < 0 and free[columns[edge]]:
                match[rows[edge]] = columns[edge]
                free[columns[edge]] -= 1
        return np.array(match)

    return work


def hospital(given: Problem) -> Work:
    """The package `matching`: stable, each side by the same scores."""
    from matching.games import HospitalResident

    sys.setrecursionlimit(100_000)  # it copies the players by following each to all he ranked

    order = np.lexsort((given.columns, -given.scores.astype(np.int64), given.rows))
    back = np.lexsort((given.rows, -given.scores.astype(np.int64), given.columns))
    useful = set(np.flatnonzero(given.useful > 0).tolist())
    wishes: dict[str, list[str]] = {}
    for row, column in zip(given.rows[order].tolist(), given.columns[order].tolist(), strict=True):
        if column in useful:
            wishes.setdefault(f"e{row}", []).append(f"r{column}")
    ranks: dict[str, list[str]] = {}
    for row, column in zip(given.rows[back].tolist(), given.columns[back].tolist(), strict=True):
        if column in useful:
            ranks.setdefault(f"r{column}", []).append(f"e{row}")
    places = {name: int(given.useful[int(name[1:])]) for name in ranks}

    def work() -> np.ndarray:
        game = HospitalResident.create_from_dictionaries(wishes, ranks, places)
        solved = game.solve()
        chosen = [(int(e.name[1:]), int(r.name[1:])) for r, members in solved.items() for e in members]
        rows, columns = zip(*chosen, strict=True)
        return given.match_of(np.array(rows), np.array(columns))

    return work


def mentor_match(given: Problem) -> Work:
    """The package `mentor-match`: the Hungarian method in plain Python; each place a mentor of its own."""
    from matching import process
    from matching.mentee import Mentee
    from matching.mentor import Mentor

    rows, seats, costs, mentor = given.seated()
    points = {
        (row, seat): given.top - cost
        for row, seat, cost in zip(rows.tolist(), seats.tolist(), costs.tolist(), strict=True)
    }

    class Points:
        def apply(self, one: object) -> int:
            score = points.get((int(one.mentee.email), int(one.mentor.email)))  # type: ignore[attr-defined]
            if score is None:
                one.disallowed = True  # type: ignore[attr-defined]
            return score or 0

    def work() -> np.ndarray:
        mentees = [Mentee(grade=1, email=str(row)) for row in range(given.n)]
        mentors = [Mentor(grade=2, email=str(seat)) for seat in range(mentor.size)]
        process.process_data(mentors, mentees, all_rules=[[Points()]])
        chosen = [(int(one.email), int(one.mentors[0].email)) for one in mentees if one.mentors]
        rows, taken = zip(*chosen, strict=True)
        return given.match_of(np.array(rows), mentor[np.array(taken)])

    return work


SOLVERS = {
    "nastavnik": ours, "ortools": ortools, "lemon": lemon, "scipy-sparse": scipy_sparse, "scipy-dense": scipy_dense,
    "lapx": lapx, "greedy": greedy, "matching": hospital, "mentor-match": mentor_match,
}  # fmt: skip


def _peak() -> float:
    """Megabytes at the top; getrusage would remember the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(solver: str, path: str) -> None:
    given = Problem(path)
    work, taken = SOLVERS[solver](given), []
    while not taken or (len(taken) < TURNS and sum(taken) < ENOUGH):
        started = time.process_time()
        match = work()
        taken.append(time.process_time() - started)
    peak = _peak()
    chosen = match[given.rows] == given.columns
    loads = np.bincount(match[match >= 0], minlength=given.k)
    assert chosen.sum() == (match >= 0).sum(), "a pair that is not admissible"
    assert (loads <= given.places).all(), "a mentor with too many"
    total = int(given.scores[chosen].astype(np.int64).sum())
    print(
        json.dumps(
            {
                "solver": solver,
                "seconds": round(statistics.median(taken), 6),
                "peak_mb": round(peak, 1),
                "matched": int(chosen.sum()),
                "total": total,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
