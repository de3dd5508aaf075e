"""An embedded store and a server that hold the same, for comparing what they answer."""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import gold_to_jsonl
import pytest
from store_fixtures import empty

from graph import ledger
from graph.cli.reading import PACKAGED
from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import KeptStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_server import address
from loaders.workers import cores

ROOT = Path(__file__).resolve().parents[2]


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


def _packaged(_: pytest.FixtureRequest, folder: Path) -> Path:
    return _load(folder / "packaged.db", [PACKAGED])


def _gold(request: pytest.FixtureRequest, folder: Path) -> Path:
    lines = folder / "gold.jsonl"
    lines.write_text(gold_to_jsonl.jsonl(request.getfixturevalue("shared")), encoding="utf-8")
    return _load(folder / "gold.db", [lines])


def _corpora(request: pytest.FixtureRequest, _: Path) -> Path:
    """All essays and articles, read once for every state of the reader: that takes minutes."""
    corpora = request.getfixturevalue("shared") / "corpora"
    texts = sorted(path for path in corpora.rglob("*.txt"))
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "histgraph-tests"
    kept = cache / f"corpora-{_fingerprint(texts)}.db"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        for older in cache.glob("corpora-*.db*"):
            older.unlink()
        with tempfile.TemporaryDirectory(dir=cache) as folder:  # another process may be at it too
            _load(Path(folder) / "corpora.db", texts).replace(kept)
    return kept


_EMBEDDED: Mapping[str, Callable[[pytest.FixtureRequest, Path], Path]] = {
    "packaged": _packaged,
    "gold": _gold,
    "corpora": _corpora,
}


def _load(path: Path, files: list[Path]) -> Path:
    with EmbeddedStore(path, create=True) as store:
        for report in ledger.load(store, files, jobs=cores()):
            assert report.error is None, report.error
    return path


@functools.cache
def _program() -> list[Path]:
    folders = (ROOT / "graph", ROOT / "loaders")
    return sorted(p for f in folders for p in f.rglob("*") if p.suffix in (".py", ".toml"))


def _fingerprint(texts: list[Path]) -> str:
    """Names a state of the reader and of what it reads."""
    together = hashlib.sha256()
    for path in [*_program(), *texts]:
        together.update(path.name.encode())
        together.update(path.read_bytes())
    return together.hexdigest()[:16]
