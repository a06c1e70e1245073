"""The compiled kernel's common parts: a heap with decreasing keys, short lists, both sides of the pairs.

Compiled functions take bare arrays: a bundle of them would be taken apart at every call, which costs more than the
work between two calls.
"""

import numpy as np
from numba import njit

from nastavnik.rulebook.matching.engine.state import FAR, LISTED, Adjacency, Flags, Ints, Lists, Scale, Shorts

FINISHED, WHOLE, END, BEFORE, VERSION, COUNTED = range(6)
"""What a search leaves behind: how many mentors it finished, the shortest whole way, its end, the mentor before the
end; and the version of the lists."""


@njit(cache=True)
def push(node: int, key: int, heap: Shorts, keys: Ints, place: Shorts, size: int) -> int:
    """Put a node into the heap or bring it forward; the size then."""
    here = place[node]
    if here < 0:
        here = size
        size += 1
    while here > 0:
        above = (here - 1) >> 1
        if keys[above] <= key:
            break
        moved = heap[above]
        heap[here] = moved
        keys[here] = keys[above]
        place[moved] = here
        here = above
    heap[here] = node
    keys[here] = key
    place[node] = here
    return size


@njit(cache=True)
def pop(heap: Shorts, keys: Ints, place: Shorts, size: int) -> int:
    """Take the nearest node, heap[0], out of the heap; the size then."""
    place[heap[0]] = -1
    size -= 1
    if size == 0:
        return size
    node, key, here = heap[size], keys[size], 0
    while True:
        below = 2 * here + 1
        if below >= size:
            break
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        moved = heap[below]
        heap[here] = moved
        keys[here] = keys[below]
        place[moved] = here
        here = below
    heap[here] = node
    keys[here] = key
    place[node] = here
    return size


@njit(cache=True)
def list_nearest(
    one: int, pairs: Adjacency, scale: Scale, prices: Ints, sign: int, is_later: Flags, lists: Lists
) -> None:
    """Make the short list of one: the others nearest by cost + sign × price, `is_later` after the rest among equals.

    The nearest of those left out makes the threshold.
    """
    starts, others, scores = pairs
    unit, top, _ = scale
    listed, costs, sizes, thresholds, _ = lists
    first, size, threshold, limit = one * LISTED, 0, FAR, FAR
    nearness = np.empty(LISTED, np.int64)
    for edge in range(starts[one], starts[one + 1]):
        other = others[edge]
        cost = unit * (top - np.int64(scores[edge]))
        key = 2 * (cost + sign * prices[other]) + is_later[other]
        if key >= limit:
            threshold = min(threshold, key)
            continue
        if size == LISTED:
            threshold, here = limit, LISTED - 1
        else:
            here = size
            size += 1
        while here > 0 and nearness[here - 1] > key:
            nearness[here] = nearness[here - 1]
            listed[first + here] = listed[first + here - 1]
            costs[first + here] = costs[first + here - 1]
            here -= 1
        nearness[here] = key
        listed[first + here] = other
        costs[first + here] = cost
        if size == LISTED:
            limit = nearness[LISTED - 1]
    sizes[one] = size
    thresholds[one] = threshold >> 1 if threshold < FAR else FAR


@njit(cache=True)
def list_all(pairs: Adjacency, scale: Scale, prices: Ints, sign: int, is_later: Flags, lists: Lists) -> None:
    """Make the short lists of everybody, before changes come one by one."""
    for one in range(pairs.starts.size - 1):
        list_nearest(one, pairs, scale, prices, sign, is_later, lists)
        lists.versions[one] = 0


@njit(cache=True)
def loosen(one: int, pairs: Adjacency, scale: Scale, level: int, lists: Lists) -> None:
    """Keep the short lists of the others true where one has come nearer: cost + `level` now bounds their thresholds."""
    for edge in range(pairs.starts[one], pairs.starts[one + 1]):
        other = pairs.others[edge]
        key = level + scale.unit * (scale.top - np.int64(pairs.scores[edge]))
        if key >= lists.thresholds[other]:
            continue
        for entry in range(other * LISTED, other * LISTED + lists.sizes[other]):
            if lists.listed[entry] == one:
                break
        else:
            lists.thresholds[other] = key


@njit(cache=True)
def cost_of(one: int, other: int, pairs: Adjacency, scale: Scale) -> int:
    """Give the cost of an admissible pair, from either side."""
    low, high = pairs.starts[one], pairs.starts[one + 1]
    while low < high:
        middle = (low + high) >> 1
        if pairs.others[middle] < other:
            low = middle + 1
        else:
            high = middle
    return int(scale.unit * (scale.top - np.int64(pairs.scores[low])))


@njit(cache=True)
def turned(rows: Adjacency, columns: int) -> Adjacency:
    """Give the same pairs from the other side, rows growing."""
    starts = np.zeros(columns + 1, np.int64)
    for edge in range(rows.others.size):
        starts[rows.others[edge] + 1] += 1
    for column in range(columns):
        starts[column + 1] += starts[column]
    others = np.empty(rows.others.size, np.int32)
    scores = np.empty(rows.others.size, np.int16)
    filled = starts[:-1].copy()
    for row in range(rows.starts.size - 1):
        for edge in range(rows.starts[row], rows.starts[row + 1]):
            column = rows.others[edge]
            others[filled[column]] = row
            scores[filled[column]] = rows.scores[edge]
            filled[column] += 1
    return Adjacency(starts, others, scores)
