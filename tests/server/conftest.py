"""What only a store on a server does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.stores.neo4j_server import Server, address


@pytest.fixture
def kind() -> str:
    """The kind of store that `reopen` opens here."""
    return "neo4j"


@pytest.fixture
def server(neo4j_url: str) -> Iterator[Server]:
    """The server itself, without a store."""
    opened = Server(address(neo4j_url))
    yield opened
    opened.close()
