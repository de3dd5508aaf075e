"""Every store: what it keeps, what of it counts, and what forgetting leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import runs
from runs import FIRST, SECOND, quotations, run
from store_contents import NEWER, current, described_differently, ids, jsonl
from store_fixtures import Opener

from graph.errors import BadInput, NothingFound, UsageError
from graph.grouping import statements
from graph.model import Reading, Run
from graph.stores.base import Added, Load
from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import KeptStore
from graph.when import END_OF_TIME


@pytest.fixture
def store(reopen: Opener) -> Iterator[KeptStore]:
    with reopen() as opened:
        yield opened


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


def test_adding_again_changes_nothing(reopen):
    with reopen() as store:
        assert store.add([run()]) == [Added(2, 0, False)]
        version = store.version()
    with reopen() as again:
        assert again.version() == version
        assert again.knows("/first.txt", run().digest, "text 1")
        assert again.add([run()]) == [Added(0, 0, True)]
        assert again.version() == version


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


def test_what_is_kept_is_there_when_the_store_is_opened_again(reopen):
    with reopen() as store:
        store.add([run(), run(SECOND, "second.txt")])
        before = jsonl(store), store.version(), store.loads(), store.status(), store.edges()
    with reopen() as again:
        assert (jsonl(again), again.version(), again.loads(), again.status(), again.edges()) == before
        assert again.verify() == []


def test_an_empty_store_is_sound(reopen):
    for _ in range(2):
        with reopen() as store:
            assert store.verify() == list(store.statements()) == store.loads() == store.documents() == []
            assert not store.actors() and not store.edges() and not store.to_networkx()


def test_two_that_are_open_at_once_lose_nothing_of_each_other(reopen):
    with reopen() as one, reopen() as other:
        one.add([run()])
        other.add([run(SECOND, "second.txt")])
        one.add([run(reader=NEWER)])
    with reopen() as store:
        assert current(store) == ids(run(reader=NEWER), run(SECOND, "second.txt"))
        assert store.verify() == []


def test_a_snapshot_is_of_one_state(reopen):
    with reopen() as store, reopen() as other:
        store.add([run()])
        with store.snapshot():
            before = jsonl(store)
            other.add([run(SECOND, "second.txt")])
            assert jsonl(store) == before, "whoever writes in the meantime"
    with reopen() as store:
        assert jsonl(store) != before


def test_loads_tell_what_came_from_where_and_whether_it_counts(store):
    store.add([run(), quotations(run(), run(SECOND, "second.txt"))])
    store.add([run(FIRST + "More.")])
    quoted = quotations(run(), run(SECOND, "second.txt"))
    documents = tuple(sorted(document.id for document in quoted.documents))
    edited = run(FIRST + "More.")
    assert store.loads() == [
        Load(1, "/first.txt", run().digest, "text 1", (run().documents[0].id,), False),
        Load(2, quoted.location, quoted.digest, "jsonl 1", documents, True),
        Load(3, "/first.txt", edited.digest, "text 1", (edited.documents[0].id,), True),
    ]
    store.forget("second.txt")
    assert store.loads()[1] == Load(2, quoted.location, "", "jsonl 1", documents_of_first(), True)


def documents_of_first() -> tuple[str, ...]:
    return (run().documents[0].id,)


def test_runs_are_what_was_added(store, tmp_path):
    added = [run(), run(SECOND, "second.txt"), quotations(run(), location="")]
    store.add(added)
    got = list(store.runs())
    assert [(one.location, one.digest, one.reader) for one in got] == [
        (one.location, one.digest, one.reader) for one in added
    ]
    assert [one.documents for one in got] == [one.documents for one in added]
    assert [set(one.actors) for one in got] == [set(one.actors) for one in added]
    assert [set(one.readings) for one in got] == [set(one.readings) for one in added]


def odd_reading() -> Reading:
    return Reading(
        run().documents[0].id, 0, 6, "Moscow", "ussr", "Союз\u2028\x00", "AIDED", "drv", "DRV\n", "negated",
        "1950/..", None, "", "era", "r\t1", "text 1", (("with", "ho"), ("with", "srv"), ("a", "")),
    )  # fmt: skip


def test_odd_characters_qualifiers_and_nulls_survive(reopen):
    odd = odd_reading()
    with reopen() as store:
        store.add([replace(run(), readings=(odd,))])
    with reopen() as store:
        [statement] = store.statements()
        assert statement.readings == (odd,)
        assert statement.readings[0].id == odd.id
        assert next(store.runs()).readings == (odd,)


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
    store.add([run(reader=NEWER), quotations(run())])
    assert current(store) == ids(run(reader=NEWER))


def test_a_reading_of_the_text_replaces_quotations_of_an_older_one(store):
    store.add([quotations(run()), run(reader=NEWER)])
    assert current(store) == ids(run(reader=NEWER))


def test_quotations_of_the_same_readings_add_nothing(store):
    store.add([run()])
    before = jsonl(store)
    store.add([quotations(run())])
    assert jsonl(store) == before
    assert store.text(run().documents[0].id) == FIRST


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 0, 2)])
def test_any_order_of_loading_gives_the_same_bytes(reopen, tmp_path, order):
    parts = described_differently()
    with EmbeddedStore(tmp_path / "other.db", create=True) as other, reopen() as store:
        other.add(parts)
        for at in order:
            store.add([parts[at]])
        assert jsonl(store) == jsonl(other)
        assert store.actors() == other.actors()
        assert store.documents() == other.documents()


# Forgetting


def test_a_forgotten_document_is_gone_with_its_older_editions(reopen):
    with reopen() as store:
        store.add([run(), run(SECOND, "second.txt")])
        store.add([run(FIRST + "Once more.", "first.txt")])
        assert store.forget("first.txt") == 4
    with reopen() as again:
        assert [d.name for d in again.documents()] == ["second.txt"]
        assert again.text(run().documents[0].id) is None
        assert "ho" not in again.actors() and not again.find("Nguyen Ai Quoc")
        assert [load.location for load in again.loads()] == ["/second.txt"]
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


def test_forgetting_all_of_a_file_brings_back_nothing_that_it_said_before(reopen):
    with reopen() as store:
        store.add([quotations(run(), run(SECOND, "second.txt"))])
        store.add([quotations(run())])
        store.forget("first.txt")
        assert not list(store.statements()) and not store.documents()
        assert store.verify() == []
        assert [(load.documents, load.current) for load in store.loads()] == [
            ((run(SECOND).documents[0].id,), False),
            ((), False),
        ]
        store.forget("second.txt")
        assert not store.loads()


def test_forgetting_what_is_not_there_or_not_clear(store):
    store.add([run(), run(SECOND, "other/first.txt"), replace(run(FIRST + "!"), location="/b")])
    with pytest.raises(NothingFound, match="no document is called nothing"):
        store.forget("nothing")
    with pytest.raises(UsageError, match=r"first\.txt can mean several documents"):
        store.forget("first.txt")
    with pytest.raises(NothingFound):
        store.forget("")
    assert len(store.documents()) == 3
