"""A store's content as the property graph that Cypher sees: the same on every engine.

    (:Actor:State {id, name, kind, aliases, existed_min, existed_max})
        -[:RECOGNIZED {id, start, end, start_min, start_max, end_min, end_max, modality, polarity, family,
                       quotes, passages, documents, dated, impossible, disagrees, could_be}]-> (:Actor …)
    (:Passage {id, text, start, end})-[:IN]->(:Document {id, name, reference})
    (:Passage)-[:MENTIONS]->(:Actor)
    (:Run {id, reader, current})-[:READ]->(:Document)

`start` and `end` of a relationship are its dates as written (EDTF), of a passage its characters.  A bound
is a day, an absent bound an unbounded side.  `quotes`, `passages` and `documents` have one entry a reading.
A run is one reading of one file, `reader` the program and version that did it; `current` tells whether
what it says counts, or a newer run has taken its place.
`impossible` marks a statement that its actors' existence leaves no day for; it has no bounds.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.model import Actor, Reading, Statement
from graph.relations import relation
from graph.stores.base import Store
from graph.when import When, day_to_iso, parse_existence

FORMAT = "2"
"""Changes whenever what is written here does, so that derived indexes are built again."""

DAYS = ("existed_min", "existed_max", "start_min", "start_max", "end_min", "end_max")
"""Properties whose ISO text becomes a date of the engine."""

_BOUNDS = ("start_min", "start_max", "end_min", "end_max")


class Node(NamedTuple):
    """A node: `labels`, the first of which with `properties["id"]` is its key."""

    labels: tuple[str, ...]
    properties: dict[str, Any]


class Relationship(NamedTuple):
    """A relationship of `type` between two nodes, each given by (first label, id)."""

    source: tuple[str, str]
    type: str
    target: tuple[str, str]
    properties: dict[str, Any]


class PropertyGraph(NamedTuple):
    """All nodes and relationships, in an order that depends on nothing but what they are."""

    nodes: list[Node]
    relationships: list[Relationship]

    def nodes_by_labels(self) -> list[Node]:
        """Nodes of the same labels together."""
        return sorted(self.nodes, key=lambda node: node.labels)


def property_graph(store: Store) -> PropertyGraph:
    """All of `store`, read within one snapshot by the caller."""
    documents = sorted(store.documents(), key=lambda document: document.id)
    names = {document.id: document.name for document in documents}
    nodes = [_actor(actor) for _, actor in sorted(store.actors().items())]
    nodes += [Node(("Document",), {"id": d.id, "name": d.name, "reference": d.reference}) for d in documents]
    runs = list(zip(map(run_id, itertools.count(1)), store.loads(), strict=False))
    nodes += [Node(("Run",), {"id": r, "reader": load.reader, "current": load.current}) for r, load in runs]
    passages: dict[str, Reading] = {}
    mentions: set[tuple[str, str]] = set()
    relationships = []
    for statement in store.statements():
        relationships.append(_relationship(statement, names))
        for reading in statement.readings:
            passages.setdefault(passage_id(reading), reading)
            mentions.update((passage_id(reading), end) for end in (statement.source, statement.target))
    nodes += [_passage(key, reading) for key, reading in sorted(passages.items())]
    relationships += [
        Relationship(("Passage", key), "IN", ("Document", reading.document), {})
        for key, reading in sorted(passages.items())
    ]
    relationships += [
        Relationship(("Passage", key), "MENTIONS", ("Actor", actor), {}) for key, actor in sorted(mentions)
    ]
    relationships += [
        Relationship(("Run", run), "READ", ("Document", document), {})
        for run, load in runs
        for document in load.documents
        if document in names
    ]
    return PropertyGraph(nodes, relationships)


def run_id(place: int) -> str:
    """The id of the load that came first, second…: texts sort as the loads came.

    >>> run_id(12)
    'run-000012'
    """
    return f"run-{place:06}"


def passage_id(reading: Reading) -> str:
    """Where the words stand: document, first character, end.

    >>> passage_id(Reading("d0", 4, 9, "wrote", "a", "A", "MET", "b", "B"))
    'd0:4-9'
    """
    return f"{reading.document}:{reading.start_char}-{reading.end_char}"


def _actor(actor: Actor) -> Node:
    properties: dict[str, Any] = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
    }
    if actor.existed:
        begun, ended = parse_existence(actor.existed)
        bounds = {"existed_min": day_to_iso(begun.earliest), "existed_max": day_to_iso(ended.latest)}
        properties |= _present(bounds)
    return Node(("Actor", actor.kind), properties)


def _passage(key: str, reading: Reading) -> Node:
    span = {"text": reading.quote, "start": reading.start_char, "end": reading.end_char}
    return Node(("Passage",), {"id": key, **span})


def _relationship(statement: Statement, names: Mapping[str, str]) -> Relationship:
    kind = relation(statement.type)
    readings = statement.readings
    properties: dict[str, Any] = {
        "id": statement.id,
        **_present({"start": statement.start, "end": statement.end}),
        **_bounds(statement.when),
        "modality": statement.modality,
        "polarity": kind.polarity,
        "family": kind.family,
        "quotes": [reading.quote for reading in readings],
        "passages": [passage_id(reading) for reading in readings],
        "documents": [names.get(reading.document, reading.document) for reading in readings],
        "dated": statement.when is not None and statement.when.dated,
        "impossible": statement.when is None,
        "disagrees": list(statement.disagrees),
        "could_be": list(statement.could_be),
    }
    ends = ("Actor", statement.source), ("Actor", statement.target)
    return Relationship(ends[0], statement.type, ends[1], properties)


def _bounds(when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    return _present({name: day_to_iso(getattr(when, name)) for name in _BOUNDS})


def _present(properties: Mapping[str, str | None]) -> dict[str, str]:
    """Without the absent: a property that is null and one that is not there are the same to Cypher."""
    return {name: value for name, value in properties.items() if value is not None}
