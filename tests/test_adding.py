"""Runs are added some readings at a time; how many, nobody can tell afterwards."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from runs import FACTS, SECOND, quotations, run
from store_contents import described_differently, jsonl

from graph.errors import BadInput
from graph.model import Actor
from graph.stores import adding, derive
from graph.stores.embedded import EmbeddedStore

pytest_plugins = ["store_fixtures"]

MANY = "It was renamed in 1976. The USSR helped it.\n"
LATER = (("The USSR helped it.", "ussr", "AIDED", "drv", "1955"), *FACTS)


def many(name: str = "many.txt"):
    """A run of a text that says the same twice, and one thing of another time."""
    one = run(MANY, name, facts=LATER)
    return replace(one, readings=(*one.readings, *one.readings[::-1]))


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_however_few_readings_are_taken_at_a_time_the_same_comes_of_them(tmp_path, monkeypatch, size, order):
    added = [many(), run(SECOND, "second.txt"), *described_differently()[2:3]]
    with EmbeddedStore(tmp_path / "whole.db", create=True) as store:
        store.add(added)
        expected, status = jsonl(store), store.status()
    monkeypatch.setattr(adding, "CHUNK", size)
    with EmbeddedStore(tmp_path / "parts.db", create=True) as store:
        for place in order:
            store.add([added[place]])
        assert (jsonl(store), store.status(), store.verify()) == (expected, status, [])


def test_a_run_that_contradicts_itself_late_leaves_nothing(store, monkeypatch):
    monkeypatch.setattr(adding, "CHUNK", 1)
    store.add([run()])
    before = jsonl(store), store.version()
    with pytest.raises(BadInput, match="no actor is called so"):
        store.add([replace(many(), actors=run().actors[:1])])
    assert (jsonl(store), store.version(), store.verify()) == (*before, [])


def test_readings_of_two_versions_of_a_reader_in_one_run(store):
    newer, older = run(SECOND, "second.txt", reader="text 2"), run(SECOND, "second.txt")
    both = quotations(newer, older)
    store.add([replace(both, reader="text 2"), run()])
    assert {r.reader for s in store.statements() for r in s.readings} == {"text 1", "text 2"}
    assert {r.reader for s in store.statements("srv") for r in s.readings} == {"text 2"}
    assert store.verify() == []


def test_what_is_said_of_a_known_actor_changes_what_is_known_as_if_all_were_said_at_once(store):
    told = [
        Actor("ho", "Ho", "Person", existed="1900/.."),
        Actor("ho", "Ho Chi Minh", "Person", ("Ho",), verified=False),
        Actor("ho", "Hồ Chí Minh", "Person", ("Nguyen Ai Quoc",), "1890-05-19/1969-09-02"),
        Actor("ho", "Ho", "Group"),
        Actor("ho", "Ba", "Person", verified=False),
        Actor("ho", "Ho", "Person", ("Ba",), existed="1946/.."),
    ]
    for place, actor in enumerate(told):
        more = (actor, *(a for a in run().actors if a.id != "ho"))
        store.add([replace(run(f"{place}\n{SECOND}", f"{place}.txt"), actors=(*more, *run(SECOND).actors))])
        assert store.actors(["ho"])["ho"] == derive.merged(told[: place + 1])
        assert store.verify() == []


def test_facts_that_are_taken_for_each_other_stay_apart(store, monkeypatch):
    monkeypatch.setattr(adding, "crc32", lambda _: 0)
    store.add([many(), run()])
    kinds = sorted(one.type for one in store.statements())
    assert kinds == ["AIDED", "AIDED", "COOPERATED_WITH", "PROCLAIMED", "RECOGNIZED", "RENAMED_TO"]
    assert store.verify() == []
