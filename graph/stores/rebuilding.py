"""All derived tables made again, when the rules are others: with progress, and a part at a time in memory.

`derive.rebuild` makes the same of all readings at once; `histgraph verify` compares with that.
"""

from __future__ import annotations

from graph.stores import adding, bulk, derive
from graph.stores.base import Progress
from graph.stores.columns import READING_COLUMNS, to_reading
from graph.stores.database import Database
from graph.stores.schema import DERIVED, MAKE_DERIVED
from graph.stores.singles import Statements

_CURRENT = "CREATE TEMP TABLE current AS SELECT number FROM current_runs"
_COUNTED = (
    f"SELECT {READING_COLUMNS} FROM readings r JOIN runs n ON n.number = r.run "
    "WHERE r.run IN (SELECT number FROM current) "
    "OR r.id IN (SELECT o.reading FROM current c CROSS JOIN repeats o ON o.run = c.number)"
)


def rebuild(db: Database, progress: Progress | None = None) -> None:
    """Make all derived tables again; `progress` is told of the readings that are behind us, of all."""
    for table in DERIVED:
        db.change(f"DROP TABLE {table}")
    for statement in MAKE_DERIVED:
        db.change(statement)
    bulk.drop_indexes_of_statements(db)
    derive.renew_actors(db)
    db.change(_CURRENT)
    total, done = int(db.value("SELECT count(*) FROM readings") or 0), 0
    statements = Statements(db, derive.actors(db), total, first=True)
    for some in adding.chunks(map(to_reading, db.each(_COUNTED)), adding.CHUNK):
        if progress:
            progress(done, total)
        statements.take(some)
        done += len(some)
    statements.end()
    db.change("DROP TABLE temp.current")
    if progress:
        progress(total, total)
