"""The best chains of steps between two nodes: an exact best-first search over labels.

A step is a *span* (begin, hold): it can follow if the chain has come no further than the day `hold`,
and brings it to the day `begin` if it was not yet so far.  The day a chain has come to is its *mark*.
Nothing here knows of relations, nor of what is certain: `graph.paths` makes the spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple, Protocol

from graph.when import BEGINNING, LOST

Span = tuple[int, int]

_DEAD = -1


class Steps(Protocol):
    """The graph, as a search sees it."""

    def others(self, node: str) -> Iterable[str]:
        """Nodes to which a step from `node` may lead."""

    def spans(self, source: str, target: str) -> Sequence[Span]:
        """The steps by which it does; none, perhaps."""


class Budget:
    """How many more chains may be explored; `spent` once one had to be left out."""

    def __init__(self, chains: int) -> None:
        self._left = chains

    def take(self) -> bool:
        """Whether one more may be explored."""
        self._left -= 1
        return not self.spent

    @property
    def spent(self) -> bool:
        """Whether more was asked for than there was."""
        return self._left < 0


class Ends(NamedTuple):
    """From where to where, and the days between which every step must be taken."""

    source: str
    target: str
    since: int
    until: int


def rings(target: str, before: Callable[[str], Iterable[str]]) -> Iterator[dict[str, int]]:
    """The nodes within 0, then 1, then 2 ... steps of `target`, each with its number of steps.

    It is one dictionary that grows; `before` gives the nodes from which one step leads to a node.
    """
    found = {target: 0}
    ring = [target]
    for steps in count(1):
        yield found
        ring = sorted({node for inner in ring for node in before(inner) if node not in found})
        found.update(dict.fromkeys(ring, steps))


def follow(mark: int, spans: Sequence[Span]) -> int | None:
    """The smallest mark after one of `spans`, None if none can follow.

    Taking the smallest at every hop is best.  A chain with the smaller mark can take every step that
    one with the larger can (mark <= hold), and ends with no larger a mark, as max() never reverses an
    order; so by induction over the hops no other choice arrives where this one cannot, or earlier.
    """
    return min((max(mark, begin) for begin, hold in spans if mark <= hold), default=None)


def marks(hops: Sequence[Sequence[Span]], since: int) -> list[int] | None:
    """The smallest mark before each hop and after the last; None if a hop cannot be passed.

    >>> marks([[(3, 9), (1, 1)], [(0, 5)]], since=2)
    [2, 3, 3]
    """
    mark: int | None = since
    found = [since]
    for spans in hops:
        mark = follow(found[-1], spans)
        if mark is None:
            return None
        found.append(mark)
    return found


def deadlines(hops: Sequence[Sequence[Span]], until: int) -> list[int]:
    """The largest mark before each hop, and after the last, with which the end is still reached.

    Below BEGINNING where no mark will do.

    >>> deadlines([[(3, 9), (1, 1)], [(0, 5)]], until=4)
    [4, 4, 4]
    """
    found = [until]
    for spans in reversed(hops):
        found.append(
            max((min(hold, found[-1]) for begin, hold in spans if begin <= found[-1]), default=_DEAD)
        )
    return found[::-1]


class Search:
    """Simple chains from `ends.source` to `ends.target`, length by length, best first.

    `distance` has the fewest steps to the target, at least of all nodes nearer than the length asked for.
    """

    def __init__(self, steps: Steps, distance: Mapping[str, int], ends: Ends, budget: Budget) -> None:
        self._steps = steps
        self._distance = distance
        self._ends = ends
        self._budget = budget
        self._outlooks: dict[tuple[int, str], tuple[int, int]] = {}

    def of_length(self, steps: int) -> Iterator[tuple[str, ...]]:
        """The nodes of every chain of so many steps, by final mark, then by nodes.

        The bound of an unfinished chain is never above the mark of any chain that it can become, and
        its nodes sort before all that extend them; so what leaves the heap first is the next in order.
        """
        ends = self._ends
        deadline, soonest = self._outlook(steps, ends.source)
        heap: list[tuple[int, tuple[str, ...], int]] = []
        if ends.since <= deadline:
            heap.append((max(ends.since, soonest), (ends.source,), ends.since))
        while heap:
            _, nodes, mark = heappop(heap)
            left = steps + 1 - len(nodes)
            if left == 0:
                yield nodes
                continue
            for node, after, bound in self._next(nodes, mark, left - 1):
                if not self._budget.take():
                    return
                heappush(heap, (bound, (*nodes, node), after))

    def _next(self, nodes: tuple[str, ...], mark: int, left: int) -> Iterator[tuple[str, int, int]]:
        """Nodes that can follow with `left` steps to go: (node, mark, bound of the final mark)."""
        for node in self._steps.others(nodes[-1]):
            if node in nodes or self._distance.get(node, LOST) > left:
                continue
            deadline, soonest = self._outlook(left, node)
            after = follow(mark, self._steps.spans(nodes[-1], node)) if deadline != _DEAD else None
            if after is not None and after <= deadline:
                yield node, after, max(after, soonest)

    def _outlook(self, left: int, node: str) -> tuple[int, int]:
        """What `left` more steps from `node` allow, repeated nodes not excluded.

        The largest mark from which the target is still reached (`_DEAD` if none), and a day that the
        final mark cannot lie before.
        """
        if left == 0 or node == self._ends.target:
            arrived = left == 0 and node == self._ends.target
            return (self._ends.until, BEGINNING) if arrived else (_DEAD, LOST)
        known = self._outlooks.get((left, node))
        if known is None:
            known = self._outlooks[left, node] = self._look(left, node)
        return known

    def _look(self, left: int, node: str) -> tuple[int, int]:
        best, soonest = _DEAD, LOST
        for following in self._steps.others(node):
            if following == self._ends.source or self._distance.get(following, LOST) >= left:
                continue
            deadline, after = self._outlook(left - 1, following)
            for begin, hold in self._steps.spans(node, following) if deadline != _DEAD else ():
                if begin <= deadline:
                    best = max(best, min(hold, deadline))
                    soonest = min(soonest, max(begin, after))
        return best, soonest
