"""What `verify` finds in a store that is not as it was written."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from runs import FIRST, SECOND, quotations, run

from graph.stores.embedded import EmbeddedStore

pytest_plugins = ["store_fixtures"]


@pytest.mark.parametrize(
    ("table", "column", "complaint"),
    [
        ("readings", "quote", "changed: readings"),
        ("readings", "source", "changed: readings"),
        ("readings", "qualifiers", "changed: readings"),
        ("runs", "reader", "changed: readings"),
        ("texts", "text", "changed: texts"),
        ("descriptions", "body", "changed: descriptions"),
        ("statements", "type", "stale: statements"),
        ("names", "folded", "stale: names"),
    ],
)
def test_verify_finds_a_changed_cell(store, path, table, column, complaint):
    store.add([run()])
    assert store.verify() == []
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"UPDATE {table} SET {column} = coalesce({column}, '') || '?'")
    raw.close()
    with EmbeddedStore(path) as changed:
        complaints = changed.verify()
    assert any(line.startswith(complaint) for line in complaints), complaints


def test_verify_finds_a_quote_that_does_not_fit_a_text_that_came_later(store):
    [one, *_] = run().readings
    wrong = replace(quotations(run()), readings=(replace(one, start_char=5, end_char=5 + len(one.quote)),))
    store.add([wrong, run()])
    assert [line.partition(":")[0] for line in store.verify()] == ["misplaced"]


def test_verify_finds_a_damaged_page(store, path):
    store.add([run(), run(SECOND, "second.txt")])
    store.close()
    data = bytearray(path.read_bytes())
    with sqlite3.connect(path) as raw:
        [[root]] = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'statements_fact'")
    raw.close()
    page = slice((root - 1) * 4096 + 100, root * 4096)
    data[page] = b"\xff" * (page.stop - page.start)
    path.write_bytes(data)
    with EmbeddedStore(path) as damaged:
        assert damaged.verify()


def test_verify_finds_a_reading_that_is_said_to_be_of_another_document(store, path):
    store.add([run(FIRST), run(SECOND, "second.txt")])
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO repeats SELECT 3 - run, id FROM readings LIMIT 1")
    raw.close()
    with EmbeddedStore(path) as changed:
        [complaint] = changed.verify()
    assert complaint.endswith("is said to be of a run that did not read its document")
