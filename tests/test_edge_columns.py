"""Columns of a store's statements: as the store tells its edges, kept, and never trusted when stale."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from small_store import ACTORS, DOCUMENTS, READINGS
from strategies import edges

from graph.model import MODALITIES, Document, Run
from graph.stores import edge_columns as kept
from graph.stores.base import Edge
from graph.stores.edge_columns import EdgeColumns, edge_columns, from_edges
from graph.stores.embedded import EmbeddedStore

MARKS = (kept.PUNCTUAL, kept.DATED, kept.EMPTY, kept.OPEN_END)


def told(columns: EdgeColumns) -> list[Edge]:
    """The edges that the columns stand for, in their order."""
    return [
        Edge(
            columns.statement(at),
            columns.actors[columns.source[at]],
            columns.actors[columns.target[at]],
            columns.types[columns.type[at]],
            MODALITIES[columns.flags[at] // kept.MODALITY],
            *(days[at] for days in (columns.start_min, columns.start_max, columns.end_min, columns.end_max)),
            *(
                bool(columns.flags[at] & mark)
                for mark in (kept.PUNCTUAL, kept.DATED, kept.EMPTY, kept.OPEN_END)
            ),
        )
        for at in range(len(columns))
    ]


@settings(max_examples=100)
@given(edges(("a", "b", "c"), ("INVADED", "AIDED"), size=12))
def test_columns_hold_what_edges_do(graph: list[Edge]) -> None:
    columns = from_edges(graph)
    assert told(columns) == sorted(graph, key=lambda e: (e.start_min, e.id))
    latest = [columns.start_max[place] for place in columns.late]
    assert latest == sorted(e.start_max for e in graph)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EmbeddedStore:
    monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "WORTH_KEEPING", 1)
    made = EmbeddedStore(tmp_path / "a.db", create=True)
    texts = tuple(Document(d.id, d.name, d.reference) for d in DOCUMENTS)
    made.add([Run("a", "1", "jsonl 1", texts, ACTORS, READINGS)])
    return made


def files(store: EmbeddedStore) -> list[Path]:
    return sorted(path for path in store.path.parent.glob("cache/columns/*/*") if path.suffix != ".txt")


def test_they_are_kept_for_the_next_question(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    first = edge_columns(store)
    assert sorted(told(first)) == store.edges()
    [file] = files(store)
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(kept, "_built", None)  # whoever builds again fails
    assert told(edge_columns(store)) == told(first)


@pytest.mark.parametrize("spoil", ["byte", "short", "empty", "other"])
def test_a_file_that_is_not_what_was_written_is_made_again(store: EmbeddedStore, spoil: str) -> None:
    first = told(edge_columns(store))
    [file] = files(store)
    data = bytearray(file.read_bytes())
    if spoil == "byte":
        data[-3] ^= 1
    file.write_bytes(
        {"short": data[:-8], "empty": b"", "other": b"of another program\n" * 9}.get(spoil, data)
    )
    assert told(edge_columns(store)) == first
    assert kept._read(file, [kept.FORMAT]) is None  # whole, but of something else


def test_each_state_of_a_store_has_its_own(store: EmbeddedStore) -> None:
    edge_columns(store)
    store.forget("second.txt")
    assert files(store) == []  # names that were forgotten stand in no file
    assert sorted(told(edge_columns(store))) == store.edges()
    assert len(files(store)) == 1
    store.add([Run("b", "2", "jsonl 1", (), ACTORS, ())])
    edge_columns(store)
    assert len(files(store)) == 1


def test_a_cache_that_cannot_be_written_is_done_without(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HISTGRAPH_CACHE", str(store.path / "below a file"))
    assert sorted(told(edge_columns(store))) == store.edges()


def test_small_stores_leave_no_file(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "WORTH_KEEPING", 1000)
    edge_columns(store)
    assert files(store) == []


@settings(max_examples=50)
@given(edges(("a", "b", "c"), ("INVADED", "AIDED"), size=12))
def test_numpy_puts_many_in_the_same_order(graph: list[Edge]) -> None:
    few = from_edges(graph)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "WORTH_KEEPING", 1)
        many = from_edges(graph)
    assert told(many) == told(few)
    assert list(many.late) == list(few.late)
