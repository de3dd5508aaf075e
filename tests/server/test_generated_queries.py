"""Hundreds of read queries made by chance: the same columns and rows on both stores.

They keep off the differences that are declared (`differences.toml`).
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from server.both_stores import Both
from server.generated_queries import FORMS, Words, queries

from graph.stores.cypher_errors import CypherError
from graph.stores.kept import KeptStore

pytestmark = [pytest.mark.java, pytest.mark.parametrize("both", ["packaged"], indirect=True, scope="module")]

SEED = 19450902
COUNT = 512


def answer(store: KeptStore, query: str, *, ordered: bool = True) -> tuple[list[str], list[str]]:
    """Columns, and rows as text, in which 1 is not 1.0 and keys of maps have an order."""
    try:
        table = store.cypher(query, rows=100_000, seconds=120)
    except CypherError as error:
        return ["refused"], [str(error)]
    rows = [json.dumps(row) for row in table.rows]
    return table.columns, rows if ordered else sorted(rows)


def test_generated_queries_have_the_same_answers(both: Both) -> None:
    different: list[Any] = []
    answered = 0
    for query in queries(Words.of(both.embedded), SEED, COUNT):
        here, there = (answer(store, query.text, ordered=query.ordered) for store in both)
        answered += bool(there[1])
        if here != there:
            different.append((query.text, here, there))
    assert different == []
    assert answered >= COUNT // 2, "queries that find nothing prove little"


def test_the_same_seed_makes_the_same_queries(both: Both) -> None:
    first, second = (list(queries(Words.of(store), SEED, 3 * len(FORMS))) for store in both)
    assert first == second
