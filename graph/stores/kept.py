"""What a store tells of its readings, whatever place they are kept in: a `Database` holds them here.

How to add a store: a class of `KeptStore` with a `Database` and with `cypher`; an address for it in
`graph.stores.open_store`; a fixture in `tests/store_fixtures.py`, so that the conformance suite runs on it.
"""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Self

from graph.errors import NothingFound, UsageError
from graph.garbage import no_collection
from graph.model import Actor, Document, Run, Statement
from graph.names import fold
from graph.stores import runs as kept
from graph.stores.base import Added, Edge, Load, Progress, Table
from graph.stores.cache import folder_of
from graph.stores.columns import (
    EDGE_ROWS,
    EDGES,
    EDGES_AT,
    LISTED,
    STATEMENT_COLUMNS,
    canonical,
    fingerprint,
    from_actor_row,
    listed,
    to_edge,
    to_statement,
)
from graph.stores.database import Database
from graph.stores.members import members_of
from graph.stores.rules import rules

if TYPE_CHECKING:
    import networkx

_PAGE = 2_000


class KeptStore(ABC):
    """All of `Store` (see `graph.stores.base`) but `cypher`, from the database `db`."""

    def __init__(self, url: str, db: Database, progress: Progress | None = None) -> None:
        self.url = url
        self._db = db
        self._bring_up_to_date(progress)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def snapshot(self) -> AbstractContextManager[None]:
        return self._db.reading()

    def version(self) -> str:
        return self._meta("version") or fingerprint("")

    def knows(self, location: str, digest: str, reader: str) -> bool:
        newest = "seq = (SELECT max(seq) FROM loads WHERE location = ?1)" if location else "location = ?1"
        sql = f"SELECT 1 FROM loads WHERE {newest} AND digest = ?2 AND reader = ?3"
        return bool(self._db.rows(sql, (location, digest, reader)))

    def add(self, runs: Sequence[Run]) -> list[Added]:
        if all(self.knows(run.location, run.digest, run.reader) for run in runs):
            return [Added(0, 0, True) for _ in runs]
        from graph.stores.adding import is_large  # noqa: PLC0415  of no use to a question

        much = is_large(*runs)
        if self._db.pending and not much:  # one that is refused leaves no file behind
            for run in runs:
                kept.check(self._db, run)
        with self._db.writing(much), no_collection():
            added = [self._add(run) for run in runs]
            self._sign([(run.location, run.digest, run.reader) for run in runs])
        return added

    @abstractmethod
    def draw(self, progress: Progress | None = None) -> None:
        """See `graph.stores.base.Store`."""

    def forget(self, document: str) -> int:
        with self._db.writing():
            ids = kept.meant(self._db, document)
            count = kept.forget(self._db, ids)
            self._sign(["forget", sorted(ids)])
        shutil.rmtree(folder_of(self, "columns"), ignore_errors=True)  # names must not live on there
        self._db.tidy()
        return count

    def documents(self, ids: Collection[str] | None = None) -> list[Document]:
        chosen, parameters = _among("document", ids)
        rows = self._db.rows(
            "SELECT document, min(name), coalesce(min(nullif(reference, '')), '') FROM current_runs "
            f"{chosen} GROUP BY document ORDER BY 2, 1",
            parameters,
        )
        return [Document(*row) for row in rows]

    def text(self, document_id: str) -> str | None:
        found: str | None = self._db.value(
            "SELECT CAST(t.text AS TEXT) FROM current_runs r JOIN texts t ON t.hash = r.text "
            "WHERE r.document = ? ORDER BY r.seq DESC",
            (document_id,),
        )
        return found

    def loads(self) -> list[Load]:
        with self.snapshot():
            return kept.loads(self._db)

    def runs(self) -> Iterator[Run]:
        with self.snapshot():
            for load in kept.loads(self._db):
                yield kept.run(self._db, load)

    def actors(self, ids: Collection[str] | None = None) -> Mapping[str, Actor]:
        chosen, parameters = _among("id", ids)
        rows = self._db.rows(
            f"SELECT id, name, kind, aliases, existed, verified FROM actors {chosen} ORDER BY id", parameters
        )
        return {row[0]: from_actor_row(row) for row in rows}

    def find(self, name: str) -> list[Actor]:
        rows = self._db.rows(
            "SELECT id, name, kind, aliases, existed, verified FROM actors a JOIN names n ON n.actor = a.id "
            "WHERE n.folded = ?1 ORDER BY id <> ?2, (SELECT count(*) FROM statements WHERE source = a.id) "
            "+ (SELECT count(*) FROM statements WHERE target = a.id) DESC, id",
            (fold(name), name),
        )
        return [from_actor_row(row) for row in rows]

    def suggest(self, name: str, limit: int = 3) -> list[str]:
        import difflib  # noqa: PLC0415  needed for a near miss only

        actors = self.actors().values()
        shown = {fold(known): a.name for a in actors for known in (*a.aliases, a.name)}
        wanted = fold(name)
        within = sorted(known for known in shown if wanted and f" {wanted} " in f" {known} ")
        near = difflib.get_close_matches(wanted, sorted(shown), n=10 * limit, cutoff=0.7)
        return list(dict.fromkeys(shown[known] for known in (*within, *near)))[:limit]

    def statements(self, actor: str | None = None) -> Iterator[Statement]:
        if actor is None:
            return iter(self._statements("", ()))
        ends = ("source", "target")
        at_ends = " UNION ".join(f"SELECT id FROM statements WHERE {end} = ?1" for end in ends)
        return iter(self._statements(f"WHERE id IN ({at_ends})", (actor,)))

    def statements_by_id(self, ids: Collection[str]) -> list[Statement]:
        return self._statements(*_among("id", ids))

    def statement(self, prefix: str) -> Statement:
        wanted = prefix.strip().lower()
        if not wanted:
            raise UsageError("which statement? give the first characters of its id")
        found = self._statements("WHERE id BETWEEN ?1 AND ?1 || 'z'", (wanted,))
        if not found:
            raise NothingFound(f"no statement has an id that begins with {prefix}")
        if len(found) > 1:
            some = ", ".join(s.id for s in found[:5])
            raise UsageError(f"{len(found)} statements have an id that begins with {prefix}", hint=some)
        return found[0]

    def edges(self) -> list[Edge]:
        return [to_edge(row) for row in self._db.rows(EDGES)]

    def edges_at(self, actors: Collection[str]) -> list[Edge]:
        return [to_edge(row) for row in self._db.rows(EDGES_AT, (listed(actors),))]

    def edge_rows(self) -> Iterator[Sequence[Any]]:
        return self._db.each(EDGE_ROWS)

    def actor_ids(self) -> list[str]:
        return [ident for (ident,) in self._db.rows("SELECT id FROM actors ORDER BY id")]

    def to_networkx(self, quotes: bool = True) -> networkx.MultiDiGraph[str]:
        from graph.stores.network import network  # noqa: PLC0415  networkx is slow to import

        with self.snapshot():
            names = {document.id: document.name for document in self.documents()}
            return network(self.actors(), self._pages() if quotes else self._outlines(), names)

    @abstractmethod
    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        rows: int = 1000,
        seconds: float = 30.0,
    ) -> Table:
        """See `graph.stores.base.Store`."""

    def status(self) -> Mapping[str, int | str]:
        from graph.stores.checks import status  # noqa: PLC0415  seldom asked for

        with self.snapshot():
            return status(self._db)

    def verify(self) -> list[str]:
        from graph.stores.checks import complaints  # noqa: PLC0415  seldom asked for

        with self.snapshot():
            return complaints(self._db)

    def close(self) -> None:
        self._db.close()

    def _add(self, run: Run) -> Added:
        if self.knows(run.location, run.digest, run.reader):
            return Added(0, 0, True)
        from graph.stores.adding import add  # noqa: PLC0415  of no use to a question

        return add(self._db, run)

    def _statements(self, where: str, parameters: tuple[Any, ...]) -> list[Statement]:
        with self._db.reading():
            rows = self._db.rows(
                f"SELECT {STATEMENT_COLUMNS} FROM statements {where} ORDER BY id", parameters
            )
            ids = [row[0] for row in rows]
            members = members_of(self._db, ids)
            linked = self._db.rows(
                f"SELECT statement, link, other FROM links WHERE statement {LISTED} ORDER BY position",
                (listed(ids),),
            )
        readings, links = defaultdict(list), defaultdict(list)
        for statement, reading in members:
            readings[statement].append(reading)
        for statement, link, other in linked:
            links[statement, link].append(other)
        return [
            to_statement(row, readings[row[0]], links[row[0], "could be"], links[row[0], "disagrees"])
            for row in rows
        ]

    def _pages(self) -> Iterator[Statement]:
        """All statements, by id, some held at a time; for use inside a snapshot."""
        last = ""
        upto = f"SELECT id FROM statements WHERE id > ?1 ORDER BY id LIMIT {_PAGE}"
        while page := self._statements(f"WHERE id IN ({upto})", (last,)):
            yield from page
            last = page[-1].id

    def _outlines(self) -> Iterator[Statement]:
        """All statements, by id, without their readings and links."""
        for row in self._db.each(f"SELECT {STATEMENT_COLUMNS} FROM statements ORDER BY id"):
            yield to_statement(row, (), (), ())

    def _meta(self, key: str) -> str | None:
        found: str | None = self._db.value("SELECT value FROM meta WHERE key = ?", (key,))
        return found

    def _sign(self, change: object) -> None:
        """Give the store a new version, a function of the old one and of what changed."""
        version = fingerprint(canonical([self.version(), change]))
        rows = [("version", version), ("rules", rules())]
        self._db.change("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def _bring_up_to_date(self, progress: Progress | None) -> None:
        """Derive again what was derived by other rules; in a copy where the file cannot be written."""
        if self._db.pending or self._meta("rules") == rules():
            return
        from graph.stores.rebuilding import rebuild  # noqa: PLC0415  seldom needed

        db = self._db if self._db.writable else self._db.copy()
        with db.writing(), no_collection():
            rebuild(db, progress)
            self._db, stored = db, self._db
            self._sign(["rules", rules()])
        if db is not stored:
            stored.close()
            db.writable = False


def _among(column: str, ids: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    """The condition that narrows a query to these ids, and its parameter; nothing for None."""
    return ("", ()) if ids is None else (f"WHERE {column} {LISTED}", (listed(ids),))
