"""A place looks for a mentee: the shortest way back from a mentor with a free place, prices only falling.

Whoever is called away from another mentor frees a place there, which looks on; the way ends at a mentee who stood
alone, or where a free place has no taker and the price falls to what the place costs.
"""

import numpy as np
from numba import njit

from nastavnik.rulebook.matching.engine.kernel import (
    BEFORE,
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
def fill_places(
    order: Ints, columns: Adjacency, state: State, scale: Scale, lists: Lists, search: Search
) -> None:
    """Fill the places of the mentors, until each is full or its price is that of its next place."""
    is_placed = state.match >= 0
    for column in order:
        while state.load[column] < state.places[column]:
            cost = scale.slope * (state.taken[column] + state.load[column])
            if state.price[column] <= cost:
                break
            find_taker(column, cost, columns, state, scale, lists, search, is_placed)
            lower_prices(state, search)
            move_back(column, columns, state, scale, search, is_placed)


@njit(cache=True)
def fill_again(
    column: int,
    pairs: tuple[Adjacency, Adjacency],
    state: State,
    scale: Scale,
    lists: tuple[Lists, Lists],
    search: Search,
) -> None:
    """Fill the free places of one mentor, keeping the lists of both sides true: those of rows, of columns."""
    is_placed = state.match >= 0
    while state.load[column] < state.places[column]:
        cost = scale.slope * (state.taken[column] + state.load[column])
        if state.price[column] <= cost:
            break
        find_taker(column, cost, pairs[1], state, scale, lists[1], search, is_placed)
        lower_prices(state, search)
        for passed in search.finished[: search.counts[FINISHED]]:
            loosen(passed, pairs[1], scale, state.price[passed], lists[0])
        move_back(column, pairs[1], state, scale, search, is_placed)


@njit(cache=True)
def find_taker(  # noqa: C901, PLR0915  (a call costs as much as a turn of the loop)
    start: int,
    cost: int,
    columns: Adjacency,
    state: State,
    scale: Scale,
    lists: Lists,
    search: Search,
    is_placed: Flags,
) -> None:
    """Find the shortest way from a free place, which costs this much, to a mentee who gains from it most."""
    match, worth, taken, load, price = state.match, state.worth, state.taken, state.load, state.price
    slope = scale.slope
    listed, costs, sizes, thresholds, versions = lists
    distance, from_row, from_column, finished, bases, heap, keys, place, counts = search
    version, many = counts[VERSION], price.size
    best, end, before, done = price[start] - cost, start, start, 0
    distance[start] = 0
    size = push(start, 0, heap, keys, place, 0)
    while size > 0 and keys[0] < best:
        node, far = heap[0], keys[0]
        size = pop(heap, keys, place, size)
        is_beyond = node >= many
        column = node - many if is_beyond else node
        base = bases[column] if is_beyond else far + price[column]
        if not is_beyond:
            finished[done] = column
            done += 1
        if is_beyond or versions[column] != version:
            list_nearest(column, columns, scale, worth, -1, is_placed, lists)
            versions[column] = version
        for entry in range(column * LISTED, column * LISTED + sizes[column]):
            row = listed[entry]
            far_there = base + costs[entry] - worth[row]
            if far_there >= best:
                continue
            left = match[row]
            if left < 0:
                best, end, before = far_there, -2 - row, column
            elif far_there < distance[left]:
                distance[left], from_row[left], from_column[left] = far_there, row, column
                whole = far_there + price[left] - slope * (taken[left] + load[left] - 1)
                if whole < best:
                    best, end = whole, left
                size = push(left, far_there, heap, keys, place, size)
        if is_beyond:
            way = Way(best, end, before, size)
            best, end, before, size = call_all(column, base, columns, state, scale, search, way)
        elif base + thresholds[column] < best:
            bases[column] = base
            size = push(many + column, base + thresholds[column], heap, keys, place, size)
    for index in range(size):
        place[heap[index]] = -1
        if heap[index] < many:
            distance[heap[index]] = FAR
    counts[FINISHED], counts[WHOLE], counts[END], counts[BEFORE] = done, best, end, before


@njit(cache=True)
def call_all(
    column: int, base: int, columns: Adjacency, state: State, scale: Scale, search: Search, way: Way
) -> Way:
    """Call every mentee of a mentor whose list is not enough."""
    best, end, before, size = way
    for edge in range(columns.starts[column], columns.starts[column + 1]):
        row = columns.others[edge]
        far = base + scale.unit * (scale.top - np.int64(columns.scores[edge])) - state.worth[row]
        if far >= best:
            continue
        left = state.match[row]
        if left < 0:
            best, end, before = far, -2 - row, column
        elif far < search.distance[left]:
            search.distance[left], search.from_row[left], search.from_column[left] = far, row, column
            whole = far + state.price[left] - scale.slope * (state.taken[left] + state.load[left] - 1)
            if whole < best:
                best, end = whole, left
            size = push(left, far, search.heap, search.keys, search.place, size)
    return Way(best, end, before, size)


@njit(cache=True)
def lower_prices(state: State, search: Search) -> None:
    """Lower the prices of mentors passed, and the worth of their mentees with them."""
    price, worth = state.price, state.worth
    for index in range(search.counts[FINISHED]):
        column = search.finished[index]
        less = search.counts[WHOLE] - search.distance[column]
        search.distance[column] = FAR
        if less > 0:
            price[column] -= less
            first = state.seats[column]
            for member in range(first, first + state.load[column]):
                worth[state.members[member]] -= less


@njit(cache=True)
def move_back(
    start: int, columns: Adjacency, state: State, scale: Scale, search: Search, is_placed: Flags
) -> None:
    """Move everybody along the way found, from its end to the place that was filled."""
    match, slot, load = state.match, state.slot, state.load
    end = search.counts[END]
    if end == start:
        return
    if end >= 0:
        row, column = search.from_row[end], search.from_column[end]
        # The last member takes the slot of the one who leaves.
        load[end] -= 1
        moved = state.members[state.seats[end] + load[end]]
        state.members[state.seats[end] + slot[row]] = moved
        slot[moved] = slot[row]
    else:
        row, column = -2 - end, search.counts[BEFORE]
        is_placed[row] = True
    while True:
        is_last = column == start
        leaver, onward = (row, start) if is_last else (search.from_row[column], search.from_column[column])
        free = load[start] if is_last else slot[leaver]
        match[row], slot[row] = column, free
        state.members[state.seats[column] + free] = row
        state.worth[row] = state.price[column] + cost_of(column, row, columns, scale)
        if is_last:
            break
        row, column = leaver, onward
    load[start] += 1
