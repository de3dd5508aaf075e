"""The Cypher shell at a terminal, and queries through a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import run, statements
from terminals import Terminal

from graph.cli.statements import ended, pieces

pytest_plugins = ["engine_fixtures"]

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals on Windows")
PROMPT = "cypher> "
READY = "\x1b[?2004h"  # a terminal is told that from now on text may be pasted
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


@on_a_terminal
@pytest.mark.java
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
    terminal.type("RETURN 40 +\r2 AS sum;\r")
    terminal.wait_for("42")
    terminal.wait_for(PROMPT)
    terminal.type("CREATE (n);\r")
    terminal.wait_for("cannot begin with CREATE")
    terminal.wait_for(PROMPT)
    assert terminal.leave() == 0
    assert [path.name for path in folder.iterdir()] == ["histgraph.db"]
    assert ENDLESS in (cache / "cypher-history").read_text(encoding="utf-8")


@pytest.fixture
def colours(folder: Path) -> Iterator[Terminal]:
    """A terminal such as people have: it can draw, and move its cursor."""
    shown = Terminal("cypher", folder=folder, kind="xterm-256color", columns=80)
    shown.wait_for(READY)
    yield shown
    shown.close()


@on_a_terminal
@pytest.mark.java
def test_a_query_of_several_lines_is_completed_coloured_and_drawn(colours: Terminal) -> None:
    colours.type("MATCH p = (:Per\t")
    colours.wait_for("son")
    colours.type(")-[:FOUND\t")
    colours.wait_for("ED")
    colours.type("]->(x)\r")
    colours.wait_for("...")
    colours.type("RETURN p LIMIT 1\r\r")
    colours.wait_for("(Simón Bolívar)-[FOUNDED 1825]->(Bolivia)")
    colours.wait_for("1 row in ")
    colours.wait_for(READY)
    colours.type("MATCH (a)-[r]->(b) RETRUN r;\r")
    colours.wait_for("did you mean RETURN?")
    assert "  MATCH (a)-[r]->(b) RETRUN r\r\n                     ^^^^^^" in colours.wait_for(READY)
    colours.type("MATCH ()-[r:RECOGNISED]->() RETURN r;\r")
    colours.wait_for("warning: no relationship has the type RECOGNISED (did you mean RECOGNIZED?)")
    colours.wait_for(READY)
    assert colours.leave() == 0


@on_a_terminal
@pytest.mark.java
def test_the_commands_of_the_shell(colours: Terminal, folder: Path) -> None:
    said = (
        (":hlep", "there is no command :hlep (did you mean :help?)"),
        (":export x.csv", "there is no answer yet"),
        (":param who => 'bolivar'", '$who is "bolivar"'),
        (":param day => date('1825-08-06')", '$day is "1825-08-06"'),
        (":param bad => Simón Bolívar", "text goes in quotes"),
        (":params", '$who => "bolivar"'),
        ("MATCH (n {id: $who}) RETURN n.name AS name;", "Simón Bolívar"),
        (":export x.jsonl", "x.jsonl: 1 row written"),
        (":export x.doc", ".csv, .json, .jsonl or .md"),
        (":export no/x.csv", "No such file"),
        (':ask between one="Gran Colombia" other=peru', "ALLIED_WITH"),
        (":ask betwen", "did you mean between"),
        (":ask", "best-connected"),
        (":why", "of which statement?"),
        (":why zzz", "no statement"),
        (":schema", "who or what stands in relations"),
        (":help", ":why ID"),
    )
    for typed, shown in said:
        colours.type(f"{typed}\r")
        colours.wait_for(shown)
        colours.wait_for(READY)
    colours.type(":quit\r")
    assert colours.rest()[1] == 0
    assert (folder / "x.jsonl").read_text(encoding="utf-8") == '{"name": "Simón Bolívar"}\n'


@pytest.mark.java
def test_queries_through_a_pipe_are_run_one_by_one(folder: Path) -> None:
    typed = "// two; of them\nRETURN ';' AS a;\nMATCH (n:Person)\nRETURN n.name AS who"
    told = run("cypher", "--format", "csv", folder=folder, standard_input=typed)
    assert (told.returncode, told.stdout, told.stderr) == (0, "a\n;\nwho\nSimón Bolívar\n", "")
    broken = run("cypher", folder=folder, standard_input="RETURN 1 AS a;\n\n  RETURN;\nRETURN 2 AS b;")
    assert (broken.returncode, broken.stdout) == (2, "a\n1\n")
    assert broken.stderr == "histgraph: line 3, column 9: the query ends too early\n  RETURN\n        ^\n"
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
        ("/* a; b */ RETURN 1; /* never", ["RETURN 1"]),
        (":param x => 1\nRETURN $x;\n :help", [":param x => 1", "RETURN $x", ":help"]),
        ("MATCH (n\n:Person) RETURN n", ["MATCH (n\n:Person) RETURN n"]),
        ("// only; this", []),
        ("", []),
    ],
)
def test_queries_end_at_semicolons_outside_quotes_and_comments(text: str, wanted: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == wanted


def test_where_a_piece_begins_is_known() -> None:
    assert [(p.line, p.column) for p in pieces("// a\nRETURN 1; RETURN\n2;\n\n  :help")] == [
        (2, 1),
        (2, 11),
        (5, 3),
    ]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("RETURN 1;", True),
        ("RETURN ';", False),
        ("RETURN 1; // so", True),
        (":help", True),
        ("", True),
        ("R", False),
    ],
)
def test_when_nothing_more_is_to_come(text: str, done: bool) -> None:
    assert ended(text) is done
