"""How a run is added: checked, kept and derived in one pass, some thousand readings at a time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter

from graph.model import Reading, Run
from graph.stores import bulk, derive, runs
from graph.stores.base import Added
from graph.stores.columns import listed, reading_rows
from graph.stores.database import Database
from graph.stores.singles import Statements

CHUNK = 5_000
_INSERT = "INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?, ?, ?)"
_READ_BY = attrgetter("document", "reader")


def add(db: Database, run: Run, seq: int | None = None) -> Added:
    """Keep a run, and bring the derived tables up to date; `seq` is its place, the next if None.

    BadInput if it contradicts itself, or a text that is kept.
    """
    seq = seq or runs.next_seq(db)
    fresh = runs.is_fresh(db, run)
    documents = set() if fresh else runs.touched(db, run)
    first = fresh and len(run.readings) > CHUNK and bulk.is_empty(db)
    if first:
        bulk.drop_indexes(db)
    runs.begin(db, run, seq)
    checks = runs.Checks(db, run)
    statements = None
    if fresh:
        actors, again = derive.describe(db, run.actors)
        statements = Statements(db, actors, len(run.readings), again=again, first=first)
    new, readers = 0, defaultdict[str, set[str]](set)
    for some in chunks(run.readings, CHUNK):
        checks.check(some)
        rows = reading_rows(some)
        if first:
            db.change(_INSERT, rows)
        else:
            new += _keep(db, rows, seq)
        for document, reader in set(map(_READ_BY, some)):
            readers[document].add(reader)
        if statements:
            statements.take(some)
    if first:
        new = bulk.index_readings(db, seq)
    counts = runs.end(db, run, seq, readers)
    if statements:
        statements.end()
    if statements and counts:
        return Added(new, 0, False)
    return Added(new, derive.refresh(db, documents | {d.id for d in run.documents}), False)


def _keep(db: Database, rows: list[tuple[str, ...]], seq: int) -> int:
    """Keep readings of a load that are not kept yet; how many there were of these."""
    rows.sort()  # into a table that is sorted
    new = db.change(_INSERT, rows)
    ids = listed(row[0] for row in rows)
    db.change("INSERT OR IGNORE INTO run_readings SELECT value, ?2 FROM json_each(?1)", [(ids, seq)])
    return new


def chunks(readings: Iterable[Reading], size: int) -> Iterator[list[Reading]]:
    """The readings, so many at a time."""
    left = iter(readings)
    while some := list(itertools.islice(left, size)):
        yield some
