"""The same question from NetworkX and a JSON file in a Typer command: the peer of `histgraph path`.

    python tests/bench/networkx_path.py GRAPH.json A B

A path of the fewest steps, at most four, that can be walked without going back in time, and each step's
relation.  GRAPH.json is a list of objects: id, source, target, type, start_min, end_max, quote.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import networkx as nx
import typer

MOST = 4


def read(file: Path) -> nx.MultiDiGraph[str]:
    """The graph of a file."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one in json.loads(file.read_text(encoding="utf-8")):
        graph.add_edge(one["source"], one["target"], key=one["id"], **one)
    return graph


def find(graph: nx.MultiDiGraph[str], source: str, target: str) -> list[dict[str, Any]]:
    """The relations of a path with the fewest steps; [] if there is none.

    Step by step, keeping for each actor the smallest day that so many steps can have come to.
    """
    best = {source: 0}
    chains: dict[str, list[dict[str, Any]]] = {source: []}
    for _ in range(MOST):
        further: dict[str, list[dict[str, Any]]] = {}
        days = {node: best[node] for node in chains}
        for node, chain in chains.items():
            for adjacent in (graph.succ[node], graph.pred[node]):
                for other, relations in adjacent.items():
                    for known in relations.values():
                        day = max(days[node], known["start_min"])
                        if days[node] <= known["end_max"] and day < best.get(other, 10**9):
                            best[other] = day
                            further[other] = [*chain, known]
        if target in further:
            return further[target]
        chains = further
    return []


def main(
    file: Annotated[Path, typer.Argument()],
    source: Annotated[str, typer.Argument()],
    target: Annotated[str, typer.Argument()],
) -> None:
    """Print a path."""
    found = find(read(file), source, target)
    if not found:
        raise typer.Exit(1)
    for number, known in enumerate(found, 1):
        typer.echo(f"{number}. {known['source']} {known['type']} {known['target']}")
        typer.echo(f"   “{known['quote']}”")


if __name__ == "__main__":
    typer.run(main)
