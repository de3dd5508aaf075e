"""An embedded store and a server that hold the same, for comparing what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import gold_to_jsonl
import pytest
from built_once import corpora, load, packaged
from store_fixtures import empty

from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import KeptStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_server import address


class Both(NamedTuple):
    """The same runs, kept in two ways."""

    embedded: KeptStore
    server: KeptStore


@pytest.fixture(scope="module")
def both(
    request: pytest.FixtureRequest, neo4j_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    """Both stores with the texts that `request.param` names: packaged, gold, or corpora."""
    path = _EMBEDDED[request.param](request, tmp_path_factory.mktemp("both"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HISTGRAPH_CACHE", str(tmp_path_factory.mktemp("cache")))
        empty(neo4j_url)
        with EmbeddedStore(path) as embedded, Neo4jStore(address(neo4j_url)) as server:
            server.add(list(embedded.runs()))
            yield Both(embedded, server)


def _gold(request: pytest.FixtureRequest, folder: Path) -> Path:
    lines = folder / "gold.jsonl"
    lines.write_text(gold_to_jsonl.jsonl(request.getfixturevalue("shared")), encoding="utf-8")
    load(folder / "gold.db", [lines])
    return folder / "gold.db"


_EMBEDDED: Mapping[str, Callable[[pytest.FixtureRequest, Path], Path]] = {
    "packaged": lambda *_: packaged(),
    "gold": _gold,
    "corpora": lambda request, _: corpora(request.getfixturevalue("shared")),
}
