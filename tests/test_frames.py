"""Every frame has a sentence of its own that it reads, and the table is sound."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any, Literal, get_args

import pytest

from graph.errors import BadInput
from graph.model import KINDS, MODALITIES, Document
from graph.relations import relations
from loaders import frames
from loaders.article import Reader
from loaders.frames import LEXICON, Frame
from loaders.sentences import Candidate

Row = tuple[str, Literal["verb", "noun"], dict[str, str]]
CONDITIONS = frames._KEYS - {"lemma", "example", "modality"}


def rows() -> list[Row]:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(LEXICON.glob("*.toml"))]
    return [
        (relation, trigger, row)
        for data in files
        for relation, kinds in data.items()
        for trigger in get_args(frames.Trigger)
        for row in kinds.get(trigger, [])
    ]


def named(row: Row) -> str:
    return f"{row[0]}-{row[1]}-{row[2]['lemma'].split()[0]}"


each_row = pytest.mark.parametrize("row", rows(), ids=named)


def frame(row: Row) -> Frame:
    return frames._frame(*row)


def said(text: str) -> list[Candidate]:
    """Relations read from `text`, by itself (the language model is loaded once for all)."""
    reader = Reader(Document("frames", "frames.txt", text=text))
    return [candidate for sentence in reader.explained() for candidate in sentence.candidates]


@each_row
def test_the_example_of_a_frame_is_read_by_it(row: Row) -> None:
    own = frame(row)
    rules = {own.rule(lemma) for lemma in own.lemmas}
    found = [c for c in said(own.example) if c.type == own.type and c.rule in rules]
    assert found, f"{own.example!r} gives {[(c.rule, c.source, c.target) for c in said(own.example)]}"
    assert {c.modality for c in found} == {own.modality or "asserted"}


@each_row
def test_an_example_is_one_plain_sentence(row: Row) -> None:
    example = row[2]["example"]
    assert re.fullmatch(r"[A-Z].*[a-z\d]\.", example)
    assert 4 <= len(example.split()) <= 14


@each_row
def test_the_fields_of_a_frame_are_sound(row: Row) -> None:
    relation, _, fields = row
    assert fields["lemma"].split()
    assert fields["source"].split()
    assert fields["target"].split()
    assert fields.get("modality", "asserted") in MODALITIES
    assert fields.get("as", "place") == "place"
    assert fields.get("voice", "active") in ("active", "passive")
    known = relations()[relation]
    for side, kinds in (("source_kind", known.source_kinds), ("target_kind", known.target_kinds)):
        narrowed = fields.get(side, "").split()
        assert set(narrowed) <= set(KINDS), side
        assert not narrowed or set(narrowed) & set(kinds), f"{side}: the relation takes none of these"


def test_every_relation_has_frames_and_every_frame_a_relation() -> None:
    assert {relation for relation, _, _ in rows()} == set(relations())
    assert sum(len(found) for found in frames.frames().values()) == sum(
        len(row[2]["lemma"].split()) for row in rows()
    )


def test_no_lemma_stands_twice_under_the_same_conditions() -> None:
    keys: Counter[tuple[Any, ...]] = Counter()
    for relation, trigger, fields in rows():
        conditions = tuple(sorted((key, fields[key]) for key in CONDITIONS if key in fields))
        keys.update((relation, trigger, lemma, conditions) for lemma in fields["lemma"].split())
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_two_frames_share_an_example() -> None:
    examples = Counter(row[2]["example"] for row in rows())
    assert [example for example, count in examples.items() if count > 1] == []


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[CONQUERED]\nverb = [{ lemma = "win", source = "subj", target = "obj" }]', "unknown relation"),
        ('[INVADED]\nverb = [{ lemma = "invade", sauce = "subj" }]', "INVADED: unknown key sauce"),
    ],
)
def test_a_flaw_of_the_table_is_named(
    table: str, message: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made_up.toml").write_text(table, encoding="utf-8")
    monkeypatch.setattr(frames, "LEXICON", tmp_path)
    with pytest.raises(BadInput, match=message):
        frames.frames.__wrapped__()
