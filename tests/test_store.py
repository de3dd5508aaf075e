"""The embedded store: what it keeps and what counts as current."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
import runs
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import FIRST, SECOND, quotations, run
from store_contents import NEWER, current, ids, jsonl

from graph.errors import BadInput, NothingFound, UsageError
from graph.grouping import statements
from graph.model import Actor, Run
from graph.stores import derive
from graph.stores.base import Added
from graph.stores.embedded import EmbeddedStore
from graph.when import END_OF_TIME

pytest_plugins = ["store_fixtures"]


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
