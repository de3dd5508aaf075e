"""The Cypher shell at a terminal, and queries through a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import run, statements
from terminals import Terminal

from graph.cli.shell import queries

pytest_plugins = ["engine_fixtures"]

PROMPT = "cypher> "
ENDLESS = (
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b UNWIND range(1, 9999) AS c RETURN sum(a * b * c)"
)


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    """A folder with nothing but a small store in it."""
    place = tmp_path / "here"
    place.mkdir()
    run("load", "-", folder=place, standard_input=statements())
    assert [path.name for path in place.iterdir()] == ["histgraph.db"]
    return place


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    shown = Terminal("cypher", "--seconds", "3600", folder=folder)
    yield shown
    shown.close()


@pytest.mark.java
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
def test_ctrl_c_stops_the_query_and_not_the_shell(terminal: Terminal, folder: Path, cache: Path) -> None:
    terminal.wait_for(PROMPT)
    terminal.type("MATCH (n:Person) RETURN n.name AS who;\r")
    terminal.wait_for("Simón Bolívar")
    terminal.wait_for(PROMPT)
    terminal.type(f"{ENDLESS};\r")
    terminal.wait_for("c);")
    time.sleep(1)
    terminal.type("\x03")
    terminal.wait_for("stopped")
    terminal.wait_for(PROMPT)
    terminal.type("RETURN 40 +\r")
    terminal.wait_for("... ")
    terminal.type("2 AS sum;\r")
    terminal.wait_for("42")
    terminal.wait_for(PROMPT)
    terminal.type("CREATE (n);\r")
    terminal.wait_for("cannot begin with CREATE")
    terminal.wait_for(PROMPT)
    assert terminal.leave() == 0
    assert [path.name for path in folder.iterdir()] == ["histgraph.db"]
    assert ENDLESS in (cache / "cypher-history").read_text(encoding="utf-8")


@pytest.mark.java
def test_queries_through_a_pipe_are_run_one_by_one(folder: Path) -> None:
    typed = "// two; of them\nRETURN ';' AS a;\nMATCH (n:Person)\nRETURN n.name AS who"
    told = run("cypher", "--format", "csv", folder=folder, standard_input=typed)
    assert (told.returncode, told.stdout, told.stderr) == (0, "a\n;\nwho\nSimón Bolívar\n", "")
    broken = run("cypher", folder=folder, standard_input="RETURN 1 AS a;\nRETURN;\nRETURN 2 AS b;")
    assert (broken.returncode, broken.stdout) == (2, "a\n1\n")
    assert broken.stderr.startswith("histgraph: line 1, column ")
    assert run("cypher", folder=folder, standard_input="// nothing\n").returncode == 1
    assert [path.name for path in folder.iterdir()] == ["histgraph.db"]


@pytest.mark.java
def test_a_query_with_parameters_and_one_that_finds_nothing(folder: Path) -> None:
    told = run("cypher", "MATCH (n {id: $who}) RETURN n.name AS name", "who=bolivar", folder=folder)
    assert (told.returncode, told.stdout) == (0, "name\nSimón Bolívar\n")
    none = run("cypher", "MATCH (n {id: 'x'}) RETURN n.name AS name", folder=folder)
    assert (none.returncode, none.stdout, none.stderr) == (1, "", "histgraph: nothing found\n")


@pytest.mark.java
def test_a_canned_question_is_answered(folder: Path) -> None:
    told = run("ask", "between", "one=Gran Colombia", "other=peru", "-f", "csv", folder=folder)
    assert told.returncode == 0, told.stderr
    assert [line.split(",")[3] for line in told.stdout.splitlines()[1:]] == ["ALLIED_WITH", "FOUGHT"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RETURN 1", ["RETURN 1"]),
        ("RETURN 1;RETURN 2;", ["RETURN 1", "RETURN 2"]),
        ("RETURN 'it\\'s; so';", ["RETURN 'it\\'s; so'"]),
        ("RETURN `a;b`; ; ;", ["RETURN `a;b`"]),
        ("/* a; b */ RETURN 1; /* never", ["/* a; b */ RETURN 1", "/* never"]),
        ("// only; this", []),
        ("", []),
    ],
)
def test_queries_end_at_semicolons_outside_quotes_and_comments(text: str, wanted: list[str]) -> None:
    assert list(queries(text)) == wanted
