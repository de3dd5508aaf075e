"""The canned questions: headers, parameters, and what both engines can do with their Cypher."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from small_store import SmallStore

from graph import canned
from graph.errors import BadInput, NothingFound, UsageError
from graph.stores.cypher_guard import check, tokens

QUESTIONS = canned.questions()


def test_there_are_at_least_twenty_five() -> None:
    assert len(QUESTIONS) >= 25


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
class TestEachQuestion:
    def test_has_a_complete_header(self, asked: canned.Question) -> None:
        assert asked.title and asked.about and asked.columns
        assert all(parameter.meaning for parameter in asked.parameters)

    def test_its_example_can_be_asked(self, asked: canned.Question) -> None:
        program, command, name, *given = shlex.split(asked.example)
        assert (program, command, name) == ("histgraph", "ask", asked.name)
        assert {pair.split("=")[0] for pair in given} <= {p.name for p in asked.parameters}

    def test_runs_with_its_defaults(self, asked: canned.Question) -> None:
        store = SmallStore()
        canned.ask(store, asked.name)
        [(query, bound)] = store.asked
        used = set(re.findall(r"\$(\w+)", code(query)))
        assert used <= set(bound)
        assert {name.removesuffix("_first").removesuffix("_last") for name in used} == {
            parameter.name for parameter in asked.parameters
        }

    def test_only_reads(self, asked: canned.Question) -> None:
        assert check(asked.cypher)

    def test_keeps_to_what_both_engines_do_alike(self, asked: canned.Question) -> None:
        """See the differences of the embedded engine that are known."""
        text = code(asked.cypher)
        assert not re.search(r"\bSHORTEST\b", text, re.I), "a word that only Neo4j knows"
        if re.search(r"shortestPath", text, re.I):
            assert "relationships(" not in text, "that condition is applied after the search"
        assert not re.search(r"\b(count|collect|min|max|sum|avg)\s*\([^()]*\)(\[[^]]*\])?\s+IS\b", text, re.I)
        assert not re.search(r"\b(id|elementId)\s*\(", text, re.I), (
            "ids of the engine mean nothing: ours is .id"
        )
        assert not re.search(r"\brange\s*\(", text, re.I), "its length is capped"
        assert not re.search(
            r"\w\.\w+ (<=?|>=?|<>|=) CASE\b", text.replace("< =", "<=").replace("> =", ">=")
        ), "a property is not compared with a CASE: write OR"

    def test_has_one_order(self, asked: canned.Question) -> None:
        """The last key of the order is our id, or the ids of all that a row is about, or what rows count."""
        order = re.split(r"\bORDER BY\b", code(asked.cypher))[-1].split("LIMIT")[0].strip()
        counted = {"decades": "decade"}
        assert re.search(r"(\w+\.(id|end)|\bids)$", order) or order == counted.get(asked.name)

    def test_no_column_hides_a_variable(self, asked: canned.Question) -> None:
        """ORDER BY a.id after RETURN … AS a would look into the column."""
        returned = re.split(r"\bRETURN\b", code(asked.cypher))[-1]
        order = re.split(r"\bORDER BY\b", returned)[-1]
        assert not set(asked.columns) & set(re.findall(r"\b(\w+)\.", order))


def code(query: str) -> str:
    return (
        " ".join(token.text for token in tokens(query) if token.kind != "string")
        .replace(" . ", ".")
        .replace("$ ", "$")
    )


def test_names_are_forgiving_and_near_ones_suggested() -> None:
    assert canned.question("In Force").name == "in-force"
    with pytest.raises(UsageError, match="timeline"):
        canned.question("timelin")
    with pytest.raises(UsageError, match="histgraph ask lists them"):
        canned.question("qqqq")


def test_an_actor_goes_by_any_name() -> None:
    asked = canned.question("between")
    for name in ("Nguyen Ai Quoc", "ho chi minh", "Hồ Chí Minh", "ho-chi-minh"):
        assert canned.bind(SmallStore(), asked, {"one": name})["one"] == "ho-chi-minh"


def test_an_unknown_actor_is_nothing_found_with_near_names() -> None:
    with pytest.raises(NothingFound, match="did you mean China"):
        canned.ask(SmallStore(), "timeline", {"actor": "Chile"})


def test_a_default_that_the_store_does_not_know_asks_for_a_name() -> None:
    empty = SmallStore(readings=(), listed=())
    with pytest.raises(UsageError, match="timeline needs actor=NAME"):
        canned.ask(empty, "timeline")


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("1950", "1950-01-01", "1950-12-31"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("1950-01-31", "1950-01-31", "1950-01-31"),
        ("../1950", None, "1950-12-31"),
        ("1950/..", "1950-01-01", None),
    ],
)
def test_a_date_is_bound_to_its_first_and_last_day(given: str, first: str | None, last: str | None) -> None:
    bound = canned.bind(SmallStore(), canned.question("in-force"), {"day": given})
    assert bound == {"day_first": first, "day_last": last, "actor": None}


@pytest.mark.parametrize(
    ("name", "given", "complaint"),
    [
        ("in-force", {"day": "yesterday"}, "yesterday"),
        ("in-force", {"dya": "1950"}, "did you mean day"),
        ("in-force", {"day": " "}, "needs day"),
        ("renamings", {"x": "1"}, "no parameter 'x' .*none"),
        ("best-connected", {"limit": "ten"}, "limit=ten: not a whole number"),
    ],
)
def test_values_that_do_not_fit_are_told(name: str, given: dict[str, str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        canned.ask(SmallStore(), name, given)


def write(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.cypher").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_of_ones_own_adds_and_replaces(tmp_path: Path) -> None:
    write(tmp_path, "timeline", "// title: Mine\nRETURN 1 AS one")
    write(
        tmp_path,
        "born",
        "// title: Born\n// parameter on: day = 1890-05-19; which day\n// columns: x\nRETURN date($on) AS x",
    )
    assert canned.question("timeline", tmp_path).title == "Mine"
    assert set(canned.questions(tmp_path)) == {*QUESTIONS, "born"}
    store = SmallStore()
    canned.ask(store, "born", folder=tmp_path)
    assert store.asked[0][1] == {"on": "1890-05-19"}
    with pytest.raises(UsageError, match="single day"):
        canned.ask(store, "born", {"on": "1890"}, folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("RETURN 1", "no title"),
        ("// titel: x\nRETURN 1", "line 1: not an entry"),
        ("// title: x\n// parameter a: actor\nRETURN 1", "line 2: not a parameter"),
        ("// title: x\n// parameter a: colour = red; hue\nRETURN 1", "line 2: not a parameter"),
    ],
)
def test_a_bad_header_names_file_and_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint) as caught:
        canned.questions(write(tmp_path, "mine", text))
    assert "mine.cypher" in str(caught.value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        canned.questions(tmp_path / "none")
