"""How a run is added: checked, kept and derived in one pass, some thousand readings at a time.

A fact that only one reading of a new document tells of becomes a statement as it passes by.  All other
facts that the run touches are grouped again at the end, from what is kept.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from graph.grouping import alone, fact
from graph.model import Reading, Run
from graph.relations import relation
from graph.stores import derive, runs
from graph.stores.base import Added
from graph.stores.columns import LISTED, date_columns, listed, reading_rows, to_reading
from graph.stores.database import Database
from graph.stores.schema import INDEXES

CHUNK = 5_000
_ALONE = "INSERT INTO statement_readings SELECT value, 's' || value, 0 FROM json_each(?)"
_DATES = 20_000


def add(db: Database, run: Run, seq: int | None = None) -> Added:
    """Keep a run, and bring the derived tables up to date; `seq` is its place, the next if None.

    BadInput if it contradicts itself, or a text that is kept.
    """
    seq = seq or runs.next_seq(db)
    fresh = runs.is_fresh(db, run)
    documents = set() if fresh else runs.touched(db, run)
    runs.begin(db, run, seq)
    statements = _Statements(db, run) if fresh else None
    new, readers = 0, defaultdict[str, set[str]](set)
    for some in _chunks(runs.checked(db, run), CHUNK):
        rows = reading_rows(some)
        new += db.change("INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?, ?, ?)", rows)
        ids = listed(row[0] for row in rows)
        db.change("INSERT OR IGNORE INTO run_readings SELECT value, ?2 FROM json_each(?1)", [(ids, seq)])
        for document, reader in {(reading.document, reading.reader) for reading in some}:
            readers[document].add(reader)
        if statements:
            statements.take(some)
    counts = runs.end(db, run, seq, readers)
    if statements:
        statements.end()
    if statements and counts:
        return Added(new, 0, False)
    return Added(new, derive.refresh(db, documents | {d.id for d in run.documents}), False)


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

    def before(self, name: str) -> bool:
        """Whether this fact was asked about before."""
        place = crc32(name.encode()) & (8 * len(self._bits) - 1)
        byte, bit = place >> 3, 1 << (place & 7)
        if self._bits[byte] & bit:
            return True
        self._bits[byte] |= bit
        return False


class _Statements:
    """Makes the statements of a run whose documents the store knows nothing of."""

    def __init__(self, db: Database, run: Run) -> None:
        self._db = db
        self._actors, touched = derive.describe(db, run.actors)
        self._bounded = {ident for ident, actor in self._actors.items() if actor.existed is not None}
        self._known_days: dict[tuple[bool, str | None, str | None], tuple[object, ...]] = {}
        self._again: dict[str, list[str]] = {name: [] for name in touched}
        self._seen = _Seen(len(run.readings))
        # Whether nothing was there before: worth asking only where much is to be written.
        much = len(run.readings) > CHUNK
        self._first = much and db.value("SELECT 1 FROM statements LIMIT 1") is None
        if self._first:  # an index is made faster than it is kept
            for name in INDEXES:
                db.change(f"DROP INDEX IF EXISTS {name}")

    def take(self, readings: Sequence[Reading]) -> None:
        """Make statements of those readings that are the first of their fact; note the others."""
        if len(self._known_days) > _DATES:
            self._known_days.clear()
        singles: dict[str, Reading] = {}
        for reading in readings:
            name = fact(reading)
            if self._seen.before(name):
                self._again.setdefault(name, []).append(reading.id)
            else:
                singles[name] = reading
        for name in self._known(singles):
            self._again.setdefault(name, []).append(singles.pop(name).id)
        rows = [self._row(name, reading) for name, reading in singles.items()]
        derive.insert(self._db, rows)
        self._db.change(_ALONE, [(listed(reading.id for reading in singles.values()),)])

    def _row(self, name: str, reading: Reading) -> tuple[object, ...]:
        """The statement that a reading makes alone, and its fact."""
        kind, start, end = relation(reading.type), reading.start, reading.end
        source, target = kind.canonical(reading.source, reading.target)
        key = kind.punctual, start, end
        bounded = source in self._bounded or target in self._bounded
        days = None if bounded else self._known_days.get(key)
        if days is None:
            days = date_columns(alone(reading, self._actors), start is not None or end is not None)
            if not bounded:
                self._known_days[key] = days
        return ("s" + reading.id, source, reading.type, target, reading.modality, start, end, *days, name)

    def end(self) -> None:
        """Group the facts again that more is said of."""
        self._known_days.clear()
        self._seen = _Seen(0)
        if self._first:
            for name, on in INDEXES.items():
                self._db.change(f"CREATE INDEX {name} ON {on}")
        for some in self._batches():
            ids = listed(ident for name in some for ident in self._again[name])
            rows = self._db.rows(f"SELECT body, id FROM readings WHERE id {LISTED}", (ids,))
            derive.regroup(self._db, some, (), [to_reading(*row) for row in rows])

    def _known(self, facts: Iterable[str]) -> list[str]:
        """Those of these facts that other documents tell of."""
        if self._first:
            return []
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
