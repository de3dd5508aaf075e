"""The two documents beside the checkout, read and loaded: what must be in the graph, and what must not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import loaders
from graph import ledger, paths
from graph.model import Reading, Run, Statement
from graph.stores.embedded import EmbeddedStore
from graph.when import BEGINNING, Certainty, chain, iso_to_day

ROOT = Path(__file__).resolve().parents[1]
TEXTS = sorted((ROOT / "loaders" / "texts").glob("*.txt"))
HO, DRV, SRV = "ho-chi-minh", "democratic-republic-of-vietnam", "socialist-republic-of-vietnam"


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, Path]:
    found = {path.name: path for path in sorted((shared / "seeds").glob("*.txt"))}
    assert len(found) == 2
    return found


@pytest.fixture(scope="module")
def store(seeds: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path_factory.mktemp("seeds") / "seeds.db", create=True) as opened:
        reports = list(ledger.load(opened, seeds.values()))
        assert [report.outcome for report in reports] == ["read", "read"]
        yield opened


@pytest.fixture(scope="module")
def runs(seeds: dict[str, Path]) -> dict[str, Run]:
    return {name: loaders.read(path) for name, path in seeds.items()}


def gold(shared: Path, name: str) -> Any:
    return yaml.load((shared / "gold" / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def readings(runs: dict[str, Run]) -> list[tuple[str, Reading]]:
    return [(name, reading) for name, run in runs.items() for reading in run.readings]


def renamed(store: EmbeddedStore, source: str, target: str) -> list[Statement]:
    """Statements that `source` became `target`."""
    return [
        s for s in store.statements(source) if (s.source, s.type, s.target) == (source, "RENAMED_TO", target)
    ]


def test_every_quote_is_its_slice_of_the_file(seeds: dict[str, Path], runs: dict[str, Run]) -> None:
    texts = {name: path.read_bytes().decode() for name, path in seeds.items()}
    assert len(readings(runs)) > 80
    for name, reading in readings(runs):
        assert texts[name][reading.start_char : reading.end_char] == reading.quote


def test_nothing_is_read_from_what_is_no_prose(shared: Path, runs: dict[str, Run]) -> None:
    spans = gold(shared, "boilerplate.yaml")["non_prose_spans"]
    assert len(spans) > 10
    overlapping = [
        (span["text"], reading.quote)
        for span in spans
        for name, reading in readings(runs)
        if name == span["file"]
        and reading.start_char < span["char_end"]
        and span["char_start"] < reading.end_char
    ]
    assert overlapping == []


def test_nothing_that_the_texts_deny_is_asserted(shared: Path, runs: dict[str, Run]) -> None:
    denied = [s for s in gold(shared, "statements.yaml")["statements"] if s["modality"] == "negated"]
    places = {
        (place["file"], place["char_start"], s["type"], frozenset((s["source"], s["target"])))
        for s in denied
        for place in s["evidence"]
    }
    asserted = {
        (name, r.start_char, r.type, frozenset((r.source, r.target)))
        for name, r in readings(runs)
        if r.modality == "asserted"
    }
    assert len(places) >= 4
    assert places & asserted == set()


@pytest.mark.parametrize(
    ("actor", "kind", "names"),
    [
        (HO, "Person", {"Ho Chi Minh", "Nguyen Ai Quoc", "Quoc", "Ho"}),
        ("comintern", "Organization", {"Comintern", "Communist International"}),
        ("indochinese-communist-party", "Organization", {"Indochinese Communist Party", "ICP"}),
        (DRV, "State", {"Democratic Republic of Vietnam", "DRV", "North Vietnam"}),
        (SRV, "State", {"Socialist Republic of Vietnam", "SRV"}),
        ("soviet-union", "State", {"Soviet Union", "USSR"}),
        ("china", "State", {"China"}),
        ("united-states", "State", {"United States", "U.S."}),
    ],
)
def test_the_actors_with_their_kinds_and_names(
    store: EmbeddedStore, actor: str, kind: str, names: set[str]
) -> None:
    found = store.actors()[actor]
    assert (found.kind, found.verified) == (kind, True)
    assert names <= {found.name, *found.aliases}
    assert all(actor in [a.id for a in store.find(name)] for name in names)


def test_the_north_became_the_whole(store: EmbeddedStore) -> None:
    [statement] = renamed(store, DRV, SRV)
    assert (statement.start, statement.modality) == ("1976-04-25", "asserted")


def test_the_party_was_renamed_by_october_1930(store: EmbeddedStore) -> None:
    [statement] = renamed(store, "vietnam-communist-party", "indochinese-communist-party")
    assert statement.modality == "asserted"
    assert statement.when is not None
    assert statement.when.start_max == iso_to_day("1930-10-31")


@pytest.mark.parametrize(
    ("source", "actors"),
    [("Comintern", ["comintern", HO, DRV, SRV]), ("Nguyen Ai Quoc", [HO, DRV, SRV])],
)
def test_the_first_path(store: EmbeddedStore, source: str, actors: list[str]) -> None:
    [start, *_], [end, *_] = store.find(source), store.find("SRV")
    first = paths.find(store.edges(), start.id, end.id)[0]
    assert list(first.actors) == actors
    assert chain([step.when for step in first.steps]) != Certainty.NO
    days = [step.reached for step in first.steps]
    assert days == sorted(days)
    assert all(day.earliest > BEGINNING for day in days)


def exported(folder: Path, seed: str, files: list[Path]) -> bytes:
    """What the command exports after loading `files` in a process with this hash seed."""

    def histgraph(*words: str) -> bytes:
        command = [sys.executable, "-c", "from graph.cli import main; main()", *words]
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT),
            "HISTGRAPH_STORE": "s.db",
        }
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout

    folder.mkdir()
    histgraph("load", *map(str, files))
    return histgraph("export", "--format", "jsonl", "-")


def test_exports_of_the_packaged_texts_are_alike_in_any_order_and_process(tmp_path: Path) -> None:
    one = exported(tmp_path / "one", "1", TEXTS)
    other = exported(tmp_path / "other", "2", TEXTS[::-1])
    assert one.count(b"\n") > 50
    assert one == other
