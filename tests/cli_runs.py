"""Runs the command, in this process or in one of its own, on a small store made of our own sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from graph.cli import app

ACTORS: dict[str, dict[str, Any]] = {
    "bolivar": {
        "name": "Simón Bolívar",
        "kind": "Person",
        "aliases": ["Bolívar", "the Liberator"],
        "existed": "1783-07-24/1830-12-17",
    },
    "gran-colombia": {
        "name": "Republic of Colombia",
        "kind": "State",
        "aliases": ["Gran Colombia"],
        "existed": "1819-12-17/1831-11-19",
    },
    "peru": {"name": "Peru", "kind": "State", "aliases": [], "existed": "1821-07-28/.."},
    "bolivia": {"name": "Bolivia", "kind": "State", "aliases": ["Upper Peru"], "existed": "1825-08-06/.."},
    "spain": {"name": "Spain", "kind": "State", "aliases": []},
    "new-granada": {
        "name": "Republic of New Granada",
        "kind": "State",
        "aliases": ["New Granada"],
        "existed": "1831-11-20/1858",
    },
}
# source, relation, target, start, end, modality, document, sentence, words of the date
STATEMENTS = (
    ("bolivar", "PROCLAIMED", "gran-colombia", "1819-12-17", None, "asserted", "north.txt",
     "On 17 December 1819 Bolívar proclaimed Gran Colombia.", "On 17 December 1819"),
    ("bolivar", "LED", "gran-colombia", "1819-12", "1830", "asserted", "north.txt",
     "He was its president from December 1819 until 1830.", "from December 1819 until 1830"),
    ("gran-colombia", "ALLIED_WITH", "peru", "1822-07", None, "asserted", "north.txt",
     "An alliance with Peru dates from July 1822.", "from July 1822"),
    ("gran-colombia", "FOUGHT", "peru", "1828", "1829", "asserted", "north.txt",
     "In 1828 and 1829 Gran Colombia and Peru were at war.", "In 1828 and 1829"),
    ("gran-colombia", "SUCCEEDED_BY", "new-granada", "1831", None, "asserted", "north.txt",
     "New Granada took the place of Gran Colombia in 1831.", "in 1831"),
    ("bolivar", "FOUNDED", "bolivia", "1825", None, "asserted", "south.txt",
     "Bolivia has Bolívar for its founder, in 1825.", "in 1825"),
    ("bolivar", "FOUNDED", "bolivia", "1826", None, "asserted", "north.txt",
     "Bolívar founded Bolivia in 1826.", "in 1826"),
    ("peru", "RECOGNIZED", "bolivia", "1826", None, "asserted", "south.txt",
     "Peru recognised Bolivia in 1826.", "in 1826"),
    ("spain", "RECOGNIZED", "bolivia", "../1830", None, "negated", "south.txt",
     "By 1830 Spain had still not recognised Bolivia.", "By 1830"),
    ("spain", "OPPOSED", "bolivar", None, None, "asserted", "south.txt",
     "Spain opposed Bolívar.", None),
)  # fmt: skip


def statements() -> str:
    """The small store as JSONL."""
    return "".join(json.dumps(_record(row), ensure_ascii=False) + "\n" for row in STATEMENTS)


def _record(row: tuple[Any, ...]) -> dict[str, Any]:
    source, kind, target, start, end, modality, document, quote, words = row
    at = 1000 * [row[7] for row in STATEMENTS].index(quote)
    evidence = {
        "document": document,
        "document_id": document,
        "reference": f"after a history of the {document[:-4]}",
        "start_char": at,
        "end_char": at + len(quote),
        "quote": quote,
        "date_text": words,
        "date_from": "stated" if words else "none",
        "rule": "written by hand",
        "reader": "hand",
    }
    ends = {side: {"id": actor, **ACTORS[actor]} for side, actor in (("source", source), ("target", target))}
    return {
        "source": ends["source"],
        "type": kind,
        "target": ends["target"],
        "start": start,
        "end": end,
        "modality": modality,
        "evidence": [evidence],
    }


def invoke(*words: str, standard_input: str | None = None) -> Result:
    """The command in this process, in the current folder."""
    return CliRunner().invoke(app, list(words), input=standard_input)


def command(*words: str) -> list[str]:
    """The command as a process of its own."""
    return [sys.executable, "-c", "from graph.cli import main; main()", *words]


def run(
    *words: str, folder: Path, standard_input: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own in `folder`, its output as UTF-8."""
    return subprocess.run(
        command(*words),
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        input=standard_input,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )
