"""The embedded store: what it keeps, what counts as current, and how it complains."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import runs
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import FIRST, SECOND, quotations, run

from graph import export
from graph.errors import BadInput, NothingFound, StoreError, UsageError
from graph.grouping import statements
from graph.model import Actor, Reading, Run
from graph.stores import database, derive, open_store
from graph.stores.base import Added
from graph.stores.embedded import EmbeddedStore
from graph.when import END_OF_TIME

ROOT = Path(__file__).resolve().parents[1]
NEWER = "text 2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def store(path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(path, create=True) as opened:
        yield opened


def jsonl(store: EmbeddedStore) -> str:
    return "".join(export.chunks(store, "jsonl"))


def current(store: EmbeddedStore) -> set[str]:
    return {reading.id for statement in store.statements() for reading in statement.readings}


def ids(*of: Run) -> set[str]:
    return {reading.id for one in of for reading in one.readings}


# What is kept


def test_statements_are_those_that_grouping_makes_of_all_readings(store):
    added = [run(), run(SECOND, "second.txt")]
    store.add(added)
    expected = statements([r for one in added for r in one.readings], store.actors())
    assert list(store.statements()) == expected
    assert [store.statement(one.id) for one in expected] == expected
    assert len(expected) < len(ids(*added)), "the two dates of the recognition are one fact"


def test_each_edge_is_its_statement(store):
    store.add([run(), run(SECOND, "second.txt")])
    found = {edge.id: edge for edge in store.edges()}
    assert list(found) == [one.id for one in store.statements()]
    for one in store.statements():
        edge, when = found[one.id], one.when
        assert (edge.source, edge.target, edge.type, edge.modality) == (
            one.source,
            one.target,
            one.type,
            one.modality,
        )
        assert (edge.start_min, edge.start_max, edge.end_min, edge.end_max) == (*when.start, *when.end)
        assert (edge.punctual, edge.dated, edge.open_end) == (when.punctual, when.dated, when.open_end)
    undated = [edge for edge in found.values() if not edge.dated]
    assert undated and all(edge.end_max == END_OF_TIME for edge in undated)


def test_an_impossible_order_is_kept_and_marked(store):
    store.add([run(facts=((runs.FACTS[1][0], "ho", "LED", "srv", "1990"),))])
    [edge], [statement] = store.edges(), store.statements()
    assert edge.empty and statement.when is None and statement.start == "1990"
    assert store.status()["impossible orders"] == 1


def test_statements_of_one_actor(store):
    store.add([run(), run(SECOND, "second.txt")])
    assert {one.type for one in store.statements("srv")} == {"RENAMED_TO"}
    assert {one.type for one in store.statements("ho")} == {"PROCLAIMED"}
    assert not list(store.statements("nobody"))


def test_documents_and_texts(store):
    first, second = run(), run(SECOND, "second.txt")
    store.add([second, first])
    assert [d.name for d in store.documents()] == ["first.txt", "second.txt"]
    assert store.documents()[0] == replace(first.documents[0], text=None)
    assert store.text(first.documents[0].id) == FIRST, "with its carriage return"
    assert store.text("unknown") is None


def test_adding_again_changes_nothing_not_a_byte(store, path):
    assert store.add([run()]) == [Added(2, 0, False)]
    store.close()
    before = path.read_bytes()
    with EmbeddedStore(path) as again:
        version = again.version()
        assert again.knows("/first.txt", run().digest, "text 1")
        assert again.add([run()]) == [Added(0, 0, True)]
        assert again.version() == version
    assert path.read_bytes() == before


def test_every_write_changes_the_version(store):
    seen = [store.version()]
    for one in (run(), run(SECOND, "second.txt"), run(reader=NEWER)):
        store.add([one])
        seen.append(store.version())
    store.forget("first.txt")
    seen.append(store.version())
    assert len(set(seen)) == len(seen)


def test_runs_are_kept_all_or_none(store):
    wrong = run(SECOND, "second.txt")
    wrong = replace(
        wrong, readings=(*wrong.readings, replace(wrong.readings[0], quote="not what stands there"))
    )
    with pytest.raises(
        BadInput, match=r"second\.txt: 'not what stands there' is not what stands at characters 0 to"
    ):
        store.add([run(), wrong])
    assert not store.documents()


def test_a_quote_must_fit_a_text_that_is_kept(store):
    store.add([run()])
    [one, *_] = run().readings
    elsewhere = Run(
        "/b", "b", "jsonl 1", run().documents, runs.ACTORS, (replace(one, start_char=1, end_char=3),)
    )
    bare = replace(elsewhere, documents=(replace(run().documents[0], text=None),))
    with pytest.raises(BadInput, match="is not what stands"):
        store.add([bare])


def test_an_end_must_be_described(store):
    with pytest.raises(BadInput, match="'drv' stands in a relation"):
        store.add([replace(run(), actors=run().actors[:1])])


def test_a_run_tells_of_its_own_documents_only(store):
    with pytest.raises(BadInput, match="which is no document of the run"):
        store.add([replace(run(), documents=run(SECOND).documents)])


# What is current


def test_an_edited_file_takes_the_place_of_its_older_text(store):
    store.add([run()])
    edited = run(FIRST + "More.", "first.txt")
    assert store.add([edited]) == [Added(2, 2, False)]
    assert current(store) == ids(edited)
    assert [d.id for d in store.documents()] == [edited.documents[0].id]


def test_a_newer_reader_takes_the_place_of_the_older(store):
    store.add([run()])
    store.add([run(reader=NEWER)])
    assert current(store) == ids(run(reader=NEWER))
    assert not store.knows("/first.txt", run().digest, "text 1")


def test_a_newer_reader_counts_for_every_copy_of_a_document(store):
    store.add([run(), run(location="/copy.txt")])
    assert store.add([run(reader=NEWER)]) == [Added(2, 2, False)]
    assert current(store) == ids(run(reader=NEWER))


def test_copies_of_a_document_count_once(store):
    store.add([run()])
    assert store.add([run(location="/copy.txt")]) == [Added(0, 0, False)]
    assert current(store) == ids(run())
    assert len(store.documents()) == 1


def test_what_replaced_a_copy_and_was_edited_itself_no_longer_stands_in_its_way(store):
    store.add([run(location="/copy.txt"), run(reader=NEWER)])
    edited = run(SECOND, "second.txt", location="/first.txt")
    store.add([edited])
    assert current(store) == ids(run(), edited)


def test_readers_of_other_names_stand_side_by_side(store):
    store.add([run(), run(reader="other 1", location="/b")])
    assert current(store) == ids(run(), run(reader="other 1"))


def test_what_came_through_a_pipe_is_never_replaced(store):
    piped = [run(location=""), run(SECOND, "second.txt", location="")]
    store.add(piped)
    assert current(store) == ids(*piped)
    assert store.add(piped) == [Added(0, 0, True)] * 2


def test_quotations_never_replace_a_reading_of_the_text(store):
    for order in itertools.permutations([run(reader=NEWER), quotations(run())]):
        with EmbeddedStore(store.path.with_name(f"{order[0].location[1:]}.db"), create=True) as other:
            other.add(order)
            assert current(other) == ids(run(reader=NEWER))


def test_quotations_of_the_same_readings_add_nothing(store):
    store.add([run()])
    before = jsonl(store)
    store.add([quotations(run())])
    assert jsonl(store) == before
    assert store.text(run().documents[0].id) == FIRST


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_any_order_of_loading_gives_the_same_bytes(tmp_path, order):
    described = Actor("drv", "Vietnam (North)", "State", ("Hanoi",), "1945-09-02/1976-07-02")
    undescribed = Actor("ussr", "Russia", "Place", verified=False)
    parts = [
        run(),
        run(SECOND, "second.txt"),
        quotations(replace(run(), actors=(described, undescribed, *run().actors[2:]))),
        replace(
            run(location="/copy.txt"), documents=(replace(run().documents[0], name="copy.txt", reference=""),)
        ),
    ]
    with (
        EmbeddedStore(tmp_path / "a.db", create=True) as store,
        EmbeddedStore(tmp_path / "b.db", create=True) as other,
    ):
        store.add(parts)
        for at in order:
            other.add([parts[at]])
        assert jsonl(other) == jsonl(store)
        assert other.actors() == store.actors()
        assert other.documents() == store.documents()


ENDED = Actor("drv", "DRV", "State", existed="1940/1949")  # then it cannot have been recognised in 1950
STEPS = [
    run(),
    run(reader=NEWER),
    run(SECOND, "second.txt"),
    run(SECOND, "second.txt", reader=NEWER),
    run(SECOND, "first.txt"),
    run(SECOND, "second.txt", location=""),
    run(facts=runs.FACTS[:1]),
    replace(run(location="/b"), actors=(*run().actors, ENDED)),
    quotations(run(), run(SECOND, "second.txt"), location="/c"),
]


@settings(max_examples=40)
@given(st.lists(st.one_of(st.sampled_from(STEPS), st.sampled_from(["first.txt", "second.txt"])), max_size=8))
def test_what_is_worked_out_step_by_step_is_what_all_of_it_makes(steps):
    """`verify` makes the derived tables again from what is kept, and compares."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "a.db", create=True) as store:
        for step in steps:
            if isinstance(step, Run):
                store.add([step])
            elif len([d for d in store.documents() if d.name == step]) == 1:
                store.forget(step)
            assert store.verify() == []


# Forgetting


def test_a_forgotten_document_leaves_no_word_behind(store, path):
    store.add([run(), run(SECOND, "second.txt")])
    store.add([run(FIRST + "Once more.", "first.txt")])
    assert store.forget("first.txt") == 4
    store.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    kept = path.read_bytes()
    for word in ("Moscow recognised", "proclaimed", "Once more", "Nguyen Ai Quoc", "first.txt", '1945"'):
        assert word.encode() not in kept
    with EmbeddedStore(path) as again:
        assert [d.name for d in again.documents()] == ["second.txt"]
        assert "ho" not in again.actors()
        assert again.verify() == []
        assert again.add([run()]) == [Added(2, 0, False)], "it can be read again"


def test_forgetting_one_document_of_a_file_of_statements(store):
    both = quotations(run(), run(SECOND, "second.txt"))
    store.add([both])
    store.forget(run().documents[0].id[:12])
    assert current(store) == ids(run(SECOND, "second.txt"))
    assert store.verify() == []
    assert not store.knows(both.location, both.digest, both.reader), "loading the file again brings it back"
    store.add([both])
    assert current(store) == ids(both)


def test_forgetting_what_is_not_there_or_not_clear(store):
    store.add([run(), run(SECOND, "other/first.txt"), replace(run(FIRST + "!"), location="/b")])
    with pytest.raises(NothingFound, match="no document is called nothing"):
        store.forget("nothing")
    with pytest.raises(UsageError, match=r"first\.txt can mean several documents"):
        store.forget("first.txt")
    with pytest.raises(NothingFound):
        store.forget("")
    assert len(store.documents()) == 3


# Finding


def test_find_is_forgiving_and_puts_the_best_connected_first(store):
    store.add([run(), run(SECOND, "second.txt")])
    assert [a.id for a in store.find("ho chi minh")] == ["ho"]
    assert [a.id for a in store.find("HO")] == ["ho"]
    assert [a.id for a in store.find("the U.S.S.R.")] == ["ussr"]
    assert [a.id for a in store.find("vietnam")] == ["drv", "srv"]
    assert store.find("Nguyen Ai Quoc")[0].name == "Hồ Chí Minh"
    assert store.find("nobody") == store.find("") == []


def test_suggest(store):
    store.add([run(), run(SECOND, "second.txt")])
    assert store.suggest("Nguyen Ai Kuoc") == ["Hồ Chí Minh"]
    assert store.suggest("minh") == ["Hồ Chí Minh"]
    assert store.suggest("socialist republic", limit=1) == ["Socialist Republic of Vietnam"]
    assert store.suggest("xyzzy") == store.suggest("") == []


def test_statement_by_the_beginning_of_its_id(store):
    store.add([run(), run(SECOND, "second.txt")])
    one = next(iter(store.statements()))
    assert store.statement(one.id.upper()[:12]) == one
    with pytest.raises(UsageError, match="statements have an id that begins with s"):
        store.statement("s")
    with pytest.raises(NothingFound):
        store.statement("s%")
    with pytest.raises(UsageError):
        store.statement(" ")


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


def test_networkx(store):
    store.add([run(), run(SECOND, "second.txt")])
    graph = store.to_networkx()
    assert set(graph) == {"ussr", "drv", "srv", "ho"}
    assert graph.nodes["ho"]["aliases"] == ["Nguyen Ai Quoc"]
    assert graph.number_of_edges() == len(store.edges())
    [(key, edge)] = graph.get_edge_data("drv", "srv").items()
    assert (key == store.find("srv") and False) or store.statement(key).type == "RENAMED_TO" == edge["type"]
    assert (edge["start_min"], edge["start_max"], edge["end_min"]) == (
        "1976-01-01",
        "1976-12-31",
        "1976-01-01",
    )
    [recognised] = [data for *_, data in graph.edges(data=True) if data["type"] == "RECOGNIZED"]
    assert sorted(recognised["documents"]) == ["first.txt", "second.txt"]
    assert recognised["wording"] == "granted diplomatic recognition to"
    undated = [data for *_, data in graph.edges(data=True) if data["start"] is None]
    assert undated and all(data["start_min"] is data["end_max"] is None for data in undated)


def test_status(store):
    assert set(store.status().values()) == {0, ""}
    store.add([run(), run(SECOND, "second.txt")])
    status = store.status()
    assert (status["documents"], status["readings"], status["statements"], status["actors"]) == (2, 6, 5, 4)
    assert (status["asserted"], status["negated"], status["undated"]) == (5, 0, 2)
    assert (status["first year"], status["last year"]) == (1945, 1976)
    store.add(
        [run(facts=((runs.FACTS[1][0], "ho", "PROCLAIMED", "drv", "1946"),), location="/b", reader="other 1")]
    )
    assert store.status()["disagreements"] == 1


# Files


def test_nothing_but_the_store_lies_in_the_folder(store, path):
    assert not list(path.parent.iterdir()), "no file before the first write"
    store.add([run()])
    store.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


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


def test_a_newer_format(store, path):
    store.add([run()])
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    refused(path, "another version of histgraph .*format 99", create=True)


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


@pytest.mark.parametrize(
    ("table", "column", "complaint"),
    [
        ("readings", "body", "changed: readings"),
        ("readings", "source", "changed: a column of reading"),
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
        raw.execute(f"UPDATE {table} SET {column} = {column} || '?'")
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
from graph.stores import derive
from graph.stores.embedded import EmbeddedStore
from runs import *
store = EmbeddedStore(Path({path!r}), create=True)
derive.refresh = lambda *a: os.kill(os.getpid(), signal.{signal})
store.add([run(SECOND, "second.txt")])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize("loaded", [True, False])
def test_a_process_that_dies_while_it_writes_leaves_the_store_as_it_was(path, name, loaded):
    if loaded:
        with EmbeddedStore(path, create=True) as store:
            store.add([run()])
            before = jsonl(store)
    program = KILLED.format(root=str(ROOT), tests=str(ROOT / "tests"), path=str(path), signal=name)
    died = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert died.returncode == (-signal.SIGKILL if name == "SIGKILL" else -signal.SIGINT), died.stderr
    with EmbeddedStore(path, create=True) as store:
        assert jsonl(store) == (before if loaded else "")
        assert store.verify() == []
        store.add([run(SECOND, "second.txt")])
        assert store.verify() == []
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


def test_readings_survive_as_they_are(store):
    """Odd characters, qualifiers and nulls."""
    odd = Reading(
        run().documents[0].id, 0, 6, "Moscow", "ussr", "Союз\u2028\x00", "AIDED", "drv", "DRV\n", "negated",
        "1950/..", None, "", "era", "r\t1", "text 1", (("with", "ho"), ("with", "srv"), ("a", "")),
    )  # fmt: skip
    store.add([replace(run(), readings=(odd,))])
    [statement] = store.statements()
    assert statement.readings == (odd,)
    assert statement.readings[0].id == odd.id


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
