"""Read many sources at once in worker processes; the runs come out in the order of the sources.

On Linux a worker is forked when the language model is in memory, so that all share its pages. Elsewhere,
and beside running threads, a fork is not safe: there a worker starts afresh and loads the model itself,
which pays for many files only.

A forked worker takes about 150 MB, of which 60 are its own, the process that starts it 170; one that
starts afresh takes 170.  So `MOST` of them stay under 1 GB however shared pages are counted.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Self

import loaders
from graph.errors import BadInput
from loaders.source import Source

if TYPE_CHECKING:
    from graph.model import Run
    from loaders.worker import Worker

MOST = 4
_AHEAD = 4  # sources taken up before their turn, for each worker: one long text does not stop the others
_BYTES_AHEAD = 8_000_000
_WORTH_A_START = 8  # files that make up for loading the model once more


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Task:
    """A source and, once it is settled, what became of it: its run, or why it has none."""

    def __init__(self, source: Source | BadInput | None) -> None:
        self.source = source if isinstance(source, Source) else None
        self.outcome: Run | BadInput | None = None if isinstance(source, Source) else source
        self.settled = self.source is None
        self.begun = False

    def settle(self, outcome: Run | BadInput) -> None:
        self.outcome, self.settled, self.source = outcome, True, None


class Readers:
    """Up to `jobs` workers, for `files` files at most; leaving the context ends them.

    With one job, or for one file, all is read in this process.  `model` names a spaCy package.
    """

    def __init__(self, jobs: int, files: int, model: str | None = None) -> None:
        self._model = model
        self._forks = sys.platform == "linux" and threading.active_count() == 1
        self._size = min(jobs, MOST, files if self._forks else files // _WORTH_A_START)
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def in_order(self, sources: Iterable[Source | BadInput | None]) -> Iterator[Run | BadInput | None]:
        """What becomes of each source; None and BadInput, for files not to be read, stay what they are."""
        for source in sources:
            self._waiting.append(Task(source))
            del source  # all its bytes: once it is read, nobody needs them
            self._move(0)
            while self._waiting and self._due():
                yield self._first()
        while self._waiting:
            yield self._first()

    def _due(self) -> bool:
        """Whether the first outcome is to come before another source is taken up."""
        if self._waiting[0].settled or self._size < 2:
            return True
        last = self._waiting[-1].source
        if last is not None and not loaders.is_slow(last):
            return True  # it will be read here, in its turn
        held = [len(task.source.data) for task in self._waiting if task.source is not None]
        return len(held) > _AHEAD * self._size or sum(held) > _BYTES_AHEAD

    def _first(self) -> Run | BadInput | None:
        """What becomes of the source whose turn it is; read here if no worker has it."""
        task = self._waiting[0]
        while not task.settled:
            if task.begun:
                self._move(None)
            elif task.source is not None:
                task.settle(loaders.attempt(task.source, self._model))
        return self._waiting.popleft().outcome

    def _move(self, seconds: float | None) -> None:
        """Take in what the workers have done, waiting `seconds` for it (None: as long as it takes)."""
        self._hand_out()
        busy = {worker.connection: worker for worker in self._workers if worker.task}
        if busy:
            from multiprocessing.connection import wait  # noqa: PLC0415  a single file needs no process

            for connection in wait(busy, seconds):
                busy[connection].collect()  # type: ignore[index]  # these are the keys
            self._hand_out()

    def _hand_out(self) -> None:
        """Give each idle worker a task, starting workers as long as there may be more."""
        self._workers = [worker for worker in self._workers if worker.alive]
        tasks = deque(t for t in self._waiting if t.source and not t.begun and loaders.is_slow(t.source))
        idle = [worker for worker in self._workers if not worker.task]
        while tasks and self._size > 1:
            if not idle and not self._more(len(tasks)):
                return
            (idle.pop() if idle else self._workers[-1]).begin(tasks.popleft())

    def _more(self, tasks: int) -> bool:
        """Start a worker, if there may be one more, and if this process would not do as well alone."""
        if len(self._workers) >= self._size or (not self._workers and tasks < 2):
            return False
        from loaders.worker import Worker  # noqa: PLC0415  as above

        if self._forks and not self._workers:
            with suppress(Exception):  # whoever reads with it will say what is wrong with it
                loaders.prepare(self._model)
        try:
            self._workers.append(Worker(self._model, self._workers, forks=self._forks))
        except OSError:  # no more processes can be had
            self._size = len(self._workers)
            return False
        return True
