"""A bar on stderr while long work is done; nothing where stderr is no terminal."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Self

from graph.cli.output import note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH = 20
_LATEST = 30  # files by which the rate is told: those that were known already took no time
_CLEAR = "\r\x1b[K"


class Bar:
    """Done, total, rate and time left; wiped before each line that is to stay."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._latest: deque[tuple[int, float]] = deque(maxlen=_LATEST)
        self._name = self._unit = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def step(self, done: int, total: int, path: Path) -> None:
        """Show that `done` of `total` files are behind us, and `path` is being read."""
        if self._unit == "lines":
            self._latest.clear()
        self._name = path.name
        self._show(done, total, "files", path.name)

    def lines(self, done: int, total: int) -> None:
        """Show that `done` of `total` lines of the file are behind us."""
        if self._unit != "lines":
            self._latest.clear()
        self._show(done, total, "lines", self._name)

    def note(self, line: str) -> None:
        """A line that is to stay."""
        self.clear()
        note(line)

    def counting(self, unit: str, name: str) -> Callable[[int, int], None]:
        """Shows how many `unit` are behind us, and that `name` is being done."""
        self._latest.clear()
        return lambda done, total: self._show(done, total, unit, name)

    def _show(self, done: int, total: int, unit: str, name: str) -> None:
        self._unit = unit
        if self._live:
            self._latest.append((done, time.monotonic()))
            first, began = self._latest[0]
            seconds = self._latest[-1][1] - began
            line = drawn(done, total, (done - first) / seconds if seconds else 0.0, name, unit)
            sys.stderr.write(_CLEAR + line[: shutil.get_terminal_size().columns - 1])
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave no trace of the bar."""
        if self._live:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


@cache
def _updating() -> tuple[Bar, Callable[[int, int], None]]:
    bar = Bar()
    return bar, bar.counting("readings", "bringing the store up to date")


def updating(done: int, total: int) -> None:
    """Show how far a store is that must be brought up to the rules of this version."""
    bar, show = _updating()
    show(done, total)
    if done == total:
        bar.clear()


def drawn(done: int, total: int, rate: float, name: str, unit: str = "files") -> str:
    """The bar at a rate of so many `unit` a second (0: not known yet).

    >>> drawn(10, 40, 2.0, "a.txt")
    '█████░░░░░░░░░░░░░░░ 10/40  2.0 files/s  15 s left  a.txt'
    >>> drawn(0, 1, 0.0, "a.txt")
    '░░░░░░░░░░░░░░░░░░░░ 0/1  a.txt'
    """
    full = WIDTH * done // max(total, 1)
    pace = ""
    if rate > 0:
        pace = f"  {rate:,.{1 if rate < 100 else 0}f} {unit}/s  {_duration((total - done) / rate)} left"
    return f"{'█' * full}{'░' * (WIDTH - full)} {done}/{total}{pace}  {name}"


def _duration(seconds: float) -> str:
    """Seconds as people say them.

    >>> _duration(9.6), _duration(150), _duration(7260)
    ('10 s', '3 min', '2 h 1 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = int(seconds / 60 + 0.5)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
