"""A process of its own that reads one source at a time, for `loaders.workers`.

It ignores Ctrl-C, which is its starter's to answer, and ends when its starter does, however that happens.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import loaders
from graph.errors import BadInput

if TYPE_CHECKING:
    from loaders.workers import Task


class Worker:
    """A process that waits for a task; OSError if it cannot be started.

    A fork inherits the ends of the pipes to `others`, which it must close: an open end would hide from
    them that their starter is gone.
    """

    def __init__(self, model: str | None, others: Sequence[Worker], *, forks: bool) -> None:
        context = multiprocessing.get_context("fork" if forks else "spawn")
        self.connection, theirs = context.Pipe()
        self.task: Task | None = None
        self.alive = True
        inherited = [self.connection, *(other.connection for other in others)] if forks else []
        self._process = context.Process(target=_serve, args=(theirs, inherited, model), daemon=True)  # type: ignore[attr-defined]  # both contexts have it
        try:
            with _no_interruption():
                self._process.start()
        except OSError:
            self.connection.close()
            raise
        finally:
            theirs.close()

    def begin(self, task: Task) -> None:
        """Have it read the source of `task`, which is settled as failed if the process is no more."""
        task.begun, self.task = True, task
        try:
            self.connection.send(task.source)
        except OSError:
            self._died()

    def collect(self) -> None:
        """Settle the task with what the process says, or with the news that it died."""
        try:
            outcome = self.connection.recv()
        except (EOFError, OSError):
            self._died()
        else:
            if self.task is not None:
                self.task.settle(outcome)
            self.task = None

    def end(self) -> None:
        """Stop at once; nothing is lost but what was not handed over."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self.alive = False

    def _died(self) -> None:
        self.end()
        task, self.task = self.task, None
        if task is not None and task.source is not None:
            how = f"exit code {self._process.exitcode}"
            hint = "the other files do not suffer; load it again by itself, with --jobs 1"
            task.settle(BadInput(f"{task.source.location}: the process that read it died ({how})", hint=hint))


@contextmanager
def _no_interruption() -> Iterator[None]:
    """Ctrl-C waits; a process started meanwhile never gets it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, inherited: Sequence[Connection], model: str | None) -> None:
    """Read what comes through the pipe until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    gc.freeze()  # pages that are shared with the starter stay so: collecting would write to them
    with suppress(EOFError, OSError):
        while True:
            connection.send(loaders.attempt(connection.recv(), model))
