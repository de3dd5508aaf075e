"""Statements that cannot both hold are linked, and others are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_readings import ACTORS, reading, said

from graph.grouping import statements
from graph.model import Reading


def disagreeing(*readings: Reading) -> list[tuple[str, str]]:
    """Pairs of places whose statements disagree."""
    found = {s.id: s for s in statements(readings, ACTORS)}
    place = {ident: str(min(one.start_char for one in s.readings)) for ident, s in found.items()}
    pairs = {tuple(sorted((place[i], place[o]))) for i, s in found.items() for o in s.disagrees}
    return sorted((one, other) for one, other in pairs)


def denied(start: str | None, at: int, type_: str = "RECOGNIZED", end: str | None = None) -> Reading:
    return reading(type_, start, at, modality="negated", end=end)


@pytest.mark.parametrize(
    ("readings", "pairs"),
    [
        pytest.param([reading(start="1950"), denied("1950", 1)], [("0", "1")], id="same year"),
        pytest.param([reading(start="1950"), denied("1955", 1)], [("0", "1")], id="recognition lasts"),
        pytest.param([reading(start="1950"), denied("1948", 1)], [], id="denied for a year before"),
        pytest.param([reading(start="1950"), denied("1948/..", 1)], [("0", "1")], id="denied since"),
        pytest.param(
            [reading(start="1950"), denied("1946", 1, end="1955")], [("0", "1")], id="denied through"
        ),
        pytest.param([reading(start="1950"), denied(None, 1, end="1950")], [], id="denied until then"),
        pytest.param(
            [reading(start="1950"), denied(None, 1, end="1951")], [("0", "1")], id="denied until later"
        ),
        pytest.param(
            [reading(start="1950-03"), denied("1950", 1, end="1950")], [("0", "1")], id="denied all year"
        ),
        pytest.param(
            [reading("SUPPORTED", "1946", end="1950"), denied("1950", 1, "SUPPORTED")],
            [],
            id="denied from its end",
        ),
        pytest.param(
            [reading("SUPPORTED", "1946", end="1950"), denied("1949", 1, "SUPPORTED")],
            [("0", "1")],
            id="denied before its end",
        ),
        pytest.param(
            [reading("VISITED", "1950-03", end="1950-05"), denied("1950-04", 1, "VISITED")],
            [("0", "1")],
            id="an act has no end of its own",
        ),
        pytest.param([reading(start="1950"), denied(None, 1)], [], id="undated denial"),
        pytest.param([reading(), denied("1948", 1)], [], id="undated assertion"),
        pytest.param([reading(), denied(None, 1)], [("0", "1")], id="neither is dated"),
        pytest.param([reading("VISITED", "1950"), denied("1951", 1, "VISITED")], [], id="another year"),
        pytest.param(
            [reading("VISITED", "1950"), denied("1950-03-02", 1, "VISITED")], [("0", "1")], id="a day of it"
        ),
        pytest.param(
            [reading(start="1950"), reading(start="1950", at=1, modality="intended"), denied("1950", 2)],
            [("0", "2")],
            id="an intention denies nothing",
        ),
        pytest.param([reading(start="1950"), replace(denied("1950", 1), target="c")], [], id="other ends"),
        pytest.param(
            [reading("FOUNDED", "1950"), replace(denied("1950", 1, "FOUNDED"), source="c")],
            [],
            id="somebody else did not found it",
        ),
    ],
)
def test_what_is_asserted_and_denied(readings: list[Reading], pairs: list[tuple[str, str]]) -> None:
    assert disagreeing(*readings) == pairs


def test_an_impossible_order_contradicts_nothing() -> None:
    assert disagreeing(reading("VISITED", "1930"), denied(None, 1, "VISITED")) == []
    assert disagreeing(reading("VISITED"), denied("1930", 1, "VISITED")) == []


def test_what_happens_once_has_one_date() -> None:
    assert disagreeing(*said("1950", "1951")) == [("0", "1")]
    assert disagreeing(*said("1950", "1950-01")) == []
    assert disagreeing(*said("1950/1951", "1951/1952")) == []
    assert disagreeing(*said("1950", "1951", type_="VISITED")) == []
    assert disagreeing(*said("1950", "1951", type_="SUPPORTED")) == []
    years = statements(said(*(str(year) for year in range(1950, 1960))), ACTORS)
    ids = [s.id for s in years]
    assert [list(s.disagrees) for s in years] == [[i for i in ids if i != own] for own in ids]


def test_what_lasts_and_happens_once_has_one_end() -> None:
    assert disagreeing(reading(start="1950", end="1960"), reading(start="1950", at=1, end="1970")) == [
        ("0", "1")
    ]
    assert disagreeing(reading(start="1950", end="1960"), reading(start="1950", at=1, end="196X")) == []


def test_one_thing_is_founded_once_whoever_did() -> None:
    by_a, by_b = reading("FOUNDED", "1950", target="c"), reading("FOUNDED", "1951", 1, source="b", target="c")
    assert disagreeing(by_a, by_b) == [("0", "1")]
    assert disagreeing(by_a, replace(by_b, start="1950-03")) == []
    assert disagreeing(by_a, replace(by_b, target="a")) == []


def test_one_body_takes_a_new_name_once_whatever_it_is() -> None:
    to_b, to_c = reading("RENAMED_TO", "1950"), reading("RENAMED_TO", "1951", 1, target="c")
    assert disagreeing(to_b, to_c) == [("0", "1")]
    assert disagreeing(to_b, replace(to_c, source="b")) == []
