"""Servers that cannot be reached or do not answer: each command ends, with one clear line and exit code 5."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cli_runs import invoke, statements
from server import false_servers
from server.false_servers import Behaviour, Wire, listening
from store_fixtures import Opener

from graph.stores import neo4j_server
from graph.stores.neo4j_server import within

TOO_LONG = 60.0  # a command that hangs is given up
COMMANDS = {
    "status": ("status",),
    "path": ("path", "Peru", "Bolivia"),
    "ask": ("ask", "timeline", "actor=Peru", "--seconds", "1"),
    "cypher": ("cypher", "RETURN 1 AS one", "--seconds", "1"),
    "load": ("load", "small.jsonl"),
    "actors": ("actors",),
    "forget": ("forget", "north.txt"),
    "verify": ("verify",),
    "export": ("export", "-"),
    "copy": ("copy",),
}
SILENT = r"no answer within [0-9.]+ s|cannot be reached"  # our patience or the driver's ends first
UNREACHED = "cannot be reached"
SAID = {
    false_servers.silent: SILENT,
    false_servers.deaf: SILENT,
    false_servers.slow: SILENT,
    false_servers.trickling: UNREACHED,
    false_servers.refusing: UNREACHED,
    false_servers.web: UNREACHED,
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a file to load, and little patience."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NEO4J_PASSWORD", os.environ.get("NEO4J_PASSWORD", "not to be told"))
    (tmp_path / "small.jsonl").write_text(statements(), encoding="utf-8")
    monkeypatch.setattr(neo4j_server, "SECONDS_TO_CONNECT", 0.5)


def words(command: str, url: str) -> tuple[str, ...]:
    given = COMMANDS[command]
    return (*given, url, "other.db") if command == "copy" else (*given, "--store", url)


def told(command: str, url: str) -> str:
    """The one line that a command which fails says on stderr."""
    result = within(lambda: invoke(*words(command, url)), TOO_LONG)
    assert result.exit_code == 5, result.output
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith(f"histgraph: {url}: ")
    assert os.environ["NEO4J_PASSWORD"] not in line
    return line


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_listens(command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    assert "cannot be reached (is it up" in told(command, f"neo4j://127.0.0.1:{port}")


@pytest.mark.parametrize("behaviour", SAID, ids=lambda behaviour: behaviour.__name__)
@pytest.mark.parametrize("command", ["status", "path", "ask", "cypher", "load"])
def test_somebody_listens_who_is_no_server(command: str, behaviour: Behaviour) -> None:
    with listening(behaviour) as port:
        assert re.search(SAID[behaviour], told(command, f"neo4j://127.0.0.1:{port}"))


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "neo4j+s", "neo4j+ssc"])
@pytest.mark.parametrize("behaviour", [false_servers.silent, false_servers.web], ids=["silent", "web"])
def test_however_it_is_addressed(scheme: str, behaviour: Behaviour) -> None:
    with listening(behaviour) as port:
        assert told("status", f"{scheme}://localhost:{port}")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_name_that_leads_nowhere(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert "cannot be reached" in told("status", f"{scheme}://nowhere.example")


ENDING = """
from graph.stores import neo4j_server
neo4j_server.SECONDS_TO_CONNECT = 0.5
from graph.cli import main
main()
"""


@pytest.mark.parametrize("behaviour", [false_servers.silent, false_servers.slow], ids=["silent", "slow"])
def test_nothing_keeps_the_process_from_ending(behaviour: Behaviour) -> None:
    with listening(behaviour) as port:
        command = [sys.executable, "-c", ENDING, *words("status", f"neo4j://127.0.0.1:{port}")]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=TOO_LONG, check=False)
    assert (ended.returncode, ended.stdout) == (5, "")
    assert ended.stderr.count("\n") == 1 and re.search(SILENT, ended.stderr)


CUT_AT = {
    "status": b"SHOW INDEXES",
    "path": b"RETURN r._seq, r._token",
    "ask": b"$actor",
    "cypher": b"RETURN 1 AS one",
    "load": b"MERGE (r:Run",
    "export": b"r._kept",
    "verify": b"r._kept",
    "forget": b"DETACH DELETE",
}
"""What a server is sent last, before the wire is cut; it is loaded by then."""


@pytest.mark.parametrize("cut_at", [b"credentials", b"\xb3\x66"], ids=["signing in", "asking for the route"])
def test_a_server_that_stops_answering_before_anything_is_asked(
    neo4j_url: str, cut_at: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_server, "SECONDS_TO_CONNECT", 4.0)
    wire = Wire(urlsplit(neo4j_url).port or 7687, cut_at)
    with listening(wire) as port:
        assert re.search(SILENT, told("status", f"neo4j://127.0.0.1:{port}"))
    assert wire.cut.is_set()


@pytest.mark.parametrize("command", CUT_AT)
def test_a_server_that_stops_answering(
    command: str, reopen: Opener, neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_server, "SECONDS_TO_CONNECT", 20.0)
    reopen().close()
    if command != "load":
        assert invoke("load", "small.jsonl", "--store", neo4j_url).exit_code == 0
    monkeypatch.setattr(neo4j_server, "SECONDS_TO_READ", 4.0)
    monkeypatch.setattr(neo4j_server, "SECONDS_TO_WRITE", 4.0)
    wire = Wire(urlsplit(neo4j_url).port or 7687, CUT_AT[command])
    with listening(wire) as port:
        line = told(command, f"bolt://127.0.0.1:{port}")
    assert wire.cut.is_set()
    assert "no answer within" in line
