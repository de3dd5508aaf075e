"""What ad hoc Cypher may not say, however it is disguised, and what it may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.stores.cypher_errors import CypherError
from graph.stores.cypher_guard import BEGINNINGS, WRITES, check, tokens

WRITING = {
    "CREATE": "MATCH (n) CREATE (m:Actor {id: 'x'})",
    "MERGE": "MATCH (n) MERGE (m:Actor {id: 'x'})",
    "SET": "MATCH (n) SET n.name = 'x'",
    "DELETE": "MATCH (n) DELETE n",
    "DETACH": "MATCH (n) DETACH DELETE n",
    "NODETACH": "MATCH (n) NODETACH DELETE n",
    "REMOVE": "MATCH (n) REMOVE n.name",
    "FOREACH": "MATCH (n) FOREACH (x IN [1] | SET n.name = 'x')",
    "INSERT": "MATCH (n) INSERT (:Actor)",
    "LOAD": "MATCH (n) LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "USE": "MATCH (n) USE system RETURN n",
    "DROP": "MATCH (n) DROP INDEX i",
}


@pytest.mark.parametrize(("word", "query"), WRITING.items())
def test_every_writing_clause_is_refused_by_name(word: str, query: str) -> None:
    with pytest.raises(UsageError, match=f"{word} is refused .*read-only"):
        check(query)


@pytest.mark.parametrize("word", sorted(WRITES))
@pytest.mark.parametrize("disguise", [str.lower, str.capitalize, str.swapcase])
def test_the_case_of_a_word_does_not_matter(word: str, disguise: object) -> None:
    assert callable(disguise)
    with pytest.raises(CypherError):
        check(f"MATCH (n) {disguise(word)} n")


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n)",
        "MATCH (n) CALL { CREATE (m) RETURN m } RETURN n",
        "MATCH (n) CALL (n) { SET n.x = 1 } RETURN n",
        "MATCH (n) CALL { WITH n RETURN 1 AS a } IN TRANSACTIONS RETURN a",
        "MATCH (n) CALL { WITH n RETURN 1 AS a } IN 4 CONCURRENT TRANSACTIONS RETURN a",
        "MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n",
        "MATCH (n)/**/SET/**/n.x = 1",
        "MATCH (n) // comment\nSET n.x = 1",
        "MATCH (n) /* ' */ SET n.x = 1 /* ' */",
        "MATCH (n) WHERE n.x = 'a\\'' SET n.y = 'b'",
        'MATCH (n) WHERE n.x = "\'" SET n.y = "\'"',
        "MATCH (n) WHERE n.`a``b` = 1 SET n.y = 2",
        "MATCH (n) WITH n ORDER BY 1. SET n.x = 1",
        "MATCH (n) WITH n LIMIT 1SET n.x = 1",
        "MATCH (n) WITH n LIMIT 0x1 SET n.x = 1",
        "MATCH (n) RETURN n; CREATE (m)",
        "RETURN 1;; CREATE (m)",
        "RETURN 1; RETURN 2",
        "\\u0043REATE (n)",
        "MATCH (n) \\u0053ET n.x = 1",
        "MATCH (n) RETURN '\\u0027 CREATE (m) //'",
        "MATCH (n) RETURN '\\uu0027 CREATE (m) //'",
        "MATCH (n) ſET n.x = 1",
        "CALL apoc.load.json('file:///etc/passwd')",
        "CALL db.labels.other()",
        "CALL `apoc`.`load`.`json`('x') YIELD value RETURN value",
        "CALL `db.labels`.x()",
        "CALL dbms.listConfig()",
        "MATCH (n) CALL db.create.setNodeVectorProperty(n, 'x', [1]) RETURN n",
        "RETURN apoc.load.json('x')",
        "RETURN `apoc`.util.sleep(1)",
        "RETURN apoc . util . sleep (1)",
        "SHOW DATABASES",
        "EXPLAIN CREATE (n)",
        "PROFILE MATCH (n) SET n.x = 1",
        "CYPHER runtime=slotted MATCH (n) RETURN n",
        "USE system SHOW USERS",
        ":use system",
        "BEGIN",
        "`MATCH` (n) CREATE (m)",
        "MATCH (n) RETURN 'open",
        "MATCH (n) RETURN `open",
        "MATCH (n) WITH n LIMIT 0x1FSET n.x = 1",
        "MATCH (n) WITH n ORDER BY 1e5. SET n.x = 1",
        "MATCH (n) WITH n ORDER BY 1_0. SET n.x = 1",
        "MATCH (n) WITH n ORDER BY .5. SET n.x = 1",
        "MATCH (n) // \r ' \n SET n.x = 1 // '",
        "MATCH (n) RETURN 'a' // \\u000a SET n.x = 1",
        "MATCH (n) RETURN '\\u005c' SET n.x = '1'",
        "MATCH (n) RETURN '\\\\u0027 SET n.x = 1 //'",
        "MATCH (n) RETURN `a\\u0060 SET n.x = 1 //`",
        "MATCH (n) RETURN n /\\u002a ' \\u002a/ SET n.x = 1 // '",
        "MATCH (n) RETURN 1 /* SET n.x = 1",
        "MATCH (n) RETURN '\udc80'",
        "MATCH (n) SET n:$('Spy')",
        "MATCH (n) REMOVE n:$(n.kind)",
        "MATCH (n) CALL (*) { MERGE (m {id: n.id}) }",
        "MATCH (n) CALL (n) { CALL (n) { WITH n SET n += {a: 1} } }",
        "MATCH (n) RETURN COLLECT { CREATE (m) RETURN m } AS c",
        "MATCH (n) RETURN COUNT { MATCH (n) DELETE n } AS c",
        "MATCH (n) WHERE EXISTS { CALL apoc.create.node([], {}) YIELD node RETURN node } RETURN n",
        "OPTIONAL CALL apoc.cypher.runWrite('CREATE (n)', {}) YIELD value RETURN value",
        "CALL apoc.cypher.doIt('CREATE (n)', {})",
        "CALL apoc.export.csv.all('/tmp/x', {})",
        "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})",
        "CALL db.index.fulltext.queryNodes('i', 'x')",
        "CALL db.index.fulltext.createNodeIndex('i', ['A'], ['x'])",
        "CALL db.createLabel('X')",
        "CALL db.clearQueryCaches()",
        "CALL dbms.security.createUser('a', 'b')",
        "CALL dbms.killQuery('1')",
        "CALL dbms /**/ . /**/ components()",
        "CALL tx.setMetaData({a: 1})",
        "CALL gds.graph.export('g', {})",
        "CALL genai.vector.encodeBatch(['x'], 'OpenAI', {})",
        "RETURN genai.vector.encode('x', 'OpenAI', {token: 'x'})",
        "RETURN db.nameFromElementId('x')",
        "MATCH (n) RETURN graph.byName('system')",
        "MATCH (n) WITH n CALL { WITH n RETURN 1 AS a } IN TRANSACTIONS ON ERROR CONTINUE RETURN a",
        "MATCH (n) RETURN n UNION CREATE (m) RETURN m AS n",
        "MATCH (n) RETURN n NEXT CREATE (m)",
        "USING PERIODIC COMMIT LOAD CSV FROM 'https://example.org' AS l RETURN l",
        "CYPHER 25 MATCH (n) RETURN n",
        "CYPHER planner=cost runtime=parallel CREATE (n)",
        "EXPLAIN PROFILE CREATE (n)",
        "SHOW TRANSACTIONS YIELD * RETURN *",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "STOP DATABASE neo4j",
        "START DATABASE neo4j",
        "ENABLE SERVER 'x'",
        "DEALLOCATE DATABASES FROM SERVERS 'x'",
        "RENAME USER a TO b",
        "IMPORT DATABASE file:///x",
        "BACKUP DATABASE",
        "",
        " ; // nothing\n",
    ],
)
def test_no_disguise_gets_through(query: str) -> None:
    with pytest.raises(CypherError):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) RETURN n.set, n.delete, n . create",
        "MATCH (n:Set)-[r:CREATE]->(:`DELETE`) RETURN r",
        "MATCH (n {set: 1}) RETURN {create: n.x} AS m",
        "RETURN $set AS x, $ delete AS y",
        "RETURN 'CREATE (n)' AS x, \"SET n.x = 1\" AS y, `MERGE` AS z",
        "// CREATE\nMATCH (n) /* DELETE n; */ RETURN n",
        "MATCH (n) RETURN 'it\\'s; set', 'https://example.org'",
        "CALL db.labels() YIELD label RETURN label",
        "CALL `db`.labels YIELD label RETURN label",
        "MATCH (n) CALL (n) { MATCH (n)-[r]-() RETURN count(r) AS k } RETURN k",
        "MATCH (n) CALL { RETURN 1 AS one } RETURN n, one",
        "RETURN date.truncate('year', date('1950-01-31')) AS d, duration.between(date(), date()) AS e",
        "OPTIONAL MATCH (n) WHERE n.name IN ['a'] RETURN n",
        "MATCH (n) WHERE n.onset = 1 AND n.reset = 2 RETURN n.created",
        "RETURN 0x1F AS a, 1e5 AS b, 0o17 AS c, 1.5e-3 AS d, [1, 2][0..1] AS e",
        "MATCH (n)\r\nRETURN n",
        "UNWIND [1, 2] AS x RETURN x UNION MATCH (n) RETURN n.id AS x",
    ],
)
def test_harmless_queries_pass_unchanged(query: str) -> None:
    assert check(query) == query


@pytest.mark.parametrize(
    ("written", "asked"),
    [("RETURN 'H\\u1ed3'", "RETURN 'Hồ'"), ("RETURN `\\u0111`, '\\n'", "RETURN `đ`, '\\n'")],
)
def test_escaped_letters_are_put_in_place(written: str, asked: str) -> None:
    assert check(written) == asked


@pytest.mark.parametrize("end", [";", ";;", " ; \n", "; // done", ";/* done */"])
def test_a_closing_semicolon_is_taken_off(end: str) -> None:
    assert check(f"RETURN 1{end}").rstrip() == "RETURN 1"


def test_the_place_of_what_is_refused_is_told() -> None:
    with pytest.raises(CypherError) as caught:
        check("MATCH (n)\n  SET n.x = 1")
    assert (caught.value.line, caught.value.column) == (2, 3)


@given(st.text(alphabet="MATCHSETset(n)'\"`\\/*;:.$ \nu0027", max_size=60))
def test_what_stands_outside_quotes_and_comments_decides(text: str) -> None:
    """A bare SET after anything at all is refused, unless that leaves a quote or comment open."""
    query = f"MATCH (n) {text}\n RETURN 1 SET n.x = 1"
    last = [token.text for token in tokens(query)][-6:]
    if last == ["SET", "n", ".", "x", "=", "1"]:
        with pytest.raises(CypherError):
            check(query)


@given(st.text(max_size=80))
def test_any_text_is_either_passed_on_or_refused(text: str) -> None:
    try:
        passed = check(text)
    except CypherError:
        return
    first = next(iter(tokens(passed)))
    assert first.word in BEGINNINGS and text.startswith(passed)
