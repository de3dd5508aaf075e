"""Draws the property graph of a store on a Neo4j server: what is missing, changed or too much, no more.

Each batch is a transaction of its own and can be repeated; a drawing cut short goes on where it stopped,
because the mark of a finished one is set last (`neo4j_turns`).
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.model import KINDS
from graph.stores.base import Progress
from graph.stores.neo4j_server import Server
from graph.stores.neo4j_turns import Turn
from graph.stores.neo4j_values import plain
from graph.stores.property_graph import DAYS, Node, PropertyGraph, Relationship

BATCH = 1000
SECONDS_TO_LOOK = 120.0  # at all that is drawn of one kind
PLAIN = "-"  # the mark of a relationship that says nothing but its ends

Step = tuple[str, Sequence[Any]]
"""A query, and the rows that it is run with, a batch at a time."""

Key = tuple[str, ...]
"""Of a node: its first label and id.  Of a relationship: both ends, its type, its id ("" if it has none)."""


class Change(NamedTuple):
    """What has to be done to a graph."""

    nodes: list[Node]
    relationships: list[Relationship]
    gone: list[Key]


def node_key(node: Node) -> Key:
    """What a node is known by."""
    return node.labels[0], str(node.properties["id"])


def relationship_key(relationship: Relationship) -> Key:
    """What a relationship is known by."""
    source, target = relationship.source, relationship.target
    return (*source, relationship.type, *target, str(relationship.properties.get("id", "")))


def marks(graph: PropertyGraph) -> dict[Key, str]:
    """A hash of each node and relationship, by its key."""
    found = {node_key(node): _mark(node.properties, *node.labels) for node in graph.nodes}
    found |= {relationship_key(r): _mark(r.properties) for r in graph.relationships}
    return found


def _mark(properties: Mapping[str, Any], *labels: str) -> str:
    if not properties:
        return PLAIN
    content = repr((labels, sorted(properties.items())))
    return hashlib.md5(content.encode(), usedforsecurity=False).hexdigest()


def change(graph: PropertyGraph, new: Mapping[Key, str], old: Mapping[Key, str]) -> Change:
    """What differs between `graph`, of the hashes `new`, and one of the hashes `old`.

    Runs are few, and the ids of those that came after a forgotten one are others: always drawn anew.
    """

    def differs(key: Key) -> bool:
        return key[0] == "Run" or old.get(key) != new[key]

    gone = {key for key in old if key not in new or (key[0] == "Run" and len(key) > 2)}
    return Change(
        [n for n in graph.nodes if differs(node_key(n))],
        [r for r in graph.relationships if differs(relationship_key(r))],
        sorted(gone, key=lambda key: (-len(key), _form(key), key)),  # relationships first
    )


def on_server(server: Server) -> dict[Key, str]:
    """A hash of each node and relationship on the server, by its key."""
    found: dict[Key, str] = {}
    for label, properties in _DRAWN.items():
        query = f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN labels(n), {properties}"
        rows = server.read(query, seconds=SECONDS_TO_LOOK)
        for labels, given in rows:
            others = sorted(set(labels) - {label})
            found[label, str(given["id"])] = _mark(plain(given, {}), label, *others)
    for source, target in (
        ("Actor", "Actor"),
        ("Passage", "Document"),
        ("Passage", "Actor"),
        ("Run", "Document"),
    ):
        query = f"MATCH (a:{source})-[r]->(b:{target}) RETURN a.id, type(r), b.id, properties(r)"
        rows = server.read(query, seconds=SECONDS_TO_LOOK)
        for start, kind, end, given in rows:
            key = (source, str(start), kind, target, str(end), str(given.get("id", "")))
            found[key] = _mark(plain(given, {}))
    return found


_DRAWN = {
    "Actor": "properties(n)",
    "Document": "properties(n)",
    "Passage": "properties(n)",
    "Run": "n {.id, .reader, .current}",
}
"""Labels of the nodes that are drawn, and what of them is."""


def draw(turn: Turn, todo: Change, runs: Sequence[int], progress: Progress | None = None) -> None:
    """Make the change; `runs` are the numbers of the (:Run) nodes, in the order of their ids."""
    steps = (*_removals(todo.gone), *node_steps(todo.nodes, runs), *relationship_steps(todo.relationships))
    done, total = 0, sum(len(rows) for _, rows in steps)
    for query, rows in steps:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            turn.write(query, {"rows": batch})
            done += len(batch)
            if progress:
                progress(done, total)


def _removals(gone: Iterable[Key]) -> Iterator[Step]:
    for form, keys in itertools.groupby(gone, key=_form):
        if form == ("Run",):
            continue  # the ledger has removed it
        if len(form) == 1:
            rows = [{"id": key[1]} for key in keys]
            yield f"UNWIND $rows AS row MATCH (n:{form[0]} {{id: row.id}}) DETACH DELETE n", rows
        else:
            source, kind, target = form
            rows = [{"source": key[1], "target": key[4], "id": key[5]} for key in keys]
            yield (
                f"UNWIND $rows AS row MATCH (:{source} {{id: row.source}})-[r:`{kind}`]->"
                f"(:{target} {{id: row.target}}) WHERE coalesce(r.id, '') = row.id DELETE r",
                rows,
            )


def _form(key: Key) -> Key:
    """What one query can remove together: nodes of a label, relationships of a type between two labels."""
    return key[:1] if len(key) == 2 else (key[0], *key[2:4])


def node_steps(nodes: Iterable[Node], runs: Sequence[int]) -> Iterator[Step]:
    """What makes these nodes; `runs` as for `draw`."""
    for labels, some in itertools.groupby(sorted(nodes, key=lambda n: n.labels), key=lambda n: n.labels):
        names, rows = _columns([n.properties for n in some])
        if labels == ("Run",):
            rows = [[*row, runs[int(row[0].rpartition("-")[2]) - 1]] for row in rows]
            found = f"MATCH (n:Run {{_seq: row[{len(names)}]}}) SET n += {_map(names)}"
            yield f"UNWIND $rows AS row {found}", rows
            continue
        first, *others = labels
        kinds = [f"REMOVE n:{':'.join(k for k in KINDS if k not in others)}"] if others else []
        kinds += [f"SET n:{label}" for label in others]
        merged = f"UNWIND $rows AS row MERGE (n:{first} {{id: row[0]}}) SET n = {_map(names)}"
        yield " ".join([merged, *kinds]), rows


def relationship_steps(relationships: Iterable[Relationship]) -> Iterator[Step]:
    """What makes these relationships, once their nodes are there."""

    def form(r: Relationship) -> Key:
        return r.source[0], r.type, r.target[0]

    for (source, kind, target), group in itertools.groupby(sorted(relationships, key=form), key=form):
        some = list(group)
        names, values = _columns([r.properties for r in some])
        ends = len(names)
        rows = [[*row, r.source[1], r.target[1]] for row, r in zip(values, some, strict=True)]
        known = " {id: row[0]}" if "id" in names else ""
        yield (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row[{ends}]}}) "
            f"MATCH (b:{target} {{id: row[{ends + 1}]}}) "
            f"MERGE (a)-[r:`{kind}`{known}]->(b) SET r = {_map(names)}",
            rows,
        )


def _columns(listed: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    """Names of all properties, the id first, and the values of each under these names.

    Names are sent once a query and not once a row: the driver is slower at writing rows than the server
    is at reading them.
    """
    names = sorted({name for properties in listed for name in properties}, key=lambda n: (n != "id", n))
    return names, [[properties.get(name) for name in names] for properties in listed]


def _map(names: Iterable[str]) -> str:
    """The properties of a row of these columns, days as dates."""
    values = (f"date(row[{i}])" if name in DAYS else f"row[{i}]" for i, name in enumerate(names))
    return "{" + ", ".join(f"{n}: {value}" for n, value in zip(names, values, strict=True)) + "}"
