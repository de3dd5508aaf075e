"""One SQLite file: opened with clear complaints, written in transactions, left without traces."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from graph.errors import DamagedStore, StoreError
from graph.stores.schema import APPLICATION_ID, FORMAT, MAKE_TABLES

_LOAD_FIRST = "run: histgraph load FILES, or: histgraph tour"
_SECONDS_TO_WAIT = 10.0
_ROOM = 49_152  # kibibytes
_LITTLE = 256  # pages; a file with more is written beside its readers
_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)


class Database:
    """Connection to a store's file; every `sqlite3` error leaves it as a StoreError of one line.

    With `create`, a file that does not exist yet is made by the first write, not before: a load that
    fails leaves nothing behind.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool, pending: bool) -> None:
        self.path = path  # as the user wrote it
        self._file = path.absolute()  # the current folder may change
        self.writable = writable
        self.pending = pending
        self._connection = connection
        self._ahead = False  # whether it is known that this file is written ahead

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Database:
        """The store in the file `path`; with `create` it may be missing."""
        writable = _may_write(path)
        if not _missing(path):
            connection = _connect(path, "rw" if writable else "ro")
            with _complaining(path):
                if _owned(path, connection):
                    return cls(path, connection, writable=writable, pending=False)
        _refuse_to_create(path, create, writable)
        return cls(path, _memory(), writable=True, pending=True)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query, as tuples."""
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise _complaint(self.path, error) from error

    def each(self, sql: str) -> Iterator[Any]:
        """The rows of a query one by one, where there may be more than should be held."""
        with self._complaining():
            yield from self._connection.execute(sql)

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """First column of the first row, None if there is none."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def change(self, sql: str, rows: Iterable[Sequence[Any]] = ((),)) -> int:
        """Run a statement once for each row of parameters; number of rows changed."""
        try:
            return self._connection.executemany(sql, rows).rowcount
        except sqlite3.Error as error:
            raise _complaint(self.path, error) from error

    def fill(self, table: str, column: str, row: int, parts: Iterable[bytes]) -> None:
        """Write bytes into a cell of as many zeros."""
        with self._complaining(), self._connection.blobopen(table, column, row) as cell:
            for part in parts:
                cell.write(part)

    @contextmanager
    def writing(self, much: bool = False) -> Iterator[None]:
        """All that is written inside is kept, or nothing of it.

        With `much`, more memory is taken, and references between tables are not checked row by row; into
        a file with little in it, all is written at once, and not to a journal first.
        """
        if self.pending:
            self._create()
        if not self.writable:
            raise StoreError(
                f"{self.path}: cannot be written", hint="check the permissions of file and folder"
            )
        if not much:
            self._log_ahead()
        with self._making_room() if much else nullcontext(), self._transaction():
            yield

    def _log_ahead(self) -> None:
        """Readers go on while another process writes, unless a large load was killed: it writes otherwise.

        Nobody else changes that while the file is open here.
        """
        if self._ahead:
            return
        if self.value("PRAGMA journal_mode") == "delete":
            with suppress(sqlite3.OperationalError):  # others have it open: next time, then
                _keep_journal(self._connection)
        self._ahead = self.value("PRAGMA journal_mode") == "wal"

    @contextmanager
    def _making_room(self) -> Iterator[None]:
        with self._complaining():
            self._connection.execute(f"PRAGMA cache_size = -{_ROOM}")
            self._connection.execute("PRAGMA foreign_keys = OFF")
            [[pages]] = self._connection.execute("PRAGMA page_count")
            if pages < _LITTLE:
                # Rows go to the ends of tables, and are not looked up among very many others.
                self._connection.execute(f"PRAGMA cache_size = -{_ROOM // 6}")
                self._ahead = False
                with suppress(sqlite3.OperationalError):  # others have it open
                    self._connection.execute("PRAGMA journal_mode = DELETE")
            try:
                yield
            finally:
                self._log_ahead()
                self._connection.execute("PRAGMA foreign_keys = ON")
                self._connection.execute("PRAGMA cache_size = -2000")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside belongs to one state of the store; may be nested."""
        if self._connection.in_transaction:
            yield
            return
        with self._complaining():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                with suppress(sqlite3.Error):  # the file may be damaged, and nothing was changed
                    self._connection.execute("ROLLBACK")

    def tidy(self) -> None:
        """Give freed space back, so that words which were deleted stand nowhere in the file."""
        with self._complaining():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy(self) -> Database:
        """The same in memory, where it can be changed whatever the file's permissions."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        with self._complaining():
            self._connection.backup(connection)
        return Database(self.path, connection, writable=True, pending=False)

    def close(self) -> None:
        """Let go of the file; the last to do so removes the journal beside it."""
        with self._complaining():
            self._connection.close()

    def _create(self) -> None:
        self._connection = _connect(self._file, "rwc")
        with self._complaining():
            _keep_journal(self._connection)
        with self._transaction():
            if not _owned(self.path, self._connection):  # else somebody was quicker
                _make_tables(self._connection)
        self.pending = False

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._complaining():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:  # Ctrl-C too
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def _complaining(self) -> AbstractContextManager[None]:
        return _complaining(self.path)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    journal = path.with_name(path.name + "-wal")
    if mode == "ro" and not (journal.exists() and journal.stat().st_size):
        uri += "&immutable=1"  # else SQLite wants to make a journal where nothing can be written
    with _complaining(path):
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_SECONDS_TO_WAIT)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    return connection


def _owned(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether this is a store; False for a database with nothing in it (a creation that was cut short)."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if owner == APPLICATION_ID and version == FORMAT:
        return True
    if not tables and not version and not owner:
        return False
    connection.close()
    if owner != APPLICATION_ID:
        raise StoreError(f"{path}: the database of another program, not a store")
    advice = "update histgraph" if version > FORMAT else "load the documents into a new store"
    hint = f"it has format {version}, this version reads {FORMAT}: {advice}"
    raise StoreError(f"{path}: written by another version of histgraph", hint=hint)


def _missing(path: Path) -> bool:
    try:
        if path.is_dir():
            raise StoreError(f"{path}: a folder, not a store", hint="name a file, such as histgraph.db")
        return not path.exists() or path.stat().st_size == 0
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from None


def _may_write(path: Path) -> bool:
    """Whether file and folder can be written (the journal lies beside the file)."""
    effective = os.access in os.supports_effective_ids
    return all(
        os.access(place, os.W_OK, effective_ids=effective)
        for place in (path, path.absolute().parent)
        if place == path.absolute().parent or place.exists()
    )


def _refuse_to_create(path: Path, create: bool, writable: bool) -> None:
    if not create:
        raise StoreError(f"{path}: no store there yet", hint=_LOAD_FIRST)
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path}: no such folder as {path.parent}")
    if not writable:
        raise StoreError(f"{path}: cannot be written", hint="check the permissions of file and folder")


def _memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _make_tables(connection)
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in MAKE_TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def _keep_journal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite itself does not wait for another process that does the same."""
    last = time.monotonic() + _SECONDS_TO_WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > last:
                raise
            time.sleep(0.02)


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _complaint(path, error) from error


_MEANING = {
    "SQLITE_NOTADB": ("not a store", "a store is the file that histgraph load makes"),
    "SQLITE_CORRUPT": ("the file is damaged", "restore a copy, or load the documents into a new store"),
    "SQLITE_BUSY": ("another program is writing to it", "try again when it has finished"),
    "SQLITE_LOCKED": ("another program is writing to it", "try again when it has finished"),
    "SQLITE_READONLY": ("cannot be written", "check the permissions of file and folder"),
    "SQLITE_CANTOPEN": ("cannot be opened", "check the permissions of file and folder"),
    "SQLITE_FULL": ("the disk is full", ""),
    "SQLITE_IOERR": ("the disk cannot be read or written", ""),
}


def _complaint(path: Path, error: sqlite3.Error) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    for code, (message, hint) in _MEANING.items():
        if name.startswith(code):
            kind = DamagedStore if code in {"SQLITE_NOTADB", "SQLITE_CORRUPT"} else StoreError
            return kind(f"{path}: {message}", hint=hint)
    if isinstance(error, sqlite3.DatabaseError) and "decode" in str(error):
        return DamagedStore(f"{path}: the file is damaged", hint=_MEANING["SQLITE_CORRUPT"][1])
    return StoreError(f"{path}: {error}")
