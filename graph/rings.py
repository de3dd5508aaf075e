"""How many steps there are at least from a node to the target, for nodes between two ends.

Rings of neighbours are grown from both ends, always around the smaller one: in a large graph the rings of
half the length hold very few of its nodes.  Directions, types and dates are not looked at, so a distance
may be too small, and never too large.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from graph.neighbourhoods import Neighbourhoods
from graph.when import LOST

FAR = LOST
"""More steps than there can be."""


class Rings:
    """Between `source` and `target`, for chains through `passing`; those of `avoiding` are not there at all.

    `distance` has the steps to the target, `detours` for each of `passing` the steps to it.
    """

    def __init__(
        self,
        around: Neighbourhoods,
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

    def grow(self, steps: int) -> None:
        """From now on `distance` has every node on a walk of at most `steps` steps, and perhaps others."""
        while sum(self._radii) < steps and self._outer and self._inner:
            if len(self._outer) <= len(self._inner):
                self._radii[0] += 1
                self._outer = self._ring(self._outer, self._from, self._radii[0])
            else:
                self._radii[1] += 1
                self._inner = self._ring(self._inner, self._to, self._radii[1])
        self._settle(steps)
        for actor, detour in self.detours.items():
            detour.update(self._steps_to(actor, steps))

    def leads_on(self, nodes: Sequence[str], node: str, left: int) -> bool:
        """Whether a chain of `nodes` and then `node` may still pass all, and arrive, in `left` more steps."""
        return self.distance.get(node, FAR) <= left and all(
            actor == node or actor in nodes or detour.get(node, FAR) + self.distance.get(actor, FAR) <= left
            for actor, detour in self.detours.items()
        )

    def _ring(self, last: set[str], known: dict[str, int], radius: int) -> set[str]:
        ring = self._around.around(sorted(last)) - known.keys() - self._avoiding
        known.update(dict.fromkeys(ring, radius))
        return ring

    def _settle(self, steps: int) -> None:
        """Distances of nodes in the source's rings, outwards from the target's."""
        self.distance.update(self._to)
        ring, radius = self._inner, self._radii[1]
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
