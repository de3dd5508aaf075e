"""What the commands print: words, forms, exit codes of what goes well."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cli_runs import invoke, statements

from graph import telling
from graph.cli import MODULES
from graph.model import Actor
from graph.when import validate

ASKING = ("actors", "show", "path", "documents", "status", "relations", "ask", "why")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small store, histgraph.db in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("small.jsonl").write_text(statements(), encoding="utf-8")
    loaded = invoke("load", "small.jsonl")
    assert (loaded.exit_code, loaded.stdout) == (0, "small.jsonl: 10 readings\n")
    return tmp_path / "histgraph.db"


def said(*words: str) -> str:
    result = invoke(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def first_id(*words: str) -> str:
    return str(json.loads(said(*words, "--format", "json"))[0]["statement"])


def test_path_tells_each_step_with_words_dates_certainty_and_place(store: Path) -> None:
    told = flat(said("path", "the Liberator", "New Granada", "-k", "1"))
    assert told.startswith("Simón Bolívar → Republic of Colombia → Republic of New Granada Certain: ")
    assert "1. Simón Bolívar proclaimed the Republic of Colombia on 17 December 1819." in told
    assert "“On 17 December 1819”, EDTF 1819-12-17 · certain" in told
    assert "“On 17 December 1819 Bolívar proclaimed Gran Colombia.”" in told
    assert "— north.txt, characters 0–53: after a history of the north" in told
    assert "also: Simón Bolívar led the Republic of Colombia from December 1819 to 1830." in told
    assert told.endswith(
        "In short: On 17 December 1819 Simón Bolívar proclaimed the Republic of Colombia; then in 1831 the "
        "Republic of Colombia was succeeded by the Republic of New Granada."
    )


def test_path_says_what_is_only_possible_and_why(store: Path) -> None:
    told = flat(said("path", "Gran Colombia", "Peru", "--as-of", "1825", "-k", "1"))
    assert "Only possible: the dates allow it, but do not prove it." in told
    assert "only possible: no end is stated, so it may have ended before 1 January 1825" in told
    presumed = flat(said("path", "Gran Colombia", "Peru", "--as-of", "1825", "-k", "1", "--presume"))
    assert "Certain, counting as in force whatever nobody says has ended:" in presumed
    assert "; this counts as in force what nobody says has ended." in presumed


def test_path_notes_conflict_and_speaks_of_no_order_where_none_was_asked(store: Path) -> None:
    told = said("path", "Gran Colombia", "Peru", "--family", "conflict")
    assert "Note: step 1 is a conflict." in told
    loose = said("path", "Bolivia", "Gran Colombia", "--any-order", "-k", "1")
    assert "; then " not in loose


def test_path_as_json_csv_and_markdown(store: Path) -> None:
    [path] = json.loads(said("path", "Bolívar", "New Granada", "-k", "1", "-f", "json"))
    assert path["actors"] == ["Simón Bolívar", "Republic of Colombia", "Republic of New Granada"]
    assert path["certainty"] == "certainly"
    assert path["steps"][0]["window"] == ["1819-12-17"] * 4
    assert [parallel["relation"] for parallel in path["steps"][0]["parallel"]] == ["LED"]
    rows = list(csv.DictReader(io.StringIO(said("path", "Bolívar", "New Granada", "-k", "1", "-f", "csv"))))
    assert [(row["step"], row["relation"], row["start"]) for row in rows] == [
        ("1", "PROCLAIMED", "1819-12-17"),
        ("2", "SUCCEEDED_BY", "1831"),
    ]
    markdown = said("path", "Bolívar", "New Granada", "-k", "1", "-f", "markdown").splitlines()
    assert markdown[0] == "### Simón Bolívar → Republic of Colombia → Republic of New Granada"
    told = " ".join(markdown)
    assert "On 17 December 1819 Simón Bolívar proclaimed the Republic of Colombia[^1.1]" in told
    assert "    “On 17 December 1819 Bolívar proclaimed Gran Colombia.” — " in "\n".join(markdown)


def test_why_gives_words_place_rule_and_what_disagrees(store: Path) -> None:
    [founded] = [
        row
        for row in json.loads(said("show", "Bolivia", "-f", "json"))
        if row["relation"] == "FOUNDED" and row["start"] == "1825"
    ]
    told = flat(said("why", founded["statement"][:9]))
    assert told.startswith("Simón Bolívar founded Bolivia in 1825.")
    assert "«Bolivia has Bolívar for its founder, in 1825.»" in told
    assert "in: south.txt, characters 5000–5045: after a history of the south" in told
    assert "date: “in 1825”, EDTF 1825 (stated here)" in told
    assert "rule: written by hand; read by hand" in told
    assert "Disagrees with: Simón Bolívar founded Bolivia in 1826." in told
    as_json = json.loads(said("why", founded["statement"], "-f", "json"))
    assert as_json["evidence"][0]["quote"] == "Bolivia has Bolívar for its founder, in 1825."
    assert len(as_json["disagrees"]) == 1


def test_show_is_in_the_order_of_time_and_says_what_is_denied(store: Path) -> None:
    rows = json.loads(said("show", "Bolivia", "-f", "json"))
    assert [row["start"] for row in rows] == ["1825", "1826", "1826", "../1830"]
    table = said("show", "Bolivia")
    assert "by 1830" in table
    assert "Spain granted diplomatic recognition to Bolivia (said not to be so)" in table
    undated = json.loads(said("show", "Spain", "-f", "json"))[-1]
    assert (undated["when"], undated["start"]) == ("undated", None)


def test_actors_are_found_by_alias_without_accents_and_by_part(store: Path) -> None:
    for name in ("bolivar", "BOLÍVAR", "The Liberator"):
        [found] = json.loads(said("actors", name, "-f", "json"))
        assert found["id"] == "bolivar"
    assert {row["id"] for row in json.loads(said("actors", "republic", "-f", "json"))} == {
        "gran-colombia",
        "new-granada",
    }
    everyone = json.loads(said("actors", "-f", "json"))
    assert len(everyone) == 6
    degrees = [row["relations"] for row in everyone]
    assert degrees == sorted(degrees, reverse=True)


@pytest.mark.parametrize(
    "words", [("actors",), ("show", "Peru"), ("documents",), ("status",), ("relations",), ("ask",)]
)
def test_rows_come_in_four_forms_with_the_same_cells(store: Path, words: tuple[str, ...]) -> None:
    rows = json.loads(said(*words, "--format", "json"))
    read = list(csv.DictReader(io.StringIO(said(*words, "--format", "csv"))))
    assert len(read) == len(rows) > 0
    assert list(read[0]) == list(rows[0])
    markdown = said(*words, "--format", "markdown").splitlines()
    assert len(markdown) == len(rows) + 2
    assert len(said(*words).splitlines()) == len(rows) + 1


def test_load_tells_what_is_new_what_is_unchanged_and_what_was_replaced(store: Path) -> None:
    assert said("load", "small.jsonl") == "small.jsonl: unchanged\n"
    lines = statements().splitlines(keepends=True)
    Path("small.jsonl").write_text("".join(lines[:-1]), encoding="utf-8")
    assert said("load", "small.jsonl") == "small.jsonl: 9 readings, 0 of them new, 1 replaced\n"


def test_load_reads_standard_input(store: Path) -> None:
    result = invoke("load", "-", "--store", "other.db", standard_input=statements())
    assert (result.exit_code, "10 readings" in result.stdout) == (0, True)
    assert said("export", "-", "-f", "jsonl", "--store", "other.db") == said("export", "-", "-f", "jsonl")


def test_forget_removes_a_document_and_what_it_said(store: Path) -> None:
    assert said("forget", "south.txt") == "south.txt forgotten: 4 readings removed\n"
    assert [row["document"] for row in json.loads(said("documents", "-f", "json"))] == ["north.txt"]


def test_export_to_a_file_can_be_loaded_again(store: Path) -> None:
    for suffix in ("jsonl", "csv"):
        said("export", f"out.{suffix}")
        said("load", f"out.{suffix}", "--store", f"{suffix}.db")
        assert said("export", "-", "-f", "jsonl", "--store", f"{suffix}.db") == said(
            "export", "-", "-f", "jsonl"
        )


def test_view_writes_one_page(store: Path) -> None:
    assert said("view", "page.html").startswith("page.html written, ")
    assert "Simón Bolívar" in Path("page.html").read_text(encoding="utf-8")


def test_verify_and_status_of_a_sound_store(store: Path) -> None:
    result = invoke("verify")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "histgraph.db is sound\n")
    assert {row["what"]: row["count"] for row in json.loads(said("status", "-f", "json"))}["readings"] == 10


def test_the_store_is_named_by_the_environment_too(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.rename("elsewhere.db")
    monkeypatch.setenv("HISTGRAPH_STORE", "elsewhere.db")
    assert "Peru" in said("actors", "Peru")


def test_version_and_help(store: Path) -> None:
    assert said("--version").startswith("histgraph 0.")
    listed = said("--help")
    for name in (*ASKING, "tour", "load", "forget", "cypher", "view", "export", "verify", "evaluate"):
        assert f"\n  {name} " in listed
    short = [line for line in listed.splitlines() if line.startswith("  ")]
    assert not [line for line in short if line.endswith("...")], "a help text is too long for its line"


@pytest.mark.parametrize("name", MODULES)
def test_every_command_has_help_that_fits(name: str) -> None:
    told = said(name, "--help")
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize("end", [None, "1955", "../1955", "1955/..", "1950-03/1955-02~", "196X", "1960~"])
@pytest.mark.parametrize("start", [None, "1950", "../1950", "1950/..", "1949-03/1950-02~", "194X", "1950?"])
def test_dates_are_english_and_their_edtf_is_valid(start: str | None, end: str | None) -> None:
    for kind in ("LED", "JOINED", "VISITED"):
        told = telling.in_time(kind, start, end)
        for wrong in ("from by", "until by", "to by", "from between", "until between", "None", "  "):
            assert wrong not in told
    for part in telling.edtf(start, end).replace("start ", "").replace("end ", "").split(", "):
        validate(None if part == "none" else part)


def test_an_article_stands_where_english_wants_one() -> None:
    told = {
        ("Peru", "State"): "Peru",
        ("Soviet Union", "State"): "the Soviet Union",
        ("Kingdom of Laos", "State"): "the Kingdom of Laos",
        ("Simón Bolívar", "Person"): "Simón Bolívar",
        ("NATO", "Organization"): "NATO",
        ("Communist International (Comintern)", "Organization"): "the Communist International (Comintern)",
        ("the West", "Group"): "the West",
        ("Vietnam War", "Event"): "the Vietnam War",
        ("Operation Rolling Thunder", "Event"): "Operation Rolling Thunder",
        ("Treaty of Versailles", "Agreement"): "the Treaty of Versailles",
    }
    for (name, kind), wanted in told.items():
        assert telling.named(Actor("x", name, kind)) == wanted  # type: ignore[arg-type]
