"""How a run is added: checked, kept and derived in one pass, some thousand readings at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from graph.model import Actor, Run
from graph.stores import bulk, derive, runs
from graph.stores.base import Added
from graph.stores.columns import INSERT_READING, reading_rows
from graph.stores.database import Database
from graph.stores.singles import Statements

CHUNK = 5_000
Thing = TypeVar("Thing")
_ID = attrgetter("id")
_READ_BY = attrgetter("document", "reader")
# What an earlier run has said already.
_REPEAT = "INSERT OR IGNORE INTO repeats SELECT ?2, id FROM readings WHERE id = ?1 AND run <> ?2"


def is_large(*runs: Run) -> bool:
    """Whether so much is added at once that what it needs is worth its cost (see `Database.writing`)."""
    return sum(len(run.readings) for run in runs) > CHUNK


def add(db: Database, run: Run, seq: int | None = None) -> Added:
    """Keep a run, and bring the derived tables up to date; `seq` is its place, the next if None.

    BadInput if it contradicts itself, or a text that is kept.
    """
    seq = seq or runs.next_seq(db)
    fresh = runs.is_fresh(db, run)
    documents = set() if fresh else runs.touched(db, run)
    first = fresh and is_large(run) and bulk.is_empty(db)
    if first:
        bulk.drop_indexes(db)
    runs.begin(db, run, seq)
    checks = runs.Checks(db, run)
    statements = None
    if fresh:
        actors, again = _describe(db, run)
        statements = Statements(db, actors, len(run.readings), again=again, first=first)
    new, numbers = 0, runs.Numbers(db)
    for some in chunks(run.readings, CHUNK):
        checks.check(some)
        numbers.give(set(map(_READ_BY, some)))
        rows = reading_rows(some, numbers)
        if first:
            db.change(INSERT_READING, rows)
        else:
            new += _keep(db, rows)
        if statements:
            statements.take(some)
    if first:
        new = bulk.index_readings(db)
    counts = runs.end(db, run, seq, numbers)
    if statements:
        statements.end()
    if statements and counts:
        return Added(new, 0, False)
    gone = derive.refresh(db, documents | {d.id for d in run.documents})
    return Added(new, 0 if fresh else gone, False)  # of a fresh run, what gives way never counted before


def _describe(db: Database, run: Run) -> tuple[dict[str, Actor], set[int]]:
    """Take in what a run says of actors, some thousand at a time (see `derive.describe`)."""
    known, again = dict[str, Actor](), set[int]()
    by_id = itertools.groupby(sorted(run.actors, key=_ID), key=_ID)
    for some in chunks((list(told) for _, told in by_id), CHUNK):
        found, touched = derive.describe(db, itertools.chain.from_iterable(some))
        known |= found
        again |= touched
    return known, again


def _keep(db: Database, rows: list[tuple[Any, ...]]) -> int:
    """Keep readings of a load that are not kept yet; how many there were of these."""
    rows.sort(key=itemgetter(0))  # into an index that is sorted
    new = db.change(INSERT_READING, rows)
    if new < len(rows):
        db.change(_REPEAT, (row[:2] for row in rows))
    return new


def chunks(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """The same things, so many at a time."""
    left = iter(things)
    while some := list(itertools.islice(left, size)):
        yield some
