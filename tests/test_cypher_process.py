"""The engine's process and its cache: stopped, killed, shared, rebuilt, and never in the user's way."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
import runs
from engine_runs import RUNAWAY, script, start
from small_store import READINGS, SmallStore, said

from graph.model import Actor
from graph.stores.cypher_cache import cache_folder, engine_cache
from graph.stores.cypher_index import Session, run
from graph.stores.embedded import EmbeddedStore

pytest_plugins = ["engine_fixtures"]


@pytest.mark.java
class TestTheProcess:
    def test_ctrl_c_stops_the_query_and_the_next_runs(self, cache: Path) -> None:
        done = script(
            f"""
            import os, signal, threading
            with Session(SmallStore()) as session:
                session.run("RETURN 1 AS x")
                threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
                try:
                    session.run({RUNAWAY!r}, seconds=float("inf"))
                except KeyboardInterrupt:
                    print("interrupted")
                print(session.run("RETURN 2 AS x").rows)
            """
        )
        assert done.stdout.split("\n")[:2] == ["interrupted", "[[2]]"], done.stderr

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes under /proc")
    def test_the_engine_ends_with_a_parent_that_is_killed(self, cache: Path) -> None:
        done = script(
            f"""
            import os, signal, threading
            session = Session(SmallStore())
            session.run("RETURN 1 AS x")
            print(session._child._process.pid, flush=True)
            threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGKILL)).start()
            session.run({RUNAWAY!r}, seconds=float("inf"))
            """
        )
        state = Path("/proc", done.stdout.strip(), "stat")
        while state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z":
            time.sleep(0.05)


@pytest.mark.java
class TestTheCache:
    @pytest.fixture(autouse=True)
    def own_cache(self, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "cache"))

    def indexes(self) -> list[Path]:
        return sorted(path for path in engine_cache().glob("*/*") if path.is_dir())

    def test_nothing_appears_in_the_current_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here = tmp_path / "here"
        here.mkdir()
        monkeypatch.chdir(here)
        run(SmallStore(), "MATCH (n) RETURN n")
        assert list(here.iterdir()) == []

    def test_an_index_is_used_again_until_the_store_changes(self) -> None:
        store = SmallStore()
        count = "MATCH (:Actor)-[r]->(:Actor) RETURN count(r) AS n"
        with Session(store) as session:
            [[before]] = session.run(count).rows
            [first] = self.indexes()
            made = first.stat().st_mtime_ns
            with Session(store) as another:
                assert another.run(count).rows == [[before]]
            assert [path.stat().st_mtime_ns for path in self.indexes()] == [made]
            store.readings = (*READINGS, said("d2", 800, "china", "VISITED", "drv", "1960"))
            assert session.run(count).rows == [[before + 1]]
        [second] = self.indexes()
        assert second != first

    def test_a_damaged_index_is_built_again(self) -> None:
        assert run(SmallStore(), "MATCH (a:Actor) RETURN count(a) AS n").rows == [[9]]
        [index] = self.indexes()
        next(index.glob("graph/Actor*")).unlink()
        assert run(SmallStore(), "MATCH (a:Actor) RETURN count(a) AS n").rows == [[9]]

    def test_two_processes_may_build_at_once(self) -> None:
        lines = 'print(run(SmallStore(), "MATCH (a:Actor) RETURN count(a) AS n").rows)'
        both = [start(lines), start(lines)]
        assert [process.communicate()[0].strip() for process in both] == ["[[9]]", "[[9]]"]
        assert len(self.indexes()) == 1

    def test_two_stores_do_not_share_and_a_lost_one_is_dropped(self, tmp_path: Path) -> None:
        file = tmp_path / "one.db"
        file.write_text("")
        run(SmallStore(url=str(file)), "RETURN 1 AS x")
        run(SmallStore(url="memory://two"), "RETURN 1 AS x")
        assert len(self.indexes()) == 2
        file.unlink()
        run(SmallStore(url="memory://three"), "RETURN 1 AS x")
        assert len(self.indexes()) == 2

    def test_an_empty_store_can_be_asked(self) -> None:
        empty = SmallStore(readings=(), listed=())
        assert run(empty, "MATCH (a:Actor)-[r]->() RETURN a.name").rows == []

    def test_any_name_and_text_survives(self) -> None:
        odd = Actor("odd", '"o\'dd" `\\ \u2028 đ 🜚 \ud800'.encode("utf-8", "replace").decode(), "State")
        store = SmallStore(readings=(), listed=(odd,))
        assert run(store, "MATCH (a:Actor) RETURN a.name").rows == [[odd.name]]


def test_the_cache_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("HISTGRAPH_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "histgraph"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == Path.home() / ".cache" / "histgraph"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "histgraph"


@pytest.mark.java
def test_a_forgotten_document_leaves_no_word_in_the_index(cache: Path, tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "a.db", create=True) as store:
        store.add([runs.run()])
        assert store.cypher("MATCH (p:Passage) RETURN count(p) AS n").rows == [[2]]
        kept = {path.name: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
        assert any(b"proclaimed it" in data for data in kept.values()), "else there is nothing to forget"
        store.forget("first.txt")
        left = [path for path in cache.rglob("*") if path.is_file()]
        assert not any(b"proclaimed it" in path.read_bytes() for path in left)
