"""Nothing but reading, within limits, on every store: by our own refusal, and by the engine's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_runs import statements
from disguises import WRITING, disguised
from engine_runs import RUNAWAY
from hypothesis import given, settings
from store_fixtures import Opener

from graph import ledger
from graph.cli.graph_names import GraphNames
from graph.cli.query_advice import pointed
from graph.cli.statements import Piece
from graph.errors import HistgraphError
from graph.stores import cypher_index, neo4j
from graph.stores.cypher_errors import CypherError
from graph.stores.kept import KeptStore

pytestmark = pytest.mark.java

OUTSIDE = (
    "LOAD CSV FROM 'https://example.org/x.csv' AS line RETURN line",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "RETURN genai.vector.encode('x', 'OpenAI', {token: 'x'}) AS v",
    "SHOW DATABASES",
    "TERMINATE TRANSACTIONS 'x'",
    "USE system MATCH (n) RETURN n",
    "EXPLAIN MATCH (n) RETURN n",
    "CYPHER runtime=slotted MATCH (n) RETURN n",
    "MATCH (n) RETURN n; MATCH (m) RETURN m",
)
WRITES = (
    "CREATE (n:Actor {id: 'x'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "MERGE (n:Actor {id: 'x'})",
    "MATCH (n) CALL { CREATE (m:Actor) RETURN m } RETURN m",
    "MATCH (n) CALL (n) { SET n.name = 'x' } RETURN n",
    "FOREACH (x IN [1] | CREATE (:Actor))",
    "CREATE INDEX FOR (n:Actor) ON (n.kind)",
)
COUNTS = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r), count(n.name)"


@pytest.fixture
def filled(reopen: Opener, tmp_path: Path) -> Iterator[KeptStore]:
    """A store of each kind with the small graph in it."""
    file = tmp_path / "small.jsonl"
    file.write_text(statements(), encoding="utf-8")
    with reopen() as store:
        assert all(report.error is None for report in ledger.load(store, [file]))
        yield store


@contextmanager
def unguarded() -> Iterator[None]:
    """Queries go to the engines as they are."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (cypher_index, neo4j):
            patch.setattr(module, "check", lambda query: query)
        yield


def test_whatever_writes_or_reaches_outside_is_refused_by_name(filled: KeptStore) -> None:
    before = filled.cypher(COUNTS).rows
    for query in (*OUTSIDE, *WRITES, *(f"MATCH (n) {clause} RETURN n" for clause in WRITING)):
        with pytest.raises(CypherError, match=r"refused|cannot begin with|one query at a time"):
            filled.cypher(query)
    assert filled.cypher(COUNTS).rows == before


def test_the_engine_itself_writes_nothing(filled: KeptStore) -> None:
    """LOAD CSV is another matter: for a Neo4j server it is reading, so that our refusal has to stop it."""
    before = filled.cypher(COUNTS).rows
    for query in WRITES:
        with unguarded(), pytest.raises(CypherError, match="refused by the engine"):
            filled.cypher(query)
    assert filled.cypher(COUNTS).rows == before


def test_what_is_let_through_is_reading_to_the_engine_too(filled: KeptStore) -> None:
    """Any query is answered, refused by us, or not understood; none has to be refused by the engine."""
    before = filled.cypher(COUNTS).rows
    passed = []

    @settings(max_examples=600)
    @given(disguised())
    def ask(query: str) -> None:
        try:
            filled.cypher(query, rows=3, seconds=20)
        except CypherError as error:
            assert "refused by the engine" not in str(error), query
            return
        passed.append(query)

    ask()
    assert passed  # else nothing was put to the test
    assert filled.cypher(COUNTS).rows == before


def test_rows_are_cut_and_time_is_up(filled: KeptStore) -> None:
    table = filled.cypher("UNWIND range(1, 9) AS x RETURN x", rows=3)
    assert (table.rows, table.cut) == ([[1], [2], [3]], True)
    assert not filled.cypher("UNWIND range(1, 3) AS x RETURN x", rows=3).cut
    big = "range(1, 99999)"
    endless = f"UNWIND {big} AS a UNWIND {big} AS b UNWIND {big} AS c RETURN sum(a * b - c) AS s"
    with pytest.raises(CypherError, match=r"stopped after 0\.5 s"):
        filled.cypher(endless, seconds=0.5)
    with pytest.raises(HistgraphError, match=r"0\.5 s"):  # a server need not hear of it, and is left
        filled.cypher(RUNAWAY, seconds=0.5)
    assert filled.cypher("RETURN 1 AS x").rows == [[1]]


MISTAKES = {
    "MATCH (n) RETUR n": "line 1, column 11: unexpected RETUR (did you mean RETURN?)",
    "MATCH (n)\nWHER n.x = 1 RETURN n": "line 2, column 1: unexpected WHER (did you mean WHERE?)",
    "MATC (n) RETURN n": "line 1, column 1: a query cannot begin with MATC (did you mean MATCH?)",
    "OPTIONAL MTACH (a) RETURN a": "line 1, column 10: unexpected MTACH (did you mean MATCH?)",
    "MATCH (a) RETURN a ODER BY a": "line 1, column 20: unexpected ODER (did you mean ORDER?)",
    "MATCH (act) RETURN atc": "line 1, column 20: the variable atc is not defined (did you mean act?)",
    "MATCH (a) RETURN cuont(a)": "line 1, column 18: there is no function cuont (did you mean count()?)",
    "MATCH (n:Actor RETURN n": "line 1, column 16: unexpected RETURN",
    "MATCH (a {name: 'x') RETURN a": "line 1, column 20: unexpected )",
    "RETURN 1 +": "line 1, column 11: the query ends too early",
    "RETURN $wo AS x": "line 1, column 9: no value is given for the parameter wo (did you mean $who?)",
    "MATCH (n) SET n.x = 1": "line 1, column 11: SET is refused (Cypher here is read-only",
}


def test_a_mistake_is_told_alike_whatever_the_engine(filled: KeptStore) -> None:
    known = GraphNames(filled)
    for query, told in MISTAKES.items():
        with pytest.raises(CypherError) as caught:
            filled.cypher(query, {"who": 1})
        found = pointed(Piece(query, 1, 1), caught.value, known, ["who"])
        assert found is not None and found.message.startswith(told)
        assert found.message == told or "read-only" in told
