"""Statements made of readings that pass by, some thousand at a time.

A fact that only one reading tells of becomes a statement as it passes.  All other facts are grouped at the
end, from what is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter

from graph.grouping import alone, heading, known_relation
from graph.model import Actor, Reading
from graph.relations import Relation
from graph.stores import bulk, derive, grouped
from graph.stores.columns import LISTED, date_columns, fact_number, listed
from graph.stores.database import Database

_AT_ONCE = 5_000  # facts and readings that are grouped together
_DATES = 131_072  # that are remembered: a day each in three centuries
_TOLD = attrgetter("id", "type", "source", "target", "modality", "start", "end")


class _Seen:
    """Remembers facts by one bit each, of very many: one fact in a hundred, at most, is taken for another.

    That costs time only, for what was told before is grouped again, whatever it was.
    """

    def __init__(self, size: int) -> None:
        self._bits = bytearray(1 << (16 * size).bit_length())
        self._mask = 8 * len(self._bits) - 1

    def before(self, fact: int) -> bool:
        """Whether this fact was asked about before."""
        place = fact & self._mask
        byte, bit = place >> 3, 1 << (place & 7)
        if self._bits[byte] & bit:
            return True
        self._bits[byte] |= bit
        return False


class Statements:
    """Makes the statements of `size` readings, none of which has a statement yet, in which `actors` stand.

    `again` are facts to be grouped whatever is read of them.  `first`: there are no statements at all, and
    no indexes (see `bulk.drop_indexes`); else other readings may tell of the same facts.
    """

    def __init__(
        self,
        db: Database,
        actors: Mapping[str, Actor],
        size: int,
        *,
        again: Collection[int] = (),
        first: bool = False,
    ) -> None:
        self._db, self._first, self._actors = db, first, actors
        self._existed = {a.id: a.existed for a in actors.values() if a.existed is not None}
        self._days: dict[tuple[object, ...], tuple[object, ...]] = {}
        self._kinds: dict[str, Relation] = {}
        self._again: dict[int, list[str]] = {fact: [] for fact in again}
        self._seen = _Seen(size)

    def take(self, readings: Sequence[Reading]) -> None:
        """Make statements of those readings that are the first of their fact; note the others."""
        for key in list(islice(self._days, max(0, len(self._days) - _DATES))):  # the oldest
            del self._days[key]
        before, again, days, existence = self._seen.before, self._again, self._days, self._existed
        existed = existence.get
        singles: dict[int, tuple[object, ...]] = {}
        for reading in readings:
            ident, type_, one, other, modality, start, end = _TOLD(reading)
            kind = self._kinds.get(type_) or self._kind(reading)
            source, target = kind.canonical(one, other)
            fact = fact_number(heading(kind, source, target))
            if before(fact):
                again.setdefault(fact, []).append(ident)
                continue
            lived = (kind.outlives, existed(one), existed(other)) if existence else None
            key = kind.aspect, start, end, lived
            dates = days.get(key)
            if dates is None:
                when = alone(reading, self._actors)
                dates = days[key] = date_columns(when, start is not None or end is not None)
            singles[fact] = ("s" + ident, source, type_, target, modality, start, end, *dates, fact)
        if not self._first:
            for fact in self._known(singles):
                again.setdefault(fact, []).append(str(singles.pop(fact)[0])[1:])
        grouped.insert(self._db, singles.values())

    def _kind(self, reading: Reading) -> Relation:
        return self._kinds.setdefault(reading.type, known_relation(reading))

    def end(self) -> None:
        """Group the facts again that more is said of."""
        self._days.clear()
        self._seen = _Seen(0)
        if self._first:
            bulk.index_statements(self._db)
        for some in self._batches():
            ids = [ident for fact in some for ident in self._again[fact]]
            derive.regroup(self._db, some, (), derive.readings(self._db, ids), self._actors)

    def _known(self, facts: Iterable[int]) -> list[int]:
        """Those of these facts that other documents tell of."""
        rows = self._db.rows(f"SELECT DISTINCT fact FROM statements WHERE fact {LISTED}", (listed(facts),))
        return [fact for (fact,) in rows]

    def _batches(self) -> Iterator[list[int]]:
        """The facts to be grouped again, so many at a time as can be held."""
        some: list[int] = []
        size = 0
        for fact, ids in self._again.items():
            some.append(fact)
            size += 1 + len(ids)
            if size >= _AT_ONCE:
                yield some
                some, size = [], 0
        if some:
            yield some
