"""The disposable indexes that Cypher runs on when there is no server: built, found again, dropped.

They lie in the user's cache folder, one for each state of each store, so that no file appears beside the
user's own; dropping them costs nothing but the time to build them again.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from graph.model import content_hash
from graph.stores.base import Store
from graph.stores.cache import cache_folder, folder_of, left_by_stores, note_store, private_folder
from graph.stores.cypher_process import Child, EngineError, engine_folder
from graph.stores.property_graph import DAYS, FORMAT, property_graph

Item = TypeVar("Item")

_BATCH = 1000
_DATABASE = "graph"
_FILES = "files.json"
_ABANDONED_AFTER = 3600.0


def engine_cache() -> Path:
    """Where indexes lie, and what the engine itself writes; made if need be, StoreError if it cannot be."""
    return private_folder(cache_folder() / "cypher")


def open_index(store: Store, child: Child) -> str:
    """Open the index of the store's present state in `child`, built if need be; that state's version."""
    with store.snapshot():
        version = store.version()
        place = private_folder(folder_of(store, "cypher"))
        index = place / content_hash([version, FORMAT, _engine_version()])
        if _is_whole(index):
            with suppress(EngineError):
                child.ask({"op": "open", "path": str(index / _DATABASE)})
                return version
        shutil.rmtree(index, ignore_errors=True)
        _build(store, child, index)
    child.ask({"op": "open", "path": str(index / _DATABASE)})
    _drop_old(index)
    return version


def drop(store: Store) -> None:
    """Remove all indexes of the store: words that it forgets must not live on in them."""
    shutil.rmtree(folder_of(store, "cypher"), ignore_errors=True)


def _engine_version() -> str:
    engine_folder()  # says in one line what is missing
    return importlib.metadata.version("arcadedb-embedded")


def _build(store: Store, child: Child, index: Path) -> None:
    """Make the index beside its place, then move it there: it is whole or absent, whoever else builds it."""
    with tempfile.TemporaryDirectory(
        prefix="building-", dir=index.parent, ignore_cleanup_errors=True
    ) as work:
        made = Path(work) / "index"
        made.mkdir()
        child.ask({"op": "create", "path": str(made / _DATABASE), "days": DAYS})
        for request in _contents(store):
            child.ask(request)
        child.ask({"op": "finish"})
        (made / _FILES).write_text(json.dumps(_sizes(made)), encoding="utf-8")
        try:
            made.rename(index)
        except OSError:
            if not index.is_dir():  # else another process was quicker, and made the same
                raise
    note_store(index.parent, store)


def _is_whole(index: Path) -> bool:
    """Whether all files are there: the engine finds nothing, and says nothing, where one is missing."""
    with suppress(OSError, ValueError):
        return bool(json.loads((index / _FILES).read_text(encoding="utf-8")) == _sizes(index))
    return False


def _sizes(index: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in sorted((index / _DATABASE).iterdir())}


def _contents(store: Store) -> Iterator[dict[str, Any]]:
    """The property graph as requests that fill an index."""
    graph = property_graph(store)
    for labels, nodes in itertools.groupby(graph.nodes_by_labels(), key=lambda node: node.labels):
        for batch in _batches([node.properties for node in nodes]):
            yield {"op": "nodes", "labels": labels, "rows": batch}
    for some in _batches(graph.relationships):
        yield {"op": "relationships", "rows": some}


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def _drop_old(index: Path) -> None:
    """Remove indexes of earlier states of the store, of stores that are gone, and of builds cut short."""
    old = [other for other in index.parent.iterdir() if other.is_dir() and other != index]
    old = [other for other in old if not _under_construction(other)]
    for folder in [*old, *left_by_stores(index.parent)]:
        shutil.rmtree(folder, ignore_errors=True)


def _under_construction(folder: Path) -> bool:
    with suppress(OSError):
        return folder.name.startswith("building-") and time.time() - folder.stat().st_mtime < _ABANDONED_AFTER
    return False
