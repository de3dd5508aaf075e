"""The schema of a store's property graph: which labels, types and properties it has, how many, and one each.

What a property means is told here, and nowhere else; `graph.stores.property_graph` writes them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.relations import FAMILIES, relations
from graph.stores.base import Store
from graph.stores.property_graph import DAYS, Node, PropertyGraph, Relationship, property_graph

NODE_PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "Actor": {
        "id": "what it is known by",
        "name": "its usual name",
        "kind": "its second label, as text",
        "aliases": "other names",
        "existed_min": "first day on which it existed; absent if not known",
        "existed_max": "last day on which it existed; absent if it still does, or if not known",
    },
    "Document": {
        "id": "hash of its bytes",
        "name": "the name of its file",
        "reference": "what it is, for a footnote",
    },
    "Passage": {
        "id": "document, first character, end",
        "text": "the words that say so",
        "start": "first character in the document",
        "end": "the character behind the last",
    },
    "Run": {
        "id": "its place among all that was ever loaded",
        "reader": "program and version that read",
        "current": "whether what it says counts; else a newer run took its place",
    },
}
"""What nodes of a label tell."""

RELATIONSHIP_PROPERTIES: Mapping[str, str] = {
    "id": "what the statement is known by: histgraph why ID",
    "start": "when it began, as EDTF; absent if nobody says",
    "end": "when it ended, as EDTF; absent if nobody says, and for an act of one day",
    "start_min": "earliest day on which it can have begun; absent: any",
    "start_max": "latest day on which it can have begun; absent: any",
    "end_min": "earliest day on which it can have ended; absent: any",
    "end_max": "latest day on which it can have ended; absent: any",
    "modality": "asserted, negated, intended or reported",
    "polarity": "cooperation, conflict or neutral",
    "family": "the family of its type",
    "quotes": "the words of each reading",
    "passages": "ids of the passages, one for each reading",
    "documents": "names of the documents, one for each reading",
    "dated": "whether any date is known",
    "impossible": "whether its actors' existence leaves no day for it",
    "disagrees": "ids of statements that cannot hold as well",
    "could_be": "ids of statements with an exact date that this vague one may be",
}
"""What relationships between actors tell; the others have no properties."""

LABELS: Mapping[str, str] = {
    "Actor": "who or what stands in relations; each has a second label, its kind",
    "Person": "a human being",
    "Organization": "a party, movement, body or company",
    "State": "a state, and what it was before or after",
    "Place": "a place when it is a place, not a government",
    "Event": "a war, conference or revolt",
    "Agreement": "a treaty or pact",
    "Group": "people of a kind who have no organization",
    "Document": "a text that was read",
    "Passage": "the words in a document that say something",
    "Run": "one reading of one file by one version of a reader",
}
"""What each label stands for."""

LINKS: Mapping[str, str] = {
    "IN": "a passage stands in a document",
    "MENTIONS": "a passage speaks of an actor",
    "READ": "a run has read a document",
}
"""Types that join what was read; all others join actors."""

EVIDENCE = "Evidence"
"""The group of LINKS, as families are of other types."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label, a relationship type or a property (`what`), how many there are, and one as an example.

    `group` is a type's family; of a property the label whose nodes have it, "relationship" for those of
    relationships.
    """

    what: str
    group: str
    name: str
    count: int
    meaning: str
    example: str


def schema(store: Store) -> list[Entry]:
    """Labels, then types by family, then properties; without what the store has none of."""
    with store.snapshot():
        graph = property_graph(store)
    degree = Counter(end for r in graph.relationships for end in (r.source, r.target))
    nodes = sorted(graph.nodes, key=lambda node: -degree[node.labels[0], str(node.properties["id"])])
    return [*_labels(nodes), *_types(graph), *_properties(nodes, graph.relationships)]


def group_label(group: str) -> str:
    """A family's name as people read it; EVIDENCE itself."""
    return FAMILIES[group].label if group in FAMILIES else group


def _labels(nodes: Sequence[Node]) -> list[Entry]:
    """The example of each label is the best connected node."""
    counts = Counter(label for node in nodes for label in node.labels)
    first = {label: _title(node) for node in reversed(nodes) for label in node.labels}
    listed = [label for label in LABELS if counts[label]]
    return [Entry("label", "", label, counts[label], LABELS[label], first[label]) for label in listed]


def _types(graph: PropertyGraph) -> list[Entry]:
    titles = {(node.labels[0], str(node.properties["id"])): _title(node) for node in graph.nodes}
    counts = Counter(r.type for r in graph.relationships)
    best = {r.type: r for r in sorted(graph.relationships, key=_telling, reverse=True)}
    found = []
    for type_, example in best.items():
        known = relations().get(type_)
        group, meaning = (known.family, known.definition) if known else (EVIDENCE, LINKS[type_])
        found.append(Entry("type", group, type_, counts[type_], meaning, _drawn(example, titles)))
    order = [*FAMILIES, EVIDENCE]
    return sorted(found, key=lambda entry: (order.index(entry.group), -entry.count, entry.name))


def _telling(found: Relationship) -> tuple[bool, bool, int, str, str]:
    """Sorts what makes a good example first: asserted, dated, in many words, early."""
    properties = found.properties
    quotes = len(properties.get("quotes", ()))
    asserted = properties.get("modality") == "asserted"
    start = str(properties.get("start") or "")
    return not asserted, not start, -quotes, start, str(properties.get("id", found.source))


def _properties(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> list[Entry]:
    """The example of each property comes from the best connected node that has it."""
    values: dict[tuple[str, str], list[Any]] = {}
    for node in nodes:
        for name, value in node.properties.items():
            values.setdefault((node.labels[0], name), []).append(value)
    for one in sorted(relationships, key=_telling):
        for name, value in one.properties.items():
            values.setdefault(("relationship", name), []).append(value)
    meanings = {(group, name): text for group, own in NODE_PROPERTIES.items() for name, text in own.items()}
    meanings |= {("relationship", name): text for name, text in RELATIONSHIP_PROPERTIES.items()}
    return [
        Entry("property", group, name, len(found), meaning, _example(name, found))
        for (group, name), meaning in meanings.items()
        if (found := values.get((group, name), []))
    ]


def _example(name: str, values: Sequence[Any]) -> str:
    """A value as it is written in Cypher; a list that has something in it, if there is one."""
    value = next((value for value in values if value not in ([], None)), values[0])
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value[:1]))}{', …' if len(value) > 1 else ''}]"
    return f"date('{value}')" if name in DAYS else _literal(value)


def _literal(value: Any) -> str:
    if isinstance(value, str):
        escaped = " ".join(value.split()).replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _title(node: Node) -> str:
    properties = node.properties
    if "text" in properties:
        return f"“{' '.join(str(properties['text']).split()[:4])}…”"
    return str(properties.get("name") or properties["id"])


def _drawn(found: Relationship, titles: Mapping[tuple[str, str], str]) -> str:
    """Whom it joins, and since when."""
    start = found.properties.get("start")
    return f"{titles[found.source]} → {titles[found.target]}{f', {start}' if start else ''}"
