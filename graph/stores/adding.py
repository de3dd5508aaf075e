"""How a run is added: checked, kept and derived in one pass, some thousand readings at a time.

A fact that only one reading of a new document tells of becomes a statement as it passes by.  All other
facts that the run touches are grouped again at the end, from what is kept.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from zlib import crc32

from graph.grouping import alone, heading, known_relation
from graph.model import Reading, Run
from graph.relations import Relation
from graph.stores import bulk, derive, runs
from graph.stores.base import Added
from graph.stores.columns import LISTED, date_columns, listed, reading_rows, to_reading
from graph.stores.database import Database

CHUNK = 5_000
_INSERT = "INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?, ?, ?)"
_ALONE = "INSERT INTO statement_readings SELECT value, 's' || value, 0 FROM json_each(?)"
_DATES = 65_536
_TOLD = attrgetter("id", "type", "source", "target", "modality", "start", "end")
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
    statements = _Statements(db, run, first) if fresh else None
    new, readers = 0, defaultdict[str, set[str]](set)
    for some in _chunks(run.readings, CHUNK):
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


def _chunks(readings: Iterable[Reading], size: int) -> Iterator[list[Reading]]:
    left = iter(readings)
    while some := list(itertools.islice(left, size)):
        yield some


class _Seen:
    """Remembers facts by one bit each, of very many: one fact in a hundred, at most, is taken for another.

    That costs time only, for what was told before is grouped again, whatever it was.
    """

    def __init__(self, size: int) -> None:
        self._bits = bytearray(1 << (16 * size).bit_length())
        self._mask = 8 * len(self._bits) - 1

    def before(self, name: str) -> bool:
        """Whether this fact was asked about before."""
        place = crc32(name.encode()) & self._mask
        byte, bit = place >> 3, 1 << (place & 7)
        if self._bits[byte] & bit:
            return True
        self._bits[byte] |= bit
        return False


class _Statements:
    """Makes the statements of a run whose documents the store knows nothing of.

    `first`: nothing else is kept, and there are no indexes (see `bulk.drop_indexes`).
    """

    def __init__(self, db: Database, run: Run, first: bool) -> None:
        self._db, self._first = db, first
        self._actors, touched = derive.describe(db, run.actors)
        self._existed = {a.id: a.existed for a in self._actors.values() if a.existed is not None}
        self._days: dict[tuple[object, ...], tuple[object, ...]] = {}
        self._kinds: dict[str, Relation] = {}
        self._again: dict[str, list[str]] = {name: [] for name in touched}
        self._seen = _Seen(len(run.readings))

    def take(self, readings: Sequence[Reading]) -> None:
        """Make statements of those readings that are the first of their fact; note the others."""
        if len(self._days) > _DATES:
            self._days.clear()
        before, again, days, existed = self._seen.before, self._again, self._days, self._existed.get
        singles: dict[str, tuple[object, ...]] = {}
        for reading in readings:
            ident, type_, one, other, modality, start, end = _TOLD(reading)
            kind = self._kinds.get(type_) or self._kind(reading)
            source, target = kind.canonical(one, other)
            name = heading(kind, source, target)
            if before(name):
                again.setdefault(name, []).append(ident)
                continue
            key = kind.aspect, kind.outlives, start, end, existed(one), existed(other)
            dates = days.get(key)
            if dates is None:
                when = alone(reading, self._actors)
                dates = days[key] = date_columns(when, start is not None or end is not None)
            singles[name] = ("s" + ident, source, type_, target, modality, start, end, *dates, name)
        if not self._first:
            for name in self._known(singles):
                again.setdefault(name, []).append(str(singles.pop(name)[0])[1:])
        derive.insert(self._db, singles.values())
        if not self._first:
            self._db.change(_ALONE, [(listed(str(row[0])[1:] for row in singles.values()),)])

    def _kind(self, reading: Reading) -> Relation:
        return self._kinds.setdefault(reading.type, known_relation(reading))

    def end(self) -> None:
        """Group the facts again that more is said of."""
        self._days.clear()
        self._seen = _Seen(0)
        if self._first:
            bulk.index_statements(self._db)
        for some in self._batches():
            ids = listed(ident for name in some for ident in self._again[name])
            rows = self._db.rows(f"SELECT body, id FROM readings WHERE id {LISTED}", (ids,))
            derive.regroup(self._db, some, (), [to_reading(*row) for row in rows])

    def _known(self, facts: Iterable[str]) -> list[str]:
        """Those of these facts that other documents tell of."""
        rows = self._db.rows(f"SELECT DISTINCT fact FROM statements WHERE fact {LISTED}", (listed(facts),))
        return [name for (name,) in rows]

    def _batches(self) -> Iterator[list[str]]:
        """The facts to be grouped again, so many at a time as can be held."""
        some: list[str] = []
        size = 0
        for name, ids in self._again.items():
            some.append(name)
            size += 1 + len(ids)
            if size >= CHUNK:
                yield some
                some, size = [], 0
        if some:
            yield some
