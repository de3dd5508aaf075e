"""Statement files: what is accepted, what is filled in, and what is said of a bad one."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import loaders
from graph.errors import BadDate, BadInput
from graph.model import Actor, Run
from loaders import article

RECORD = {
    "source": {"id": "ussr", "name": "USSR", "kind": "State"},
    "type": "RECOGNIZED",
    "target": {"id": "drv", "name": "DRV", "kind": "State", "aliases": ["Viet Nam"], "existed": "1945/1976"},
    "start": "1950-01-31",
    "evidence": [{"document": "a.txt", "quote": "It was recognised."}],
}


def with_(**changes: object) -> dict[str, object]:
    return {name: value for name, value in {**RECORD, **changes}.items() if value is not ...}


def evidence(**changes: object) -> dict[str, object]:
    return with_(evidence=[{"document": "a.txt", "quote": "Words.", **changes}])


def read(folder: Path, *lines: object, name: str = "a.jsonl") -> Run:
    path = folder / name
    path.write_text(
        "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), encoding="utf-8"
    )
    return loaders.read(path)


# JSONL


def test_what_is_left_out_is_filled_in(tmp_path):
    run = read(tmp_path, RECORD)
    [reading], [document] = run.readings, run.documents
    assert (run.location, run.reader) == (str((tmp_path / "a.jsonl").resolve()), "jsonl 1")
    assert (document.name, document.reference, document.text) == ("a.txt", "", None)
    assert (reading.document, reading.start_char, reading.end_char) == (document.id, 0, 18)
    assert (reading.source, reading.source_name, reading.target_name) == ("ussr", "USSR", "DRV")
    assert (reading.start, reading.end, reading.date_from) == ("1950-01-31", None, "stated")
    assert (reading.modality, reading.rule, reading.reader, reading.qualifiers) == (
        "asserted",
        "",
        "hand",
        (),
    )
    assert run.actors == (
        Actor("drv", "DRV", "State", ("Viet Nam",), "1945/1976"),
        Actor("ussr", "USSR", "State"),
    )


def test_all_that_can_be_said_of_an_evidence(tmp_path):
    said = {
        "document": "a.txt", "start_char": 4, "end_char": 10, "quote": "Words.", "start": None, "end": "1951",
        "date_text": "until 1951", "rule": "verb", "id": "ignored", "document_id": "d1",
        "reference": "after B",
        "source_name": "Moscow", "target_name": "Hanoi", "date_from": "era", "reader": "text 7",
        "qualifiers": [["with", "x"], ["with", "y"]],
    }  # fmt: skip
    run = read(tmp_path, with_(type="AIDED", modality="reported", evidence=[said]))
    [reading], [document] = run.readings, run.documents
    assert (document.id, document.name, document.reference) == ("d1", "a.txt", "after B")
    assert (reading.start, reading.end, reading.date_text) == (None, "1951", "until 1951"), "its own dates"
    assert (reading.start_char, reading.end_char, reading.rule) == (4, 10, "verb")
    assert (reading.source_name, reading.target_name, reading.modality) == ("Moscow", "Hanoi", "reported")
    assert (reading.date_from, reading.reader) == ("era", "text 7")
    assert reading.qualifiers == (("with", "x"), ("with", "y"))


def test_offsets_may_stand_for_the_quote_and_the_quote_for_one_offset(tmp_path):
    lines = [
        with_(evidence=[{"document": "a.txt", "start_char": 3, "end_char": 9}]),
        evidence(start_char=3),
        evidence(end_char=20),
    ]
    spans = {(r.start_char, r.end_char, r.quote) for r in read(tmp_path, *lines).readings}
    assert spans == {(3, 9, ""), (3, 9, "Words."), (14, 20, "Words.")}


def test_bare_names_are_actors_of_the_file_or_known_ones_or_new_ones(tmp_path):
    run = read(
        tmp_path,
        with_(source="Viet Nam", type="FOUGHT", target="Ruritania"),
        with_(source="drv", target={"name": "Zenda"}),
        with_(source="Hanoi"),
        with_(source="Hanoi", start="1978"),
    )
    ends = [
        (r.source, r.source_name)
        for r in sorted(run.readings, key=lambda r: (r.start, r.type, r.source_name))
    ]
    assert ends == [
        ("drv", "Viet Nam"),
        ("democratic-republic-of-vietnam", "Hanoi"),
        ("drv", "drv"),
        ("socialist-republic-of-vietnam", "Hanoi"),
    ]
    actors = {actor.id: actor for actor in run.actors}
    assert actors["ruritania"] == Actor("ruritania", "Ruritania", "Group", verified=False)
    assert actors["zenda"].kind == "Group" and not actors["zenda"].verified
    assert actors["socialist-republic-of-vietnam"].kind == "State"


def test_a_relation_that_takes_one_kind_of_actor_says_what_a_new_one_is(tmp_path):
    run = read(tmp_path, with_(type="PARTY_TO", target="Treaty of Zenda"))
    assert [a.kind for a in run.actors if a.id == "treaty-of-zenda"] == ["Agreement"]


def test_years_may_be_numbers_and_empty_lines_are_skipped(tmp_path):
    run = read(tmp_path, "", with_(start=1950), "  ")
    assert [r.start for r in run.readings] == ["1950"]


def test_line_separators_within_a_quote_do_not_end_a_line(tmp_path):
    quote = "One\u2028two\u0085three\x0bfour\r\nfive"
    run = read(tmp_path, json.dumps(evidence(quote=quote), ensure_ascii=False) + "\r")
    assert [r.quote for r in run.readings] == [quote]


def test_a_byte_order_mark_is_no_matter(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(RECORD).encode())
    assert len(loaders.read(tmp_path / "a.jsonl").readings) == 1


def test_a_document_called_differently_is_one_document(tmp_path):
    run = read(tmp_path, evidence(document_id="d", document="b"), evidence(document_id="d", reference="R"))
    assert [(d.id, d.name, d.reference) for d in run.documents] == [("d", "a.txt", "R")]


def test_the_evidence_of_a_symmetric_relation_may_turn_its_ends(tmp_path):
    turned = {"document": "a", "quote": "q", "source": "drv", "target": "ussr", "source_name": "Hanoi"}
    [reading] = read(tmp_path, with_(type="FOUGHT", evidence=[turned])).readings
    assert (reading.source, reading.source_name, reading.target, reading.target_name) == (
        "drv",
        "Hanoi",
        "ussr",
        "USSR",
    )


WRONG = [
    ("{", "not JSON: Expecting property name"),
    ("[" * 100_000, "not a statement"),
    ("[1]", "the statement is a JSON object, not [1]"),
    (with_(source=...), "the statement has no source"),
    (with_(source=3), "the source is a JSON object, not 3"),
    (with_(source=" "), "the statement has no source"),
    (with_(source={"kind": "State"}), "the source has no name"),
    (with_(source={"name": "X", "kind": "Empire"}), "the source: kind is 'Empire' (accepted: one of Person"),
    (with_(source={"name": "X", "aliases": "Y"}), "the source: aliases is 'Y' (accepted: a list of texts)"),
    (with_(source={"name": "X", "verified": "no"}), "verified is 'no' (accepted: true or false)"),
    (with_(type=...), "the statement has no type"),
    (with_(type="RECOGNISED"), "unknown relation 'RECOGNISED' (did you mean RECOGNIZED?)"),
    (with_(modality="maybe"), "modality is 'maybe' (accepted: one of asserted"),
    (with_(modalty="negated"), "the statement has a field 'modalty' (did you mean modality?)"),
    (with_(evidence=...), "the statement has no evidence"),
    (with_(evidence=[]), "the statement has no evidence"),
    (with_(evidence=["Words."]), "an evidence is a JSON object"),
    (with_(evidence=[{"quote": "Words."}]), "an evidence has no document"),
    (with_(evidence=[{"document": "a"}]), "an evidence has no quote"),
    (with_(evidence=[{"document": "a", "start_char": 1}]), "an evidence has no quote"),
    (evidence(start_char="1"), "start_char is '1' (accepted: a count of characters"),
    (evidence(start_char=-1), "start_char is -1"),
    (evidence(start_char=True), "start_char is True"),
    (evidence(start_char=1, end_char=3), "a quote of 6 characters cannot stand from character 1 to 3"),
    (evidence(quotes="x"), "an evidence has a field 'quotes' (did you mean quote?)"),
    (evidence(date_from="guess"), "date_from is 'guess' (accepted: one of stated"),
    (evidence(qualifiers=[["with"]]), "qualifiers is [['with']]"),
    (evidence(source="x"), "an evidence is about x and drv, its statement about ussr and drv"),
    (evidence(source="drv", target="ussr"), "an evidence is about drv and ussr"),
    (json.dumps(evidence(quote="x")).replace('"x"', '"\\ud800"'), "quote is '\\ud800' (accepted: text"),
]  # fmt: skip
WRONG_DATES = [
    (with_(start="31.1.1950"), "'31.1.1950' is not a date that can be read (accepted: 1950-01-31"),
    (with_(start="1950-02-30"), "'1950-02-30' is not a date"),
    (with_(start=19500), "'19500' is not a date"),
    (with_(start="-0044"), "'-0044' is not a date"),
    (with_(type="AIDED", start="1960", end="1950"), "a state cannot start in '1960' and end in '1950'"),
    (evidence(start="soon"), "'soon' is not a date"),
    (with_(source={"name": "X", "kind": "State", "existed": "long"}), "'long' is not a date"),
]


@pytest.mark.parametrize(("line", "complaint"), [*WRONG, *WRONG_DATES], ids=lambda value: str(value)[:30])
def test_a_bad_line_is_named_and_nothing_of_its_file_is_read(tmp_path, line, complaint):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, RECORD, "", line, RECORD)
    assert str(caught.value).startswith("a.jsonl:3: ")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, BadDate) == ((line, complaint) in WRONG_DATES)


def test_fields_of_which_nothing_is_known_are_let_be(tmp_path):
    assert read(
        tmp_path, with_(comment="mine", evidence=[{"document": "a", "quote": "q", "page": 3}])
    ).readings


# CSV


def test_a_small_table(tmp_path):
    run = read(
        tmp_path,
        "Source,Type,Target,Start,End,Quote,Document,Remark",
        'USSR,AIDED,DRV,1950,1968,"He said: ""Aid, at last.""\r\nIt came.",a.txt,mine',
        "",
        "DRV,RENAMED_TO,SRV,,,It was renamed.,b.txt",
        name="a.csv",
    )
    first, second = sorted(run.readings, key=lambda r: r.type)
    assert (first.source, first.target, first.start, first.end) == (
        "soviet-union", "democratic-republic-of-vietnam", "1950", "1968",
    )  # fmt: skip
    assert first.quote == 'He said: "Aid, at last."\r\nIt came.'
    assert (second.start, second.date_from, second.reader) == (None, "none", "hand")
    assert sorted(d.name for d in run.documents) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_tables_of_other_spreadsheets(tmp_path, delimiter):
    lines = ["source,type,target,document,quote", "A,AIDED,B,a.txt,Words"]
    [reading] = read(tmp_path, *(line.replace(",", delimiter) for line in lines), name="a.CSV").readings
    assert (reading.source, reading.target, reading.quote) == ("a", "b", "Words")


HEADER = "source,type,target,start,document,quote"


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["source,type,start"], "a.csv:1: no column target, document (needed: source, type,"),
        (["sorce,type,target,document,quote"], "a.csv:1: a column is called 'sorce' (did you mean source?)"),
        ([HEADER], "a.csv: no statement in it"),
        ([HEADER, "A,AIDED,B,1950,a,q", "A,HELPED,B,1950,a,q"], "a.csv:3: unknown relation 'HELPED'"),
        ([HEADER, '"A\nA",AIDED,B,1950,a,q', "A,AIDED,B,soon,a,q"], "a.csv:4: 'soon' is not a date"),
        ([HEADER, "A,AIDED,B,1950,a"], "a.csv:2: an evidence has no quote"),
        ([HEADER, "A,AIDED,B,1950,a,q,more"], "a.csv:2: 7 cells, and 6 columns"),
        ([HEADER, 'A,AIDED,B,1950,a,"q'], "a.csv:2: not CSV"),
        ([HEADER + ",start_char", "A,AIDED,B,1950,a,q,first"], "a.csv:2: start_char is 'first'"),
        ([HEADER + ",qualifiers", "A,AIDED,B,1950,a,q,with"], "a.csv:2: qualifiers is 'with'"),
        ([HEADER + ",source_verified", "A,AIDED,B,1950,a,q,maybe"], "a.csv:2: the source: verified is"),
    ],
)  # fmt: skip
def test_a_bad_table(tmp_path, lines, complaint):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, *lines, name="a.csv")
    assert str(caught.value).startswith(complaint)


# Which loader, which files


@pytest.fixture
def texts_read(monkeypatch) -> list[str]:
    """Names of the texts that are handed to the reader of prose, which itself is not needed here."""
    seen: list[str] = []
    monkeypatch.setattr(article, "read_source", lambda source, _: seen.append(source.name), raising=False)
    return seen


def test_the_suffix_chooses_the_loader(tmp_path, texts_read):
    for name in ("a.txt", "b.MD"):
        read(tmp_path, "In 1950 it was recognised.", name=name)
    assert texts_read == ["a.txt", "b.MD"]
    kinds = r"\.txt \.md \.jsonl \.csv \.tsv"
    with pytest.raises(BadInput, match=rf"a\.xyz: files of this kind are not read \(read are: {kinds}\)"):
        read(tmp_path, "x", name="a.xyz")


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (json.dumps(RECORD), "jsonl 1"),
        ("source;type;target;document;quote\nA;AIDED;B;a;q", "csv 1"),
        ("In 1950.", ""),
    ],
)
def test_what_comes_through_a_pipe_is_known_by_its_content(monkeypatch, texts_read, content, reader):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    run = loaders.read(Path("-"))
    assert (run.location, run.reader) == ("", reader) if reader else texts_read == ["standard input"]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.jsonl", b"", "the file is empty"),
        ("blank.csv", b" \n\n", "the file is empty"),
        ("image.jsonl", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        ("image.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
    ],
)
def test_what_cannot_be_read(tmp_path, name, data, complaint):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=complaint):
        loaders.read(tmp_path / name)


def test_nothing_came_through_the_pipe(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n")))
    with pytest.raises(BadInput, match="nothing came through the pipe"):
        loaders.read(Path("-"))


def test_discover(tmp_path):
    for name in ("b.txt", "a.jsonl", "c.png", ".hidden.txt", "sub/d.MD", ".git/e.txt", "empty/f.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    inside = [tmp_path / name for name in ("a.jsonl", "b.txt", "sub/d.MD")]
    assert loaders.discover([tmp_path]) == inside
    assert loaders.discover([tmp_path / "sub", tmp_path, tmp_path / "c.png"]) == [
        inside[2], inside[0], inside[1], tmp_path / "c.png",
    ]  # fmt: skip
    assert loaders.discover([Path("-"), tmp_path / "gone.txt"]) == [Path("-"), tmp_path / "gone.txt"]
    assert loaders.discover([tmp_path / "empty"]) == [tmp_path / "empty"]
    with pytest.raises(BadInput, match="no file in this folder"):
        loaders.read(tmp_path / "empty")
