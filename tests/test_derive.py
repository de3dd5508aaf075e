"""Derived tables: what all descriptions of an actor make, and when the tables are made anew."""

from __future__ import annotations

import itertools
import sqlite3

from runs import run
from store_contents import jsonl

from graph.model import Actor
from graph.stores import derive
from graph.stores.embedded import EmbeddedStore

pytest_plugins = ["store_fixtures"]


def test_what_is_said_of_one_actor_is_merged_whatever_the_order():
    told = [
        Actor("a", "Annam", "Place", ("Trung Ky",)),
        Actor("a", "Aaa", "Place", existed="1900/..", verified=False),
        Actor("a", "Annam", "State", existed="1800/1945"),
        Actor("a", "Annam", "Group", existed="1801/1945"),
    ]
    results = {derive.merged(order) for order in itertools.permutations(told)}
    assert results == {Actor("a", "Annam", "Place", ("Aaa", "Trung Ky"), "1800/1945", True)}
    [result] = results
    assert derive.merged([*told, result]) == result
    assert derive.merged([told[1], told[0]]).existed == "1900/.."


def test_other_rules_make_the_derived_tables_anew(store, path, monkeypatch):
    store.add([run()])
    before, version = jsonl(store), store.version()
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = 'older' WHERE key = 'rules'")
        raw.execute("DELETE FROM statements")
    raw.close()
    with EmbeddedStore(path) as renewed:
        assert jsonl(renewed) == before
        assert renewed.verify() == []
        assert renewed.version() != version, "so that an index is made anew"
