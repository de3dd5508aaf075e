"""Several programs at one server: each waits for the other, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from runs import FIRST, SECOND, quotations, run
from store_contents import NEWER, ROOT, current, ids
from store_fixtures import Opener

from graph.errors import NothingFound, RemoteError
from graph.stores import neo4j, neo4j_ledger, neo4j_turns
from graph.stores.neo4j_server import Server


@pytest.fixture
def elsewhere(reopen: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens the store as on another machine: with a copy of its own."""

    def opened() -> Any:
        with monkeypatch.context() as patch:
            patch.setenv("HISTGRAPH_CACHE", str(tmp_path / "elsewhere"))
            return reopen()

    return opened


WRITER = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from graph.stores import open_store
from runs import *
with open_store({url!r}) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(4):
        store.add([run(FIRST + "{name}" + str(number), f"{name}-{{number}}.txt")])
"""


@pytest.mark.parametrize("shared", [True, False], ids=["one copy", "two copies"])
def test_two_programs_that_write_at_once_lose_nothing(
    reopen: Opener, neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    reopen().close()
    started = []
    for name in "ab":
        if not shared:
            monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / name))
        program = WRITER.format(root=str(ROOT), tests=str(ROOT / "tests"), url=neo4j_url, name=name)
        pipe = subprocess.PIPE
        started.append(
            subprocess.Popen([sys.executable, "-c", program], stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        )
    for process in started:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in started:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    names = [[f"{name}-{number}.txt"] for name in "ab" for number in range(4)]
    with reopen() as store:
        assert [[document.name] for document in store.documents()] == names
        assert store.verify() == [], "and one graph was drawn, of all that both have written"
        assert store.cypher("MATCH (d:Document) RETURN d.name AS n ORDER BY n").rows == names


def test_who_comes_second_adds_behind_the_first(reopen: Opener, elsewhere: Opener) -> None:
    with reopen() as one, elsewhere() as other:
        other.add([run()])
        one.add([run(SECOND, "second.txt")])
        other.add([run(reader=NEWER)])
    with reopen() as store:
        assert [load.location for load in store.loads()] == ["/first.txt", "/second.txt", "/first.txt"]
        assert current(store) == ids(run(reader=NEWER), run(SECOND, "second.txt"))
        assert store.verify() == []


def between(patch: pytest.MonkeyPatch, name: str, other: Any) -> None:
    """Let `other` happen just before this store writes for the first time."""
    really, done = getattr(neo4j_ledger, name), []

    def write(*given: Any) -> None:
        if not done:
            done.append(True)
            other()
        really(*given)

    patch.setattr(neo4j_ledger, name, write)


def test_a_number_taken_at_the_last_moment(
    reopen: Opener, elsewhere: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopen() as one, elsewhere() as other:
        between(monkeypatch, "append", lambda: other.add([run(SECOND, "second.txt")]))
        one.add([run(), run(FIRST + "Third.", "third.txt")])
        assert [load.location for load in one.loads()] == ["/second.txt", "/first.txt", "/third.txt"]
    with elsewhere() as store:
        assert [load.location for load in store.loads()] == ["/second.txt", "/first.txt", "/third.txt"]
        assert store.verify() == []


def test_two_that_forget_parts_of_one_file_bring_nothing_back(
    reopen: Opener, elsewhere: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = run(FIRST + "Third.", "third.txt")
    with reopen() as one, elsewhere() as other:
        one.add([quotations(run(), run(SECOND, "second.txt"), third)])
        between(monkeypatch, "replace", lambda: other.forget("first.txt"))
        one.forget("second.txt")
    with reopen() as store:
        assert [document.name for document in store.documents()] == ["third.txt"]
        assert current(store) == ids(third)
        assert store.verify() == []


def test_what_both_forget_is_told_to_the_slower_one(
    reopen: Opener, elsewhere: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopen() as one, elsewhere() as other:
        one.add([run(), run(SECOND, "second.txt")])
        between(monkeypatch, "replace", lambda: other.forget("first.txt"))
        with pytest.raises(NothingFound):
            one.forget("first.txt")
    with reopen() as store:
        assert [document.name for document in store.documents()] == ["second.txt"]


def test_a_turn_at_drawing_is_waited_for_and_taken_from_the_dead(
    reopen: Opener, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopen() as store:
        store.add([run()])
        turn = neo4j_turns.Turn.take(server)
        with monkeypatch.context() as patch:
            patch.setattr(neo4j, "SECONDS_TO_WRITE", 0.0)
            with pytest.raises(RemoteError, match="another program is writing to it"):
                store.draw()
        monkeypatch.setattr(neo4j_turns, "SECONDS_TO_RENEW", 0.0)  # it has not been heard of for so long
        store.draw()
        assert store.verify() == []
        with pytest.raises(neo4j_ledger.Conflict):
            turn.write("MATCH (n) DETACH DELETE n", {})
        with pytest.raises(neo4j_ledger.Conflict):
            turn.finish("another state")
        assert store.verify() == []


def test_who_lost_the_turn_draws_again(
    reopen: Opener, elsewhere: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_turns, "SECONDS_TO_RENEW", 0.0)
    written, done = neo4j_turns.Turn.write, []

    def write(turn: neo4j_turns.Turn, query: str, parameters: dict[str, object]) -> None:
        if not done:
            done.append(True)
            with elsewhere() as other:
                other.add([run(SECOND, "second.txt")])
        written(turn, query, parameters)

    monkeypatch.setattr(neo4j_turns.Turn, "write", write)
    with reopen() as store:
        store.add([run()])
        store.draw()
        assert len(store.documents()) == 2
        assert store.verify() == []
