"""The stores answer the same Cypher alike, but for the differences that are declared."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from runs import SECOND, run
from store_fixtures import KINDS, Opener

from graph.stores.cypher_errors import CypherError
from graph.stores.kept import KeptStore

DIFFERENCES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("differences.toml").read_text(encoding="utf-8")
)["difference"]

ALIKE = {
    "MATCH (r:Run) RETURN properties(r) AS p, r {.*} AS q ORDER BY r.id": [
        [{"id": f"run-00000{n}", "reader": "text 1", "current": True}] * 2 for n in (1, 2)
    ],
    "RETURN datetime('1950-01-31T10:00:00Z') AS a, time('10:00:05.1+07:00') AS b": [
        ["1950-01-31T10:00Z", "10:00:05.100+07:00"]
    ],
    "RETURN localtime('10:00') AS a, localdatetime('1950-01-31T10:00:05.000001') AS b": [
        ["10:00", "1950-01-31T10:00:05.000001"]
    ],
    "RETURN 1.0 / 0 AS a, sqrt(-1) AS b, -7 / 2 AS c, -7 % 3 AS d": [["Infinity", "NaN", -3, -1]],
    "RETURN duration('P1Y2M3DT4H') AS a, date('1950-01-31') + duration('P1M') AS b": [
        ["P1Y2M3DT4H", "1950-02-28"]
    ],
    "UNWIND [1, 'a', null, true, 2.5] AS n RETURN n ORDER BY n": [["a"], [True], [1], [2.5], [None]],
    "UNWIND [1, null, 2] AS n RETURN count(n) AS c, sum(n) AS s, avg(n) AS a": [[2, 3, 1.5]],
    "RETURN {a: 1, b: [1, {c: null}]} AS m": [[{"a": 1, "b": [1, {"c": None}]}]],
    "MATCH (n:Actor) RETURN n.nothing AS x, n.id AS id ORDER BY x, id LIMIT 2": [[None, "drv"], [None, "ho"]],
    "MATCH (n:Actor) WHERE n.existed_max > date('1980-01-01') RETURN n.id": [["ussr"]],
    "MATCH (n:Actor) WHERE n.existed_max > '1980-01-01' RETURN n.id": [],
    "MATCH (:Actor {id: 'ho'})-[r]->{1,2}(b) RETURN count(*) AS n": [[3]],
    "MATCH p = (a:Actor)-[r]->(b:Actor) WHERE a.kind = 'none' OR r.dated RETURN count(p) AS n": [[3]],
    "MATCH p = (a:Actor)-[r]->(b) WHERE NOT (a.kind <> 'none' AND NOT r.dated) RETURN count(p) AS n": [[3]],
    "MATCH (a:Actor:State)-[r]->(b:Actor) WHERE a.kind = 'none' XOR r.dated RETURN count(r) AS n": [[2]],
}
"""Queries that engines are apt to answer differently, with the rows that each store gives."""


def filled(reopen: Opener) -> KeptStore:
    store = reopen()
    store.add([run(), run(SECOND, "second.txt")])
    return store


def answer(store: KeptStore, query: str) -> Any:
    try:
        return store.cypher(query).rows
    except CypherError as error:
        return str(error)


def as_declared(declared: Any, answered: Any) -> bool:
    """Rows are equal; of an error, a part is declared."""
    if isinstance(declared, str):
        return isinstance(answered, str) and declared in answered
    return bool(declared == answered)


def test_each_store_differs_as_declared_and_no_longer_otherwise(reopen: Opener, kind: str) -> None:
    with filled(reopen) as store:
        told = {one["query"]: answer(store, one["query"]) for one in DIFFERENCES}
    declared = {one["query"]: one[kind] for one in DIFFERENCES}
    otherwise = {query: rows for query, rows in told.items() if not as_declared(declared[query], rows)}
    assert not otherwise, "answers that are not as declared"


def test_stores_are_alike_where_engines_are_apt_not_to_be(reopen: Opener) -> None:
    with filled(reopen) as store:
        assert {query: answer(store, query) for query in ALIKE} == ALIKE


def test_what_is_declared_is_a_difference() -> None:
    for one in DIFFERENCES:
        assert one.keys() == {"about", "query", *KINDS}
        assert one["embedded"] != one["neo4j"], one["about"]
