"""How many steps there are at least from a node to the target, for nodes between two ends.

Rings of neighbours are grown from both ends, always around the smaller one: in a large graph the rings of
half the length hold very few of its nodes.  The direction of relations, and the order of their dates, is
not looked at, so a distance may be too small, and never too large.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from graph.when import LOST

FAR = LOST
"""More steps than there can be."""


class Neighbours(Protocol):
    """Who stands beside whom."""

    def around(self, actors: Iterable[str]) -> set[str]:
        """All who stand beside one of these; what is beside them is fetched."""

    def beside(self, actor: str) -> Iterable[str]:
        """All who stand beside this one; of one not fetched, those who were."""


class Rings:
    """Between `source` and `target`, for chains through `passing`; those of `avoiding` are not there at all.

    `distance` has the steps to the target, `detours` for each of `passing` the steps to it.
    """

    def __init__(
        self,
        around: Neighbours,
        source: str,
        target: str,
        passing: AbstractSet[str] = frozenset(),
        avoiding: AbstractSet[str] = frozenset(),
    ) -> None:
        self.distance: dict[str, int] = {}
        self.detours: dict[str, dict[str, int]] = {actor: {} for actor in passing}
        self._around = around
        self._avoiding = avoiding
        self._from = {source: 0}
        self._to = {target: 0}
        self._outer = {source}  # of the rings around the source
        self._inner = {target}  # and the outermost around the target
        self._radii = [0, 0]
        self._met = False

    def grow(self, steps: int) -> None:
        """From now on `distance` has every node on a walk of at most `steps` steps, and perhaps others."""
        while sum(self._radii) < steps and self._widen():
            pass
        self._settle(steps)
        for actor, detour in self.detours.items():
            detour.update(self._steps_to(actor, steps))

    def fewest(self, most: int) -> int | None:
        """The fewest steps from end to end, None if there are more than `most`, or none at all."""
        while not self._met:
            if sum(self._radii) >= most or not self._widen():
                return None
        return sum(self._radii)

    def leads_on(self, nodes: Sequence[str], node: str, left: int) -> bool:
        """Whether a chain of `nodes` and then `node` may still pass all, and arrive, in `left` more steps."""
        return self.distance.get(node, FAR) <= left and all(
            actor == node or actor in nodes or detour.get(node, FAR) + self.distance.get(actor, FAR) <= left
            for actor, detour in self.detours.items()
        )

    def _widen(self) -> bool:
        """Grow the smaller ring; False if there is nothing beyond it."""
        if not (self._outer and self._inner):
            return False
        if len(self._outer) <= len(self._inner):
            self._radii[0] += 1
            self._outer = self._ring(self._outer, self._from, self._radii[0])
            self._met |= not self._outer.isdisjoint(self._to)
        else:
            self._radii[1] += 1
            self._inner = self._ring(self._inner, self._to, self._radii[1])
            self._met |= not self._inner.isdisjoint(self._from)
        return True

    def _ring(self, last: set[str], known: dict[str, int], radius: int) -> set[str]:
        ring = self._around.around(last) - known.keys() - self._avoiding
        known.update(dict.fromkeys(ring, radius))
        return ring

    def _settle(self, steps: int) -> None:
        """Distances of nodes in the source's rings, outwards from the target's."""
        self.distance.update(self._to)
        # What lies farther from the target than its rings, on so short a walk, is reached through one of
        # the outermost that the source's rings have met.
        ring, radius = self._inner & self._from.keys(), self._radii[1]
        while ring and radius < steps:
            radius += 1
            beside: set[str] = set().union(*map(self._around.beside, ring))
            known = self._from
            ring = {
                node
                for node in beside & known.keys()
                if known[node] + radius <= steps and self.distance.get(node, FAR) >= radius
            }
            self.distance.update(dict.fromkeys(ring, radius))

    def _steps_to(self, actor: str, steps: int) -> dict[str, int]:
        """Steps to an actor that has to be passed, from the nodes on the way."""
        found, ring = {actor: 0}, {actor} & self.distance.keys()
        for radius in range(1, steps):
            beside: set[str] = set().union(*map(self._around.beside, ring))
            ring = (beside & self.distance.keys()) - found.keys()
            found.update(dict.fromkeys(ring, radius))
        return found
