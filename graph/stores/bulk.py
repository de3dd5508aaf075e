"""What writing very many records at once needs."""

from __future__ import annotations

from sqlite3 import IntegrityError

from graph.errors import StoreError
from graph.stores.database import Database
from graph.stores.schema import INDEXES, KEPT_INDEXES

_ONCE_EACH = (
    "DELETE FROM readings WHERE rowid NOT IN (SELECT min(rowid) FROM readings GROUP BY id)",
    KEPT_INDEXES["readings_id"],
)


def is_empty(db: Database) -> bool:
    """Whether no reading is kept yet."""
    return db.value("SELECT 1 FROM readings LIMIT 1") is None


def drop_indexes(db: Database) -> None:
    """Make an empty store ready for very many readings: an index is made faster than it is kept.

    Not so the one that rows come to in their order, run by run.
    """
    db.change("DROP INDEX IF EXISTS readings_id")
    drop_indexes_of_statements(db)


def drop_indexes_of_statements(db: Database) -> None:
    """The same for statements alone."""
    for name in INDEXES:
        db.change(f"DROP INDEX IF EXISTS {name}")


def index_readings(db: Database) -> int:
    """Index the readings of the one load there is; how many they are."""
    try:
        db.change(KEPT_INDEXES["readings_id"])
    except StoreError as error:
        if not isinstance(error.__cause__, IntegrityError):
            raise
        for statement in _ONCE_EACH:  # the load says the same twice
            db.change(statement)
    return int(db.value("SELECT count(*) FROM readings"))


def index_statements(db: Database) -> None:
    """Index statements, all at once."""
    for index in INDEXES.values():
        db.change(index)
