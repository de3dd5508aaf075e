"""Stores of every kind, each empty and in a place of its own: what the conformance suite runs on.

How to add one: a name in KINDS, and how `places` makes and opens one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import KeptStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_server import Server, address

Opener = Callable[[], KeptStore]
KINDS = ("embedded", "neo4j")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def store(path: Path) -> Iterator[EmbeddedStore]:
    """An embedded store, for what only it does."""
    with EmbeddedStore(path, create=True) as opened:
        yield opened


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of store."""
    return str(request.param)


@pytest.fixture
def places(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Opener]:
    """Gives an empty place with each call; what was in the one before may be lost."""
    monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "cache"))
    if kind == "embedded":
        numbers = itertools.count()
        return lambda: embedded(tmp_path / f"{next(numbers)}.db")
    url = request.getfixturevalue("neo4j_url")
    return lambda: on_server(url)


@pytest.fixture
def reopen(places: Callable[[], Opener]) -> Opener:
    """Opens the same store, which is empty at first, again and again."""
    return places()


def embedded(path: Path) -> Opener:
    return lambda: EmbeddedStore(path, create=True)


def on_server(url: str) -> Opener:
    empty(url)
    return lambda: Neo4jStore(address(url))


def empty(url: str) -> None:
    """Remove everything from a server."""
    server = Server(address(url))
    server.write([("MATCH (n) DETACH DELETE n", {})])
    server.close()
