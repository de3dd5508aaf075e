"""The names that a graph has: labels, relationship types, properties, actors; each asked for when needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from graph.model import KINDS, MODALITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Actor
    from graph.stores.base import Store


class GraphNames:
    """What a query on `store` can name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def labels(self) -> frozenset[str]:
        """Labels that at least one node has."""
        kinds = {actor.kind for actor in self.actors.values()}
        return frozenset({"Actor", *kinds} if kinds else ()) | self._read_from

    @cached_property
    def types(self) -> frozenset[str]:
        """Types that at least one relationship has."""
        from graph.stores.property_schema import LINKS

        return frozenset(edge.type for edge in self._store.edges()) | frozenset(LINKS)

    @cached_property
    def node_properties(self) -> frozenset[str]:
        from graph.stores.property_schema import NODE_PROPERTIES

        return frozenset(name for own in NODE_PROPERTIES.values() for name in own)

    @cached_property
    def relationship_properties(self) -> frozenset[str]:
        from graph.stores.property_schema import RELATIONSHIP_PROPERTIES

        return frozenset(RELATIONSHIP_PROPERTIES)

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return self._store.actors()

    def properties(self, of: str = "") -> frozenset[str]:
        """Properties of nodes, of relationships, or, for "", of either."""
        if of == "node":
            return self.node_properties
        if of == "relationship":
            return self.relationship_properties
        return self.node_properties | self.relationship_properties

    def values(self, name: str) -> list[str]:
        """What the property `name` can be, for those that have few values, or the names of actors."""
        from typing import get_args

        from graph.relations import FAMILIES, Polarity

        if name in ("name", "id"):
            return sorted({getattr(actor, name) for actor in self.actors.values()})
        known = {
            "kind": KINDS,
            "family": tuple(FAMILIES),
            "polarity": get_args(Polarity),
            "modality": MODALITIES,
        }
        return sorted(known.get(name, ()))

    @property
    def _read_from(self) -> frozenset[str]:
        return frozenset({"Document", "Passage", "Run"} if self._store.documents() else ())
