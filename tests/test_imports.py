"""The commands that look into a store start fast: what is slow to import stays away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import run, statements

SLOW = {
    *("spacy", "networkx", "numpy", "pandas", "pydantic", "neo4j", "arcadedb_embedded", "jpype", "yaml"),
    *("edtf", "rich", "prompt_toolkit", "scipy", "pyvis", "countryinfo", "loaders"),
}
_WATCH = """
import sys
from graph.cli import main
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("imports")
    (place / "small.jsonl").write_text(statements(), encoding="utf-8")
    assert run("load", "small.jsonl", folder=place).returncode == 0
    return place


def imported(folder: Path, *words: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", _WATCH, *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return set(told.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "words",
    [
        ("path", "Bolivar", "New Granada"),
        ("path", "Bolivar", "New Granada", "-f", "json"),
        ("reach", "Bolivar"),
        ("show", "Bolivar"),
        ("why", "s"),
        ("actors",),
        ("documents",),
        ("relations",),
        ("status",),
        ("verify",),
        ("ask",),
        ("export", "-", "--format", "jsonl"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_looking_imports_nothing_slow(folder: Path, words: tuple[str, ...]) -> None:
    if words == ("why", "s"):
        words = (
            "why",
            run("show", "Spain", "-f", "csv", folder=folder).stdout.splitlines()[-1].rsplit(",", 1)[1],
        )
    assert not imported(folder, *words) & SLOW


def test_what_is_watched_for_would_be_seen(folder: Path) -> None:
    assert {"networkx"} <= imported(folder, "export", "a.graphml") & SLOW
