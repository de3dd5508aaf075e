"""Where readings are kept: a file on this machine, or (by its address) a server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.stores.base import Progress, Store

DEFAULT = "histgraph.db"
_ADDRESS = re.compile(r"^([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def open_store(url: str | None = None, create: bool = False, *, progress: Progress | None = None) -> Store:
    """The store at `url`: the path of a file, histgraph.db if None.

    With `create` a file that does not exist yet is made by the first write.  `progress` is told how far a
    file is that must first be brought up to the rules of this version.  StoreError if there is no store,
    if it cannot be read, or if no store of this kind is known.
    """
    address = _ADDRESS.match(url or "")
    if address and address[1].lower().startswith(("neo4j", "bolt")):
        from graph.stores import neo4j, neo4j_server  # noqa: PLC0415  each store brings its own imports

        return neo4j.Neo4jStore(neo4j_server.address(url or ""))
    if address:
        hint = "a store is a file, such as histgraph.db, or a server, such as neo4j://localhost:7687"
        raise StoreError(f"no store is reached by {address[1]}://", hint=hint)
    from graph.stores.embedded import EmbeddedStore  # noqa: PLC0415  each store brings its own imports

    return EmbeddedStore(Path(url or DEFAULT).expanduser(), create=create, progress=progress)
