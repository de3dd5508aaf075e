"""`histgraph ask` as a user types it: the list, a question's help, its Cypher, questions of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runs import invoke, statements

from graph import canned

pytest_plugins = ["engine_fixtures"]

OURS = (
    "// title: Whom an actor fought\n// about: By name.\n// parameter actor: actor = Peru; who fought\n"
    "MATCH (:Actor {id: $actor})-[:FOUGHT]-(b:Actor) RETURN b.name AS enemy ORDER BY b.id\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a question of one's own in `mine`."""
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("mine/enemies.cypher").write_text(OURS, encoding="utf-8")
    return tmp_path


def said(*words: str) -> str:
    result = invoke("ask", *words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_the_list_has_one_line_for_each_question() -> None:
    lines = said().splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(canned.questions())


@pytest.mark.parametrize("name", canned.questions())
def test_help_shows_what_a_question_takes(name: str) -> None:
    asked = canned.question(name)
    told = said(name, "--help")
    assert told == said(name, "-h") == said(name, "--about") == said("--help", name)
    assert told.startswith(f"Usage: histgraph ask {name}")
    plain = " ".join(told.split())
    for parameter in asked.parameters:
        assert f"{parameter.name}: {parameter.type}; {parameter.meaning}" in plain
    assert asked.example in told


def test_help_without_a_question_is_that_of_the_command() -> None:
    assert said("--help").startswith("Usage: histgraph ask [OPTIONS] [QUESTION]")


def test_show_prints_the_cypher_to_start_from() -> None:
    assert said("timeline", "--show").strip() == canned.question("timeline").cypher.strip()


@pytest.mark.parametrize(
    ("name", "meant"),
    [("timelines", "timeline"), ("enemies", "shared-enemies"), ("treaties", "agreements-in-force")],
)
@pytest.mark.parametrize("option", ["--help", "--show"])
def test_near_names_are_suggested(name: str, meant: str, option: str) -> None:
    result = invoke("ask", name, option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert meant in result.stderr.split("did you mean")[1]


def test_questions_of_ones_own_are_listed_explained_and_shown(folder: Path) -> None:
    names = [row["question"] for row in json.loads(said("--queries", "mine", "-f", "json"))]
    assert names == sorted({*canned.questions(), "enemies"})
    assert said("enemies", "--queries", "mine", "--help") == (
        "Usage: histgraph ask enemies [actor=ACTOR]\n  Whom an actor fought. By name.\n"
        "  actor: actor; who fought (if not given: Peru)\n"
    )
    assert said("enemies", "--show", "--queries", "mine") == OURS


@pytest.mark.java
def test_questions_of_ones_own_are_answered(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("small.jsonl").write_text(statements(), encoding="utf-8")
    assert invoke("load", "small.jsonl").exit_code == 0
    monkeypatch.setenv("HISTGRAPH_QUERIES", "mine")
    assert json.loads(said("enemies", "-f", "json")) == [{"enemy": "Republic of Colombia"}]
    assert json.loads(said("enemies", "actor=Gran Colombia", "-f", "json")) == [{"enemy": "Peru"}]
    monkeypatch.delenv("HISTGRAPH_QUERIES")
    result = invoke("ask", "enemies")
    assert (result.exit_code, "no question is called 'enemies'" in result.stderr) == (2, True)
