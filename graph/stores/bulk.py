"""What writing very many records at once needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import IntegrityError

from graph.errors import StoreError
from graph.stores.database import Database
from graph.stores.schema import INDEXES, KEPT_INDEXES

_UNORDERED = ("statements_id", "statements_fact", "statements_source", "statements_target")
_ONCE_EACH = (
    "DELETE FROM readings WHERE rowid NOT IN (SELECT min(rowid) FROM readings GROUP BY id)",
    KEPT_INDEXES["readings_id"],
)


@contextmanager
def no_collection() -> Iterator[None]:
    """Without the garbage collector, which looks again and again at tens of thousands of new records."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def is_empty(db: Database) -> bool:
    """Whether no reading is kept yet."""
    return db.value("SELECT 1 FROM readings LIMIT 1") is None


def drop_indexes(db: Database) -> None:
    """Make an empty store ready for very many readings: an index is made faster than it is kept.

    Not so those that rows come to in their order; and these take no memory.
    """
    db.change("DROP INDEX IF EXISTS readings_id")
    drop_indexes_of_statements(db)


def drop_indexes_of_statements(db: Database) -> None:
    """The same for statements alone."""
    for name in _UNORDERED:
        db.change(f"DROP INDEX IF EXISTS {name}")


def index_readings(db: Database, seq: int) -> int:
    """Index the readings of the one load there is, and note whose they are; how many they are.

    Rows are put into a table in its own order, which takes a fraction of the time.
    """
    try:
        db.change(KEPT_INDEXES["readings_id"])
    except StoreError as error:
        if not isinstance(error.__cause__, IntegrityError):
            raise
        for statement in _ONCE_EACH:  # the load says the same twice
            db.change(statement)
    db.change("INSERT INTO run_readings SELECT id, ? FROM readings ORDER BY id", [(seq,)])
    return int(db.value("SELECT count(*) FROM readings"))


def index_statements(db: Database) -> None:
    """Index statements that have one reading each, and note which."""
    for name in _UNORDERED:
        db.change(INDEXES[name])
    db.change("INSERT INTO statement_readings SELECT substr(id, 2), id, 0 FROM statements ORDER BY id")
