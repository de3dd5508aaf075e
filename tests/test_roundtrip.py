"""Exports: the same bytes for any order of loading and any process, and back again."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import FIRST, SECOND, quotations, run

import loaders
from graph import export
from graph.errors import StoreError, UsageError
from graph.model import DATE_ORIGINS, KINDS, MODALITIES, Actor, Document, Reading, Run
from graph.stores.embedded import EmbeddedStore
from loaders import jsonl, table
from loaders.source import Source
from loaders.statement_table import split_list

ROOT = Path(__file__).resolve().parents[1]


def exported(store: EmbeddedStore, suffix: str = "jsonl") -> str:
    return "".join(export.chunks(store, suffix))


def loaded(folder: Path, name: str, *added: Run) -> EmbeddedStore:
    store = EmbeddedStore(folder / name, create=True)
    store.add(added)
    return store


@pytest.fixture
def store(tmp_path: Path):
    actors = (
        *run().actors,
        Actor("ho", "Ho; the one\\;", "Person", ("a; b", "c\\", 'd "e"'), verified=False),
    )
    with loaded(
        tmp_path, "a.db", run(), run(SECOND, "second.txt"), replace(run(location="/b"), actors=actors)
    ) as opened:
        yield opened


def test_the_form_of_a_line(store):
    lines = [json.loads(one) for one in exported(store).splitlines()]
    assert (
        [one["id"] for one in lines]
        == sorted(one["id"] for one in lines)
        == [s.id for s in store.statements()]
    )
    line = next(one for one in lines if one["type"] == "RECOGNIZED")
    assert list(line) == ["id", "source", "type", "target", "start", "end", "modality", "evidence"]
    assert line["source"] == {
        "id": "ussr",
        "name": "Soviet Union",
        "kind": "State",
        "aliases": ["USSR"],
        "existed": "1922-12-30/1991-12-26",
    }
    assert (line["start"], line["end"], line["modality"]) == ("1950-01-31", None, "asserted")
    first, second = line["evidence"]
    assert (first["document"], second["document"]) == ("first.txt", "second.txt")
    assert (first["start"], second["start"]) == ("1950-01", "1950-01-31"), "each its own date"
    assert FIRST[first["start_char"] : first["end_char"]] == first["quote"]
    assert list(first) == [
        "document", "start_char", "end_char", "quote", "start", "end", "date_text", "rule", "id",
        "document_id", "reference", "source", "source_name", "target", "target_name", "date_from",
        "reader", "qualifiers",
    ]  # fmt: skip
    unverified = [one["source"] for one in lines if one["source"]["id"] == "ho"]
    assert unverified and "verified" not in unverified[0], "one verified description is enough"


def test_turned_ends_are_told_by_the_evidence(store):
    [line] = [
        one for one in map(json.loads, exported(store).splitlines()) if one["type"] == "COOPERATED_WITH"
    ]
    assert (line["source"]["id"], line["target"]["id"]) == ("drv", "ussr")
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv"), newline="")))
    assert len(rows) == 6
    assert {row["statement"] for row in rows} == {one.id for one in store.statements()}


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_what_is_written_can_be_loaded_and_gives_the_same_bytes(store, tmp_path, suffix):
    export.write(store, tmp_path / f"out.{suffix}")
    again = loaded(tmp_path, "b.db", loaders.read(tmp_path / f"out.{suffix}"))
    assert [exported(again, one) for one in ("jsonl", "csv")] == [
        exported(store, one) for one in ("jsonl", "csv")
    ]
    assert all(again.text(document.id) is None for document in again.documents())
    assert again.verify() == []
    again.close()


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_loading_ones_own_export_changes_nothing(store, tmp_path, suffix):
    before = exported(store)
    export.write(store, tmp_path / f"out.{suffix}")
    store.add([loaders.read(tmp_path / f"out.{suffix}")])
    assert exported(store) == before
    assert store.text(run().documents[0].id) == FIRST


PROGRAM = """
import sys
sys.path[:0] = [{root!r}]
from pathlib import Path
from graph import export, ledger
from graph.stores import open_store
with open_store(sys.argv[1], create=True) as store:
    reports = list(ledger.load(store, map(Path, sys.argv[2:])))
    assert all(report.outcome == "read" for report in reports), reports
    for suffix in ("jsonl", "csv", "graphml"):
        sys.stdout.writelines(export.chunks(store, suffix))
"""


def test_processes_with_other_hash_seeds_and_orders_write_the_same_bytes(store, tmp_path):
    parts = [run(), run(SECOND, "second.txt"), quotations(run(facts=(("1945", "ho", "LED", "drv", "1945"),)))]
    files = []
    for number, part in enumerate(parts):
        with loaded(tmp_path, f"{number}.db", part) as one:
            files.append(tmp_path / f"{number}.jsonl")
            export.write(one, files[-1])
    written = set()
    for seed, order in enumerate([files, files[::-1], files[1:] + files[:1]]):
        arguments = [
            sys.executable,
            "-c",
            PROGRAM.format(root=str(ROOT)),
            str(tmp_path / f"seed{seed}.db"),
            *map(str, order),
        ]
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"}
        written.add(subprocess.run(arguments, env=environment, capture_output=True, check=True).stdout)
    [only] = written
    assert only.count(b'"evidence": ') == 6


_odd = st.characters(
    codec="utf-8", exclude_categories=["Cc"], include_characters="\r\n\t\x0b\x85", exclude_characters="\ufffd"
)
names = st.text(_odd, min_size=1, max_size=6).filter(str.strip)
dates = st.sampled_from([None, "1950", "1950-01-31", "../1949", "196X", "1946-11~/1946-12"])
ends = st.sampled_from(["ussr", "drv", "ho"])


@st.composite
def runs_(draw) -> Run:
    """Any run whose names and words are odd."""
    documents = [
        Document(f"d{number}", draw(names), draw(st.text(max_size=3, alphabet=';"\r\n,é')))
        for number in range(2)
    ]
    actors = [
        Actor(ident, draw(names), draw(st.sampled_from(KINDS)), tuple(draw(st.lists(names, max_size=2))),
              draw(st.sampled_from([None, "1900/..", "1945"])), draw(st.booleans()))
        for ident in ("ussr", "drv", "ho", "ho")
    ]  # fmt: skip
    readings = []
    for _ in range(draw(st.integers(1, 5))):
        quote, at = draw(names), draw(st.integers(0, 9))
        readings.append(
            Reading(
                draw(st.sampled_from(documents)).id, at, at + len(quote), quote, draw(ends), draw(names),
                draw(st.sampled_from(["FOUGHT", "RECOGNIZED", "FOUNDED", "AIDED"])), draw(ends), draw(names),
                draw(st.sampled_from(MODALITIES)), draw(dates), None, draw(st.one_of(st.none(), names)),
                draw(st.sampled_from(DATE_ORIGINS)), draw(st.one_of(st.just(""), names)), draw(names),
                tuple(draw(st.lists(st.tuples(names, st.text(max_size=2)), max_size=2))),
            )
        )  # fmt: skip
    return Run(
        "/x", "x", "jsonl 1", tuple(documents), tuple(actors), tuple({r.id: r for r in readings}.values())
    )


@settings(max_examples=25)
@given(runs_())
def test_anything_odd_comes_back_as_it_was(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("odd")
    with loaded(folder, "a.db", made) as one:
        texts = {suffix: exported(one, suffix) for suffix in ("jsonl", "csv")}
        ET.fromstring(exported(one, "graphml"))
    for suffix, loader in (("jsonl", jsonl), ("csv", table)):
        run_again = loader.read_source(Source("/y", f"a.{suffix}", texts[suffix].encode()))
        with loaded(folder, f"{suffix}.db", run_again) as other:
            assert exported(other, "jsonl") == texts["jsonl"]
            assert exported(other, "csv") == texts["csv"]


@given(st.lists(names, max_size=4))
def test_lists_within_a_cell(entries):
    joined = export.join_list(entries)
    assert split_list(joined) == entries


def test_graphml(store):
    root = ET.fromstring(exported(store, "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(root.findall(".//g:node", space)) == 4
    edges = root.findall(".//g:edge", space)
    assert sorted(edge.get("id") for edge in edges) == [one.id for one in store.statements()]


def test_formats_and_files(store, tmp_path):
    with pytest.raises(UsageError, match=r"\.xls: no format of that name \(formats: jsonl, csv, graphml\)"):
        export.write(store, tmp_path / "a.xls")
    with pytest.raises(StoreError, match="cannot be written"):
        export.write(store, tmp_path / "no" / "a.csv")
    (tmp_path / "a.jsonl").write_text("older")
    export.write(store, tmp_path / "a.jsonl")
    assert (
        (tmp_path / "a.jsonl").read_bytes().decode() == exported(store, "JSONL") == exported(store, ".jsonl")
    )
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
