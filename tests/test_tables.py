"""Tables at a terminal: nothing is lost, whatever its width; graph values in one line."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.cli import output
from graph.cli.shapes import shape


def drawn(width: int, columns: list[str], rows: list[list[Any]]) -> str:
    """The table as a terminal `width` columns wide shows it."""

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    with pytest.MonkeyPatch.context() as patch:
        screen = Screen()
        patch.setenv("COLUMNS", str(width))
        patch.setenv("TERM", "xterm")
        patch.setattr("sys.stdout", screen)
        output.rows(columns, rows, output.Format.table)
        return re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())


WORDS = st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=30), max_size=8).map(" ".join)


@settings(max_examples=60)
@given(st.integers(40, 160), st.integers(1, 9), st.data())
def test_no_letter_is_lost_and_no_line_too_long(width: int, count: int, data: st.DataObject) -> None:
    columns = [f"column{i}" for i in range(count)]
    rows = data.draw(st.lists(st.lists(WORDS, min_size=count, max_size=count), min_size=1, max_size=3))
    shown = drawn(width, columns, rows)
    assert max(map(len, shown.splitlines())) <= width
    letters = re.sub(r"row \d+$|column\d", "", shown, flags=re.MULTILINE)
    assert sorted(re.findall("[a-h]", letters)) == sorted(re.findall("[a-h]", str(rows)))


def test_many_columns_make_a_block_a_row() -> None:
    shown = drawn(60, [f"c{i}" for i in range(9)], [["some words that need room"] * 9])
    assert shown.splitlines()[0].strip() == "row 1" and "c8" in shown.splitlines()[-1]


def test_narrow_columns_stay_whole_beside_a_long_one() -> None:
    shown = drawn(80, ["id", "quote"], [["s618ebd0dd46bdbde", "word " * 40]])
    assert "s618ebd0dd46bdbde" in shown and len(shown.splitlines()) > 5


def node(name: str, label: str = "Person") -> dict[str, Any]:
    return {"labels": ["Actor", label], "properties": {"id": name.lower(), "name": name}}


def step(kind: str, source: str, target: str, **properties: Any) -> dict[str, Any]:
    return {"type": kind, "source": source, "target": target, "properties": properties}


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (node("Ada"), "(Ada :Person)"),
        ({"labels": ["Passage"], "properties": {"text": "So\n it  was."}}, "(“So it was.” :Passage)"),
        (step("MET", "a", "b"), "(a)-[MET]->(b)"),
        (step("MET", "a", "b", start="1950", modality="negated"), "(a)-[MET 1950, negated]->(b)"),
        (step("LED", "a", "b", start="1950", end="1951"), "(a)-[LED 1950 – 1951]->(b)"),
        (step("LED", "a", "b", end="1951"), "(a)-[LED .. – 1951]->(b)"),
        (
            {
                "nodes": [node("A"), node("B"), node("C")],
                "relationships": [step("MET", "a", "b", start="1950"), step("LED", "c", "b")],
            },
            "(A)-[MET 1950]->(B)<-[LED]-(C)",
        ),
        ({"nodes": [node("A")], "relationships": []}, "(A)"),
        ({"name": "a map of one's own"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_graph_values_in_one_line(value: dict[str, Any], line: str | None) -> None:
    assert shape(value) == line
