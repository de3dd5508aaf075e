"""Cypher on the embedded store: sessions with an engine that runs in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from graph.errors import StoreError
from graph.stores.base import Store, Table
from graph.stores.cypher_cache import engine_cache, open_index
from graph.stores.cypher_conditions import asked_late
from graph.stores.cypher_dialect import separated
from graph.stores.cypher_errors import query_error, stopped
from graph.stores.cypher_guard import check
from graph.stores.cypher_process import Child, EngineError, Expired

ROWS = 1000
SECONDS = 30.0


def run(
    store: Store,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    rows: int = ROWS,
    seconds: float = SECONDS,
) -> Table:
    """One read-only query, in an engine started for it; see `Session.run`."""
    with Session(store) as session:
        return session.run(query, parameters, rows=rows, seconds=seconds)


class Session:
    """Queries to one store by an engine that stays up between them.

    The index is made when it is first asked, and again when the store has changed.  After a Ctrl-C or
    at the time limit the engine is killed, and the next query starts another.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._child: Child | None = None
        self._version = ""

    def run(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        rows: int = ROWS,
        seconds: float = SECONDS,
    ) -> Table:
        """At most `rows` rows of a read-only query, in at most `seconds` (infinity: no limit).

        Dates come as ISO text, a node as {"labels", "properties"}, a relationship as {"type", "source",
        "target" (ids of its ends), "properties"}, a path as {"nodes", "relationships"}.  CypherError if
        the query is refused, cannot be read, or comes to a limit; StoreError if the engine fails.
        """
        text = check(query)
        request = {
            "op": "query",
            "query": asked_late(separated(text)),
            "parameters": dict(parameters or {}),
            "rows": rows,
            "milliseconds": 0 if seconds == float("inf") else max(1, round(seconds * 1000)),
        }
        child = self._ready()
        try:
            reply = child.ask(request, seconds)
        except Expired:
            raise stopped(seconds) from None
        except EngineError as error:
            if error.name.endswith("Error"):  # Java's own: out of memory, too deep; not to be trusted after
                self.close()
            elif request["query"] != text:
                error = _error(child, {**request, "query": text}, seconds) or error
            raise query_error(error.name, error.message, seconds) from None
        return Table(reply["columns"], reply["rows"], reply["cut"])

    def close(self) -> None:
        """Let go of the engine; the session can still be asked."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ready(self) -> Child:
        version = self._store.version()
        if self._child is not None and self._child.alive and version == self._version:
            return self._child
        self.close()
        try:
            child = self._child = Child(engine_cache())
            self._version = open_index(self._store, child)
        except EngineError as error:
            self.close()
            raise StoreError(f"the Cypher engine failed: {error.message}") from error
        except Expired:
            raise StoreError("the Cypher engine does not start") from None
        except OSError as error:
            self.close()
            hint = "set HISTGRAPH_CACHE to a folder that can be written"
            raise StoreError(f"the Cypher engine cannot use its cache: {error}", hint=hint) from None
        except BaseException:
            self.close()
            raise
        return child


def _error(child: Child, request: Mapping[str, Any], seconds: float) -> EngineError | None:
    """What the engine says of a query as the user wrote it, whose lines and columns the user knows."""
    try:
        child.ask(dict(request), seconds)
    except EngineError as error:
        return error
    except Expired:
        return None
    return None
