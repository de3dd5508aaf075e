"""The shared annotation, loaded as statements: what the graph must answer whoever reads the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import gold_to_jsonl
import pytest

from graph import ledger, paths
from graph.relations import relation
from graph.stores.embedded import EmbeddedStore
from graph.when import BEGINNING, Certainty, chain, parse_existence

COMINTERN = ["comintern", "ho-chi-minh", "democratic-republic-of-vietnam", "socialist-republic-of-vietnam"]


@pytest.fixture(scope="module")
def store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    folder = tmp_path_factory.mktemp("gold")
    (folder / "gold.jsonl").write_text(gold_to_jsonl.jsonl(shared), encoding="utf-8")
    with EmbeddedStore(folder / "gold.db", create=True) as opened:
        [report] = ledger.load(opened, [folder / "gold.jsonl"])
        assert report.outcome == "read", report.error
        yield opened


def first_path(store: EmbeddedStore, source: str, target: str) -> paths.Path:
    [start, *_], [end, *_] = store.find(source), store.find(target)
    return paths.find(store.edges(), start.id, end.id)[0]


@pytest.mark.parametrize(
    ("source", "chain_of_actors"), [("Comintern", COMINTERN), ("Nguyen Ai Quoc", COMINTERN[1:])]
)
def test_the_first_answer(store, source, chain_of_actors):
    assert list(first_path(store, source, "SRV").actors) == chain_of_actors


@pytest.mark.parametrize("source", ["Comintern", "Nguyen Ai Quoc"])
def test_dates_never_go_back_and_nothing_is_before_an_actor_existed(store, source):
    path = first_path(store, source, "SRV")
    assert chain([step.when for step in path.steps]) != Certainty.NO
    reached = [step.reached for step in path.steps]
    assert all(BEGINNING < day.earliest <= day.latest for day in reached)
    assert reached == sorted(reached)
    for step in path.steps:
        if relation(step.edge.type).outlives:
            continue
        for actor in (step.source, step.target):
            existed = parse_existence(store.actors()[actor].existed)
            assert existed[0].earliest <= step.when.start_min
            assert step.when.end_max <= existed[1].latest


def test_every_gold_statement_is_there_with_its_words(store, shared):
    said = list(gold_to_jsonl.records(shared))
    texts = {path.name: path.read_bytes().decode() for path in (shared / "seeds").glob("*.txt")}
    names = {document.id: document.name for document in store.documents()}
    readings = [(one, reading) for one in store.statements() for reading in one.readings]
    assert len(readings) == sum(len(record["evidence"]) for record in said)
    assert all(texts[names[r.document]][r.start_char : r.end_char] == r.quote for _, r in readings)
    assert Counter(r.modality for _, r in readings) == Counter(
        record["modality"] for record in said for _ in record["evidence"]
    )
    assert {r.date_from for _, r in readings} == {"stated", "carried", "relative", "era", "none"}


def test_the_gold_is_kept_whole(store):
    assert store.verify() == []
    assert [a.id for a in store.find("VCP")] == ["vietnam-communist-party"]
    assert store.actors()["ho-chi-minh"].aliases == ("Ho", "Nguyen Ai Quoc", "Quoc")
    assert store.status()["documents"] == 2
