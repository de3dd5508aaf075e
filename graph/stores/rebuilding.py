"""All derived tables made again, when the rules are others: with progress, and a part at a time in memory.

`derive.rebuild` makes the same of all readings at once; `histgraph verify` compares with that.
"""

from __future__ import annotations

from graph.stores import adding, bulk, derive
from graph.stores.base import Progress
from graph.stores.columns import to_reading
from graph.stores.database import Database
from graph.stores.schema import DERIVED, MAKE_DERIVED
from graph.stores.singles import Statements

_CURRENT = (
    "CREATE TEMP TABLE current AS SELECT DISTINCT seq, document, reader FROM current_runs",
    "CREATE INDEX temp.current_seq ON current (seq, document, reader)",
)
_COUNTED = (
    "SELECT r.body, r.id FROM readings r WHERE EXISTS (SELECT 1 FROM run_readings o JOIN current c "
    "ON c.seq = o.seq AND c.document = r.document AND c.reader = r.reader WHERE o.reading = r.id)"
)


def rebuild(db: Database, progress: Progress | None = None) -> None:
    """Make all derived tables again; `progress` is told of the readings that are behind us, of all."""
    for table in DERIVED:
        db.change(f"DROP TABLE {table}")
    for statement in MAKE_DERIVED:
        db.change(statement)
    bulk.drop_indexes_of_statements(db)
    derive.renew_actors(db)
    for statement in _CURRENT:
        db.change(statement)
    total, done = int(db.value("SELECT count(*) FROM readings") or 0), 0
    statements = Statements(db, derive.actors(db), total, first=True)
    for some in adding.chunks((to_reading(*row) for row in db.each(_COUNTED)), adding.CHUNK):
        if progress:
            progress(done, total)
        statements.take(some)
        done += len(some)
    statements.end()
    db.change("DROP TABLE temp.current")
    if progress:
        progress(total, total)
