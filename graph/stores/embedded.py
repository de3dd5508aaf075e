"""The embedded store: one SQLite file, nothing to install, nothing to start."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.stores.base import Progress, Table
from graph.stores.database import Database
from graph.stores.kept import KeptStore

if TYPE_CHECKING:
    from graph.stores.cypher_index import Session


class EmbeddedStore(KeptStore):
    """A `Store` (see `graph.stores.base`) in the file `path`.

    With `create` a missing file is made by the first write.  StoreError if the file is missing, is not
    a store, or was written by another version.  `progress` is told how many readings are grouped again,
    where an earlier version has grouped them by other rules.
    """

    def __init__(self, path: Path, *, create: bool = False, progress: Progress | None = None) -> None:
        self.path = path
        self._session: Session | None = None
        super().__init__(str(path), Database.open(path, create=create), progress)

    def draw(self, progress: Progress | None = None) -> None:
        """Nothing to do: the index for Cypher is made when it is asked for."""

    def forget(self, document: str) -> int:
        count = super().forget(document)
        from graph.stores.cypher_cache import drop  # noqa: PLC0415  only forgetting pays for it

        if self._session is not None:
            self._session.close()
        drop(self)
        return count

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        rows: int = 1000,
        seconds: float = 30.0,
    ) -> Table:
        if self._session is None:
            from graph.stores.cypher_index import Session  # noqa: PLC0415  only Cypher needs it

            self._session = Session(self)
        return self._session.run(query, parameters, rows=rows, seconds=seconds)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
        super().close()
