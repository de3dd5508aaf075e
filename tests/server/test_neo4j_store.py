"""A Neo4j store beside an embedded one: the same in, the same out."""

from __future__ import annotations

from store_contents import jsonl
from store_fixtures import Opener

from graph import ledger
from graph.cli.reading import PACKAGED


def test_what_is_loaded_is_there_when_the_store_is_opened_again(reopen: Opener) -> None:
    with reopen() as store:
        reports = list(ledger.load(store, [PACKAGED]))
        before = jsonl(store)
    assert all(report.error is None for report in reports)
    with reopen() as store:
        assert jsonl(store) == before and before
        assert store.cypher("MATCH (n:Document) RETURN count(n) AS n").rows == [[2]]
        assert store.verify() == []
