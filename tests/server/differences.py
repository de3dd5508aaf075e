"""Where the embedded engine is known not to answer as Neo4j does: the one list, kept strictly.

Each has a query that shows it.  A test runs all of them and fails for one that is no more, so that the list
can be shortened; generated queries and the canned questions keep off what is listed.
"""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """What differs, a query that shows it, and how to put the question so that both answer alike."""

    what: str
    query: str
    instead: str


DIFFERENCES = (
    Difference(
        "an average may differ in its last digit",
        "UNWIND [7, 11, 13, 1, 1, 1, 2, 3, 5, 8, 13] AS x RETURN avg(x / 10.0) AS x",
        "round(avg(x), 6)",
    ),
    Difference(
        "an aggregate inside a larger condition is null in the embedded engine",
        "UNWIND ['a', 'b'] AS x RETURN collect(x)[0] IN ['a'] AS known",
        "WITH collect(x) AS l RETURN l[0] IN …",
    ),
    Difference(
        "an aggregate inside IS NULL",
        "UNWIND ['a', 'b'] AS x RETURN collect(x)[0] IS NULL AS missing",
        "WITH collect(x) AS l RETURN l[0] IS NULL",
    ),
    Difference(
        "a property of a map compared with a CASE is never true in the embedded engine",
        "UNWIND [{kind: 'a', day: date('1920-01-01')}] AS s MATCH (:Actor {id: 'ho-chi-minh'})-[r]->() "
        "WHERE s.day <= CASE s.kind WHEN 'a' THEN r.end_min ELSE r.end_max END RETURN count(r) AS n",
        "OR, with a condition for each case",
    ),
    Difference(
        "a condition with OR about the first node and what follows it is asked too early by the embedded "
        "engine, if the pattern is named or that node has not exactly one label",
        "MATCH p = (a:Actor)-[r]->(b:Actor) WHERE a.kind = 'none' OR r.dated RETURN count(p) AS n",
        "MATCH … WITH … WHERE …",
    ),
    Difference(
        "a predicate over relationships(p) filters after shortestPath in the embedded engine",
        "MATCH p = shortestPath((:Actor {id: 'ho-chi-minh'})-[*..4]-(:Actor {id: 'soviet-union'})) "
        "WHERE all(r IN relationships(p) WHERE type(r) = 'MENTIONS') RETURN length(p) AS n",
        "steps written out",
    ),
    Difference(
        "SHORTEST is a word of Neo4j alone",
        "MATCH p = SHORTEST 1 (:Actor {id: 'ho-chi-minh'})-[]-+(:Actor {id: 'soviet-union'}) "
        "RETURN length(p) AS n",
        "shortestPath",
    ),
    Difference(
        "Neo4j reverses no list that is a property",
        "MATCH (a:Actor {id: 'soviet-union'}) RETURN reverse(a.aliases) AS x",
        "reverse([x IN a.aliases WHERE true])",
    ),
)
