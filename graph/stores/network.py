"""Any store as a NetworkX graph, for layout, measures, notebooks and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Actor, Statement
from graph.relations import relation
from graph.when import day_to_iso

if TYPE_CHECKING:
    import networkx

    from graph.stores.base import Store


def network(store: Store) -> networkx.MultiDiGraph[str]:
    """A MultiDiGraph of actors (by id) and statements (keyed by id), attributes and all.

    Days are ISO strings, an unbounded side None; lists have one entry a reading.
    """
    import networkx  # noqa: PLC0415  slow to import

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    with store.snapshot():
        names = {document.id: document.name for document in store.documents()}
        actors = store.actors()
        found = list(store.statements())
    for ident in sorted(actors):
        graph.add_node(ident, **_node(actors[ident]))
    for statement in found:
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


def _edge(statement: Statement, names: dict[str, str]) -> dict[str, Any]:
    told, when = relation(statement.type), statement.when
    bounds = ("start_min", "start_max", "end_min", "end_max")
    return {
        "type": statement.type,
        "wording": told.wording,
        "start": statement.start,
        "end": statement.end,
        **{bound: day_to_iso(getattr(when, bound)) if when else None for bound in bounds},
        "possible": when is not None,
        "modality": statement.modality,
        "polarity": told.polarity,
        "family": told.family,
        "quotes": [reading.quote for reading in statement.readings],
        "documents": [names[reading.document] for reading in statement.readings],
    }
