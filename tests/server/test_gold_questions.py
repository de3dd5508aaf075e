"""A historian's questions about the annotated documents, in our schema, on both stores.

`questions.yaml`, beside the annotation, has the expected rows.  What the annotation knows and our graph does
not is handed in: `$core` are the statements that any competent reader would extract, and ids are told
in the annotation's names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gold_to_jsonl
import pytest
import yaml
from server.both_stores import Both

from graph import canned
from graph.relations import relation
from graph.stores.kept import KeptStore
from loaders.jsonl import read_source
from loaders.source import Source

pytestmark = [pytest.mark.java, pytest.mark.parametrize("both", ["gold"], indirect=True, scope="module")]

Rows = list[list[Any]]
Ask = Callable[..., list[dict[str, Any]]]
ASKED: Mapping[str, str] = yaml.load(
    (Path(__file__).parents[1] / "cases" / "gold_questions.yaml").read_text(encoding="utf-8"),
    Loader=yaml.CSafeLoader,
)
MORE: Mapping[str, Rows] = {  # two statements of the annotation are one of ours, which rests on both files
    "q13": [["ussr-recognized-drv-1950"], ["ussr-recognized-drv-early-1950"]],
}


class Annotation:
    """The annotation's names of our statements, which of them are core, and what it expects."""

    def __init__(self, shared: Path, store: KeptStore) -> None:
        ours = {reading.id: found.id for found in store.statements() for reading in found.readings}
        told = _yaml(shared, "statements")["statements"]
        self.questions = {question["id"]: question for question in _yaml(shared, "questions")["questions"]}
        self.named: list[dict[str, str]] = []
        self.core: list[str] = []
        for statement, line in zip(told, gold_to_jsonl.jsonl(shared).splitlines(), strict=True):
            ids = {ours[r.id] for r in read_source(Source("/gold", "gold.jsonl", line.encode())).readings}
            self.named += [{"id": ident, "name": statement["id"]} for ident in sorted(ids)]
            self.core += sorted(ids) if statement["core"] else []

    def expected(self, ident: str) -> Rows:
        question = self.questions[ident]
        return [_turned(question["columns"], row) for row in question["expected"]]

    def names(self, statement: str) -> set[str]:
        return {known["name"] for known in self.named if known["id"] == statement}


def _yaml(shared: Path, name: str) -> Any:
    return yaml.load((shared / "gold" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _turned(columns: list[str], row: list[Any]) -> list[Any]:
    """A row with the ends of a symmetric relation in the order of their ids, which is ours."""
    told = dict(zip(columns, row, strict=True))
    if {"source", "relation", "target"} <= told.keys() and relation(told["relation"]).symmetric:
        told["source"], told["target"] = sorted((told["source"], told["target"]))
    return list(told.values())


@pytest.fixture(scope="module")
def annotation(shared: Path, both: Both) -> Annotation:
    return Annotation(shared, both.embedded)


def test_all_questions_are_put(annotation: Annotation) -> None:
    assert set(annotation.questions) == set(ASKED)


@pytest.mark.parametrize("ident", ASKED)
@pytest.mark.parametrize("kind", Both._fields)
def test_a_question_has_the_expected_rows(both: Both, annotation: Annotation, ident: str, kind: str) -> None:
    given = {"core": annotation.core, "named": annotation.named}
    table = getattr(both, kind).cypher(ASKED[ident], given)
    assert table.columns == annotation.questions[ident]["columns"]
    assert [row for row in table.rows if row not in MORE.get(ident, [])] == annotation.expected(ident)
    assert all(row in table.rows for row in MORE.get(ident, []))


class TestCannedQuestions:
    """What the questions of ours that correspond tell; they know of no core, and tell more."""

    @pytest.fixture(params=Both._fields)
    def ask(self, request: pytest.FixtureRequest, both: Both) -> Ask:
        """The rows of a canned question, with ids of actors for their names."""
        store: KeptStore = getattr(both, request.param)
        ids = {actor.name: actor.id for actor in store.actors().values()}

        def renamed(value: Any) -> Any:
            return [renamed(item) for item in value] if isinstance(value, list) else ids.get(value, value)

        def rows(name: str, **given: str) -> list[dict[str, Any]]:
            table = canned.ask(store, name, given)
            return [dict(zip(table.columns, map(renamed, row), strict=True)) for row in table.rows]

        return rows

    def test_links(self, ask: Ask, annotation: Annotation) -> None:
        found = ask("linked", one="ho-chi-minh", other="soviet-union", before="1945")
        assert [[row["chain"], row["steps"]] for row in found] == annotation.expected("q01")

    def test_the_body_between(self, ask: Ask, annotation: Annotation) -> None:
        [[body, *_]] = annotation.expected("q03")
        assert body in {row["chain"][1] for row in ask("shortest-chains", one="viet-minh", other="comintern")}

    def test_friends_and_enemies(self, ask: Ask, annotation: Annotation) -> None:
        found = ask("stances", actor="socialist-republic-of-vietnam", day="1978-12-31")
        told = {(row["side"], row["actor"]): {*row["certainly"], *row["possibly"]} for row in found}
        for side, actor, relations in annotation.expected("q05"):
            assert set(relations) <= told[side, actor]

    def test_backers(self, ask: Ask, annotation: Annotation) -> None:
        words = {"certainly": "certain", "possibly": "possible", "undated": "possible"}
        found = ask("backers", actor="republic-of-vietnam", period="1960")
        rows = [[r["backer"], r["relation"], r["began"], words[r["status"]]] for r in found]
        assert sorted(row for row in rows if row[1] in ("AIDED", "SUPPORTED")) == annotation.expected("q07")

    def test_thaws(self, ask: Ask, annotation: Annotation) -> None:
        found = {name for row in ask("thaws") for name in annotation.names(row["statement"])}
        assert {row[-1] for row in annotation.expected("q09")} <= found

    def test_renamings(self, ask: Ask, annotation: Annotation) -> None:
        found = [[r["before"], r["relation"], r["after"], r["began"]] for r in ask("renamings")]
        assert sorted(found) == sorted(annotation.expected("q11"))

    def test_what_rests_on_both_files(self, ask: Ask, annotation: Annotation) -> None:
        found = [[name] for row in ask("corroborated") for name in annotation.names(row["statement"])]
        assert sorted(found) == sorted([*annotation.expected("q13"), *MORE["q13"]])

    def test_what_does_not_go_together(self, ask: Ask, annotation: Annotation) -> None:
        pairs = [(row["one_statement"], row["other_statement"]) for row in ask("tensions")]
        found = [sorted(name for each in pair for name in annotation.names(each)) for pair in pairs]
        assert sorted(found) == annotation.expected("q15")

    def test_what_is_denied(self, ask: Ask, annotation: Annotation) -> None:
        found = [[r["source"], r["relation"], r["target"], r["began"], r["ended"]] for r in ask("denied")]
        assert sorted(found, key=str) == sorted(annotation.expected("q17"), key=str)

    def test_first_and_last(self, ask: Ask, annotation: Annotation) -> None:
        found = {row["partner"]: row for row in ask("first-last", actor="soviet-union")}
        for partner, _, first, _, last in annotation.expected("q19"):
            assert found[partner]["first_began"] == first
            assert found[partner]["last_began"].removeprefix("../") >= last, "or one not core, and later"

    def test_the_best_connected(self, ask: Ask, annotation: Annotation) -> None:
        found = [row["actor"] for row in ask("best-connected", period="../..", limit="5")]
        assert {row[0] for row in annotation.expected("q21")[:4]} <= set(found)

    def test_what_began(self, ask: Ask, annotation: Annotation) -> None:
        found = ask("began", since="1945-09", until="1946")
        rows = [[r["began"], r["source"], r["relation"], r["target"], r["claim"]] for r in found]
        assert all(row in rows for row in annotation.expected("q23"))

    def test_proxy_wars(self, ask: Ask, annotation: Annotation) -> None:
        columns = annotation.questions["q25"]["columns"]
        assert [[row[name] for name in columns] for row in ask("proxy-wars")] == annotation.expected("q25")
