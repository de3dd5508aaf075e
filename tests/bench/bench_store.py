"""What the embedded store costs: adding one document, adding a table of very many rows, memory.

    python tests/bench/bench_store.py [--sizes 1000 100000 1000000] [--rows 1000000] [--repetitions 5]

*One document* (a reading of its own, two known actors) is added to an open store that holds so many
readings, beside a commit of one row to a bare SQLite file with the same pragmas; in turn, the least of
all, and the median, as a disk does not wait for every commit alike.  *A table* is a CSV file of people
who visited, recognized or fought states, and so on; it is loaded as `histgraph load` does, and its rows
are added as readings that are at hand, beside `executemany` of the same rows into one plain table, all
with their commit.  *The same bytes* copies the rows of all tables of the store that was made into a new
file, and makes the same indexes: no program can be faster that keeps what this one keeps.  *Memory* is
the most that a process of its own held at once.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import platform
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from graph import ledger  # noqa: E402  the checkout's own
from graph.model import Actor, Document, Reading, Run  # noqa: E402
from graph.paths import find  # noqa: E402
from graph.steps import Question  # noqa: E402
from graph.stores.embedded import EmbeddedStore  # noqa: E402

TYPES = ("VISITED", "RECOGNIZED", "AIDED", "FOUGHT", "SUPPORTED")
DOCUMENTS = 20  # added in each repetition
BARE = "CREATE TABLE rows (source, type, target, start, stop, words)"
INSERT = "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)"
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON")


def write_table(path: Path, rows: int) -> None:
    """A table that is the same each time."""
    chance, actors = random.Random(rows), people(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "type", "target", "start", "end", "note"))
        for row in range(rows):
            person, state = chance.randrange(actors), chance.randrange(actors)
            day = f"{chance.randrange(1900, 2000)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            words = f"Person {person} had to do with State {state}, as row {row} of the list has it."
            writer.writerow((f"Person {person}", chance.choice(TYPES), f"State {state}", day, day, words))


def people(rows: int) -> int:
    """How many people, and how many states, a table of so many rows tells of."""
    return max(2, rows // 10)


class Rows(Collection[Reading]):
    """The readings of a table, made whenever one goes through them."""

    def __init__(self, path: Path) -> None:
        self._path, self._size = path, 0
        with path.open("rb") as file:
            self._document = hashlib.file_digest(file, "sha256").hexdigest()
        self._actors: dict[str, Actor] = {}
        for source, _, target, *_ in cells(path):
            self._size += 1
            if source not in self._actors:
                self._actors[source] = Actor(ident(source), source, "Person")
            if target not in self._actors:
                self._actors[target] = Actor(ident(target), target, "State")

    def __len__(self) -> int:
        return self._size

    def __contains__(self, reading: object) -> bool:
        return any(reading == one for one in self)

    def __iter__(self) -> Iterator[Reading]:
        at, document, known = 0, self._document, self._actors
        for source, kind, target, start, end, words in cells(self._path):
            last = at + len(words)
            yield Reading(
                document, at, last, words, known[source].id, source, kind, known[target].id, target,
                "asserted", start, end, start, "stated", "row", "table 1",
            )  # fmt: skip
            at = last + 1

    def run(self) -> Run:
        """The run that they are."""
        documents = (Document(self._document, self._path.name),)
        return Run(str(self._path), self._document, "table 1", documents, tuple(self._actors.values()), self)


def cells(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from islice(csv.reader(file), 1, None)


def ident(name: str) -> str:
    return name.replace(" ", "-").lower()


def bare(path: Path) -> sqlite3.Connection:
    """A plain file with the store's pragmas, and a table in it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(BARE)
    return connection


def load_bare(table: Path, path: Path) -> None:
    connection = bare(path)
    connection.execute("BEGIN")
    connection.executemany(INSERT, cells(table))
    connection.execute("COMMIT")
    connection.close()


def load_ours(table: Path, path: Path) -> None:
    with EmbeddedStore(path, create=True) as store:
        store.add([Rows(table).run()])


def load_file(table: Path, path: Path) -> None:
    with EmbeddedStore(path, create=True) as store:
        [report] = ledger.load(store, [table])
    assert report.error is None


def load_same_bytes(_: Path, path: Path) -> None:
    """Rows and indexes of the store that `load_file` made."""
    made = sqlite3.connect(path.with_name("file.db"))
    schema = made.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for kind, name, sql in schema:
        if kind == "table":
            connection.execute(sql)
            rows = made.execute(f"SELECT * FROM {name}")
            connection.executemany(
                f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows.description))})", rows
            )
    for kind, _, sql in schema:
        if kind == "index":
            connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()
    made.close()


def one_document(number: int, actors: int) -> Run:
    """A text of one sentence, of two actors that a table tells of."""
    words = f"In 1950 Person {number % actors} aided State {number * 7 % actors}, says number {number}."
    document = hashlib.sha256(words.encode()).hexdigest()
    source, target = f"Person {number % actors}", f"State {number * 7 % actors}"
    reading = Reading(
        document, 0, len(words), words, ident(source), source, "AIDED", ident(target), target,
        "asserted", "1950", None, "1950", "stated", "made up", "text 1",
    )  # fmt: skip
    told = (Actor(ident(source), source, "Person"), Actor(ident(target), target, "State"))
    name = f"{number}.txt"
    documents = (Document(document, name, "", words),)
    return Run(f"/{name}", document, "text 1", documents, told, (reading,))


def single_adds(folder: Path, size: int, repetitions: int) -> tuple[list[float], list[float]]:
    """Seconds to add documents to a store of so many readings, and to commit rows to a bare file."""
    table, store_path, bare_path = (folder / f"{size}.{end}" for end in ("csv", "db", "bare"))
    write_table(table, size)
    load_ours(table, store_path)
    load_bare(table, bare_path)
    actors, row = people(size), next(cells(table))
    connection = sqlite3.connect(bare_path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    ours, theirs = [], []
    with EmbeddedStore(store_path) as store:
        for number in range(repetitions * DOCUMENTS):
            run = one_document(number, actors)
            ours.append(seconds(lambda run=run: store.add([run])))
            theirs.append(seconds(lambda: connection.execute(INSERT, row)))
    connection.close()
    return ours, theirs


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def apart(work: str, *paths: Path) -> Spent:
    """What a process of its own spends on one of WORK."""
    command = [sys.executable, __file__, "--work", work, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return Spent(*map(float, done.stdout.split()))


class Spent(NamedTuple):
    """Seconds by the clock and of the processor, and megabytes held at most."""

    clock: float
    processor: float
    megabytes: float


def ask_path(table: Path, path: Path) -> None:
    """Look for a path between the people of the first row and of another, by the indexes of the store."""
    first = next(cells(table))[0]
    other = next(source for source, *_ in cells(table) if source != first)
    with EmbeddedStore(path) as store:
        find(store, ident(first), ident(other), Question(steps=4))


def make_networkx(_: Path, path: Path) -> None:
    with EmbeddedStore(path) as store:
        store.to_networkx(quotes=False)


WORK: dict[str, Callable[..., None]] = {
    "nothing": lambda table, path: None,
    "bare": load_bare,
    "load": load_ours,
    "file": load_file,
    "same": load_same_bytes,
    "path": ask_path,
    "networkx": make_networkx,
}


def do(work: str, paths: list[str]) -> None:
    """Do one of WORK and print what it has spent."""
    began, processor = time.perf_counter(), time.process_time()
    WORK[work](*map(Path, paths))
    print(time.perf_counter() - began, time.process_time() - processor, most_held())


def most_held() -> float:
    """Megabytes that this process held at most."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells on Linux is at least what the parent process held
        [held] = re.findall(r"^VmHWM:\s+(\d+) kB$", status.read_text(), re.MULTILINE)
        return int(held) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def measure_table(folder: Path, rows: int, repetitions: int) -> None:
    table = folder / "table.csv"
    write_table(table, rows)
    spent: dict[str, list[Spent]] = {"bare": [], "load": [], "file": [], "same": []}
    for _ in range(repetitions):
        for work, found in spent.items():
            for old in folder.glob(f"{work}.db*"):
                old.unlink()
            found.append(apart(work, table, folder / f"{work}.db"))
    for name in ("nothing", "path", "networkx"):
        spent[name] = [apart(name, table, folder / "load.db")]
    least = {name: Spent(*map(min, zip(*found, strict=True))) for name, found in spent.items()}
    print(f"a table of {rows} rows; the least of {repetitions}")
    print(f"{'':28}{'clock, s':>10}{'processor, s':>14}{'held, MB':>10}")
    for name, told in TOLD.items():
        found = least[name]
        print(f"{told:28}{found.clock:10.2f}{found.processor:14.2f}{found.megabytes:10.0f}")
    theirs = least["bare"]
    for name in ("load", "file", "same"):
        ours = least[name]
        ratios = ours.clock / theirs.clock, ours.processor / theirs.processor
        print(f"{TOLD[name] + ' : executemany':44}{ratios[0]:10.2f}{ratios[1]:14.2f}")


TOLD = {
    "nothing": "nothing",
    "bare": "executemany",
    "load": "readings, to be added",
    "file": "a file, to be loaded",
    "same": "the same bytes",
    "path": "a path, by the indexes",
    "networkx": "all as a NetworkX graph",
}


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--rows", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--repetitions", type=int, default=5, metavar="N")
    parser.add_argument("--work", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        do(given.work[0], given.work[1:])
        return
    print(f"SQLite {sqlite3.sqlite_version}, orjson {version('orjson')}, Python {platform.python_version()}")
    print(f"{'readings':>10}{'one document, ms':>18}{'one row, ms':>13}{'ratio':>8}{'of medians':>12}")
    with tempfile.TemporaryDirectory() as work:
        for size in given.sizes:
            ours, theirs = single_adds(Path(work), size, given.repetitions)
            least, middle = (how(ours) / how(theirs) for how in (min, median))
            print(f"{size:10}{1e3 * min(ours):18.2f}{1e3 * min(theirs):13.2f}{least:8.2f}{middle:12.2f}")
        print()
        measure_table(Path(work), given.rows, given.repetitions)


if __name__ == "__main__":
    main()
