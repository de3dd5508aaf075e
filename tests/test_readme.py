"""The examples of the README run, in order and in one folder, and print what it says."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

README = Path(__file__).resolve().parents[1] / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A command with what it prints ("…" stands for anything), or a piece of Python as a doctest."""

    line: int
    language: str
    code: str
    printed: str


def examples(text: str) -> Iterator[Example]:
    """The examples in ```console and ```python blocks, in their order."""
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 2
        if block[1] == "python":
            yield Example(line, "python", block[2], "")
        elif block[1] == "console":
            yield from _commands(block[2], line)


def _commands(block: str, line: int) -> Iterator[Example]:
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part.startswith("$ "):
            code, _, printed = part[2:].partition("\n")
            yield Example(line, "console", code, printed)
        line += part.count("\n")


def pattern(printed: str) -> re.Pattern[str]:
    """What matches the output: a line "…" is any number of lines, "…" within one any text.

    >>> bool(pattern("a\\n…\\nb: … KB\\n").fullmatch("a\\n1\\n2\\nb: 12 KB\\n"))
    True
    """
    lines = printed.splitlines()
    return re.compile(
        "".join(
            r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
            for line in lines
        )
    )


EXAMPLES = list(examples(README.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples: what one makes, the next can use."""
    place = tmp_path_factory.mktemp("readme")
    commands = place / "bin"
    commands.mkdir()
    script = f'#!/bin/sh\nexec "{sys.executable}" -c "from graph.cli import main; main()" "$@"\n'
    (commands / "histgraph").write_text(script, encoding="utf-8")
    (commands / "histgraph").chmod(0o755)
    (place / "here").mkdir()
    return place / "here"


def run(code: str, folder: Path) -> str:
    """What the command prints on both streams, as at a terminal of 100 columns."""
    environment = {
        **os.environ,
        "PATH": f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HISTGRAPH_CACHE": str(folder.parent / "cache"),
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
    }
    environment.pop("HISTGRAPH_STORE", None)
    told = subprocess.run(
        ["bash", "-c", code.replace("uv run histgraph", "histgraph")],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return told.stdout


@pytest.mark.java
@pytest.mark.skipif(sys.platform == "win32", reason="the examples are for a Unix shell")
def test_every_example_prints_what_the_readme_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    wrong = []
    for example in EXAMPLES:
        if example.language == "python":
            test = doctest.DocTestParser().get_doctest(example.code, names, "README.md", None, example.line)
            said: list[str] = []
            doctest.DocTestRunner(verbose=False).run(test, out=said.append, clear_globs=False)
            names = test.globs
            wrong += [f"line {example.line}:\n{''.join(said)}"] if said else []
        else:
            told = run(example.code, folder)
            if not pattern(example.printed).fullmatch(told):
                wrong.append(f"line {example.line}: $ {example.code}\nprints\n{told}")
    assert not wrong, "\n".join(wrong)


def test_the_examples_are_found() -> None:
    languages = [example.language for example in EXAMPLES]
    assert languages.count("console") >= 8
    assert languages.count("python") >= 2
    shown = {example.code.split()[1] for example in EXAMPLES if example.code.startswith("histgraph ")}
    assert {"load", "show", "path", "why", "ask", "cypher", "view", "export"} <= shown


def test_a_wildcard_is_no_licence() -> None:
    assert pattern("a …\n…\nz\n").fullmatch("a b\nz\n")
    assert not pattern("a …\n…\nz\n").fullmatch("b b\nz\n")
    assert not pattern("a\n").fullmatch("a\nb\n")
    assert not pattern("a\n").fullmatch("")


def test_the_two_main_commands_stand_alone() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert "uv run histgraph tour" in lines
    assert "uv run pytest" in lines


def test_every_link_to_a_file_leads_somewhere() -> None:
    named = set(
        re.findall(
            r"`((?:notebooks|tests|loaders|graph|queries)/[\w./-]*)`", README.read_text(encoding="utf-8")
        )
    )
    assert named
    assert not [name for name in named if not (README.parent / name).exists()]
