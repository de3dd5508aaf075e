"""What takes long to build is built once for all tests, whatever process they run in."""

from __future__ import annotations

import functools
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph import ledger
from graph.cli.reading import PACKAGED
from graph.stores.embedded import EmbeddedStore
from loaders.workers import cores

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 1800.0  # seconds: another process may be at it


def built_once(name: str, sources: Iterable[Path], build: Callable[[Path], None]) -> Path:
    """The file that `build` makes of `sources`, kept for every state of them and of the program.

    `build` is given the path to write to.  The file is only to be read; it lies in the user's cache, where
    one that is out of date is removed.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "histgraph-tests"
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / f"{name}-{_fingerprint(sources)}.db"
    with _alone(cache / f"{name}.lock"):
        if not kept.is_file():
            for older in cache.glob(f"{name}-*.db*"):
                older.unlink()
            with tempfile.TemporaryDirectory(dir=cache) as folder:
                build(Path(folder) / kept.name)
                (Path(folder) / kept.name).replace(kept)
    return kept


def packaged() -> Path:
    """A store of the packaged texts."""
    return built_once("packaged", sorted(PACKAGED.iterdir()), lambda path: load(path, [PACKAGED]))


def corpora(shared: Path) -> Path:
    """A store of all essays and articles of the shared folder."""
    texts = sorted((shared / "corpora").rglob("*.txt"))
    return built_once("corpora", texts, lambda path: load(path, texts))


def load(path: Path, files: list[Path]) -> None:
    """Make a store of what can be read without a complaint."""
    with EmbeddedStore(path, create=True) as store:
        for report in ledger.load(store, files, jobs=cores()):
            assert report.error is None, report.error


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Nobody else is in here meanwhile; SQLite lets go of a file when its process dies, on every platform."""
    with closing(sqlite3.connect(lock, timeout=PATIENCE, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


def _fingerprint(sources: Iterable[Path]) -> str:
    """Names a state of the program and of what it reads."""
    together = hashlib.sha256()
    for path in [*_program(), *sources]:
        together.update(path.name.encode())
        together.update(path.read_bytes())
    return together.hexdigest()[:16]


@functools.cache
def _program() -> list[Path]:
    folders = (ROOT / "graph", ROOT / "loaders")
    code = sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in (".py", ".toml"))
    return [*code, ROOT / "uv.lock"]
