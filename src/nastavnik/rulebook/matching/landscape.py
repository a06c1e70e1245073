"""A solved problem as a graph: what another place, another edge or another mentor would change.

The pairs found are a largest possible set, so by the theorem of Berge one more mentee can be placed exactly
where a path leads from a mentee left over, by turns along an edge outside the pairs and one of the pairs, to a
free place. Every number of mentees helped is found by such paths in the changed graph, never guessed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nastavnik.rulebook.matching.model import Problem
from nastavnik.rulebook.matching.rules import Bar, bars_between, pairs_with_a_topic

Edge = tuple[int, int]
"""(row, column): the places of a mentee and a mentor in the problem."""


@dataclass(frozen=True)
class Change:
    """What is added to the graph: admissible pairs, and places of mentors; a new mentor is a new column."""

    edges: tuple[Edge, ...] = ()
    places: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: Change) -> Change:
        places = dict(self.places)
        for column, count in other.places.items():
            places[column] = places.get(column, 0) + count
        return Change(self.edges + other.edges, places)


@dataclass
class Landscape:
    """The graph of a problem with the pairs chosen (row to column); pinned rows are no part of it.

    `places` by column are what pins and limits leave. `edges` are the admissible pairs; `barred` those with a
    common topic that exactly one rule bars; `held` those of mentees with an obstacle of their own that nothing
    else bars.
    """

    problem: Problem
    places: dict[int, int]
    chosen: dict[int, int]
    edges: dict[int, list[int]]
    barred: dict[Bar, list[Edge]]
    held: dict[int, list[int]]
    pinned: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem) -> Landscape:
        """Look at every pair with a common topic once; nothing is chosen yet."""
        edges: dict[int, list[int]] = defaultdict(list)
        held: dict[int, list[int]] = defaultdict(list)
        barred: dict[Bar, list[Edge]] = defaultdict(list)
        for row, column in pairs_with_a_topic(problem):
            mentee = problem.mentees[row]
            bars = bars_between(mentee, problem.mentors[column], problem)
            if not bars:
                (held if mentee.obstacle else edges)[row].append(column)
            elif len(bars) == 1 and not mentee.obstacle:
                barred[bars[0]].append((row, column))
        places = {c: mentor.free_within(problem.limits) for c, mentor in enumerate(problem.mentors)}
        return cls(problem, places, {}, edges, barred, held)

    def pin(self, pinned: Mapping[int, int]) -> None:
        """Take the pinned rows out, with their places."""
        for row, column in pinned.items():
            self.edges.pop(row, None)
            self.places[column] = max(0, self.places[column] - 1)
        for bar, found in self.barred.items():
            self.barred[bar] = [edge for edge in found if edge[0] not in pinned]
        self.pinned = dict(pinned)

    @cached_property
    def left(self) -> tuple[int, ...]:
        """Rows that could be placed but are not: with a topic, without an obstacle of their own."""
        return tuple(
            row
            for row, mentee in enumerate(self.problem.mentees)
            if row not in self.chosen and mentee.topics and not mentee.obstacle and row not in self.pinned
        )

    @cached_property
    def leading(self) -> frozenset[int]:
        """Columns that have a free place, or whose mentees could make one by moving on."""
        return _Rematch(self, Change()).leading()

    def gain(self, change: Change) -> int:
        """Give how many mentees more would be placed after the change, nobody placed now losing his place."""
        columns = {column for _, column in change.edges}
        if len(columns) == 1 and not change.places and not columns & self.leading:
            return 0  # a path passes a mentor once, and from this one no path leads on
        return _Rematch(self, change).gain(self.left)

    def helped(self, change: Change) -> frozenset[int]:
        """Give the rows left over of whom any could be placed after the change, each taken alone."""
        return _Rematch(self, change).reaching(self.left)

    def can_place(self, row: int, columns: Iterable[int]) -> bool:
        """Tell whether a mentee who may go to these mentors could be placed, nobody losing his place."""
        change = Change(tuple((row, column) for column in columns))
        return bool(_Rematch(self, change).reaching((row,)))


class _Rematch:
    """The pairs of a landscape in a changed graph, to be made more by augmenting paths."""

    def __init__(self, land: Landscape, change: Change) -> None:
        self.edges = land.edges
        self.added: dict[int, list[int]] = defaultdict(list)
        for row, column in change.edges:
            self.added[row].append(column)
        self.places = dict(land.places)
        for column, count in change.places.items():
            self.places[column] = self.places.get(column, 0) + count
        self.chosen = dict(land.chosen)
        self.members: dict[int, set[int]] = defaultdict(set)
        for row, column in self.chosen.items():
            self.members[column].add(row)
        self.dead: set[int] = set()

    def gain(self, rows: Iterable[int]) -> int:
        """Place as many of the rows as possible.

        One search from each is enough, and columns of a search that failed lead nowhere later either.
        """
        return sum(self._place(row) for row in rows)

    def _place(self, start: int) -> bool:
        came: dict[int, int] = {}
        waiting = deque([start])
        while waiting:
            row = waiting.popleft()
            fresh = [c for c in self._columns(row) if c not in came and c not in self.dead]
            came.update(dict.fromkeys(fresh, row))
            for column in fresh:
                if len(self.members[column]) < self.places[column]:
                    self._turn(column, came)
                    return True
            for column in fresh:
                waiting.extend(sorted(self.members[column]))
        self.dead.update(came)
        return False

    def _turn(self, column: int, came: Mapping[int, int]) -> None:
        """Move everybody along the path found, back to its beginning."""
        while True:
            row = came[column]
            before = self.chosen.get(row)
            self.members[column].add(row)
            self.chosen[row] = column
            if before is None:
                return
            self.members[before].discard(row)
            column = before

    def reaching(self, rows: Iterable[int]) -> frozenset[int]:
        """Give those of the rows from which a path leads to a free place."""
        leading = self.leading()
        return frozenset(row for row in rows if not leading.isdisjoint(self._columns(row)))

    def leading(self) -> frozenset[int]:
        """Give the columns from which a path leads to a free place, by going back from all free ones."""
        takers: dict[int, list[int]] = defaultdict(list)
        for source in (self.edges, self.added):
            for row, columns in source.items():
                for column in columns:
                    takers[column].append(row)
        open_columns = [c for c, count in self.places.items() if len(self.members[c]) < count]
        seen_columns, seen_rows = set(open_columns), set[int]()
        waiting = deque(open_columns)
        while waiting:
            for row in takers[waiting.popleft()]:
                if row in seen_rows:
                    continue
                seen_rows.add(row)
                before = self.chosen.get(row)
                if before is not None and before not in seen_columns:
                    seen_columns.add(before)
                    waiting.append(before)
        return frozenset(seen_columns)

    def _columns(self, row: int) -> list[int]:
        known = self.edges.get(row, [])
        return known + self.added[row] if row in self.added else known
