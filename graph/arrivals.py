"""Earliest arrivals from one node at all others, over dated steps; in pure Python.

A step is a *span* (begin, hold), as in `graph.chains`: it can follow if the chain has come no further
than the day `hold`, and brings it to the day `begin` if it was not yet so far.  The day a chain has
come to is its *mark*.  Nothing here knows of relations; `graph.arrivals_compiled` does the same, faster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from graph.when import LOST

NOBODY = -1


class Spans(NamedTuple):
    """Steps in columns of equal length, by `begin`; nodes are the numbers below `nodes`.

    `both` is 1 where a step can be taken from its target to its source, too.
    """

    nodes: int
    begin: Sequence[int]
    hold: Sequence[int]
    source: Sequence[int]
    target: Sequence[int]
    both: Sequence[int]


class Earliest(NamedTuple):
    """For each node the smallest mark (LOST if it is not reached), and the step that came first."""

    marks: Sequence[int]
    via: Sequence[int]


class Labels(NamedTuple):
    """Chains of ever more steps and ever smaller marks, each one step longer than its `parent`.

    `at` has the label of the smallest mark of each node, NOBODY if there is none.
    """

    at: Sequence[int]
    node: Sequence[int]
    mark: Sequence[int]
    steps: Sequence[int]
    parent: Sequence[int]
    via: Sequence[int]


def earliest(spans: Spans, origin: int, since: int, until: int) -> Earliest:
    """The smallest mark at every node, over chains that start at `origin` and stay within the days given.

    One pass over the steps in the order in which they begin.  Whoever is reached by then passes it on
    at once, on the day the step begins; a step of which neither end is reached yet waits at its ends,
    and is looked at again when one of them is, as it may still hold.  So nobody is ever reached late,
    no queue has to be kept in order, and a step is looked at twice at most.

    >>> spans = Spans(3, [5, 9], [7, 9], [1, 0], [2, 1], [1, 1])
    >>> earliest(spans, 2, 1, 99).marks  # 2 comes to 1 on 5, and both to 0 on 9
    [9, 5, 1]
    """
    nodes, begins, holds, sources, targets, boths = spans
    marks, via = [LOST] * nodes, [NOBODY] * nodes
    marks[origin] = since
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    columns = zip(begins, holds, sources, targets, boths, strict=True)
    for step, (begin, hold, source, target, both) in enumerate(columns):
        day = begin if begin > since else since
        if day > until:
            break
        if marks[source] > day:
            if marks[target] > day:
                if hold >= day:  # else whoever comes to it will be too late
                    waiting[source].append(step)
                    if both:
                        waiting[target].append(step)
                continue
            if not both or marks[target] > hold:
                continue
            reached = source
        elif marks[target] <= day or marks[source] > hold:
            continue
        else:
            reached = target
        marks[reached], via[reached] = day, step
        if reached in waiting:
            _pass_on(spans, reached, waiting, (marks, via))
    return Earliest(marks, via)


def _pass_on(
    spans: Spans, reached: int, waiting: dict[int, list[int]], found: tuple[list[int], list[int]]
) -> None:
    """Everybody whom steps that began earlier, and still hold, lead to on the same day."""
    marks, via = found
    day, coming = marks[reached], [reached]
    while coming:
        node = coming.pop()
        for step in reversed(waiting.pop(node, [])):
            source = spans.source[step]
            other = spans.target[step] if source == node else source
            if spans.hold[step] >= day and marks[other] > day:
                marks[other], via[other] = day, step
                coming.append(other)


StepsAt = Sequence[Sequence[tuple[int, int, int, int, int]]]
"""The steps from each node: (the first day of begin and hold, begin, hold, other node, step), by that day."""


def fewest_steps(steps_at: StepsAt, origin: int, since: int, until: int, most: int | None = None) -> Labels:
    """The smallest mark at every node over chains of at most `most` steps, and the fewest it takes.

    Step by step: what k steps reach earlier than k - 1 did is a new label, and only from these can k + 1
    steps reach anything earlier.  A chain with the smaller mark can take whatever one with the larger
    can, and ends no later; so no label that is left out could have led to an earlier day.  Nor can a
    step that begins, and holds, no earlier than an earlier label of the same node: that one took it.
    """
    best, at = [LOST] * len(steps_at), [NOBODY] * len(steps_at)
    best[origin], at[origin] = since, 0
    node, mark, before, parent, via = [origin], [since], [LOST], [NOBODY], [NOBODY]
    ends = [0, 1]  # of the labels of 0, 1, 2 … steps
    while ends[-1] > ends[-2] and (most is None or len(ends) - 2 < most):
        last = ends[-1]
        for label in range(ends[-2], last):
            so_far, known = mark[label], before[label]
            for first, begin, hold, other, step in steps_at[node[label]]:
                if first >= known:
                    break
                day = begin if begin > so_far else so_far
                if so_far > hold or day >= best[other] or day > until:
                    continue
                own = at[other]
                if own < last:  # else it was reached by as many steps, but later
                    own = at[other] = len(node)
                    node.append(other)
                    before.append(best[other])
                    for column in (mark, parent, via):
                        column.append(0)
                best[other] = mark[own] = day
                parent[own], via[own] = label, step
        ends.append(len(node))
    steps = [count for count, (first, end) in enumerate(pairwise(ends)) for _ in range(first, end)]
    return Labels(at, node, mark, steps, parent, via)


def by_node(spans: Spans) -> StepsAt:
    """What `fewest_steps` goes through, for any number of questions."""
    found: list[list[tuple[int, int, int, int, int]]] = [[] for _ in range(spans.nodes)]
    columns = zip(spans.begin, spans.hold, spans.source, spans.target, spans.both, strict=True)
    for step, (begin, hold, source, target, both) in enumerate(columns):
        first = begin if begin < hold else hold
        found[source].append((first, begin, hold, target, step))
        if both:
            found[target].append((first, begin, hold, source, step))
    for steps in found:
        steps.sort(key=itemgetter(0))
    return found
