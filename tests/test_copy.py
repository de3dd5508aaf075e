"""Copying a store into another, of either kind: nothing changes on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import invoke
from runs import FIRST, SECOND, quotations, run
from store_contents import NEWER, jsonl
from store_fixtures import Opener

from graph import ledger
from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import KeptStore


def fill(store: KeptStore) -> None:
    """An edited text, a newer reader, quotations of others, and a forgotten document."""
    store.add([run(FIRST), run(SECOND)])
    store.add([run(FIRST + "More.\n")])
    store.add([run(SECOND, reader=NEWER)])
    store.add([quotations(run(FIRST))])


@pytest.fixture
def filled(tmp_path: Path) -> EmbeddedStore:
    store = EmbeddedStore(tmp_path / "filled.db", create=True)
    fill(store)
    return store


def test_there_and_back_gives_the_same_bytes(filled: EmbeddedStore, reopen: Opener, tmp_path: Path) -> None:
    before = jsonl(filled)
    with reopen() as other:
        ledger.copy(filled, other)
        assert jsonl(other) == before
    with reopen() as other, EmbeddedStore(tmp_path / "back.db", create=True) as back:
        ledger.copy(other, back)
        assert jsonl(back) == before
        assert back.loads() == filled.loads()
        assert list(back.runs()) == list(filled.runs())


def test_a_copy_goes_on_and_adds_nothing_twice(filled: EmbeddedStore, reopen: Opener) -> None:
    with reopen() as other:
        other.add([next(filled.runs())])
        told: list[tuple[int, int]] = []
        ledger.copy(filled, other, lambda done, total: told.append((done, total)))
        assert jsonl(other) == jsonl(filled)
        assert told[0] == (0, 5) and told[-1] == (5, 5)
        assert ledger.copy(filled, other).new == 0
        assert jsonl(other) == jsonl(filled)


def test_many_runs_are_added_in_parts(
    filled: EmbeddedStore, reopen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "RUNS_AT_ONCE", 2)
    with reopen() as other:
        assert ledger.copy(filled, other).runs == 5
        assert jsonl(other) == jsonl(filled)


def test_the_command(filled: EmbeddedStore, tmp_path: Path) -> None:
    filled.close()
    source, target = str(filled.path), str(tmp_path / "b.db")
    done = invoke("copy", source, target)
    assert (done.exit_code, done.stdout) == (0, "5 runs copied; 12 new readings\n")
    assert invoke("copy", source, source).exit_code == 2
    assert invoke("copy", str(tmp_path / "none.db"), target).exit_code == 4
