"""What a path between two actors costs: beside NetworkX, warm, and as a whole process.

    python tests/bench/bench_paths.py [--sizes 150 10000 100000 1000000] [--stores FOLDER] [--repetitions N]

Warm: all relations at hand on both sides, the same pairs of actors, run in turn.  The peers walk
undirected graphs: NetworkX's own shortest path and all simple paths of at most three steps; for a path as
of a day, a `subgraph_view` of the relations in force.  Cold: the command `histgraph path A B` on a store,
and `networkx_path.py` (beside this file), which reads the same relations from JSON.  Stores are made up
first, and kept where FOLDER is given.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import generated  # noqa: E402  beside this file
import networkx as nx  # noqa: E402
from interleaved import HEAD, least, row, versions  # noqa: E402

from graph.neighbourhoods import Neighbourhoods  # noqa: E402  the checkout's own
from graph.paths import Question, find  # noqa: E402
from graph.shortest import shortest  # noqa: E402
from graph.stores.base import Edge  # noqa: E402
from graph.stores.embedded import EmbeddedStore  # noqa: E402
from graph.when import iso_to_day  # noqa: E402

PAIRS = 10
MOST = 1_000  # paths
WARM = range(1_000, 100_001)  # the sizes that are measured warm
AS_OF = iso_to_day("1950-07-01")
_HISTGRAPH = [sys.executable, "-c", "from graph.cli import main; main()"]
Pairs = list[tuple[str, str]]


def pairs_of(edges: list[Edge]) -> Pairs:
    """Pairs of actors, any two, that are joined in some way; the same for each run."""
    random = Random(3)
    actors = sorted({end for edge in edges for end in (edge.source, edge.target)})
    around = Neighbourhoods(edges)
    found: Pairs = []
    while len(found) < PAIRS:
        one, other = random.sample(actors, 2)
        if shortest(around, one, other):
            found.append((one, other))
    return found


def undirected(edges: list[Edge]) -> nx.MultiGraph[str]:
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for edge in edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, **edge._asdict())
    return graph


def warm(edges: list[Edge], repetitions: int) -> None:
    """Rows for questions to relations that are at hand."""
    around, graph, pairs = Neighbourhoods(edges), undirected(edges), pairs_of(edges)
    simple = nx.Graph(graph)
    ways: dict[str, Callable[[], object]] = {
        "shortest": lambda: [shortest(around, *pair) for pair in pairs],
        "nx shortest": lambda: [nx.shortest_path(simple, *pair) for pair in pairs],
        "paths": lambda: [find(around, *pair, _all_within(3)) for pair in pairs[:3]],
        "nx paths": lambda: [list(nx.all_simple_paths(simple, *pair, cutoff=3)) for pair in pairs[:3]],
        "as of": lambda: [find(around, *pair, Question(as_of=(AS_OF, AS_OF), k=1)) for pair in pairs],
        "nx as of": lambda: [_as_of(graph, *pair) for pair in pairs],
    }
    lengths = [len(path) for path in ways["shortest"]()]  # type: ignore[attr-defined]
    assert lengths == [len(path) for path in ways["nx shortest"]()]  # type: ignore[attr-defined]
    for mine, theirs in zip(ways["paths"](), ways["nx paths"](), strict=True):  # type: ignore[call-overload]
        assert len(mine) == min(len(theirs), MOST)
    taken = least(ways, repetitions)
    size = len(edges)
    print(row("shortest path, no time : NetworkX", size, taken["shortest"], taken["nx shortest"], ">= 1"))
    print(row("all paths of <= 3 steps : all_simple_paths", size, taken["paths"], taken["nx paths"], ">= 5"))
    print(row("path as of a day : subgraph_view", size, taken["as of"], taken["nx as of"], ">= 3"))


def _all_within(steps: int) -> Question:
    return Question(steps=steps, k=MOST, any_order=True, undated=True)


def _as_of(graph: nx.MultiGraph[str], source: str, target: str) -> list[str]:
    """A shortest path over relations possibly in force on the day, of at most four steps."""

    def in_force(one: str, other: str, key: str) -> bool:
        known = graph.edges[one, other, key]
        return known["dated"] and known["start_min"] <= AS_OF <= known["end_max"]

    view = nx.subgraph_view(graph, filter_edge=in_force)
    try:
        found: list[str] = nx.shortest_path(view, source, target)
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return []
    return found if len(found) <= 5 else []


def cold(store: Path, edges: list[Edge], repetitions: int) -> None:
    """The row for whole processes."""
    pair = _answered(edges)
    file = store.with_suffix(".json")
    kept = ("id", "source", "target", "type", "start_min", "end_max")
    quote = "what the source says of it, about as long as a sentence is"
    records = [{**{name: getattr(e, name) for name in kept}, "quote": quote} for e in edges if e.dated]
    file.write_text(json.dumps(records), encoding="utf-8")
    ours = [*_HISTGRAPH, "path", *pair, "-k", "1", "--store", str(store)]
    theirs = [sys.executable, str(Path(__file__).with_name("networkx_path.py")), str(file), *pair]
    ways = {"ours": lambda: _run(ours, store.parent), "theirs": lambda: _run(theirs, store.parent)}
    taken = least(ways, repetitions)
    bar = {150: ">= 3", 100_000: ">= 7", 1_000_000: ">= 12"}.get(len(edges), "")
    print(row("histgraph path, whole process : NetworkX, JSON", len(edges), *taken.values(), bar))


def _answered(edges: list[Edge]) -> tuple[str, str]:
    """Two actors, any, between whom there is a path; the same for each run."""
    random, around = Random(3), Neighbourhoods(edges)
    actors = sorted({end for edge in edges for end in (edge.source, edge.target)})
    while True:
        one, other = random.sample(actors, 2)
        if find(around, one, other, Question(k=1)):
            return one, other


def _run(command: list[str], folder: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),  # kept, as wherever a command is used twice
        "HISTGRAPH_CACHE": str(folder / "cache"),
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr}")


def measure(folder: Path, sizes: list[int], repetitions: int) -> None:
    """Print the table."""
    print(versions(["networkx", "typer"]))
    print(f"the least of {repetitions}, in turn; warm: {PAIRS} pairs together, 3 for all paths")
    print(HEAD)
    for size in sizes:
        store = folder / f"made-{size}.db"
        if not store.exists():
            began = time.perf_counter()
            generated.write(store, size)
            print(f"store of {size:,} made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        with EmbeddedStore(store) as graph:
            edges = graph.edges()
        if size in WARM:
            warm(edges, repetitions)
        cold(store, edges, repetitions)


def main() -> None:
    """Measure in a folder that is given, or made for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[150, 10_000, 100_000, 1_000_000], metavar="N"
    )
    parser.add_argument("--stores", type=Path, metavar="FOLDER")
    parser.add_argument("--repetitions", type=int, default=5, metavar="N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        measure(given.stores or Path(work), given.sizes, given.repetitions)


if __name__ == "__main__":
    main()
