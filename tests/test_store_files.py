"""The embedded store as a file: odd places, damage, other processes, folders that cannot be written."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from runs import FIRST, SECOND, run
from store_contents import ROOT, jsonl

from graph.errors import StoreError
from graph.stores import database, derive, open_store
from graph.stores.base import Added
from graph.stores.embedded import EmbeddedStore

pytest_plugins = ["store_fixtures"]


# Files


def test_nothing_but_the_store_lies_in_the_folder(store, path):
    assert not list(path.parent.iterdir()), "no file before the first write"
    store.add([run()])
    store.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_adding_again_changes_not_a_byte(store, path):
    assert store.add([run()]) == [Added(2, 0, False)]
    store.close()
    before = path.read_bytes()
    with EmbeddedStore(path) as again:
        version = again.version()
        assert again.knows("/first.txt", run().digest, "text 1")
        assert again.add([run()]) == [Added(0, 0, True)]
        assert again.version() == version
    assert path.read_bytes() == before


def test_a_store_in_an_odd_place(tmp_path, monkeypatch):
    folder = tmp_path / "a?b#c%20d é"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with open_store("x?mode=ro.db", create=True) as store:
        monkeypatch.chdir(tmp_path)
        store.add([run()])
    assert [p.name for p in folder.iterdir()] == ["x?mode=ro.db"]
    with open_store(str(folder / "x?mode=ro.db")) as store:
        assert len(store.documents()) == 1


def test_an_empty_file_can_become_a_store(path):
    path.touch()
    with EmbeddedStore(path, create=True) as store:
        store.add([run()])
    with EmbeddedStore(path) as store:
        assert store.documents()


def refused(path: Path | str, match: str, *, create: bool = False) -> None:
    with pytest.raises(StoreError, match=match) as caught:
        open_store(str(path), create=create)
    assert "\n" not in str(caught.value)


def test_what_is_no_store(tmp_path, path):
    refused(path, r"a\.db: no store there yet \(run: histgraph load")
    refused(tmp_path, "a folder, not a store", create=True)
    refused(tmp_path / "no" / "a.db", "no such folder", create=True)
    refused("gopher://host/x", "no store is reached by gopher://")
    path.touch()
    refused(path, "no store there yet")
    path.write_text("These are the words of a letter, and not a database." * 20)
    refused(path, "not a store", create=True)
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = path.read_bytes()
    refused(path, "the database of another program", create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "advice"), [(99, "update histgraph"), (1, "load the documents into a new store")]
)
def test_another_format(store, path, version, advice):
    store.add([run()])
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    refused(path, f"another version of histgraph .*format {version}, .*{advice}", create=True)


def test_a_damaged_file(store, path):
    store.add([run(), run(SECOND * 200, "second.txt")])
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="damaged"), EmbeddedStore(path) as cut:
        list(cut.statements())
        cut.text(run(SECOND * 200).documents[0].id)
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match="damaged"), EmbeddedStore(path) as filled:
        list(filled.statements())


def test_another_writer_is_waited_for_and_then_complained_of(store, path, monkeypatch):
    monkeypatch.setattr(database, "_SECONDS_TO_WAIT", 0.05)
    store.add([run()])
    with (
        EmbeddedStore(path) as writer,
        writer._db.writing(),
        EmbeddedStore(path) as other,
        pytest.raises(StoreError, match="another program is writing"),
    ):
        other.add([run(SECOND, "second.txt")])


def test_readers_go_on_while_somebody_writes(store, path):
    store.add([run()])
    before = jsonl(store)
    with EmbeddedStore(path) as reader, reader.snapshot():
        assert jsonl(reader) == before
        with store._db.writing():
            derive.refresh(store._db, [])
            store._db.change("DELETE FROM statements")
            with EmbeddedStore(path) as third:
                assert jsonl(third) == before
        assert jsonl(reader) == before, "one state for the whole snapshot"
    assert jsonl(store) == ""


KILLED = """
import os, signal, sys
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from graph.stores import adding
from graph.stores.embedded import EmbeddedStore
from runs import *
adding.CHUNK = {chunk}
store = EmbeddedStore(Path({path!r}), create=True)
store._sign = lambda *a: os.kill(os.getpid(), signal.{signal})  # all is written, nothing is committed
store.add([run(SECOND, "second.txt")])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize("loaded", [True, False])
@pytest.mark.parametrize("chunk", [1, 5_000])  # as a large load and as a small one
def test_a_process_that_dies_while_it_writes_leaves_the_store_as_it_was(path, name, loaded, chunk):
    if loaded:
        with EmbeddedStore(path, create=True) as store:
            store.add([run()])
            before = jsonl(store)
    folders = {"root": str(ROOT), "tests": str(ROOT / "tests"), "path": str(path)}
    program = KILLED.format(**folders, signal=name, chunk=chunk)
    died = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert died.returncode == (-signal.SIGKILL if name == "SIGKILL" else -signal.SIGINT), died.stderr
    with EmbeddedStore(path, create=True) as store:
        assert jsonl(store) == (before if loaded else "")
        assert store.verify() == []
        store.add([run(SECOND, "second.txt")])
        assert store.verify() == []
        assert store._db.value("PRAGMA journal_mode") == "wal", "readers need not wait for who writes"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


TWO_AT_ONCE = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from graph.stores.embedded import EmbeddedStore
from runs import *
with EmbeddedStore(Path({path!r}), create=True) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(5):
        store.add([run(FIRST + str(number), f"{name}-{{number}}.txt")])
"""


def test_two_processes_may_make_and_fill_one_store(path):
    programs = [
        TWO_AT_ONCE.format(root=str(ROOT), tests=str(ROOT / "tests"), path=str(path), name=name)
        for name in "ab"
    ]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for program in programs
    ]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in started:
        process.communicate()
        assert process.returncode == 0
    with EmbeddedStore(path) as store:
        assert len(store.documents()) == 5, "the same five texts from two places each"
        assert len(store._db.rows("SELECT * FROM loads")) == 10
        assert store.verify() == []


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Root may write anywhere; without it, permissions count."""
    if sys.platform == "win32":
        pytest.skip("permissions work differently here")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter too, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def unwritable(open_folder: Path) -> Path:
    """A store in a folder that cannot be written."""
    path = open_folder / "a.db"
    with EmbeddedStore(path, create=True) as store:
        store.add([run()])
    path.chmod(0o444)
    open_folder.chmod(0o555)
    return path


def test_a_store_that_cannot_be_written_can_be_read(unwritable, as_nobody):
    with open_store(str(unwritable)) as store:
        assert len(store.edges()) == 2
        assert store.verify() == []
        assert store.add([run()]) == [Added(0, 0, True)]
        for change in (lambda: store.add([run(SECOND, "second.txt")]), lambda: store.forget("first.txt")):
            with pytest.raises(StoreError, match="cannot be written"):
                change()
    assert [p.name for p in unwritable.parent.iterdir()] == ["a.db"]


def test_a_store_of_older_rules_that_cannot_be_written_is_brought_up_to_date_in_memory(
    open_folder, unwritable, request
):
    unwritable.parent.chmod(0o755)
    unwritable.chmod(0o644)
    with sqlite3.connect(unwritable) as raw:
        raw.execute("UPDATE meta SET value = 'older' WHERE key = 'rules'")
        raw.execute("DELETE FROM statements")
    raw.close()
    unwritable.chmod(0o444)
    unwritable.parent.chmod(0o555)
    request.getfixturevalue("as_nobody")
    before = unwritable.read_bytes()
    with open_store(str(unwritable)) as store:
        assert len(store.edges()) == 2
        with pytest.raises(StoreError, match="cannot be written"):
            store.add([run(SECOND, "second.txt")])
    assert unwritable.read_bytes() == before


def test_no_store_can_be_made_in_a_folder_that_cannot_be_written(open_folder, request):
    open_folder.chmod(0o555)
    request.getfixturevalue("as_nobody")
    refused(open_folder / "a.db", "cannot be written", create=True)
    assert not list(open_folder.iterdir())


def test_a_store_of_which_the_journal_was_left_behind_can_be_read(open_folder, request):
    """A killed writer leaves a journal; what it had finished counts, also for those who cannot write."""
    path, left = open_folder / "a.db", open_folder / "b.db"
    with EmbeddedStore(path, create=True) as store:
        store.add([run()])
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(path.with_name(path.name + suffix), left.with_name(left.name + suffix))
            left.with_name(left.name + suffix).chmod(0o444)
    open_folder.chmod(0o555)
    request.getfixturevalue("as_nobody")
    with open_store(str(left)) as store:
        assert len(store.edges()) == 2


HEAVY = "spacy networkx numpy pandas pydantic neo4j arcadedb_embedded jpype edtf yaml scipy pyvis"
ASKING = """
import sys
sys.path[:0] = [{root!r}]
from graph import export, ledger, paths
from graph.stores import open_store
with open_store({path!r}) as store:
    assert store.edges() and store.find("ussr") and store.suggest("ussr") and list(store.statements())
    assert store.status() and not store.verify() and "".join(export.chunks(store, "jsonl"))
print(*sorted({{name.partition(".")[0] for name in sys.modules}} & set({heavy!r}.split())))
"""


def test_asking_imports_nothing_heavy(store, path):
    store.add([run(), run(SECOND, "second.txt")])
    program = ASKING.format(root=str(ROOT), path=str(path), heavy=HEAVY)
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


def test_cypher_is_asked_of_one_session_that_closes_with_the_store(store, monkeypatch):
    seen: list[object] = []

    class Session:
        def __init__(self, asked):
            seen.append(asked)

        def run(self, *given, **limits):
            seen.append((given, limits))
            return "a table"

        def close(self):
            seen.append("closed")

    monkeypatch.setattr("graph.stores.cypher_index.Session", Session)
    assert store.cypher("RETURN 1") == store.cypher("RETURN $x", {"x": 1}, rows=2, seconds=3.0) == "a table"
    store.close()
    assert seen == [
        store,
        (("RETURN 1", None), {"rows": 1000, "seconds": 30.0}),
        (("RETURN $x", {"x": 1}), {"rows": 2, "seconds": 3.0}),
        "closed",
    ]


def test_a_forgotten_document_leaves_no_word_behind(store, path):
    store.add([run(), run(SECOND, "second.txt")])
    store.add([run(FIRST + "Once more.", "first.txt")])
    assert store.forget("first.txt") == 4
    store.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    kept = path.read_bytes()
    for word in ("Moscow recognised", "proclaimed", "Once more", "Nguyen Ai Quoc", "first.txt", '1945"'):
        assert word.encode() not in kept
