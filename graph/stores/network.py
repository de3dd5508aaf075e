"""Any store as a NetworkX graph, for layout, measures, notebooks and other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

from graph.model import Actor, Statement
from graph.relations import relation
from graph.when import day_to_iso

if TYPE_CHECKING:
    import networkx


def network(
    actors: Mapping[str, Actor], statements: Iterable[Statement], names: Mapping[str, str]
) -> networkx.MultiDiGraph[str]:
    """A MultiDiGraph of actors (by id) and statements (keyed by id), attributes and all.

    Days are ISO strings, an unbounded side None; lists have one entry a reading.  `names` are those of
    the documents, by id.
    """
    import networkx  # noqa: PLC0415  slow to import

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for ident in sorted(actors):
        graph.add_node(ident, **_node(actors[ident]))
    for statement in statements:
        graph.add_edge(statement.source, statement.target, key=statement.id, **_edge(statement, names))
    return graph


def _node(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "existed": actor.existed,
        "verified": actor.verified,
    }


def _edge(statement: Statement, names: Mapping[str, str]) -> dict[str, Any]:
    told, when = relation(statement.type), statement.when
    said = statement.readings
    evidence = {
        "quotes": [reading.quote for reading in said],
        "documents": [names[reading.document] for reading in said],
    }
    bounds = ("start_min", "start_max", "end_min", "end_max")
    return {
        "type": told.type,
        "wording": told.wording,
        "start": statement.start,
        "end": statement.end,
        **{bound: _iso(getattr(when, bound)) if when else None for bound in bounds},
        "possible": when is not None,
        "modality": intern(statement.modality),
        "polarity": told.polarity,
        "family": told.family,
        **(evidence if said else {}),
    }


@lru_cache(maxsize=65536)
def _iso(day: int) -> str | None:
    """The same text for all edges of one day."""
    return day_to_iso(day)
