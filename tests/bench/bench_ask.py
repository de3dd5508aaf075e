"""What the first answer of `histgraph ask` costs: beside a bare program that opens ArcadeDB and asks it.

    python tests/bench/bench_ask.py [--repetitions N]

Both are processes of their own, run in turn, over the packaged texts and the index that `ask` has made
of them; the bare one imports the engine's package, opens the same files and runs the same query.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_HISTGRAPH = [sys.executable, "-c", "from graph.cli import main; main()"]
_QUESTION = "corroborated"  # it takes no parameters
_BARE = """
import sys
import arcadedb_embedded
database = arcadedb_embedded.open_database(sys.argv[1])
query = open(sys.argv[2], encoding="utf-8").read()
for row in database.query("opencypher", query):
    print([row.get(name) for name in row.property_names])
"""


def seconds(command: list[str], folder: Path) -> float:
    """How long a command takes, in `folder`; SystemExit if it fails."""
    environment = {**os.environ, "HISTGRAPH_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - began


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repetitions", type=int, default=7, metavar="N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        folder = Path(work)
        seconds([*_HISTGRAPH, "load"], folder)
        ask = [*_HISTGRAPH, "ask", _QUESTION]
        building = seconds(ask, folder)
        [index] = (folder / "cache" / "cypher").glob("*/*/graph")
        bare = [sys.executable, "-c", _BARE, str(index), str(ROOT / "queries" / f"{_QUESTION}.cypher")]
        ours, theirs = [], []
        for _ in range(given.repetitions):
            ours.append(seconds(ask, folder))
            theirs.append(seconds(bare, folder))
    print(f"arcadedb-embedded {version('arcadedb-embedded')}, Python {platform.python_version()}")
    print(f"seconds for a whole process, the least of {given.repetitions}")
    print(f"{'histgraph ask':>14}{'bare ArcadeDB':>15}{'ratio':>8}{'index built first':>19}")
    print(f"{min(ours):14.2f}{min(theirs):15.2f}{min(ours) / min(theirs):8.2f}{building:19.2f}")


if __name__ == "__main__":
    main()
