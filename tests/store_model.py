"""What a store should hold, in plain Python: a list of what was loaded, and everything else from that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph import grouping
from graph.model import Actor, Document, Reading, Run, Statement
from graph.stores.base import Added
from graph.stores.derive import merged


@dataclass(frozen=True)
class Slice:
    """What one load says of one document by one reader."""

    place: int
    document: Document
    reader: str
    whole: bool
    readings: tuple[Reading, ...]

    @property
    def program(self) -> str:
        return self.reader.partition(" ")[0]


@dataclass
class Model:
    """The loads, in the order in which they came, less what was forgotten."""

    loads: list[Run] = field(default_factory=list)

    def knows(self, run: Run) -> bool:
        same = [load for load in self.loads if load.location == run.location]
        if run.location:
            same = same[-1:]
        return any((load.digest, load.reader) == (run.digest, run.reader) for load in same)

    def add(self, run: Run) -> Added:
        if self.knows(run):
            return Added(0, 0, True)
        kept = {reading.id for load in self.loads for reading in load.readings}
        before = self.readings().keys()
        self.loads.append(run)
        new = {reading.id for reading in run.readings} - kept
        return Added(len(new), len(before - self.readings().keys()), False)

    def meant(self, name: str) -> set[str]:
        """Ids of the document called `name` and of its older editions; empty unless one is meant."""
        now = {slice_.document.id for slice_ in self.current()}
        names: dict[str, set[str]] = {}
        for load in self.loads:
            for document in load.documents:
                names.setdefault(document.id, set()).add(document.name)
        found = {ident for ident, known in names.items() if name in known}
        if len(found & now) > 1:
            return set()
        known = {one for ident in found for one in names[ident]}
        return found | {ident for ident in names.keys() - now if names[ident] & known}

    def forget(self, documents: set[str]) -> int:
        """Without `documents`; how many readings went."""
        gone = {r.id for load in self.loads for r in load.readings if r.document in documents}
        left: list[Run] = []
        for load in self.loads:
            less = _without(load, documents)
            in_the_way = load.location and any(o.location == load.location and o.documents for o in left)
            if less.documents or in_the_way:  # of an older load of the same file
                left.append(less)
        self.loads = left
        return len(gone)

    def current(self) -> list[Slice]:
        """Slices that count: of the newest load of a place, and not read by a newer reader since."""
        standing = [
            slice_
            for place, load in enumerate(self.loads)
            if not load.location or all(load.location != later.location for later in self.loads[place + 1 :])
            for slice_ in _slices(place, load)
        ]
        return [one for one in standing if not any(_replaces(other, one) for other in standing)]

    def readings(self) -> dict[str, Reading]:
        return {reading.id: reading for slice_ in self.current() for reading in slice_.readings}

    def actors(self) -> Mapping[str, Actor]:
        told: dict[str, list[Actor]] = {}
        for place in {slice_.place for slice_ in self.current()}:
            for actor in self.loads[place].actors:
                told.setdefault(actor.id, []).append(actor)
        return {ident: merged(all_) for ident, all_ in sorted(told.items())}

    def statements(self) -> list[Statement]:
        return grouping.statements(self.readings().values(), self.actors())

    def documents(self) -> dict[str, str]:
        """Names by id."""
        names: dict[str, str] = {}
        for slice_ in self.current():
            ident, name = slice_.document.id, slice_.document.name
            names[ident] = min(name, names.get(ident, name))
        return names


def _slices(place: int, load: Run) -> Iterator[Slice]:
    for document in load.documents:
        of_it = [reading for reading in load.readings if reading.document == document.id]
        for reader in {reading.reader for reading in of_it} or {load.reader}:
            said = tuple(reading for reading in of_it if reading.reader == reader)
            yield Slice(place, document, reader, reader == load.reader, said)


def _replaces(newer: Slice, older: Slice) -> bool:
    same = newer.document.id == older.document.id and newer.program == older.program
    return (
        same
        and newer.reader != older.reader
        and newer.whole
        and (newer.place > older.place or not older.whole)
    )


def _without(load: Run, documents: set[str]) -> Run:
    """What is left of a load: actors that only the forgotten spoke of go too, and its file is not known."""
    if not any(document.id in documents for document in load.documents):
        return load
    readings = tuple(reading for reading in load.readings if reading.document not in documents)
    ends = {end for reading in readings for end in (reading.source, reading.target)}
    return replace(
        load,
        digest="",
        documents=tuple(d for d in load.documents if d.id not in documents),
        actors=tuple(actor for actor in load.actors if actor.id in ends),
        readings=readings,
    )
