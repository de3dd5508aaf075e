"""Joins loaders and stores: files are read and kept one by one, and each is reported on."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

import loaders
from graph.errors import BadInput
from graph.model import Run
from graph.stores.base import Store
from loaders import Source, TableOptions
from loaders.workers import Readers

Outcome = Literal["read", "unchanged", "replaced", "failed"]
Progress = Callable[[int, int, Path], None]
Copying = Callable[[int, int], None]

RUNS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file.

    `new` readings the store did not have, `replaced` ones that no longer count; `error` says in one
    line why the file was not read.
    """

    path: Path
    outcome: Outcome
    documents: int = 0
    readings: int = 0
    new: int = 0
    replaced: int = 0
    error: BadInput | None = None


class Copied(NamedTuple):
    """What was copied: runs, and readings that the other store did not have."""

    runs: int
    new: int


def load(  # noqa: PLR0913  all but the first two are given by name
    store: Store,
    paths: Iterable[Path],
    *,
    model: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    tables: TableOptions | None = None,
) -> Generator[Report, None, None]:
    """Read files and folders ("-" is standard input) into `store`, a report for each file as it is done.

    Each file is kept whole or not at all, in the order of the files, though up to `jobs` processes read
    (see `loaders.workers`).  One that cannot be read (BadInput) is reported, and the others are read all
    the same; a StoreError ends it.  `progress` is called before each file with the number of files done,
    of all files, and its path.  `model` names a spaCy package, for text; `tables` says how tables are read.
    """
    files = loaders.discover(paths)
    with Readers(jobs, len(files), model) as readers:
        outcomes = readers.in_order(_to_read(store, path, model, tables) for path in files)
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path)
            yield _kept(store, path, next(outcomes))


def _to_read(
    store: Store, path: Path, model: str | None, tables: TableOptions | None
) -> Source | BadInput | None:
    """The bytes of a file; None if the store has what this reader says of them."""
    try:
        source = loaders.open_source(path, tables)
        if not loaders.is_tabular(source):  # what is handed to another process takes no bar along
            source = replace(source, table=None)
        known = store.knows(source.location, source.digest, loaders.reader_name(source, model))
    except BadInput as error:
        return error
    return None if known else source


def _kept(store: Store, path: Path, outcome: Run | BadInput | None) -> Report:
    if outcome is None:
        return Report(path, "unchanged")
    if isinstance(outcome, BadInput):
        return Report(path, "failed", error=outcome)
    try:
        return _added(store, path, outcome)
    except BadInput as error:
        return Report(path, "failed", error=error)


def _added(store: Store, path: Path, run: Run) -> Report:
    [added] = store.add([run])
    if added.unchanged:
        return Report(path, "unchanged")
    outcome: Outcome = "replaced" if added.replaced else "read"
    return Report(path, outcome, len(run.documents), len(run.readings), added.new, added.replaced)


def forget(store: Store, document: str) -> int:
    """Remove a document for good (name, id or start of an id); number of readings removed."""
    return store.forget(document)


def copy(source: Store, target: Store, progress: Copying | None = None) -> Copied:
    """Add to `target` all that `source` has loaded, in the same order.

    Into an empty store it makes the same statements, byte for byte; what `target` has already is left
    alone, so that a copy cut short goes on.  `progress` is called with runs done, of all.
    """
    total, copied = len(source.loads()), Copied(0, 0)
    for done, some in _batched(source.runs()):
        if progress:
            progress(done, total)
        added = target.add(some)
        copied = Copied(copied.runs + len(some), copied.new + sum(one.new for one in added))
    if progress:
        progress(total, total)
    return copied


def _batched(runs: Iterable[Run]) -> Iterator[tuple[int, list[Run]]]:
    """Runs to be added together, few enough to be held, with the number of those before them."""
    left, done = iter(runs), 0
    while some := list(itertools.islice(left, RUNS_AT_ONCE)):
        yield done, some
        done += len(some)
