"""Things timed in turn, round after round, so that a noisy machine is unkind to all alike."""

from __future__ import annotations

import gc
import platform
import time
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version


def least(ways: Mapping[str, Callable[[], object]], repetitions: int) -> dict[str, float]:
    """The fewest seconds that each took; all once before, so that what is made once is not counted.

    Every other round goes backwards: else one would always find the processor's caches as the same other
    has left them.  Without the garbage collector (as `timeit` does): it would look through one's graph on
    the other's time.
    """
    for way in ways.values():
        way()
    taken = dict.fromkeys(ways, float("inf"))
    gc.collect()
    gc.disable()
    try:
        for turn in range(repetitions):
            for name, way in list(ways.items())[:: -1 if turn % 2 else 1]:
                began = time.perf_counter()
                way()
                taken[name] = min(taken[name], time.perf_counter() - began)
    finally:
        gc.enable()
    return taken


def versions(packages: Iterable[str]) -> str:
    """Names and versions, those that are installed."""
    told = []
    for package in packages:
        try:
            told.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            told.append(f"{package} is not installed")
    return ", ".join([*told, f"Python {platform.python_version()}"])


def installed(package: str) -> bool:
    """Whether a peer can be measured."""
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def row(what: str, size: int, ours: float, theirs: float, bar: str = "") -> str:
    """A line of a table: milliseconds of ours and of the peer, and their ratio."""
    return f"{what:52}{size:>10,}{1e3 * ours:>12.3f}{1e3 * theirs:>12.3f}{theirs / ours:>10.2f}  {bar}"


HEAD = f"{'':52}{'relations':>10}{'ours, ms':>12}{'peer, ms':>12}{'peer/ours':>10}  bar"
