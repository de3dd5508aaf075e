"""Every store: what it answers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
import runs
from runs import FIRST, SECOND, quotations, run
from store_fixtures import Opener

from graph.errors import NothingFound, UsageError
from graph.stores.base import Table
from graph.stores.cypher_errors import CypherError
from graph.stores.kept import KeptStore


@pytest.fixture
def store(reopen: Opener) -> Iterator[KeptStore]:
    """Two documents that tell of the same."""
    with reopen() as opened:
        opened.add([run(), run(SECOND, "second.txt")])
        yield opened


def test_find_is_forgiving_and_puts_the_best_connected_first(store):
    assert [a.id for a in store.find("ho chi minh")] == ["ho"]
    assert [a.id for a in store.find("HO")] == ["ho"]
    assert [a.id for a in store.find("the U.S.S.R.")] == ["ussr"]
    assert [a.id for a in store.find("vietnam")] == ["drv", "srv"]
    assert store.find("Nguyen Ai Quoc")[0].name == "Hồ Chí Minh"
    assert store.find("nobody") == store.find("") == []


def test_suggest(store):
    assert store.suggest("Nguyen Ai Kuoc") == ["Hồ Chí Minh"]
    assert store.suggest("minh") == ["Hồ Chí Minh"]
    assert store.suggest("socialist republic", limit=1) == ["Socialist Republic of Vietnam"]
    assert store.suggest("xyzzy") == store.suggest("") == []


def test_statement_by_the_beginning_of_its_id(store):
    one = next(iter(store.statements()))
    assert store.statement(one.id.upper()[:12]) == one
    with pytest.raises(UsageError, match="statements have an id that begins with s"):
        store.statement("s")
    with pytest.raises(NothingFound):
        store.statement("s%")
    with pytest.raises(UsageError):
        store.statement(" ")


def test_edges_at_some_actors_are_all_that_have_an_end_there(store):
    edges, everyone = store.edges(), sorted(store.actors())
    assert store.edges_at([]) == [] == store.edges_at(["nobody"])
    for size in (1, 2, len(everyone)):
        for some in itertools.combinations(everyone, size):
            assert store.edges_at(some) == [e for e in edges if e.source in some or e.target in some]


def test_what_is_asked_for_by_ids_is_that_and_no_more(store):
    actors, found, documents = store.actors(), list(store.statements()), store.documents()
    assert store.actors(["ussr", "ho", "nobody"]) == {ident: actors[ident] for ident in ("ho", "ussr")}
    assert store.statements_by_id([found[2].id, found[0].id, "s0"]) == [found[0], found[2]]
    assert store.documents([documents[1].id, "d"]) == [documents[1]]
    assert (store.actors([]), store.statements_by_id([]), store.documents([])) == ({}, [], [])


def test_networkx(store):
    graph = store.to_networkx()
    assert set(graph) == {"ussr", "drv", "srv", "ho"}
    assert graph.nodes["ho"]["aliases"] == ["Nguyen Ai Quoc"]
    assert graph.number_of_edges() == len(store.edges())
    [(key, edge)] = graph.get_edge_data("drv", "srv").items()
    assert store.statement(key).type == edge["type"] == "RENAMED_TO"
    assert (edge["start_min"], edge["start_max"], edge["end_min"]) == (
        "1976-01-01",
        "1976-12-31",
        "1976-01-01",
    )
    [recognised] = [data for *_, data in graph.edges(data=True) if data["type"] == "RECOGNIZED"]
    assert sorted(recognised["documents"]) == ["first.txt", "second.txt"]
    assert recognised["wording"] == "granted diplomatic recognition to"
    undated = [data for *_, data in graph.edges(data=True) if data["start"] is None]
    assert undated and all(data["start_min"] is data["end_max"] is None for data in undated)


def test_networkx_without_quotes_is_the_same_but_for_these(store, monkeypatch):
    monkeypatch.setattr("graph.stores.kept._PAGE", 2)
    whole, bare = store.to_networkx(), store.to_networkx(quotes=False)
    for *_, attributes in whole.edges(data=True):
        assert attributes.pop("quotes") and attributes.pop("documents")
    assert list(bare.nodes(data=True)) == list(whole.nodes(data=True))
    assert list(bare.edges(keys=True, data=True)) == list(whole.edges(keys=True, data=True))


def test_status(store):
    status = store.status()
    assert (status["documents"], status["readings"], status["statements"], status["actors"]) == (2, 6, 5, 4)
    assert (status["asserted"], status["negated"], status["undated"]) == (5, 0, 2)
    assert (status["first year"], status["last year"]) == (1945, 1976)
    proclaimed_again = ((runs.FACTS[1][0], "ho", "PROCLAIMED", "drv", "1946"),)
    store.add([run(facts=proclaimed_again, location="/b", reader="other 1")])
    assert store.status()["disagreements"] == 1


def test_status_of_an_empty_store(reopen):
    with reopen() as store:
        assert set(store.status().values()) == {0, ""}


def test_text_is_what_was_read_or_nothing(store):
    third = run("It was renamed in 1976. It was.\n", "third.txt")
    store.add([quotations(third)])
    assert store.text(third.documents[0].id) is None, "only quotations of it are known"
    store.add([third])
    assert store.text(third.documents[0].id) == third.documents[0].text
    assert store.text(run().documents[0].id) == FIRST, "with its carriage return"


COUNTS = {
    "MATCH (a:Actor)-[r]->(:Actor) RETURN count(r)": 5,
    "MATCH (a:State) RETURN count(a)": 3,
    "MATCH (d:Document)<-[:READ]-(r:Run {current: true}) RETURN count(r)": 2,
    "MATCH (p:Passage)-[:IN]->(:Document {name: 'second.txt'}) RETURN count(p)": 3,
    "MATCH (:Passage)-[:MENTIONS]->(a:Actor {id: 'ho'}) RETURN count(a)": 1,
}


def test_cypher_sees_the_graph_as_it_is_now(store):
    assert {query: store.cypher(query).rows for query in COUNTS} == {q: [[n]] for q, n in COUNTS.items()}
    store.add([run(SECOND, "third.txt", location="/third.txt")])
    store.forget("first.txt")
    query = "MATCH (d:Document)<-[:READ]-(r:Run) RETURN d.name AS name, r.id AS run ORDER BY run"
    # Copies of a text are one document, called by the smallest of its names.
    assert store.cypher(query).rows == [["second.txt", "run-000001"], ["second.txt", "run-000002"]]


def test_what_cypher_gives(store):
    query = "MATCH p = (h {id: 'ho'})-[r:PROCLAIMED]->(d) RETURN h, r, p, d.existed_min AS since"
    table = store.cypher(query)
    assert table.columns == ["h", "r", "p", "since"]
    [[node, said, path, since]] = table.rows
    assert node["labels"] == ["Actor", "Person"]
    assert (node["properties"]["existed_min"], since) == ("1890-05-19", "1945-09-02")
    assert (said["type"], said["source"], said["target"]) == ("PROCLAIMED", "ho", "drv")
    assert (said["properties"]["start_min"], said["properties"]["start_max"]) == ("1945-01-01", "1945-12-31")
    assert path == {"nodes": [node, path["nodes"][1]], "relationships": [said]}
    numbers = "UNWIND range(1, $most) AS n RETURN n"
    assert store.cypher(numbers, {"most": 5}, rows=3) == Table(["n"], [[1], [2], [3]], True)
    assert store.cypher(numbers, {"most": 3}, rows=3) == Table(["n"], [[1], [2], [3]], False)
    assert store.cypher("MATCH (n:Actor {id: 'nobody'}) RETURN n.name AS name") == Table(["name"], [], False)


REFUSED = (
    "CREATE (n:Actor {id: 'new'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) DETACH DELETE n",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "CALL dbms.listConfig()",
    "MATCH (n RETURN n",
)
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a = -b RETURN count(*)"


def test_what_is_refused_or_stopped_leaves_the_graph_as_it_was(store):
    for query in REFUSED:
        with pytest.raises(CypherError):
            store.cypher(query)
    with pytest.raises(CypherError, match="stopped after 1 s"):
        store.cypher(ENDLESS, seconds=1.0)
    told = store.cypher("MATCH (a:Actor) RETURN count(a), min(a.name)").rows
    assert told == [[4, "Democratic Republic of Vietnam"]]
    assert store.verify() == []
