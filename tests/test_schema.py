"""The schema of a graph for somebody who sees it for the first time."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from built_once import load, packaged
from cli_runs import invoke, statements
from small_store import SmallStore
from store_fixtures import Opener

from graph import ledger
from graph.model import KINDS
from graph.relations import relations
from graph.stores.embedded import EmbeddedStore
from graph.stores.property_graph import property_graph
from graph.stores.property_schema import (
    LABELS,
    LINKS,
    NODE_PROPERTIES,
    RELATIONSHIP_PROPERTIES,
    Entry,
    schema,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the small graph, and one of the packaged texts."""
    place = tmp_path_factory.mktemp("graphs")
    (place / "small.jsonl").write_text(statements(), encoding="utf-8")
    load(place / "histgraph.db", [place / "small.jsonl"])
    shutil.copy(packaged(), place / "packaged.db")
    return place


def entries(folder: Path, name: str = "histgraph.db") -> dict[tuple[str, str, str], Entry]:
    with EmbeddedStore(folder / name) as store:
        return {(entry.what, entry.group, entry.name): entry for entry in schema(store)}


def test_all_that_is_drawn_is_told(folder: Path) -> None:
    """Every label, type and property of the property graph has its entry, its meaning and its count."""
    with EmbeddedStore(folder / "packaged.db") as store:
        graph = property_graph(store)
    counts = Counter(("label", "", label) for node in graph.nodes for label in node.labels)
    for one in graph.relationships:
        family = relations()[one.type].family if one.type in relations() else "Evidence"
        counts["type", family, one.type] += 1
        counts.update(("property", "relationship", name) for name in one.properties)
    for node in graph.nodes:
        counts.update(("property", node.labels[0], name) for name in node.properties)
    found = entries(folder, "packaged.db")
    assert {key: entry.count for key, entry in found.items()} == counts
    assert all(entry.meaning and entry.example for entry in found.values())


def test_meanings_are_told_for_whatever_can_be_drawn() -> None:
    graph = property_graph(SmallStore())
    assert set(KINDS) < set(LABELS) and {r.type for r in graph.relationships} <= {*relations(), *LINKS}
    for node in graph.nodes:
        assert set(node.properties) <= set(NODE_PROPERTIES[node.labels[0]])
    assert {name for r in graph.relationships for name in r.properties} <= set(RELATIONSHIP_PROPERTIES)


def test_examples_are_such_as_one_would_choose(folder: Path) -> None:
    found = entries(folder)
    assert found["label", "", "Person"].example == "Simón Bolívar"
    assert found["type", "organisation", "FOUNDED"].example == "Simón Bolívar → Bolivia, 1825"
    assert found["property", "Actor", "existed_min"].example.startswith("date('1")
    assert found["property", "relationship", "modality"].example == "'asserted'"
    assert found["property", "relationship", "quotes"].example.startswith("['")


def test_families_keep_together_and_the_evidence_comes_last(folder: Path) -> None:
    families = [entry.group for entry in entries(folder).values() if entry.what == "type"]
    assert families[-1] == "Evidence" and len(families) > len(set(families))
    assert families == sorted(families, key=families.index)


def test_the_command_in_every_form(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    drawn = invoke("schema")
    assert drawn.exit_code == 0
    for shown in ("(:Passage)-[:IN]->(:Document)", "Labels of nodes", "Person ", "Diplomacy:", "of (:Actor)"):
        assert shown in drawn.stdout
    told = json.loads(invoke("schema", "-f", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(invoke("schema", "-f", "csv").stdout)))
    assert len(told) == len(rows) == len(entries(folder))
    assert told[0] == {"what": "label", "group": "", "name": "Actor", "count": 6, "meaning": LABELS["Actor"],
                       "example": "Simón Bolívar"}  # fmt: skip
    assert invoke("schema", "-f", "markdown").stdout.startswith("| what | group | name |")
    assert invoke("schema", "--store", "none.db").exit_code == 4


@pytest.mark.java
def test_counts_are_those_that_cypher_finds(reopen: Opener, tmp_path: Path) -> None:
    (tmp_path / "small.jsonl").write_text(statements(), encoding="utf-8")
    with reopen() as store:
        assert all(report.error is None for report in ledger.load(store, [tmp_path / "small.jsonl"]))
        found = schema(store)
        labels = store.cypher("MATCH (n) UNWIND labels(n) AS name RETURN name, count(*) AS k").rows
        types = store.cypher("MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS k").rows
    assert dict(labels) == {entry.name: entry.count for entry in found if entry.what == "label"}
    assert dict(types) == {entry.name: entry.count for entry in found if entry.what == "type"}
