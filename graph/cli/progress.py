"""A bar on stderr while files are read; nothing where stderr is no terminal."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = 20
_CLEAR = "\r\x1b[K"


class Bar:
    """Done, total, rate and time left; wiped before each line that is to stay."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def step(self, done: int, total: int, path: Path) -> None:
        """Show that `done` of `total` files are behind us, and `path` is being read."""
        if self._live:
            line = drawn(done, total, time.monotonic() - self._began, path.name)
            sys.stderr.write(_CLEAR + line[: shutil.get_terminal_size().columns - 1])
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave no trace of the bar."""
        if self._live:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def drawn(done: int, total: int, seconds: float, name: str) -> str:
    """The bar after `seconds`.

    >>> drawn(10, 40, 5.0, "a.txt")
    '█████░░░░░░░░░░░░░░░ 10/40  2.0 files/s  15 s left  a.txt'
    >>> drawn(0, 1, 0.0, "a.txt")
    '░░░░░░░░░░░░░░░░░░░░ 0/1  a.txt'
    """
    full = WIDTH * done // max(total, 1)
    pace = ""
    if done and seconds > 0:
        pace = f"  {done / seconds:.1f} files/s  {_duration((total - done) * seconds / done)} left"
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
