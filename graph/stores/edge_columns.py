"""All statements of a store as columns of numbers, for questions that go through all of them.

Built from the store, and kept in the user's cache folder for the next question, one file for each state
of each store.  The file is used only if it says that it was made of this state of this store and its
checksum is right; else it is made again.  Where nothing can be written, the columns are built each time.

The file: 32 bytes (checksum of all the rest, length of the header), a header in JSON, then the columns
as they lie in memory, so that they are mapped and not read.
"""

from __future__ import annotations

import json
import mmap
import shutil
import sys
import tempfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreError
from graph.garbage import no_collection
from graph.model import MODALITIES, content_hash
from graph.stores.base import Edge
from graph.stores.cache import folder_of, left_by_stores, note_store, place_of, private_folder

if TYPE_CHECKING:
    from graph.stores.base import Store

FORMAT = 1
PUNCTUAL, DATED, EMPTY, OPEN_END, MODALITY = 1, 2, 4, 8, 16  # MODALITY times its number
WORTH_KEEPING = 20_000  # statements; fewer are read from the store as quickly
_BATCH = 10_000
_PREFIX = 32
_DAYS = ("start_min", "start_max", "end_min", "end_max")
_COLUMNS = {
    **dict.fromkeys(("source", "target", *_DAYS, "late"), "i"),
    **{"type": "H", "flags": "B", "ids": "B"},
}
_ORDERED = ("source", "target", *_DAYS, "type", "flags")


@dataclass(frozen=True)
class EdgeColumns:
    """Statements in the order of `start_min`, then of ids; days as in `graph.when`.

    `source` and `target` are places in `actors` (ids, sorted), `type` in `types`; `flags` are PUNCTUAL,
    DATED, EMPTY, OPEN_END, and MODALITY times the place in MODALITIES.  `late` are the places of all
    statements in the order of `start_max`.  Columns are arrays or views of memory: `column[i]` is an
    int, and NumPy's `frombuffer` takes them as they are.
    """

    actors: Sequence[str]
    types: Sequence[str]
    source: Sequence[int]
    target: Sequence[int]
    start_min: Sequence[int]
    start_max: Sequence[int]
    end_min: Sequence[int]
    end_max: Sequence[int]
    late: Sequence[int]
    type: Sequence[int]
    flags: Sequence[int]
    ids: Sequence[int] = field(repr=False)  # characters, all ids of the same length

    def __len__(self) -> int:
        return len(self.source)

    def statement(self, place: int) -> str:
        """Id of a statement."""
        width = len(self.ids) // len(self)
        return bytes(self.ids[place * width : (place + 1) * width]).decode("ascii").rstrip()


def from_edges(edges: Iterable[Edge]) -> EdgeColumns:
    """Columns of edges that are at hand.

    >>> columns = from_edges([Edge("s1", "b", "a", "AIDED", "asserted", 5, 6, 7, 8, False, True, False)])
    >>> columns.actors, list(columns.source), list(columns.end_max), columns.statement(0)
    (['a', 'b'], [1], [8], 's1')
    """
    listed = sorted(edges)
    actors = sorted({end for edge in listed for end in (edge.source, edge.target)})
    return _built(actors, ((*edge[:9], _flags(edge)) for edge in listed))


def _flags(edge: Edge) -> int:
    return PUNCTUAL * edge.punctual | DATED * edge.dated | EMPTY * edge.empty | OPEN_END * edge.open_end


def edge_columns(store: Store) -> EdgeColumns:
    """The columns of the store's present state."""
    with store.snapshot():
        folder = folder_of(store, "columns")
        made_of = [FORMAT, sys.byteorder, place_of(store), store.version()]
        file = folder / content_hash(made_of)
        kept = _read(file, made_of)
        if kept is not None:
            return kept
        with no_collection():
            columns = _built(store.actor_ids(), store.edge_rows())
    if len(columns) >= WORTH_KEEPING:
        with suppress(OSError, StoreError):  # nowhere to write, a full disk: they are here all the same
            private_folder(folder)
            note_store(folder, store)
            _write(file, made_of, columns)
            _drop_old(file)
    return columns


def _built(actors: Sequence[str], rows: Iterator[Sequence[Any]]) -> EdgeColumns:
    """Columns from rows, a batch of them at a time."""
    numbers = {actor: place for place, actor in enumerate(actors)}
    types: dict[str, int] = {}
    modalities = {name: MODALITY * place for place, name in enumerate(MODALITIES)}
    columns: dict[str, array[int]] = {name: array(code) for name, code in _COLUMNS.items()}
    ids: list[str] = []  # of a batch each, a line an id: so many small texts would take most of the memory
    while batch := list(islice(rows, _BATCH)):
        some, source, target, type_, modality, *days, flags = zip(*batch, strict=True)
        ids.append("\n".join(some))
        for name in sorted(set(type_)):
            types.setdefault(name, len(types))
        columns["source"].extend(map(numbers.__getitem__, source))
        columns["target"].extend(map(numbers.__getitem__, target))
        columns["type"].extend(map(types.__getitem__, type_))
        for name, column in zip(_DAYS, days, strict=True):
            columns[name].extend(column)
        columns["flags"].extend(map(int.__or__, flags, map(modalities.__getitem__, modality)))
    put = _in_order_by_numpy if len(columns["source"]) >= WORTH_KEEPING else _in_order
    return put(EdgeColumns(actors, list(types), **columns), ids)


def _in_order(columns: EdgeColumns, listed: Sequence[str]) -> EdgeColumns:
    """The columns in the order of the days on which statements may begin, then of ids."""
    places, ids = range(len(columns)), [ident for some in listed for ident in some.split("\n")]
    order = sorted(sorted(places, key=ids.__getitem__), key=columns.start_min.__getitem__)
    ordered = {
        name: array(_COLUMNS[name], map(getattr(columns, name).__getitem__, order)) for name in _ORDERED
    }
    width = max(map(len, ids), default=0)
    text = "".join(ids[place].ljust(width) for place in order).encode("ascii")
    late = array("i", sorted(places, key=ordered["start_max"].__getitem__))
    return replace(columns, **ordered, late=late, ids=array("B", text))


def _in_order_by_numpy(columns: EdgeColumns, listed: Sequence[str]) -> EdgeColumns:
    """The same, in a fifth of the time where there are many, and a tenth of the memory."""
    import numpy as np  # noqa: PLC0415  slow to import

    texts = np.concatenate([np.array(some.split("\n"), "S") for some in listed])
    order = np.lexsort((texts, np.frombuffer(columns.start_min, np.int32)))  # type: ignore[call-overload]
    ordered = {name: np.asarray(getattr(columns, name))[order] for name in _ORDERED}
    late = np.argsort(ordered["start_max"], kind="stable").astype(np.int32)
    letters = np.char.ljust(texts, texts.itemsize)[order].view(np.uint8)
    arrays = {**ordered, "late": late, "ids": letters}
    views: dict[str, Any] = {name: memoryview(column) for name, column in arrays.items()}  # type: ignore[arg-type]
    return replace(columns, **views)


def _read(file: Path, made_of: Sequence[object]) -> EdgeColumns | None:
    """The columns that the file holds; None unless it is whole, and of what it should be."""
    try:
        with file.open("rb") as opened:
            data = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
        checksum, length = map(int, bytes(data[:_PREFIX]).split())
        if zlib.crc32(data[_PREFIX:]) != checksum:
            return None
        header = json.loads(bytes(data[_PREFIX : _PREFIX + length]))
        if header["made of"] != list(made_of):
            return None
        ends = list(accumulate(header["bytes"], initial=_PREFIX + length))
        views = {
            name: data[first:last].cast(code)  # type: ignore[call-overload]
            for (name, code), first, last in zip(_COLUMNS.items(), ends, ends[1:], strict=False)
        }
        return EdgeColumns(header["actors"], header["types"], **views)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, made_of: Sequence[object], columns: EdgeColumns) -> None:
    """Write beside the place, then move there: the file is whole or absent, whoever else writes it."""
    parts = [memoryview(getattr(columns, name)).cast("B") for name in _COLUMNS]
    header = json.dumps(
        {"made of": made_of, "bytes": [len(part) for part in parts], "types": columns.types}
        | {"actors": columns.actors}
    ).encode()
    header += b" " * (-len(header) % 8)  # columns of int32 begin where an int32 can
    checksum = zlib.crc32(header)
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    handle, work = tempfile.mkstemp(prefix="building-", dir=file.parent)
    try:
        with open(handle, "wb") as opened:  # noqa: PTH123  a file that is open already
            opened.write(f"{checksum:<{_PREFIX // 2}}{len(header):<{_PREFIX // 2}}".encode())
            opened.write(header)
            opened.writelines(parts)
        Path(work).replace(file)
    except BaseException:
        Path(work).unlink(missing_ok=True)
        raise


def _drop_old(file: Path) -> None:
    """Remove columns of earlier states of the store, and of stores that are gone."""
    for folder in left_by_stores(file.parent):
        shutil.rmtree(folder, ignore_errors=True)
    for other in file.parent.iterdir():
        if other != file and other.suffix != ".txt" and not other.name.startswith("building-"):
            other.unlink(missing_ok=True)
