"""What reading costs: beside a bare spaCy pipeline, and with several processes.

    python tests/bench/bench_reading.py [FILES|FOLDERS]...

The first table holds a bare `nlp.pipe`, with the pipes that the reader uses, over the prose of the
texts as it stands, against the reader over the same texts: one process, models loaded before, the two
run in turn, the least of all repetitions.  The second runs the command `load` as a user would, and
adds up the memory of its processes (Linux), pages that they share counted for each (RSS) or divided
among them (PSS).
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import loaders  # noqa: E402  the checkout's own
from loaders import article, clean, workers  # noqa: E402
from loaders.source import Source  # noqa: E402

_COMMAND = [sys.executable, "-c", "from graph.cli import main; main()"]
_MEGA = 1e6


class Cost(NamedTuple):
    """Seconds on the clock and on the processor."""

    clock: float
    processor: float


class Load(NamedTuple):
    """A run of the command: seconds, and its processes' memory at the worst, in bytes."""

    seconds: float
    processes: int
    rss: int
    pss: int


def paragraphs(source: Source) -> list[str]:
    """The prose of a text, as a bare pipeline would be given it."""
    text = source.text()
    return [text[block.start : block.end] for block in clean.blocks(text) if block.kind == "prose"]


def costs(sources: list[Source], repetitions: int) -> tuple[Cost, Cost]:
    """The least that a bare pipeline and that the reader took, run in turn."""
    nlp = article.language_model(article.model_package())
    prose = [paragraphs(source) for source in sources]

    def bare() -> None:
        for of_text in prose:
            for _ in nlp.pipe(of_text, batch_size=article.BATCH):
                pass

    def reading() -> None:
        for source in sources:
            loaders.read(source)

    reading()  # loads what is loaded once
    taken = [(timed(bare), timed(reading)) for _ in range(repetitions)]
    return least([pipe for pipe, _ in taken]), least([read for _, read in taken])


def timed(work: Callable[[], None]) -> Cost:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - clock, time.process_time() - processor)


def least(taken: list[Cost]) -> Cost:
    return Cost(min(cost.clock for cost in taken), min(cost.processor for cost in taken))


def load(files: list[Path], jobs: int) -> Load:
    """The command, with so many processes that read, into a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["load", *map(str, files), "--store", str(Path(folder, "a.db")), "--jobs", str(jobs)]
        began = time.perf_counter()
        process = subprocess.Popen(
            [*_COMMAND, *words],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        worst = (0, 0, 0)
        while process.poll() is None:
            worst = tuple(map(max, worst, memory(process.pid)))  # type: ignore[assignment]
            time.sleep(0.02)
        if process.returncode:
            sys.exit(f"load ended with {process.returncode}")
        return Load(time.perf_counter() - began, *worst)


def memory(process: int) -> tuple[int, int, int]:
    """Number, RSS and PSS of a process and all that it started; zeros where there is no /proc."""
    count = rss = pss = 0
    with suppress(OSError, ValueError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
        sizes = {key: int(rest.split()[0]) * 1024 for key, _, rest in (line.partition(":") for line in lines)}
        count, rss, pss = 1, sizes["Rss"], sizes["Pss"]
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                count, rss, pss = map(sum, zip((count, rss, pss), memory(int(child)), strict=True))
    return count, rss, pss


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows as lines, columns as wide as their longest cell; all but the first to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    )


def reading_table(pipe: Cost, read: Cost, words: int) -> str:
    """Both costs, their ratio, and words a second."""
    rows = [("", "nlp.pipe", "reading", "ratio", "words/s")]
    for name, one, other in zip(("clock", "processor"), pipe, read, strict=True):
        pace = f"{words / other:,.0f}" if other else "-"
        ratio = f"{other / one:.2f}" if one else "-"
        rows.append((f"seconds, {name}", f"{one:.2f}", f"{other:.2f}", ratio, pace))
    return table(rows)


def load_table(loads: dict[int, Load]) -> str:
    """Seconds, speed-up over the first, and memory for each number of jobs."""
    rows = [("load --jobs", "seconds", "speed-up", "processes", "RSS MB", "PSS MB")]
    first = next(iter(loads.values()))
    for jobs, one in loads.items():
        sizes = [f"{size / _MEGA:,.0f}" if size else "-" for size in (one.rss, one.pss)]
        rows.append(
            (
                str(jobs),
                f"{one.seconds:.1f}",
                f"{first.seconds / one.seconds:.2f}",
                str(one.processes),
                *sizes,
            )
        )
    return table(rows)


def main(words: list[str] | None = None) -> None:
    """Measure, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("files", nargs="*", type=Path, default=[ROOT / "loaders" / "texts"])
    options.add_argument("--repetitions", type=int, default=5)
    several = min(workers.cores(), workers.MOST)
    options.add_argument("--jobs", type=int, nargs="*", default=sorted({1, several}))
    given = options.parse_args(words)
    files = [path.resolve() for path in loaders.discover(given.files)]
    sources = [source for source in map(loaders.open_source, files) if loaders.is_slow(source)]
    count = sum(len(paragraph.split()) for source in sources for paragraph in paragraphs(source))
    print(f"{len(sources)} texts, {count:,} words of prose; the least of {given.repetitions}")
    packages = ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy"))
    print(f"{article.reader_name()}, {packages}, Python {platform.python_version()}")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
    print(reading_table(*costs(sources, given.repetitions), count))
    if given.jobs:
        print("\n" + load_table({jobs: load(files, jobs) for jobs in given.jobs}))


if __name__ == "__main__":
    main()
