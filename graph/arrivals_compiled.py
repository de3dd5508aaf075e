"""`graph.arrivals`, compiled: the same answers from the same columns as NumPy arrays.

Needs Numba (the extra `fast`).  What is compiled is kept by Numba for the next process.  Loops, not
array operations: where a chain can go next depends on each step before.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from graph.arrivals import NOBODY, Earliest, Labels, Spans
from graph.when import LOST

Column = Any  # a NumPy array of int32; `both` of int8


def earliest(spans: Spans, origin: int, since: int, until: int) -> Earliest:
    """See `graph.arrivals.earliest`."""
    return Earliest(*_earliest(spans, origin, since, until))


def by_node(spans: Spans) -> tuple[Column, Column]:
    """See `graph.arrivals.by_node`."""
    order = np.argsort(np.minimum(spans.begin, spans.hold), kind="stable").astype(np.int32)
    found: tuple[Column, Column] = _by_node(spans, order)
    return found


def fewest_steps(
    steps_at: tuple[Column, Column], origin: int, since: int, until: int, most: int | None = None
) -> Labels:
    """See `graph.arrivals.fewest_steps`."""
    nodes = len(steps_at[0]) - 1
    most = nodes if most is None else min(most, nodes)
    labels = _fewest_steps(steps_at, (origin, since, until, most))
    return Labels(labels[0], *labels[1].T)


@numba.njit(cache=True)
def _earliest(spans: Spans, origin: int, since: int, until: int) -> tuple[Column, Column]:
    """`link` chains the steps that wait at a node: 2 * step at its source, 2 * step + 1 at its target."""
    marks = np.full(spans.nodes, LOST, np.int32)
    via = np.full(spans.nodes, NOBODY, np.int32)
    waiting = np.full(spans.nodes, NOBODY, np.int32)
    link = np.empty(2 * len(spans.begin), np.int32)
    coming = np.empty(spans.nodes, np.int32)
    marks[origin] = since
    for step in range(len(spans.begin)):
        day = max(spans.begin[step], since)
        if day > until:
            break
        source, target, hold = spans.source[step], spans.target[step], spans.hold[step]
        if marks[source] > day and marks[target] > day:
            if hold >= day:
                link[2 * step], waiting[source] = waiting[source], 2 * step
            if hold >= day and spans.both[step]:
                link[2 * step + 1], waiting[target] = waiting[target], 2 * step + 1
            continue
        reached = target if marks[source] <= day else source
        if (
            marks[reached] > day
            and (reached == target or spans.both[step])
            and (marks[source + target - reached] <= hold)
        ):
            marks[reached], via[reached] = day, step
            _pass_on(spans, (reached, day), (waiting, link, coming), (marks, via))
    return marks, via


@numba.njit(cache=True)
def _pass_on(
    spans: Spans,
    first: tuple[int, int],
    queues: tuple[Column, Column, Column],
    found: tuple[Column, Column],
) -> None:
    reached, day = first
    waiting, link, coming = queues
    marks, via = found
    coming[0], count = reached, 1
    while count:
        count -= 1
        place = waiting[coming[count]]
        while place != NOBODY:
            step = place // 2
            other = spans.source[step] if place % 2 else spans.target[step]
            if spans.hold[step] >= day and marks[other] > day:
                marks[other], via[other] = day, step
                coming[count] = other
                count += 1
            place = link[place]


@numba.njit(cache=True)
def _by_node(spans: Spans, order: Column) -> tuple[Column, Column]:
    """The steps from node n are `steps[first[n]:first[n + 1]]`, each with begin, hold, other node, step."""
    first = np.zeros(spans.nodes + 1, np.int64)
    for step in order:
        first[spans.source[step] + 1] += 1
        first[spans.target[step] + 1] += spans.both[step]
    first = np.cumsum(first)
    steps = np.empty((first[spans.nodes], 4), np.int32)
    free = first[: spans.nodes].copy()
    for step in order:
        one, other = spans.source[step], spans.target[step]
        for _ in range(1 + spans.both[step]):
            row = steps[free[one]]
            row[0], row[1], row[2], row[3] = spans.begin[step], spans.hold[step], other, step
            free[one] += 1
            one, other = other, one
    return first, steps


@numba.njit(cache=True)
def _fewest_steps(by_node: tuple[Column, Column], asked: tuple[int, int, int, int]) -> tuple[Column, Column]:
    """The label of each node's smallest mark, and a row for each label.

    A row: node, mark, number of steps, parent, step taken, and the mark of the node's label before.
    """
    first, steps = by_node
    origin, since, until, most = asked
    nodes = len(first) - 1
    best = np.full(nodes, LOST, np.int32)
    at = np.full(nodes, NOBODY, np.int32)
    best[origin], at[origin] = since, 0
    labels = np.empty((4 * nodes, 6), np.int32)
    labels[0] = np.array((origin, since, 0, NOBODY, NOBODY, LOST), np.int32)
    done, last, count = 0, 1, 1
    while last > done and most > 0:
        most -= 1
        if count + nodes > len(labels):
            labels = np.concatenate((labels, np.empty_like(labels)))
        for label in range(done, last):
            node, so_far, known = labels[label, 0], labels[label, 1], labels[label, 5]
            for place in range(first[node], first[node + 1]):
                begin, hold, other = steps[place, 0], steps[place, 1], steps[place, 2]
                if min(begin, hold) >= known:
                    break
                day = max(so_far, begin)
                if so_far > hold or day >= best[other] or day > until:
                    continue
                if at[other] < last:  # else it was reached by as many steps, but later
                    at[other] = count
                    labels[count, 5] = best[other]
                    count += 1
                best[other] = day
                own = labels[at[other]]
                own[0], own[1], own[2] = other, day, labels[label, 2] + 1
                own[3], own[4] = label, steps[place, 3]
        done, last = last, count
    return at, labels[:count, :5]
