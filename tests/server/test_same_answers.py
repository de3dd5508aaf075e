"""Every canned question, with many values of its parameters: the same rows in the same order on both stores.

What is new in `queries/` is tested by itself.
"""

from __future__ import annotations

import random
import shlex
from collections.abc import Iterator

import pytest
from server.both_stores import Both

from graph import canned
from graph.canned import Parameter
from graph.errors import HistgraphError
from graph.stores.kept import KeptStore

pytestmark = [
    pytest.mark.java,
    pytest.mark.parametrize("both", ["packaged", "corpora"], indirect=True, scope="module"),
]

SEED = 1945
TRIES = 3
DATES = ("1950", "1945-09/1946", "197X", "1968-05-01", "../1950", "1990/..", "1898", "1776/1991")
INTEGERS = ("1", "5", "1000")
TEXTS = {
    "claim": ("negated", "intended", "reported"),
    "relation": ("RECOGNIZED", "fought", "SUPPORTED"),
    "kind": ("Person", "organization", "State"),
}
Given = dict[str, str]


@pytest.mark.parametrize("name", canned.questions())
def test_a_canned_question_has_the_same_answer(both: Both, name: str) -> None:
    asked = canned.question(name)
    columns = list(asked.columns)
    answered = 0
    for given in parameters(both.embedded, asked):
        here = canned.ask(both.embedded, name, given, rows=100_000, seconds=300)
        there = canned.ask(both.server, name, given, rows=100_000, seconds=300)
        assert (here.columns, there.columns) == (columns, columns), given
        assert here.rows == there.rows, given
        answered += 1
    assert answered >= min(TRIES, 1 + len(asked.parameters))


def parameters(store: KeptStore, asked: canned.Question) -> Iterator[Given]:
    """The defaults and the example, if this store knows their actors, and some that it is sure to know."""
    example = dict(part.split("=", 1) for part in shlex.split(asked.example)[3:])
    yield from (given for given in ({}, example) if _fits(store, asked, given))
    actors = best_connected(store)
    chosen = random.Random(f"{SEED} {asked.name}")
    for _ in range(TRIES if asked.parameters else 0):
        yield {p.name: value for p in asked.parameters if (value := _value(p, actors, chosen))}


def best_connected(store: KeptStore) -> list[str]:
    query = (
        "MATCH (a:Actor)-[r]-(b:Actor) WITH a.id AS id, count(DISTINCT b.id) AS n "
        "RETURN id ORDER BY n DESC, id LIMIT 12"
    )
    return [row[0] for row in store.cypher(query).rows]


def _fits(store: KeptStore, asked: canned.Question, given: Given) -> bool:
    try:
        canned.bind(store, asked, given)
    except HistgraphError:
        return False
    return True


def _value(parameter: Parameter, actors: list[str], chosen: random.Random) -> str:
    if parameter.default is None and chosen.random() < 0.3:
        return ""
    values = {"actor": actors, "date": DATES, "integer": INTEGERS, "text": TEXTS.get(parameter.name, ())}
    return chosen.choice(values[parameter.type])
