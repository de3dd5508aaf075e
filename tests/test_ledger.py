"""Loading many files: each by itself, with a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import loaders
from graph import ledger
from graph.errors import BadInput, StoreError
from graph.stores.embedded import EmbeddedStore


def line(year: int, document: str = "a.txt") -> str:
    ends = {
        side: {"id": name, "name": name, "kind": "State"} for side, name in (("source", "a"), ("target", "b"))
    }
    evidence = [{"document": document, "quote": f"In {year}."}]
    return json.dumps({**ends, "type": "AIDED", "start": str(year), "evidence": evidence}) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files of statements, the second of which is not well made."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files/a.jsonl").write_text(line(1950) + line(1951))
    (tmp_path / "files/b.jsonl").write_text(line(1960) + "{")
    (tmp_path / "files/c.csv").write_text(
        "source,type,target,start,document,quote,source_id,source_kind,"
        "target_id,target_kind\na,AIDED,b,1970,c.txt,In 1970.,a,State,b,State\n"
    )
    return tmp_path / "files"  # fmt: skip


@pytest.fixture
def store(tmp_path: Path):
    with EmbeddedStore(tmp_path / "a.db", create=True) as opened:
        yield opened


def outcomes(reports) -> list[tuple[str, str]]:
    return [(report.path.name, report.outcome) for report in reports]


def test_one_bad_file_does_not_stop_the_others(store, folder):
    reports = list(ledger.load(store, [folder, folder / "gone.txt"]))
    assert outcomes(reports) == [
        ("a.jsonl", "read"),
        ("b.jsonl", "failed"),
        ("c.csv", "read"),
        ("gone.txt", "failed"),
    ]
    assert [(r.documents, r.readings, r.new, r.replaced) for r in reports] == [
        (1, 2, 2, 0),
        (0,) * 4,
        (1, 1, 1, 0),
        (0,) * 4,
    ]
    assert str(reports[1].error).startswith("b.jsonl:2: not JSON")
    assert str(reports[3].error) == f"{folder}/gone.txt: no such file"
    assert [one.start for one in sorted(store.statements(), key=lambda s: s.start)] == [
        "1950",
        "1951",
        "1970",
    ]


def test_files_that_are_known_are_not_read_again(store, folder, monkeypatch):
    list(ledger.load(store, [folder]))
    version = store.version()
    monkeypatch.setattr(loaders, "read", lambda *_: pytest.fail("read again"))
    files = [folder / "a.jsonl", folder / "c.csv"]
    monkeypatch.chdir(folder)
    assert [r.outcome for r in ledger.load(store, [*files, Path("a.jsonl")])] == ["unchanged"] * 3
    assert store.version() == version


def test_an_edited_file_takes_its_own_place(store, folder):
    list(ledger.load(store, [folder]))
    (folder / "a.jsonl").write_text(line(1950) + line(1952))
    [report] = ledger.load(store, [folder / "a.jsonl"])
    assert (report.outcome, report.readings, report.new, report.replaced) == ("replaced", 2, 1, 1)
    assert sorted(one.start for one in store.statements()) == ["1950", "1952", "1970"]


def test_a_repaired_file_is_read(store, folder):
    list(ledger.load(store, [folder]))
    (folder / "b.jsonl").write_text(line(1960))
    assert outcomes(ledger.load(store, [folder])) == [
        ("a.jsonl", "unchanged"),
        ("b.jsonl", "read"),
        ("c.csv", "unchanged"),
    ]


def test_a_file_that_becomes_bad_leaves_what_was_read_of_it(store, folder):
    list(ledger.load(store, [folder]))
    (folder / "a.jsonl").write_text("{")
    [report] = ledger.load(store, [folder / "a.jsonl"])
    assert report.outcome == "failed"
    assert len(store.edges()) == 3


def test_a_newer_version_of_a_reader_reads_again(store, folder, monkeypatch):
    list(ledger.load(store, [folder / "a.jsonl"]))
    monkeypatch.setattr("loaders.jsonl.VERSION", "2")
    [report] = ledger.load(store, [folder / "a.jsonl"])
    assert (report.outcome, report.new) == ("read", 0)
    assert len(store.edges()) == 2
    assert [r.outcome for r in ledger.load(store, [folder / "a.jsonl"])] == ["unchanged"]


def test_progress_is_told_before_each_file(store, folder):
    told = []
    list(
        ledger.load(store, [folder], progress=lambda done, total, path: told.append((done, total, path.name)))
    )
    assert told == [(0, 3, "a.jsonl"), (1, 3, "b.jsonl"), (2, 3, "c.csv")]


def test_a_store_that_fails_ends_it(store, folder, monkeypatch):
    def full(_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "add", full)
    with pytest.raises(StoreError, match="disk is full"):
        list(ledger.load(store, [folder]))


def test_bad_files_alone_make_no_store(tmp_path):
    (tmp_path / "b.jsonl").write_text("{")
    with EmbeddedStore(tmp_path / "a.db", create=True) as store:
        assert [r.outcome for r in ledger.load(store, [tmp_path])] == ["failed"]
    assert [p.name for p in tmp_path.iterdir()] == ["b.jsonl"]


def test_forget(store, folder):
    list(ledger.load(store, [folder]))
    assert ledger.forget(store, "c.txt") == 1
    assert outcomes(ledger.load(store, [folder / "a.jsonl", folder / "c.csv"])) == [
        ("a.jsonl", "unchanged"),
        ("c.csv", "read"),
    ]


def test_a_complaint_of_the_store_about_a_file_is_a_report(store, folder, monkeypatch):
    def refuse(_):
        raise BadInput("a quote does not fit")

    monkeypatch.setattr(store, "add", refuse)
    assert [r.outcome for r in ledger.load(store, [folder / "a.jsonl"])] == ["failed"]
