"""Cypher on the embedded store: the graph it sees, its values, its limits, its refusals, its complaints."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from engine_runs import RUNAWAY
from small_store import READINGS, SmallStore

from graph.errors import StoreError
from graph.stores import cypher_process
from graph.stores.base import Table
from graph.stores.cypher_errors import CypherError
from graph.stores.cypher_index import Session, run
from graph.stores.cypher_process import EngineError
from graph.stores.property_graph import property_graph

pytest_plugins = ["engine_fixtures"]
pytestmark = pytest.mark.java


class TestTheGraph:
    def test_actors_have_kinds_and_dates(self, session: Session) -> None:
        table = session.run(
            "MATCH (a:Actor:State) WHERE a.existed_max < date('1980-01-01') "
            "RETURN a.id, labels(a) AS labels, a.aliases, a.existed_min, a.existed_max"
        )
        assert table.columns == ["a.id", "labels", "a.aliases", "a.existed_min", "a.existed_max"]
        assert table.rows == [["drv", ["Actor", "State"], ["DRV"], "1945-09-02", "1976-07-02"]]

    def test_relationships_have_bounds_and_one_entry_a_reading(self, session: Session) -> None:
        table = session.run(
            "MATCH (:Actor {id: 'soviet-union'})-[r:RECOGNIZED]->(:Actor {id: 'drv'}) "
            "RETURN r.start, r.end, r.start_min, r.start_max, r.end_min, r.end_max, r.modality, r.polarity, "
            "r.family, r.quotes, r.passages, r.documents"
        )
        [row] = table.rows
        assert row[:9] == [
            *("1950-01-31", None, "1950-01-31", "1950-01-31", "1950-01-31", "1976-07-02"),
            *("asserted", "cooperation", "diplomacy"),
        ]
        assert row[9] == ["soviet-union recognized drv, 1950-01-31", "soviet-union recognized drv, 1950-01"]
        assert row[10:] == [["d1:200-239", "d2:0-36"], ["first.txt", "second.txt"]]

    def test_passages_stand_in_documents_and_mention_actors(self, session: Session) -> None:
        table = session.run(
            "MATCH (d:Document)<-[:IN]-(p:Passage {id: 'd2:0-36'})-[:MENTIONS]->(a) "
            "WITH d, p, a ORDER BY a.id "
            "RETURN d.id, d.name, d.reference, p.text, p.start, p.end, collect(a.id) AS who"
        )
        text = "soviet-union recognized drv, 1950-01"
        assert table.rows == [["d2", "second.txt", "after another", text, 0, 36, ["drv", "soviet-union"]]]

    def test_impossible_statements_have_no_bounds(self, session: Session) -> None:
        table = session.run(
            "MATCH ()-[r]->() WHERE r.impossible RETURN type(r), r.start, r.start_min, r.dated"
        )
        assert table.rows == [["AIDED", "1995", None, False]]

    def test_dates_compare_as_dates(self, session: Session) -> None:
        query = "MATCH ()-[r:RECOGNIZED]->() WHERE r.start_min >= date($day) RETURN count(r) AS n"
        assert session.run(query, {"day": "1950-01-31"}).rows == [[2]]
        assert session.run(query, {"day": "1950-02-01"}).rows == [[1]]

    def test_nothing_depends_on_the_order_of_what_is_kept(self) -> None:
        turned = replace(SmallStore(), readings=READINGS[::-1])
        assert property_graph(turned) == property_graph(SmallStore())


class TestValues:
    def test_every_kind_of_value_becomes_plain(self, session: Session) -> None:
        query = (
            "RETURN 1 AS i, 1.0 AS f, true AS b, null AS n, 'đ' AS s, date('1950-01-31') AS d, "
            "duration('P1D') AS p, 0.0 / 0.0 AS nan, [1, 'a', null, [true]] AS l, {k: 1.5, m: {n: null}} AS m"
        )
        [row] = session.run(query).rows
        assert row == [1, 1.0, True, None, "đ", "1950-01-31", "P1D", "NaN", [1, "a", None, [True]], row[-1]]
        assert row[-1] == {"k": 1.5, "m": {"n": None}}
        assert row[2] is True and isinstance(row[1], float)
        json.dumps(row, allow_nan=False)

    def test_nodes_relationships_and_paths_are_dicts(self, session: Session) -> None:
        query = "MATCH p = (a)-[r:RENAMED_TO]->(b) RETURN a, r, p"
        [[node, relationship, path]] = session.run(query).rows
        assert node["labels"] == ["Actor", "State"]
        assert node["properties"]["name"] == "Democratic Republic of Vietnam"
        assert [relationship[key] for key in ("type", "source", "target")] == ["RENAMED_TO", "drv", "srv"]
        assert relationship["properties"]["start_min"] == "1976-04-25"
        assert [found["properties"]["id"] for found in path["nodes"]] == ["drv", "srv"]
        assert path["relationships"] == [relationship]

    def test_parameters_may_be_nested(self, session: Session) -> None:
        value = {"a": [1, 2.5, None, "x"], "b": {"c": True}}
        assert session.run("RETURN $v AS v, $v.b.c AS c", {"v": value}).rows == [[value, True]]

    def test_columns_are_told_even_without_rows(self, session: Session) -> None:
        assert session.run("MATCH (n:Nobody) RETURN n.id, n.x AS y") == Table(["n.id", "y"], [], False)

    def test_columns_of_a_star_a_union_and_a_call(self, session: Session) -> None:
        assert session.run("WITH 1 AS a RETURN *").columns == ["a"]
        assert session.run("RETURN 1 AS x UNION RETURN 2 AS x").rows == [[1], [2]]
        labels = session.run("CALL db.labels() YIELD label RETURN label ORDER BY label").rows
        assert [label for [label] in labels] == sorted(
            ["Actor", "Agreement", "Document", "Event", "Organization", "Passage", "Person", "State"]
        )


class TestLimits:
    def test_rows_are_cut_and_it_is_said(self, session: Session) -> None:
        query = "UNWIND [1, 2, 3] AS x RETURN x"
        assert session.run(query, rows=2) == Table(["x"], [[1], [2]], True)
        assert session.run(query, rows=3) == Table(["x"], [[1], [2], [3]], False)

    @pytest.mark.parametrize(
        "query", [RUNAWAY, "MATCH (a), (b), (c), (d), (e), (f) WHERE a.id = 'x' + f.id RETURN a"]
    )
    def test_at_the_time_limit_a_query_is_stopped_and_the_next_runs(
        self, session: Session, query: str
    ) -> None:
        with pytest.raises(CypherError, match=r"stopped after 0\.2 s"):
            session.run(query, seconds=0.2)
        assert session.run("RETURN 1 AS x").rows == [[1]]

    def test_memory_runs_out_in_one_line_and_the_next_runs(self, session: Session) -> None:
        hungry = (
            "WITH reduce(s = '', x IN range(1, 2000) | s + '0123456789') AS t UNWIND range(1, 400000) AS i "
            "WITH collect(t + toString(i)) AS l RETURN size(l) AS n"
        )
        with pytest.raises(CypherError, match="more memory"):
            session.run(hungry, seconds=300)
        assert session.run("RETURN 1 AS x").rows == [[1]]


class TestRefusals:
    WRITES = (
        "CREATE (n:Actor {id: 'x'})",
        "MATCH (n) SET n.name = 'x'",
        "MATCH (n) REMOVE n.name",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Actor {id: 'x'})",
        "MATCH (n) CALL { CREATE (m:Actor) RETURN m } RETURN m",
        "FOREACH (x IN [1] | CREATE (:Actor))",
        "CREATE INDEX FOR (n:Actor) ON (n.name)",
    )

    @pytest.mark.parametrize("query", WRITES)
    def test_the_engine_itself_writes_nothing(self, session: Session, query: str) -> None:
        before = session.run("MATCH (n) RETURN count(n) AS n, count(n.name) AS names").rows
        with pytest.raises(EngineError):
            unguarded(session, query)
        assert session.run("MATCH (n) RETURN count(n) AS n, count(n.name) AS names").rows == before

    def test_the_engine_itself_reads_no_file_and_no_address(self, session: Session, tmp_path: Path) -> None:
        secret = tmp_path / "secret.csv"
        secret.write_text("secret\n")
        for place in (secret.as_uri(), "http://127.0.0.1:9/x.csv"):
            with pytest.raises(EngineError):
                unguarded(session, f"LOAD CSV FROM '{place}' AS line RETURN line")

    def test_refused_before_the_engine_starts(self, cache: Path) -> None:
        session = Session(SmallStore())
        with pytest.raises(CypherError, match="CREATE is refused"):
            session.run("MATCH (n) CREATE (m)")
        assert session._child is None


class TestComplaints:
    @pytest.mark.parametrize(
        ("query", "message", "place"),
        [
            ("MATCH (n) RETUR n", "RETUR", (1, 11)),
            ("MATCH (n)\nRETURN", "ends too early", (2, 7)),
            ("MATCH (n RETURN n", "unexpected RETURN", (1, 10)),
            ("MATCH (n) RETURN m", "the variable m is not defined", None),
            ("RETURN foo(1)", "there is no function foo", None),
            ("RETURN $x AS x", "parameter.* x", None),
            ("RETURN 1 / 0 AS x", "by zero", None),
            ("RETURN date('1950-99') AS x", "1950-99", None),
        ],
    )
    def test_one_short_line_without_java(
        self, session: Session, query: str, message: str, place: tuple[int, int] | None
    ) -> None:
        with pytest.raises(CypherError, match=message) as caught:
            session.run(query)
        text = str(caught.value)
        assert "\n" not in text and "Exception" not in text and "arcadedb" not in text and len(text) < 120
        assert (caught.value.line, caught.value.column) == (place or (None, None))

    def test_too_deep_is_told(self, session: Session) -> None:
        with pytest.raises(CypherError):
            session.run("RETURN " + "[" * 5000 + "]" * 5000)
        assert session.run("RETURN 1 AS x").rows == [[1]]

    def test_without_the_wheel_one_line_says_what_needs_it(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path))
        monkeypatch.setattr(cypher_process, "PACKAGE", "a_package_that_nobody_has")
        with pytest.raises(StoreError, match=r"`ask` and `cypher` need .* all else works"):
            run(SmallStore(), "RETURN 1 AS x")

    def test_a_cache_that_cannot_be_made_is_told(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: Path
    ) -> None:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "file" / "under"))
        with pytest.raises(StoreError, match="HISTGRAPH_CACHE"):
            run(SmallStore(), "RETURN 1 AS x")


def unguarded(session: Session, query: str) -> None:
    """Ask the engine what our own refusal would not let through."""
    session.run("RETURN 1 AS x")
    assert session._child is not None
    session._child.ask({"op": "query", "query": query, "parameters": {}, "rows": 10, "milliseconds": 5000})
