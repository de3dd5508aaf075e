"""The store on a Neo4j 5 server (one machine, Aura, or a cluster): shared, and asked in its own Cypher.

Runs are kept on the server (`neo4j_ledger`), and the graph that Cypher sees is drawn there from them
(`neo4j_drawing`).  Statements, paths and pages are worked out from a copy of the runs in the user's cache
folder, brought up to date whenever the store is opened: they are the same as those of an embedded store.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import DamagedStore, RemoteError, StoreError
from graph.garbage import no_collection
from graph.model import Run, content_hash
from graph.stores import adding, neo4j_drawing, neo4j_ledger, neo4j_turns
from graph.stores import runs as kept
from graph.stores.base import Added, Progress, Table
from graph.stores.cache import cache_folder
from graph.stores.columns import canonical
from graph.stores.cypher_guard import check
from graph.stores.database import Database
from graph.stores.kept import KeptStore
from graph.stores.neo4j_ledger import Conflict
from graph.stores.neo4j_server import SECONDS_TO_WRITE, Address, Server, complaint, silent
from graph.stores.neo4j_turns import Busy, Turn
from graph.stores.property_graph import FORMAT, property_graph
from graph.stores.rules import rules
from graph.stores.schema import MAKE_TABLES

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Answer = TypeVar("Answer")

_TRIES = 5
_LATER = "try again later"
_COPY_TABLES = (
    "CREATE TABLE IF NOT EXISTS server_runs (seq INTEGER PRIMARY KEY, token TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS drawn (marks TEXT NOT NULL)",
)


class Neo4jStore(KeptStore):
    """A `Store` (see `graph.stores.base`) on the server at `where`; RemoteError if that cannot be reached."""

    def __init__(self, where: Address) -> None:
        self._server = Server(where)
        self._wrote = False
        try:
            neo4j_ledger.prepare(self._server)
            self._copy = _folder(where) / "copy.db"
            try:
                self._open(str(where))
            except DamagedStore:  # nothing is in the copy that is not on the server
                for path in self._copy.parent.glob(f"{self._copy.name}*"):
                    path.unlink()
                self._open(str(where))
        except BaseException:
            self._server.close()
            raise

    def _open(self, url: str) -> None:
        super().__init__(url, self._open_copy())
        self._sync()

    def add(self, runs: Sequence[Run]) -> list[Added]:
        self._sync()
        if all(self.knows(run.location, run.digest, run.reader) for run in runs):
            return [Added(0, 0, True) for _ in runs]
        for run in runs:
            kept.check(self._db, run)
        added = self._again(lambda: self._append(runs))
        self._wrote, self._drawn = True, False
        return added

    def forget(self, document: str) -> int:
        self._sync()
        count = self._again(lambda: self._forget(document))
        try:
            self.draw()
        finally:
            self._db.tidy()
        return count

    def draw(self, progress: Progress | None = None) -> None:
        self._again(lambda: self._draw(progress))
        self._wrote = False

    def _draw(self, progress: Progress | None) -> None:
        self._sync()
        if self._drawn:
            return
        turn = self._turn()
        self._take_over()  # who had the turn before may have written
        old = self._old_marks(turn.before)
        with self.snapshot(), no_collection():
            wanted = self._state()
            graph = property_graph(self)
            numbers = [load.seq for load in self.loads()]
            new = neo4j_drawing.marks(graph)
        neo4j_drawing.draw(turn, neo4j_drawing.change(graph, new, old), numbers, progress)
        with self._db.writing():
            self._db.change("DELETE FROM drawn")
            self._db.change("INSERT INTO drawn VALUES (?)", [(canonical(list(new.items())),)])
            self._db.change("INSERT OR REPLACE INTO meta VALUES ('drawn', ?)", [(wanted,)])
        turn.finish(wanted)
        self._drawn = True

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        rows: int = 1000,
        seconds: float = 30.0,
    ) -> Table:
        from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415  slow to import

        from graph.stores.neo4j_values import query_error  # noqa: PLC0415  slow to import

        text = check(query)
        if not self._drawn:
            self.draw()
        try:
            return self._server.ask(lambda tx: _table(tx, text, dict(parameters or {}), rows), seconds)
        except Neo4jError as error:
            told = query_error(error.code or "", error.message or "", seconds)
            raise (told or complaint(self._server.where, error)) from None
        except DriverError as error:
            raise complaint(self._server.where, error) from None
        except TimeoutError:
            raise silent(self._server.where, seconds) from None

    def verify(self) -> list[str]:
        found = [*self._changed_runs(), *super().verify()]
        if not found and not self._wrote and (wrong := self._wrongly_drawn()):
            neo4j_turns.undo(self._server)
            self._drawn = False
            hint = "the next load, or the next question in Cypher, draws it again"
            found.append(f"stale: {wrong} nodes and relationships are not what the runs make; {hint}")
        return found

    def close(self) -> None:
        try:
            if self._wrote:
                self.draw()
        finally:
            self._let_go()

    def __exit__(self, kind: object = None, *_: object) -> None:
        if kind is None:
            self.close()
        else:  # the next load draws what this one could not
            self._let_go()

    def _let_go(self) -> None:
        self._server.close()
        super().close()

    def _open_copy(self) -> Database:
        db = Database.open(self._copy, create=True)
        with db.writing():
            for table in _COPY_TABLES:
                db.change(table)
        return db

    def _sync(self) -> None:
        """Take over what others have written to the server since."""
        if neo4j_ledger.tokens(self._server) != self._known():
            self._again(self._take_over)
        self._drawn = self._is_drawn()

    def _take_over(self) -> None:
        wanted = neo4j_ledger.tokens(self._server)
        if self._clear_unless_begins(wanted):
            self._db.tidy()
        for seq, token in wanted[len(self._known()) :]:
            run = neo4j_ledger.fetch(self._server, seq)
            with self._db.writing(adding.is_large(run)):
                if (seq, token) not in self._known():  # another program of this user may use the copy too
                    self._keep(run, seq, token)

    def _clear_unless_begins(self, wanted: list[tuple[int, str]]) -> bool:
        """Whether something was forgotten: no word of it may stay in the copy, which is then made again."""
        with self._db.writing():
            have = self._known()
            if wanted[: len(have)] == have:
                return False
            kept.forget(self._db, {document for load in kept.loads(self._db) for document in load.documents})
            self._db.change("DELETE FROM server_runs")
            self._db.change("DELETE FROM drawn")
            self._db.change("DELETE FROM meta WHERE key = 'drawn'")
            self._sign(["cleared"])
        return True

    def _append(self, runs: Sequence[Run]) -> list[Added]:
        with self._db.writing(adding.is_large(*runs)), no_collection():
            if neo4j_ledger.tokens(self._server) != self._known():
                raise Conflict
            added, packed = [], []
            for run in runs:
                if self.knows(run.location, run.digest, run.reader):
                    added.append(Added(0, 0, True))
                    continue
                packed.append(neo4j_ledger.pack(kept.next_seq(self._db), run))
                added.append(self._keep(run, packed[-1].seq, packed[-1].token))
            neo4j_ledger.append(self._server, packed)
        return added

    def _forget(self, document: str) -> int:
        with self._db.writing():
            before = self._known()
            if neo4j_ledger.tokens(self._server) != before:
                raise Conflict
            ids = kept.meant(self._db, document)
            touched = {load.seq for load in kept.loads(self._db) if ids & set(load.documents)}
            count = kept.forget(self._db, ids)
            left = [
                neo4j_ledger.pack(load.seq, kept.run(self._db, load))
                for load in kept.loads(self._db)
                if load.seq in touched
            ]
            self._db.change("DELETE FROM server_runs WHERE seq = ?", [(seq,) for seq in sorted(touched)])
            self._db.change("INSERT INTO server_runs VALUES (?, ?)", [(k.seq, k.token) for k in left])
            self._sign(["forget", sorted(ids)])
            neo4j_ledger.replace(self._server, [row for row in before if row[0] in touched], left)
        self._drawn = False
        return count

    def _keep(self, run: Run, seq: int, token: str) -> Added:
        added = adding.add(self._db, run, seq)
        self._db.change("INSERT INTO server_runs VALUES (?, ?)", [(seq, token)])
        self._sign([seq, token])
        return added

    def _again(self, write: Callable[[], Answer]) -> Answer:
        """`write`, once more whenever another program has written first."""
        for _ in range(_TRIES):
            try:
                return write()
            except Conflict:
                self._take_over()
        raise RemoteError(f"{self.url}: others write to it all the time", hint=_LATER)

    def _known(self) -> list[tuple[int, str]]:
        return [tuple(row) for row in self._db.rows("SELECT seq, token FROM server_runs ORDER BY seq")]

    def _state(self) -> str:
        return neo4j_ledger.state(self._known(), rules(), FORMAT)

    def _is_drawn(self) -> bool:
        if not self._known():
            return not neo4j_ledger.is_drawn_on(self._server)
        return neo4j_turns.drawn(self._server) == self._state()

    def _turn(self) -> Turn:
        """A turn at drawing, as soon as nobody else is at it."""
        last = time.monotonic() + SECONDS_TO_WRITE
        while True:
            try:
                return Turn.take(self._server)
            except Busy:
                if time.monotonic() > last:
                    raise RemoteError(f"{self.url}: another program is writing to it", hint=_LATER) from None
                time.sleep(0.2)

    def _old_marks(self, before: str) -> dict[neo4j_drawing.Key, str]:
        """What is drawn on the server: as we left it, if nobody has drawn since, or else by looking."""
        if not before or self._meta("drawn") != before:
            return neo4j_drawing.on_server(self._server)
        return {tuple(key): mark for key, mark in json.loads(self._db.value("SELECT marks FROM drawn"))}

    def _changed_runs(self) -> Iterator[str]:
        """Complaints about runs that are not as they were written to the server."""
        for seq, _ in neo4j_ledger.tokens(self._server):
            try:
                neo4j_ledger.fetch(self._server, seq)
            except StoreError as error:
                yield f"changed: {error.message}"

    def _wrongly_drawn(self) -> int:
        """How many nodes and relationships are missing on the server, too many, or others."""
        should, does = neo4j_drawing.marks(property_graph(self)), neo4j_drawing.on_server(self._server)
        return sum(should.get(key) != does.get(key) for key in should.keys() | does.keys())


def _table(tx: ManagedTransaction, query: str, parameters: dict[str, Any], rows: int) -> Table:
    from graph.stores.neo4j_values import ends_of, plain  # noqa: PLC0415  slow to import

    result = tx.run(query, parameters)
    columns = list(result.keys())
    found = [list(record.values()) for record in result.fetch(rows + 1)]
    result.consume()  # what is left over is not sent
    joined = sorted(set(ends_of(found)))
    known = tx.run("MATCH (n) WHERE elementId(n) IN $nodes RETURN elementId(n), n.id", nodes=joined)
    ends = dict(known.values()) if joined else {}
    return Table(columns, [[plain(value, ends) for value in row] for row in found[:rows]], len(found) > rows)


def _folder(where: Address) -> Path:
    """Where the copy of this server's runs lies; it holds what the user's documents say."""
    folder = cache_folder() / "neo4j" / content_hash([str(where), where.user, MAKE_TABLES, _COPY_TABLES])
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        hint = "set HISTGRAPH_CACHE to a folder that can be written"
        raise StoreError(f"{folder}: {error.strerror}", hint=hint) from None
    return folder
