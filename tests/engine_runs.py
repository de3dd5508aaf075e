"""Programs and queries that put the engine's process to the test."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

# The engine looks at the clock between rows, and here is only one.
RUNAWAY = "RETURN size(reduce(s = '', x IN range(1, 3000000) | s + 'aaaaaaaa')) AS x"
PROLOGUE = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from small_store import SmallStore
from graph.stores.cypher_index import Session, run
"""


def start(lines: str) -> subprocess.Popen[str]:
    program = PROLOGUE + textwrap.dedent(lines)
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", program], stdout=pipe, stderr=pipe, text=True)


def script(lines: str) -> subprocess.CompletedProcess[str]:
    process = start(lines)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
