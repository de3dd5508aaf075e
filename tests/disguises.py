"""Queries that try to write: clauses, and what could hide them from whoever reads words only."""

from __future__ import annotations

from hypothesis import strategies as st

BEGINNINGS = ("MATCH (n) ", "MATCH (n) ", "RETURN 1 AS x ", "MATCH (n) RETURN n ", "MATCH (n) WITH n ")
WRITING = (
    *("SET n.x = 1", "CREATE (m)", "DELETE n", "DETACH DELETE n", "MERGE (m:A)", "REMOVE n.x"),
    *("FOREACH (i IN [1] | SET n.x = 1)", "CALL { CREATE (k) }", "CALL (n) { SET n.y = 1 }"),
    *("LOAD CSV FROM 'file:///x' AS l", "CALL db.createLabel('X')", "CALL dbms.listConfig()", "USE neo4j"),
    *("SET n:$('X')", "\\u0053ET n.x = 1", "ſET n.x = 1", "CALL { WITH n SET n.x = 1 } IN TRANSACTIONS"),
)
READING = (
    *("RETURN n", "RETURN 1 AS x", "WITH n", "WITH 1 AS x", "WITH n LIMIT 1", "WITH n ORDER BY 1."),
    *("UNWIND [1] AS i", "WHERE n.a = 'b'", "AS `a`", "AS `a``b`", "{a: 1}", "[x IN [1] WHERE x]", "n:A"),
    *("CALL db.labels()", "YIELD label", "n.x", "SHOW USERS", "SET", "CREATE", "SKIP 0x1F", "LIMIT 1e5"),
)
HIDING = (
    *("'", '"', "`", "\\", "/*", "*/", "//", "\n", "\r", "\\u0027", "\\u0022", "\\u0060", "\\u005c"),
    *("\\u002f\\u002a", "\\u000a", "\\u000d", ".", "..", ":", "$", "|", "{", "}", "(", ")", "1", ";", "n."),
    *("\t", "\u00a0", "\u2028", "\x1c", "\x0b", "\u200b", "\ufeff", "'a\\'", "/**/"),
)


def disguised() -> st.SearchStrategy[str]:
    """A query that reads, with clauses that write and signs that hide strewn in."""
    part = st.one_of(st.sampled_from(WRITING), st.sampled_from(READING), st.sampled_from(HIDING))
    joined = st.lists(st.tuples(part, st.sampled_from((" ", "", "\n"))), min_size=1, max_size=7)
    return st.builds(
        lambda first, parts: first + "".join(word + gap for word, gap in parts),
        st.sampled_from(BEGINNINGS),
        joined,
    )
