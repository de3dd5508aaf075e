"""The graph that is drawn on a server: whole, whatever came in between, and nobody's but ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from runs import ACTORS, FIRST, SECOND, run
from store_contents import NEWER, jsonl
from store_fixtures import Opener, empty

from graph.errors import RemoteError, StoreError
from graph.model import Actor
from graph.stores import neo4j_ledger, neo4j_turns
from graph.stores.neo4j_server import Server

THIRD = "The USSR helped it.\n"
ALL = "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN n.id AS a, type(r) AS r, m.id AS b ORDER BY a, r, b"


def test_constraints_and_indexes_are_made_on_first_use(reopen: Opener, server: Server) -> None:
    for command in neo4j_ledger.CONSTRAINTS:
        _, kind, name, *_ = command.split()
        server.define(f"DROP {kind} {name} IF EXISTS")
    reopen().close()
    made = dict(server.read("SHOW CONSTRAINTS YIELD name, type"))
    assert {f"histgraph_{what}" for what in ("actor", "passage", "document", "run")} <= made.keys()
    assert set(made.values()) == {"UNIQUENESS"}
    assert ["histgraph_name"] in server.read("SHOW INDEXES YIELD name")


def test_the_graph_of_another_program_is_left_alone(reopen: Opener, server: Server) -> None:
    for command in neo4j_ledger.CONSTRAINTS:
        _, kind, name, *_ = command.split()
        server.define(f"DROP {kind} {name} IF EXISTS")
    server.write([("CREATE (:Actor {name: 'Greta Garbo'})-[:ACTED_IN]->(:Film {title: 'Ninotchka'})", {})])
    with pytest.raises(StoreError, match=r"holds a graph of another program .*a database of its own"):
        reopen()
    assert server.read("MATCH (n) RETURN count(n)") == [[2]]
    assert not server.read("SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'histgraph' RETURN name")


def test_a_drawing_cut_short_is_finished_by_the_next_load(
    reopen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopen() as store:
        store.add([run()])
    cut = reopen()
    cut.add([run(SECOND, "second.txt"), run(reader=NEWER)])
    written = neo4j_turns.Turn.write
    steps: list[str] = []

    def stop(turn: neo4j_turns.Turn, query: str, parameters: dict[str, object]) -> None:
        steps.append(query)
        if len(steps) == 4:
            raise RemoteError("the cable was pulled")
        written(turn, query, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(neo4j_turns.Turn, "write", stop)
        with pytest.raises(RemoteError, match="cable"):
            cut.close()
    monkeypatch.setattr(neo4j_turns, "SECONDS_TO_RENEW", 0.0)
    with reopen() as store:
        assert any("stale" in line for line in store.verify())
        store.draw()
        assert store.verify() == []
        found = store.cypher(ALL).rows
    empty(store.url)
    with reopen() as store:
        store.add([run(), run(SECOND, "second.txt"), run(reader=NEWER)])
        assert store.cypher(ALL).rows == found, "as if it had been drawn at once"


def test_a_question_finishes_it_too(reopen: Opener, server: Server) -> None:
    with reopen() as store:
        store.add([run()])
    server.write([("MATCH (a:Actor) DETACH DELETE a", {})])
    neo4j_turns.undo(server)
    with reopen() as store:
        assert store.cypher("MATCH (a:Actor) RETURN count(a)").rows == [[3]]


def test_ids_of_runs_follow_the_order_of_loads_when_one_is_forgotten(reopen: Opener) -> None:
    with reopen() as store:
        store.add([run(THIRD, "third.txt"), run(), run(SECOND, "second.txt")])
        store.add([run(SECOND, "second.txt", reader=NEWER)])
        store.draw()
        store.forget("first.txt")
        query = (
            "MATCH (r:Run)-[:READ]->(d:Document) RETURN r.id AS id, r.reader, r.current, d.name ORDER BY id"
        )
        assert store.cypher(query).rows == [
            ["run-000001", "text 1", True, "third.txt"],
            ["run-000002", "text 1", False, "second.txt"],
            ["run-000003", NEWER, True, "second.txt"],
        ]
        assert store.verify() == []


def test_an_actor_of_another_kind_gets_another_label(reopen: Opener) -> None:
    with reopen() as store:
        store.add([run()])
        labels = "MATCH (a:Actor {id: 'ussr'}) RETURN labels(a)"
        assert [sorted(row) for [row] in store.cypher(labels).rows] == [["Actor", "State"]]
        other = Actor("ussr", "Soviet Union", "Organization")
        store.add([replace(run(), reader=NEWER, actors=(other, *ACTORS[1:])), run(SECOND, "second.txt")])
        assert store.actors()["ussr"].kind == "Organization"
        assert [sorted(row) for [row] in store.cypher(labels).rows] == [["Actor", "Organization"]]
        assert store.verify() == []


WRITTEN_BY_OTHERS = (
    "MATCH (a:Actor {id: 'ho'}) SET a.name = 'Somebody else'",
    "MATCH (:Actor)-[r:PROCLAIMED]->() DELETE r",
    "MATCH (a:Actor {id: 'ho'}), (b:Actor {id: 'ussr'}) CREATE (a)-[:FOUNDED {id: 'made up'}]->(b)",
    "CREATE (:Actor:Person {id: 'nobody', name: 'Nobody'})",
    "MATCH (a:Actor {id: 'ho'}) SET a:State",
    "MATCH (r:Run) SET r.current = false",
)


def test_what_others_change_in_the_graph_is_found_and_mended(reopen: Opener, server: Server) -> None:
    with reopen() as store:
        store.add([run()])
    for change in WRITTEN_BY_OTHERS:
        server.write([(change, {})])
        with reopen() as store:
            [complaint] = store.verify()
            assert complaint.startswith("stale: 1 "), change
        with reopen() as store:
            store.draw()
            assert store.verify() == [], change


def test_a_run_that_is_not_as_it_was_written_is_found(
    reopen: Opener, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopen() as store:
        store.add([run(), run(SECOND, "second.txt")])
    server.write([("MATCH (a:Run {_seq: 1}), (b:Run {_seq: 2}) SET a._kept = b._kept", {})])
    with reopen() as store:
        assert store.verify() == ["changed: run 1 on the server is not what was written"]
    monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "of somebody else"))
    with pytest.raises(StoreError, match=r"run 1 on the server is not what was written .*backup"):
        reopen()


WORDS = ("Moscow recognised", "proclaimed", "Once more", "Nguyen Ai Quoc", "first.txt", "after first")


def test_a_forgotten_document_leaves_no_word_on_the_server_or_here(
    reopen: Opener, server: Server, tmp_path: Path
) -> None:
    with reopen() as store:
        store.add([run(), run(SECOND, "second.txt")])
        store.add([run(FIRST + "Once more.", "first.txt")])
        store.draw()
        assert any(word in told(server) for word in WORDS)
        store.forget("first.txt")
    left = told(server)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert kept, "the copy is there"
    for word in WORDS:
        assert word not in left
        assert word.encode() not in kept


def told(server: Server) -> str:
    """All that stands on the server, the runs unpacked."""
    shown = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN properties(n), properties(r)"
    runs = [neo4j_ledger.fetch(server, seq) for seq, _ in neo4j_ledger.tokens(server)]
    return repr(runs) + repr(server.read(shown))


def test_what_somebody_else_forgets_leaves_the_copy_here(
    reopen: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopen() as store:
        store.add([run(), run(SECOND, "second.txt")])
    mine = tmp_path / "cache"
    monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "of somebody else"))
    with reopen() as other:
        other.forget("first.txt")
        expected = jsonl(other)
    monkeypatch.setenv("HISTGRAPH_CACHE", str(mine))
    with reopen() as store:
        assert jsonl(store) == expected
    kept = b"".join(path.read_bytes() for path in mine.rglob("*") if path.is_file())
    assert not any(word.encode() in kept for word in WORDS)


@pytest.mark.parametrize("keeps", [0, 5000], ids=["no store at all", "cut short"])
def test_a_damaged_copy_is_made_again(reopen: Opener, tmp_path: Path, keeps: int) -> None:
    with reopen() as store:
        store.add([run(), run(SECOND, "second.txt")])
        expected = jsonl(store)
    [copy] = (tmp_path / "cache").rglob("copy.db")
    for beside in copy.parent.glob("copy.db-*"):
        beside.unlink()
    copy.write_bytes(copy.read_bytes()[:keeps] + b"no database" * 1000)
    with reopen() as store:
        assert jsonl(store) == expected
        assert store.verify() == []
