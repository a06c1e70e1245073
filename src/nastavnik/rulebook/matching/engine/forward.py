"""A mentee looks for a place: the shortest augmenting path from a row, prices of mentors only rising.

Distances are absolute: cost and price of the mentee who looks, then reduced costs. Whoever is passed over on the
way may be left alone for his penalty, so a search always ends.
"""

import numpy as np
from numba import njit

from nastavnik.rulebook.matching.engine.kernel import (
    END,
    FINISHED,
    VERSION,
    WHOLE,
    cost_of,
    list_nearest,
    loosen,
    pop,
    push,
)
from nastavnik.rulebook.matching.engine.state import (
    FAR,
    LISTED,
    NOBODY,
    Adjacency,
    Flags,
    Ints,
    Lists,
    Scale,
    Search,
    State,
    Way,
)


@njit(cache=True)
def place_rows(
    order: Ints, rows: Adjacency, state: State, scale: Scale, lists: Lists, search: Search
) -> None:
    """Place the mentees one after another."""
    is_full = state.load >= state.places
    for row in order:
        find_place(row, rows, state, scale, lists, search, is_full)
        raise_prices(state, search)
        move_up(row, rows, state, scale, search, is_full)


@njit(cache=True)
def place_again(
    row: int,
    pairs: tuple[Adjacency, Adjacency],
    state: State,
    scale: Scale,
    lists: tuple[Lists, Lists],
    search: Search,
) -> None:
    """Place one mentee, keeping the lists of both sides true; `pairs` and `lists` are those of rows, of columns."""
    is_full = state.load >= state.places
    find_place(row, pairs[0], state, scale, lists[0], search, is_full)
    raise_prices(state, search)
    for index in range(search.counts[FINISHED]):
        column = search.finished[index]
        first = state.seats[column]
        for member in state.members[first : first + state.load[column]]:
            loosen(member, pairs[0], scale, -state.worth[member], lists[1])
    move_up(row, pairs[0], state, scale, search, is_full)
    loosen(row, pairs[0], scale, -state.worth[row], lists[1])


@njit(cache=True)
def find_place(  # noqa: C901, PLR0912, PLR0915  (a call costs as much as a turn of the loop)
    start: int, rows: Adjacency, state: State, scale: Scale, lists: Lists, search: Search, is_full: Flags
) -> None:
    """Find the mentee's shortest way to a place, or to somebody who is left alone."""
    _, _, worth, penalty, places, taken, load, price, seats, members = state
    slope = scale.slope
    listed, costs, sizes, thresholds, versions = lists
    distance, from_row, _, finished, bases, heap, keys, place, counts = search
    version, columns = counts[VERSION], price.size
    best, end, size, done = FAR, NOBODY, 0, 0
    node, far, first, last = NOBODY, 0, 0, 1
    while True:
        for index in range(first, last):
            is_beyond = node >= columns
            row = start if node < 0 else node - columns if is_beyond else members[index]
            base = 0 if node < 0 else bases[row] if is_beyond else far - worth[row]
            if is_beyond or versions[row] != version:
                list_nearest(row, rows, scale, price, 1, is_full, lists)
                versions[row] = version
            if base + penalty[row] < best:
                best, end = base + penalty[row], -2 - row
            for entry in range(row * LISTED, row * LISTED + sizes[row]):
                # Unsigned, an index needs no look whether it counts from the end.
                column: int = np.uint32(listed[np.uint64(entry)])  # type: ignore[assignment]
                way = base + costs[np.uint64(entry)] + price[column]
                if way < best and way < distance[column]:
                    distance[column], from_row[column] = way, row
                    if load[column] < places[column]:
                        whole = way - price[column] + slope * (taken[column] + load[column])
                        if whole < best:
                            best, end = whole, column
                    size = push(column, way, heap, keys, place, size)
            if is_beyond:
                best, end, _, size = look_at_all(
                    row, base, rows, state, scale, search, Way(best, end, NOBODY, size)
                )
            elif base + thresholds[row] < best:
                bases[row] = base
                size = push(columns + row, base + thresholds[row], heap, keys, place, size)
        if size == 0 or keys[0] >= best:
            break
        node, far = heap[0], keys[0]
        size = pop(heap, keys, place, size)
        first, last = 0, 1
        if node < columns:
            first, last = seats[node], seats[node] + load[node]
            finished[done] = node
            done += 1
    for index in range(size):
        place[heap[index]] = -1
        if heap[index] < columns:
            distance[heap[index]] = FAR
    counts[FINISHED], counts[WHOLE], counts[END] = done, best, end


@njit(cache=True)
def look_at_all(
    row: int, base: int, rows: Adjacency, state: State, scale: Scale, search: Search, way: Way
) -> Way:
    """Relax every mentor of a mentee whose list is not enough; the best whole way, its end, the size of the heap."""
    best, end, before, size = way
    for edge in range(rows.starts[row], rows.starts[row + 1]):
        column = rows.others[edge]
        far = base + scale.unit * (scale.top - np.int64(rows.scores[edge])) + state.price[column]
        if far < best and far < search.distance[column]:
            search.distance[column], search.from_row[column] = far, row
            if state.load[column] < state.places[column]:
                whole = far - state.price[column] + scale.slope * (state.taken[column] + state.load[column])
                if whole < best:
                    best, end = whole, column
            size = push(column, far, search.heap, search.keys, search.place, size)
    return Way(best, end, before, size)


@njit(cache=True)
def raise_prices(state: State, search: Search) -> None:
    """Raise the prices of mentors passed, and the worth of their mentees with them."""
    price, worth = state.price, state.worth
    for index in range(search.counts[FINISHED]):
        column = search.finished[index]
        more = search.counts[WHOLE] - search.distance[column]
        search.distance[column] = FAR
        if more > 0:
            price[column] += more
            first = state.seats[column]
            for member in range(first, first + state.load[column]):
                worth[state.members[member]] += more


@njit(cache=True)
def move_up(start: int, rows: Adjacency, state: State, scale: Scale, search: Search, is_full: Flags) -> None:
    """Move everybody along the way found: the last to the free place, or out; each next into the slot left."""
    match, slot = state.match, state.slot
    column = search.counts[END]
    if column < 0:
        out = -2 - column
        column, left = match[out], slot[out]
        match[out] = NOBODY
        state.worth[out] = state.penalty[out]
        if out == start:
            return
    else:
        left = state.load[column]
        state.load[column] += 1
        is_full[column] = state.load[column] >= state.places[column]
    while True:
        row = search.from_row[column]
        before, left_before = match[row], slot[row]
        match[row], slot[row] = column, left
        state.members[state.seats[column] + left] = row
        state.worth[row] = state.price[column] + cost_of(row, column, rows, scale)
        if row == start:
            return
        column, left = before, left_before
