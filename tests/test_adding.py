"""Runs are added some readings at a time; how many, nobody can tell afterwards."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from runs import FACTS, FIRST, SECOND, quotations, run
from store_contents import described_differently, jsonl

from graph.errors import BadInput, StoreError
from graph.model import Actor, Run
from graph.stores import adding, columns, derive, singles
from graph.stores import runs as kept_runs
from graph.stores.base import Added
from graph.stores.embedded import EmbeddedStore
from graph.stores.schema import INDEXES, KEPT_INDEXES

pytest_plugins = ["store_fixtures"]

MANY = "It was renamed in 1976. The USSR helped it.\n"
LATER = (("The USSR helped it.", "ussr", "AIDED", "drv", "1955"), *FACTS)


def many(name: str = "many.txt"):
    """A run of a text that says the same twice, and one thing of another time."""
    one = run(MANY, name, facts=LATER)
    return replace(one, readings=(*one.readings, *one.readings[::-1]))


def few_at_a_time(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(adding, "CHUNK", size)
    monkeypatch.setattr(singles, "_AT_ONCE", size)


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_however_few_readings_are_taken_at_a_time_the_same_comes_of_them(tmp_path, monkeypatch, size, order):
    added = [many(), run(SECOND, "second.txt"), *described_differently()[2:3]]
    with EmbeddedStore(tmp_path / "whole.db", create=True) as store:
        store.add(added)
        expected, status = jsonl(store), store.status()
    few_at_a_time(monkeypatch, size)
    with EmbeddedStore(tmp_path / "parts.db", create=True) as store:
        for place in order:
            store.add([added[place]])
        assert (jsonl(store), store.status(), store.verify()) == (expected, status, [])


def test_a_run_that_contradicts_itself_late_leaves_nothing(store, monkeypatch):
    few_at_a_time(monkeypatch, 1)
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
    monkeypatch.setattr(columns, "crc32", lambda _: 0)
    store.add([many(), run()])
    kinds = sorted(one.type for one in store.statements())
    assert kinds == ["AIDED", "AIDED", "COOPERATED_WITH", "PROCLAIMED", "RECOGNIZED", "RENAMED_TO"]
    assert store.verify() == []


@pytest.mark.parametrize("size", [1, 2, 5_000])
def test_what_other_rules_made_is_made_again_with_progress(tmp_path, monkeypatch, size):
    path = tmp_path / "a.db"
    edited, newer = run(f"Again. {SECOND}", "second.txt"), run(reader="text 2")
    with EmbeddedStore(path, create=True) as store:
        store.add([many(), *described_differently(), run(SECOND, "second.txt"), edited, newer])
        expected, status = jsonl(store), store.status()
        [[kept]] = store._db.rows("SELECT count(*) FROM readings")
        store._db.change("UPDATE meta SET value = 'others' WHERE key = 'rules'")
        store._db.change("UPDATE statements SET fact = 'other', type = 'other'")
    few_at_a_time(monkeypatch, size)
    told: list[tuple[int, int]] = []
    with EmbeddedStore(path, progress=lambda *done: told.append(done)) as store:
        assert (jsonl(store), store.status(), store.verify()) == (expected, status, [])
    assert told[0] == (0, kept) and told[-1] == (kept, kept) and told == sorted(told)
    told.clear()
    with EmbeddedStore(path, progress=lambda *done: told.append(done)):
        assert told == [], "once is enough"


def test_a_large_first_load_that_says_the_same_twice(reopen, monkeypatch):
    few_at_a_time(monkeypatch, 1)
    with reopen() as store:
        [added] = store.add([many()])
        assert added.new == len(set(many().readings)) < len(many().readings)
        assert store.verify() == []
        [[mode]] = store._db.rows("PRAGMA journal_mode")
        indexes = {name for (name,) in store._db.rows("SELECT name FROM sqlite_schema WHERE type = 'index'")}
    assert mode == "wal" and {*KEPT_INDEXES, *INDEXES} <= indexes


def test_a_large_first_load_beside_a_reader(tmp_path, monkeypatch):
    few_at_a_time(monkeypatch, 1)
    path = tmp_path / "a.db"
    with EmbeddedStore(path, create=True) as store:
        store.add([Run("", "0", "jsonl 1", (), (), ())])
        with EmbeddedStore(path) as reader, reader.snapshot():
            assert jsonl(reader) == ""
            store.add([many()])
            assert jsonl(reader) == "", "one state for the whole snapshot"
        assert jsonl(store) and store.verify() == []


def test_a_long_text_is_kept_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_runs, "_LONG", 10)
    monkeypatch.setattr(columns, "_PART", 7)
    one = many()
    with EmbeddedStore(tmp_path / "a.db", create=True) as store:
        store.add([one, run()])
        texts = [store.text(document.id) for document in store.documents()]
        assert texts == [run().documents[0].text, MANY] and "Hồ" in FIRST
        assert [each.documents for each in store.runs()] == [one.documents, run().documents]
        assert store.verify() == []
        store._db.change("UPDATE texts SET text = replace(CAST(text AS TEXT), 'in', 'on')")
        assert store.verify()


def test_one_more_reading_of_a_fact_leaves_the_statement_where_it_is(tmp_path):
    kept: list[bool] = []
    with EmbeddedStore(tmp_path / "a.db", create=True) as store:
        store.add([run()])
        for number in range(6):
            before, written = {one.id for one in store.statements()}, []
            store._db._connection.set_trace_callback(written.append)
            store.add([run(f"{FIRST} {number}", f"{number}.txt")])
            store._db._connection.set_trace_callback(None)
            assert any("INTO further_readings" in sql for sql in written), "the facts are known"
            if before == {one.id for one in store.statements()}:  # no reading has a smaller id
                kept.append(not any(" statements" in sql for sql in written if not sql.startswith("SELECT")))
            assert store.verify() == []
    assert kept and all(kept)


def test_what_gives_way_within_one_load_has_replaced_nothing(store):
    two = run()
    two = replace(two, reader="text 2", readings=tuple(
        replace(one, reader=f"text {place}") for place, one in enumerate(two.readings, 1)
    ))  # fmt: skip
    assert store.add([two]) == [Added(2, 0, False)]
    assert len(list(store.statements())) == 1 and store.verify() == []


def test_a_reading_without_words_is_not_left_out_in_silence(store):
    one = run()
    with pytest.raises(StoreError, match="NOT NULL"):
        store.add([replace(one, readings=(replace(one.readings[0], rule=None), *one.readings[1:]))])
    assert list(store.statements()) == [] and store.verify() == []


def test_what_refers_to_a_row_is_found_by_an_index_when_that_goes(store):
    store.add([run()])
    tables = [name for (name,) in store._db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        indexes = [name for _, name, *_ in store._db.rows(f"PRAGMA index_list({table})")]
        leading = {store._db.rows(f"PRAGMA index_info({index})")[0][2] for index in indexes}
        for reference in store._db.rows(f"PRAGMA foreign_key_list({table})"):
            if (table, reference[3]) != ("runs", "text"):  # one text a document: all runs are gone through
                assert reference[3] in leading, (table, reference[3])


def test_a_document_that_is_forgotten_takes_along_what_its_load_said_of_actors(store):
    """The load told of another document too, which a newer reader has read since."""
    both = quotations(run(), run(SECOND, "second.txt"))
    told = tuple(replace(actor, aliases=(*actor.aliases, "Only here")) for actor in both.actors)
    store.add([replace(both, actors=told), run(SECOND, "second.txt", reader="text 2")])
    assert store.find("Only here")
    store.forget("first.txt")
    assert not store.find("Only here") and store.verify() == []
