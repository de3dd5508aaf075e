"""Which actors stand beside which, and by what relations.

Of a list, all is known at once; of a store, what is around an actor is fetched when a search comes to it,
so that a question costs what it looks at and not what there is.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from sys import intern
from typing import Protocol, runtime_checkable

from graph.stores.base import Edge

REMEMBERED = 8  # kinds of questions
_NOBODY: Mapping[str, list[Edge]] = {}


@runtime_checkable
class Relations(Protocol):
    """Where relations can be looked up; every `Store` is one."""

    def edges_at(self, actors: Collection[str]) -> Iterable[Edge]:
        """Every relation with an end among these actors, once."""


class Neighbourhoods:
    """Relations by the actors at their ends; make it once to ask more than one question of a list."""

    def __init__(self, given: Iterable[Edge] | Relations) -> None:
        self._at: dict[str, dict[str, list[Edge]]] = {}
        self._source = given if isinstance(given, Relations) else None
        self._fetched: set[str] = set()
        self._seen: set[str] = set()
        self._narrowed: dict[Hashable, dict[str, list[str]]] = {}
        if not isinstance(given, Relations):
            for edge in given:
                self._put(edge)

    def fetch(self, actors: Iterable[str]) -> None:
        """Have all relations of these actors at hand."""
        if self._source is None:
            return
        missing = [actor for actor in actors if actor not in self._fetched]
        if not missing:
            return
        self._fetched.update(missing)
        for edge in self._source.edges_at(missing):
            if edge.id not in self._seen:  # met before, at its other end
                self._seen.add(edge.id)
                self._put(edge)

    def beside(self, actor: str) -> Mapping[str, list[Edge]]:
        """The other actors, each with the relations between the two, whatever their direction.

        Of an actor that was not fetched, those with actors that were.
        """
        return self._at.get(actor, _NOBODY)

    def around(self, actors: Iterable[str]) -> set[str]:
        """All who stand beside one of these actors; these are fetched."""
        listed = list(actors)
        self.fetch(listed)
        found: set[str] = set()
        return found.union(*map(self.beside, listed))

    @property
    def at_hand(self) -> Mapping[str, Mapping[str, list[Edge]]]:
        """What is `beside` each actor."""
        return self._at

    def narrowed(self, by: Hashable) -> dict[str, list[str]]:
        """Where those who stand beside an actor by some relations only are remembered between questions.

        `by` says by which.  Of an actor that was not fetched nothing must be kept.
        """
        found = self._narrowed.get(by)
        if found is None:
            if len(self._narrowed) == REMEMBERED:
                del self._narrowed[next(iter(self._narrowed))]
            found = self._narrowed[by] = {}
        return found

    def is_whole(self, actor: str) -> bool:
        """Whether all relations of the actor are at hand."""
        return self._source is None or actor in self._fetched

    def _put(self, edge: Edge) -> None:
        source, target = intern(edge.source), intern(edge.target)  # the same name is found without comparing
        if source is target:
            return
        for one, other in ((source, target), (target, source)):
            at = self._at.get(one)
            if at is None:
                at = self._at[one] = {}
            between = at.get(other)
            if between is None:
                at[other] = [edge]
            else:
                between.append(edge)
