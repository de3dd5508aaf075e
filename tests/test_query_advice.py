"""What the shell knows of the names in a query: their parts, near misses, places, and what Tab offers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cli_runs import statements
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from graph import ledger
from graph.cli import shell_commands
from graph.cli.completion import ShellCompleter
from graph.cli.graph_names import GraphNames
from graph.cli.query_advice import pointed, unknown_names
from graph.cli.query_names import names
from graph.cli.statements import Piece
from graph.stores.cypher_errors import CypherError
from graph.stores.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphNames]:
    """The names of the small store."""
    folder = tmp_path_factory.mktemp("graph")
    (folder / "small.jsonl").write_text(statements(), encoding="utf-8")
    with EmbeddedStore(folder / "a.db", create=True) as store:
        assert all(report.error is None for report in ledger.load(store, [folder / "small.jsonl"]))
        yield GraphNames(store)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("MATCH (a:A|B&!C) RETURN a", "label A, label B, label C"),
        ("MATCH ()-[r:A|:B*1..3 {x: 1}]-() RETURN r.y",
         "type A, type B, relationship property x, relationship property y"),
        ("MATCH (n {x: 1}) WHERE n:A RETURN n {.y, z: 2}", "node property x, label or type A, property y"),
        ("MATCH ()-[r]-() WHERE r:A RETURN 1", "type A"),
        ("RETURN {k: 1}.k, $v.b.c, n.start_min.year", "property k, property start_min"),
        ("RETURN [n IN nodes(p) WHERE n:A | n.x]", "label or type A, property x"),
        ("RETURN date.truncate('year', r.x), EXISTS { (:A)-[:B]-() }", "property x, label A, type B"),
        ("CALL db.labels() YIELD label RETURN label", ""),
        ("RETURN 'a:B' AS `c:D` // :E", ""),
        ("MATCH (`a b`:`C D`) RETURN `a b`.`e f`", "label C D, property e f"),
        ("RETURN CASE WHEN n:A THEN 1.5 ELSE [1..2] END", "label or type A"),
    ],
)  # fmt: skip
def test_the_parts_that_names_have(query: str, wanted: str) -> None:
    told = [n for n in names(query) if n.role in ("label", "type", "label or type", "property")]
    assert ", ".join(f"{n.of} {n.role} {n.token.name}".strip() for n in told) == wanted


@pytest.mark.parametrize(
    ("query", "warnings"),
    [
        ("MATCH (a:Person)-[r:FOUNDED]->(b {name: 'x'}) RETURN a.name, r.start_min.year, b.kind", []),
        ("MATCH (a:Persn) RETURN a", ["no node has the label Persn (did you mean Person?)"]),
        ("MATCH (a:person) RETURN a", ["no node has the label person (did you mean Person?)"]),
        ("MATCH ()-[r:RECOGNISED]-() RETURN r",
         ["no relationship has the type RECOGNISED (did you mean RECOGNIZED?)"]),
        ("MATCH ()-[r:INVADED]-() RETURN r", ["no relationship has the type INVADED in this graph"]),
        ("MATCH (a) RETURN a.nmae, a.nmae",
         ["no node or relationship has the property nmae (did you mean name?)"]),
        ("MATCH (a {start_mni: 1}) RETURN a",
         ["no node has the property start_mni (did you mean start?)"]),
        ("MATCH ()-[r]-() RETURN r.zzz",
         ["no relationship has the property zzz (:schema and histgraph schema list what there is)"]),
        ("MATCH (a) WITH {who: a.name, n: 1} AS m RETURN m.who, m.n", []),
        ("MATCH (a)-[r]-() WHERE r:LED OR a:State RETURN keys(a), labels(a), type(r)", []),
        ("MATCH (p:Passage)-[:IN]->(d:Document)<-[:READ]-(x:Run) RETURN p.text, d.reference, x.reader", []),
    ],
)  # fmt: skip
def test_names_that_the_graph_does_not_have(known: GraphNames, query: str, warnings: list[str]) -> None:
    assert list(unknown_names(query, known)) == warnings


@pytest.mark.parametrize(
    ("query", "said", "place", "hint", "carets"),
    [
        ("MATCH (n) RETUR n", "unexpected RETUR", (1, 11), "did you mean RETURN?", "            ^^^^^"),
        ("MATCH (n)\n\tWHER n.x", "unexpected WHER", (2, 2), "did you mean WHERE?", "  \t^^^^"),
        ("RETURN cuont(1)", "there is no function cuont", None, "did you mean count()?", "         ^^^^^"),
        ("MATCH (act) RETURN atc", "the variable atc is not defined", None, "did you mean act?",
         "                     ^^^"),
        ("RETURN $wo", "no value is given for the parameter wo", None, "did you mean $who?", "          ^^"),
        ("RETURN 1 +", "the query ends too early", (1, 11), "", "            ^"),
        ("MATC (n)", "a query cannot begin with MATC", (1, 1), "did you mean MATCH?", "  ^^^^"),
    ],
)  # fmt: skip
def test_a_caret_stands_under_the_place(  # noqa: PLR0917
    known: GraphNames, query: str, said: str, place: tuple[int, int] | None, hint: str, carets: str
) -> None:
    line, column = place or (None, None)
    found = pointed(Piece(query, 1, 1), CypherError(said, line=line, column=column), known, ["who"])
    assert found is not None
    assert found.lines[1] == carets
    assert found.message.split(": ", 1)[1] == said + (f" ({hint})" if hint else "")


def test_places_count_from_the_beginning_of_the_text(known: GraphNames) -> None:
    piece = Piece("RETURN 1\n+ x", 4, 7)
    for line, told in ((1, "line 4, column 9: "), (2, "line 5, column 3: ")):
        found = pointed(piece, CypherError("wrong", line=line, column=3), known)
        assert found is not None and found.message.startswith(told)


def test_an_error_without_a_place_has_no_caret(known: GraphNames) -> None:
    assert pointed(Piece("RETURN 1 / 0", 1, 1), CypherError("division by zero"), known) is None


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("MATCH (a:Per", ["Person"]),
        ("MATCH (a:Actor&Sta", ["State"]),
        ("MATCH ()-[:FOU", ["FOUGHT", "FOUNDED"]),
        ("MATCH ()-[:LED|REC", ["RECOGNIZED"]),
        ("MATCH ()-[:with", ["ALLIED_WITH"]),
        ("MATCH ()-[r]-() RETURN r.start_", ["start_max", "start_min"]),
        ("MATCH (a {ali", ["aliases"]),
        ("MATCH (a {name: 'sim", ["Simón Bolívar"]),
        ("MATCH (a) WHERE a.name = \"boli", ["Bolivia", "Simón Bolívar"]),
        ("MATCH (a) WHERE a.id IN ['gran-", ["gran-colombia", "new-granada"]),
        ("MATCH (a {kind: 'S", ["State"]),
        ("MATCH ()-[r {modality: 'n", ["negated"]),
        ("RETURN $w", ["who"]),
        ("MATCH (actor) RETURN acto", ["actor"]),
        ("MATCH (a) RET", ["RETURN"]),
        ("MATCH (a) RETURN shortestP", ["shortestPath("]),
        ("CALL db.l", []),
        ("MATCH (a) RETURN 'finished' ", None),
        (":ex", ["export"]),
        (":ask betwe", ["between"]),
        (":ask between o", ["one=", "other="]),
        (":ask between one=boli", ["Bolivia", "Simón Bolívar"]),
        (":ask between one=Peru ot", ["other="]),
    ],
)  # fmt: skip
def test_tab_offers_what_can_stand_there(known: GraphNames, typed: str, offered: list[str] | None) -> None:
    between = {"between": shell_commands.questions()["between"]}
    completer = ShellCompleter(known, shell_commands.COMMANDS, {"who": 1}, lambda: between)
    found = completer.get_completions(Document(typed, len(typed)), CompleteEvent())
    told = [completion.display_text for completion in found]
    assert told == offered if offered is not None else "ORDER BY" in told


def test_a_name_with_a_quotation_mark_is_completed_with_its_escape(known: GraphNames) -> None:
    known.values = lambda name: ["Coup d'état"]  # type: ignore[method-assign]
    completer = ShellCompleter(known, {}, {}, dict)
    [found] = completer.get_completions(Document("MATCH (a {name: 'Cou", 20), CompleteEvent())
    assert found.text == "Coup d\\'état'" and found.start_position == -3
    del known.values
