"""What it costs to find whom one actor reaches, and when: beside NetworkX, SciPy, Raphtory, a plain read.

    python tests/bench/bench_reach.py [--sizes 10000 100000 1000000] [--repetitions N]

All in memory and ready (no peer builds its graph while it is timed), run in turn, the least of all
repetitions.  The actor with most relations is asked about.  The NetworkX peer is a Dijkstra search over
the dictionaries of a MultiDiGraph, by the same rule of steps; SciPy does a breadth-first search of the
time-expanded graph (an actor on a day, linked to its next day and to whom it meets); Raphtory asks for
temporally reachable nodes.  The last two know acts of one known day only; SciPy's answer is compared with
ours, Raphtory's is not quite the same (of one day it takes relations in the order in which they were
added, and it keeps every arrival).  Peers: `uv sync --group bench`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import networkx as nx  # noqa: E402
import numpy as np  # noqa: E402
from generated import made, name  # noqa: E402  beside this file
from interleaved import HEAD, installed, least, row, versions  # noqa: E402

from graph.reach import Network  # noqa: E402  the checkout's own
from graph.relations import relation  # noqa: E402
from graph.steps import Question  # noqa: E402
from graph.stores.base import Edge  # noqa: E402
from graph.stores.edge_columns import EdgeColumns, from_edges  # noqa: E402
from graph.when import BEGINNING, END_OF_TIME, LOST, When  # noqa: E402

PURE_UP_TO = 100_000
PEERS_UP_TO = 100_000


def columns_of(size: int, *, points: bool) -> EdgeColumns:
    """Columns of so many relations."""
    return from_edges(
        Edge(f"s{place:016}", name(one.source), name(one.target), one.type, "asserted", *_when(one))
        for place, one in enumerate(made(size, points=points))
    )


def _when(one: Any) -> tuple[Any, ...]:
    when = When.point(one.start) if relation(one.type).punctual else When.state(one.start, one.end)
    return (*when.start, *when.end, when.punctual, when.dated, False, when.open_end)


def busiest(columns: EdgeColumns) -> str:
    """The actor in most relations."""
    ends = np.concatenate([np.frombuffer(columns.source, np.int32), np.frombuffer(columns.target, np.int32)])
    return columns.actors[int(np.bincount(ends).argmax())]


def networkx_graph(network: Network) -> nx.MultiDiGraph[int]:
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    spans = network.spans
    for begin, hold, source, target in zip(spans.begin, spans.hold, spans.source, spans.target, strict=True):
        graph.add_edge(int(source), int(target), begin=int(begin), hold=int(hold))
    return graph


def networkx_earliest(graph: nx.MultiDiGraph[int], source: int) -> dict[int, int]:
    """The earliest day at every node."""
    neighbours = (graph.succ, graph.pred)
    days, done, heap = {source: BEGINNING}, set(), [(BEGINNING, source)]
    while heap:
        day, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        for adjacent in neighbours:
            for other, relations in adjacent[node].items():
                if other in done:
                    continue
                for known in relations.values():
                    if day <= known["hold"]:
                        then = max(day, known["begin"])
                        if then < days.get(other, LOST):
                            days[other] = then
                            heappush(heap, (then, other))
    return days


def scipy_search(network: Network, source: int) -> Callable[[], Any]:
    """A breadth-first search of the time-expanded graph."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    spans = network.spans
    day, one, other = (np.asarray(column, np.int64) for column in (spans.begin, spans.source, spans.target))
    width = int(day.max()) + 1
    places, at = np.unique(np.concatenate([one * width + day, other * width + day]), return_inverse=True)
    here, there = np.split(at, 2)
    waits = np.flatnonzero(np.diff(places // width) == 0)
    rows, ends = np.concatenate([here, there, waits]), np.concatenate([there, here, waits + 1])
    graph = csr_array((np.ones(len(rows), np.int8), (rows, ends)), shape=(len(places),) * 2)
    first = int(np.searchsorted(places, source * width))

    def search() -> Any:
        return breadth_first_order(graph, first, directed=True, return_predecessors=False)

    assert _days(places[search()], width) == {
        at: int(day)
        for at, day in enumerate(network.days(network.columns.actors[source]))
        if LOST > day > BEGINNING
    } | {source: int(places[first]) % width}
    return search


def _days(places: Any, width: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for place in np.sort(places)[::-1].tolist():
        found[place // width] = place % width
    return found


def raphtory_search(network: Network, source: int) -> Callable[[], Any]:
    """Raphtory's own; it walks relations along their arrow, so that each is added both ways."""
    from raphtory import Graph, algorithms

    graph, spans = Graph(), network.spans
    for day, one, other in zip(spans.begin, spans.source, spans.target, strict=True):
        graph.add_edge(int(day), int(one), int(other))
        graph.add_edge(int(day), int(other), int(one))
    return lambda: algorithms.temporally_reachable_nodes(graph, 100, 0, [source])


def intervals(size: int, repetitions: int) -> None:
    """Rows for relations that last, or are known to a year only."""
    columns = columns_of(size, points=False)
    actor = busiest(columns)
    plain = without_uncertainty(columns)
    possible, certain, one = (
        Network(data, Question(), sure=sure, fast=True)
        for data, sure in ((columns, False), (columns, True), (plain, False))
    )
    read = [np.asarray(column) for column in one.spans[1:5]]
    ways: dict[str, Callable[[], object]] = {
        "fast": lambda: possible.earliest(actor),
        "plain": lambda: one.earliest(actor),
        "both": lambda: (possible.earliest(actor), certain.earliest(actor)),
        "steps": lambda: possible.reach(actor),
        "read": lambda: [column.copy() for column in read],
    }
    if size <= PURE_UP_TO:
        pure, pure_certain, pure_one = (
            Network(data, Question(), sure=sure, fast=False)
            for data, sure in ((columns, False), (columns, True), (plain, False))
        )
        ways["pure"] = lambda: pure.earliest(actor)
        ways["pure plain"] = lambda: pure_one.earliest(actor)
        ways["pure both"] = lambda: (pure.earliest(actor), pure_certain.earliest(actor))
    if size <= PEERS_UP_TO:
        graph, number = networkx_graph(possible), possible.number(actor)
        ways["networkx"] = lambda: networkx_earliest(graph, number)
        expected = networkx_earliest(graph, number)
        marks = possible.days(actor)
        assert {at: int(day) for at, day in enumerate(marks) if day < LOST} == expected
    taken = least(ways, repetitions)
    if "networkx" in ways:
        print(row("earliest, pure Python : NetworkX", size, taken["pure"], taken["networkx"], ">= 2"))
        print(row("earliest, extra fast : NetworkX", size, taken["fast"], taken["networkx"], ">= 50"))
        print(row("with fewest steps, extra fast : NetworkX", size, taken["steps"], taken["networkx"]))
    print(row("earliest, extra fast : a copy of its columns", size, taken["fast"], taken["read"], ">= 0.05"))
    print(row("possible and certain, extra fast : plain", size, taken["both"], taken["plain"], ">= 0.4"))
    if "pure" in ways:
        print(
            row("possible and certain, pure : plain", size, taken["pure both"], taken["pure plain"], ">= 0.4")
        )


def without_uncertainty(columns: EdgeColumns) -> EdgeColumns:
    """The same relations, each known to hold from the first to the last day on which it may have."""
    return replace(columns, start_max=columns.start_min, end_min=columns.end_max)


def points(size: int, repetitions: int) -> None:
    """Rows for acts of one known day."""
    columns = columns_of(size, points=True)
    actor = busiest(columns)
    network = Network(columns, Question(), sure=False, fast=True)
    number = network.number(actor)
    assert max(network.spans.hold) < END_OF_TIME
    search = scipy_search(network, number)
    ways: dict[str, Callable[[], object]] = {"fast": lambda: network.earliest(actor), "scipy": search}
    if installed("raphtory"):
        ways["raphtory"] = raphtory_search(network, number)
    taken = least(ways, repetitions)
    print(
        row("acts of a day, extra fast : SciPy, time-expanded", size, taken["fast"], taken["scipy"], ">= 1")
    )
    if "raphtory" in ways:
        print(row("acts of a day, extra fast : Raphtory", size, taken["fast"], taken["raphtory"], "> 1"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--repetitions", type=int, default=7, metavar="N")
    given = parser.parse_args()
    print(versions(["numba", "numpy", "networkx", "scipy", "raphtory"]))
    print(f"the least of {given.repetitions}, in turn")
    print(HEAD)
    for size in given.sizes:
        intervals(size, given.repetitions)
        if size <= PEERS_UP_TO:
            points(size, given.repetitions)


if __name__ == "__main__":
    main()
