"""The best chains of steps between two nodes: an exact best-first search over labels.

A step is a *span* (begin, hold): it can follow if the chain has come no further than the day `hold`,
and brings it to the day `begin` if it was not yet so far.  The day a chain has come to is its *mark*.
Nothing here knows of relations, nor of what is certain: `graph.paths` makes the spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple, Protocol

from graph.rings import Rings
from graph.when import BEGINNING, LOST

Span = tuple[int, int]
Label = tuple[tuple[int, ...], ...]
"""What is known of an unfinished chain; see the searches."""

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
    """Simple chains from `ends.source` to `ends.target`, length by length, the earliest at its end first.

    `rings` must have grown to the length asked for.
    """

    def __init__(self, steps: Steps, rings: Rings, ends: Ends, budget: Budget) -> None:
        self._steps = steps
        self._rings = rings
        self._distance = rings.distance
        self._ends = ends
        self._budget = budget
        self._outlooks: dict[tuple[int, str], tuple[int, int]] = {}

    def of_length(self, steps: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The nodes of every chain of so many steps, behind its final mark; by that, then by nodes.

        The bound of an unfinished chain is never above the mark of any chain that it can become, and
        its nodes sort before all that extend them; so what leaves the heap first is the next in order.
        """
        ends = self._ends
        if self._distance.get(ends.source, LOST) > steps:
            return
        deadline, soonest = self._outlook(steps, ends.source)
        heap: list[tuple[int, tuple[str, ...], Label]] = []
        if ends.since <= deadline:
            label = self._start()
            heap.append((self._bound(label, soonest), (ends.source,), label))
        while heap:
            bound, nodes, label = heappop(heap)
            left = steps + 1 - len(nodes)
            if left == 0:
                yield bound, nodes
                continue
            for node, after, further in self._next(nodes, label, left - 1):
                if not self._budget.take():
                    return
                heappush(heap, (further, (*nodes, node), after))

    def _start(self) -> Label:
        return ((self._ends.since,),)

    def _next(self, nodes: tuple[str, ...], label: Label, left: int) -> Iterator[tuple[str, Label, int]]:
        """Nodes that can follow with `left` steps to go: (node, label, bound)."""
        for node in self._steps.others(nodes[-1]):
            if node in nodes or not self._rings.leads_on(nodes, node, left):
                continue
            spans = self._steps.spans(nodes[-1], node)
            deadline, soonest = self._outlook(left, node) if spans else (_DEAD, LOST)
            after = self._extend(label, spans, deadline) if deadline != _DEAD else ()
            if after:
                yield node, after, self._bound(after, soonest)

    def _extend(self, label: Label, spans: Sequence[Span], deadline: int) -> Label:
        """The label after one of `spans`; () if none can follow and still arrive.  Here it is the mark."""
        [(mark,)] = label
        after = follow(mark, spans)
        return ((after,),) if after is not None and after <= deadline else ()

    def _bound(self, label: Label, soonest: int) -> int:
        """What the measure of the whole chain cannot lie below."""
        return max(label[0][0], soonest)

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
            # Without a step there, it may be a node whose surroundings the rings do not know yet.
            spans = self._steps.spans(node, following)
            deadline, after = self._outlook(left - 1, following) if spans else (_DEAD, LOST)
            for begin, hold in spans:
                if begin <= deadline:
                    best = max(best, min(hold, deadline))
                    soonest = min(soonest, max(begin, after))
        return best, soonest


class SpanSearch(Search):
    """As `Search`, but the chain that takes the fewest days comes first, measured by these days.

    Days pass where a step begins after an earlier one has ceased to hold: the span is the longest such
    wait, 0 if there is none.  A label has the span, the mark and the least `hold` so far, of every choice
    of steps that no other choice is as good as in all three.
    """

    def _start(self) -> Label:
        return ((0, self._ends.since, self._ends.until),)

    def _extend(self, label: Label, spans: Sequence[Span], deadline: int) -> Label:
        found = {
            (max(waited, begin - least), max(mark, begin), min(least, hold))
            for waited, mark, least in label
            for begin, hold in spans
            if mark <= hold and begin <= deadline
        }
        best: list[tuple[int, int, int]] = []
        for one in sorted(found):
            if not any(mark <= one[1] and least >= one[2] for _, mark, least in best):
                best.append(one)
        return tuple(best)

    def _bound(self, label: Label, soonest: int) -> int:
        return label[0][0]


def briefest(hops: Sequence[Sequence[tuple[int, int, str]]], since: int, until: int) -> list[str]:
    """For each hop the name of the step (begin, hold, name) that a chain of the fewest days takes.

    Of several such chains, the one that arrives first, and then by the names.

    >>> briefest([[(1, 1, "first"), (5, 5, "late")], [(5, 9, "next")]], since=0, until=9)
    ['late', 'next']
    """
    found: list[tuple[int, int, tuple[str, ...], int]] = [(0, since, (), until)]
    for hop in hops:
        further = sorted(
            (max(waited, begin - least), max(mark, begin), (*names, name), min(least, hold))
            for waited, mark, names, least in found
            for begin, hold, name in hop
            if mark <= hold and begin <= until
        )
        found = []
        for one in further:
            if not any(mark <= one[1] and least >= one[3] for _, mark, _, least in found):
                found.append(one)
    return list(found[0][2])
