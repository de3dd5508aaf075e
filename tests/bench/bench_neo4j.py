"""What loading into a Neo4j server costs: beside a bare loop of UNWIND, and beside one row at a time.

    python tests/bench/bench_neo4j.py [FOLDER] [--rows N]

FOLDER holds `visits.csv` and `travels.csv`; each row becomes one reading.  All three write to the same
server, emptied before each: HISTGRAPH_TEST_NEO4J, or one that is started for this.  The bare loop knows
beforehand which nodes and relationships there will be, and does no more than MERGE them, a thousand at a
time; one row at a time does the same with each.  The least of all repetitions, in turn.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from server import neo4j_process  # noqa: E402  the checkout's own
from shared_folder import shared_folder  # noqa: E402

from graph.model import Actor, Document, Reading, Run  # noqa: E402
from graph.names import slug  # noqa: E402
from graph.stores import neo4j_drawing, neo4j_ledger  # noqa: E402
from graph.stores.embedded import EmbeddedStore  # noqa: E402
from graph.stores.neo4j import Neo4jStore  # noqa: E402
from graph.stores.neo4j_server import Server, address  # noqa: E402
from graph.stores.property_graph import DAYS, PropertyGraph, property_graph  # noqa: E402

SAMPLE = 500  # rows written one at a time; all of them would take too long


def rows(folder: Path, limit: int | None) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Person, kind of relation, place, first day, last day and words of each row."""
    with (folder / "visits.csv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.DictReader(file))[:limit]:
            yield (
                row["visitor"], "VISITED", "United States", row["start_date"], row["end_date"],
                row["description"],
            )  # fmt: skip
    with (folder / "travels.csv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.DictReader(file))[:limit]:
            yield (
                row["name"], "VISITED", row["country"], row["start_date"], row["end_date"], row["remarks"],
            )  # fmt: skip


def run_of(folder: Path, limit: int | None) -> Run:
    """All rows as one run; the words of the rows, one a line, are its document."""
    text, actors, readings = "", {}, []
    document = hashlib.sha256(folder.as_posix().encode()).hexdigest()
    for person, relation, place, start, _, words in rows(folder, limit):
        quote = words.strip().replace("\n", " ") or f"{person} in {place}"
        source, target = slug(person) or "nobody", slug(place) or "nowhere"
        actors[source] = Actor(source, person, "Person")
        actors.setdefault(target, Actor(target, place, "State"))
        readings.append(
            Reading(
                document,
                len(text),
                len(text) + len(quote),
                quote,
                source,
                person,
                relation,
                target,
                place,
                start=start,
                date_from="stated",
                rule="row",
                reader="rows 1",
            )
        )
        text += quote + "\n"
    documents = (Document(document, "rows", "after tables", text),)
    return Run("rows.csv", document, "rows 1", documents, tuple(actors.values()), tuple(readings))


def ours(url: str, run: Run) -> float:
    """Seconds to add the run to a store on the server, with all that this involves."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["HISTGRAPH_CACHE"] = cache
        with Neo4jStore(address(url)) as store:
            began = time.perf_counter()
            store.add([run])
            store.draw()
            return time.perf_counter() - began


def bare(server: Server, graph: PropertyGraph, size: int) -> float:
    """Seconds to write nodes and relationships, `size` of them at a time."""
    began = time.perf_counter()
    for query, rows in merges(graph):
        for start in range(0, len(rows), size):
            server.write([(query, {"rows": rows[start : start + size]})])
    return time.perf_counter() - began


def merges(graph: PropertyGraph) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The queries that a manual shows, and their rows: a map of properties each."""
    by_labels, by_ends = defaultdict(list), defaultdict(list)
    for node in graph.nodes:
        by_labels[":".join(node.labels)].append({"id": node.properties["id"], "all": dated(node.properties)})
    for labels, listed in by_labels.items():
        first, _, kind = labels.partition(":")
        label = f" SET n:{kind}" if kind else ""
        yield f"UNWIND $rows AS row MERGE (n:{first} {{id: row.id}}) SET n = row.all{label}", listed
    for r in graph.relationships:
        (source, start), (target, end) = r.source, r.target
        known = "{id: row.all.id}" if r.properties else ""
        by_ends[source, r.type, known, target].append({"a": start, "b": end, "all": dated(r.properties)})
    for (source, kind, known, target), listed in by_ends.items():
        ends = f"MATCH (a:{source} {{id: row.a}}) MATCH (b:{target} {{id: row.b}})"
        yield f"UNWIND $rows AS row {ends} MERGE (a)-[r:`{kind}` {known}]->(b) SET r = row.all", listed


def dated(properties: Mapping[str, Any]) -> dict[str, Any]:
    """With days as dates."""
    return {name: date.fromisoformat(v) if name in DAYS else v for name, v in properties.items()}


def drawn_graph(run: Run) -> PropertyGraph:
    """The property graph of the run, without (:Run) nodes."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "a.db", create=True) as store:
        store.add([run])
        whole = property_graph(store)
    nodes = [node for node in whole.nodes if node.labels != ("Run",)]
    return PropertyGraph(nodes, [r for r in whole.relationships if r.source[0] != "Run"])


def sample(graph: PropertyGraph, size: int) -> PropertyGraph:
    """The first relationships between actors and the nodes that they join."""
    chosen = [r for r in graph.relationships if r.source[0] == r.target[0]][:size]
    ends = {end for r in chosen for end in (r.source, r.target)}
    return PropertyGraph([n for n in graph.nodes if neo4j_drawing.node_key(n) in ends], chosen)


def emptied(server: Server) -> None:
    server.write([("MATCH (n) DETACH DELETE n", {})])


def measure(url: str, run: Run, repetitions: int) -> None:
    """Print the table."""
    server = Server(address(url))
    neo4j_ledger.prepare(server)
    graph = drawn_graph(run)
    some = sample(graph, SAMPLE)
    items, few = (len(g.nodes) + len(g.relationships) for g in (graph, some))
    ways: dict[str, tuple[Callable[[], float], int]] = {
        "histgraph": (lambda: ours(url, run), items),
        "bare UNWIND": (lambda: bare(server, graph, neo4j_drawing.BATCH), items),
        "one at a time": (lambda: bare(server, some, 1), few),
    }
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(repetitions):
        for name, (way, _size) in ways.items():
            emptied(server)
            least[name] = min(least[name], way())
    print(f"{len(run.readings)} rows, {len(graph.nodes)} nodes, {len(graph.relationships)} relationships")
    print(f"neo4j driver {version('neo4j')}, Python {platform.python_version()}; the least of {repetitions}")
    print(f"{'':14}{'seconds':>10}{'items':>8}{'items/s':>10}{'rate of histgraph : its rate':>32}")
    ours_rate = items / least["histgraph"]
    for name, (_, size) in ways.items():
        rate = size / least[name]
        print(f"{name:14}{least[name]:10.2f}{size:8}{rate:10.0f}{ours_rate / rate:32.2f}")
    emptied(server)
    server.close()


def main() -> None:
    """Measure with a server that is given, or started for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=shared_folder() / "corpora")
    parser.add_argument("--rows", type=int, metavar="N", help="of each table, at most")
    parser.add_argument("--repetitions", type=int, default=5, metavar="N")
    given = parser.parse_args()
    with ExitStack() as stack:
        url = os.environ.get("HISTGRAPH_TEST_NEO4J")
        if not url:
            url = stack.enter_context(neo4j_process.started())
        measure(url, run_of(given.folder, given.rows), given.repetitions)


if __name__ == "__main__":
    main()
