"""`histgraph reach`: years, lists, forms, and what it says when there is nobody."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cli_runs import invoke, statements


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small.jsonl").write_text(statements(), encoding="utf-8")
    assert invoke("load", "small.jsonl").exit_code == 0


def rows(*words: str) -> list[list[str]]:
    result = invoke("reach", *words, "-f", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.reader(io.StringIO(result.stdout)))


def test_years_are_counted() -> None:
    assert rows("the Liberator") == [
        ["year", "possibly", "certainly", "possibly so far", "certainly so far", "who"],
        ["1819", "1", "1", "1", "1", "Republic of Colombia"],
        ["1822", "1", "1", "2", "2", "Peru"],
        ["1825", "1", "1", "3", "3", "Bolivia"],
        ["1831", "1", "1", "4", "4", "Republic of New Granada"],
    ]


def test_the_list_says_when_and_by_way_of_whom() -> None:
    header, _, peru, *_ = rows("Bolivar", "--list")
    assert header == ["name", "kind", "possibly since", "certainly by", "steps", "via", "id"]
    assert peru == ["Peru", "State", "1822-07-01", "1822-07-31", "2", "Republic of Colombia", "peru"]
    assert [row[0] for row in rows("Bolivar", "--list", "--steps", "1")[1:]] == [
        "Republic of Colombia",
        "Bolivia",
    ]


def test_what_is_undated_can_be_at_any_time() -> None:
    found = json.loads(invoke("reach", "Bolivar", "--undated", "-f", "json").stdout)
    assert found[0] == {
        **{"year": "any time", "possibly": 1, "certainly": 0, "possibly so far": 1, "certainly so far": 0},
        "who": "Spain",
    }
    everybody = rows("Bolivar", "--undated", "--list")[1:]
    certain = rows("Bolivar", "--undated", "--list", "--certain")[1:]
    assert {row[0] for row in everybody} - {row[0] for row in certain} == {"Spain"}
    assert [row[2:5] for row in everybody if row[0] == "Spain"] == [["", "", "1"]]


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (("Perru",), 1, "no actor is called 'Perru' (did you mean Peru?)"),
        (
            ("Spain", "--until", "1700"),
            1,
            "nobody is reached from Spain (--undated lets undated relations in; later",
        ),
        (("Peru", "--from", "soon"), 2, "--from: 'soon' is not a date"),
        (("Peru", "--family", "conflit"), 2, "(did you mean conflict?)"),
    ],
)
def test_mistakes_end_in_one_line(words: tuple[str, ...], code: int, line: str) -> None:
    result = invoke("reach", *words)
    assert result.exit_code == code
    assert line in result.stderr
    assert len(result.stderr.splitlines()) == 1
