"""The reader's figures never fall, on the packaged texts and on those beside the checkout."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import built_once
import pytest
import yaml
from quality import raise_floors
from quality.corpora import (
    FIGURES,
    Corpus,
    CountryArticles,
    Measured,
    Reading,
    corpora,
    essays,
    more_essays,
    packaged,
    seeds,
)
from quality.raise_floors import below, kept, raised

import loaders
from graph.evaluate import MEASURES, Gold, Row, score
from graph.model import Run
from graph.relations import relations
from graph.stores.embedded import EmbeddedStore
from graph.when import When, validate

GOLDS = sorted((Path(__file__).parent / "gold").glob("*.yaml"))
TEXTS = Path(__file__).resolve().parents[2] / "loaders" / "texts"
RAISE = "if it is meant to stay so, run: python tests/quality/raise_floors.py"


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    """Reads a text, unless it is one of those that are read once for all tests."""
    with EmbeddedStore(built_once.corpora(shared)) as store:
        known = {run.digest: run for run in store.runs()}

    def read(text: Path) -> Run:
        return known.get(hashlib.sha256(text.read_bytes()).hexdigest()) or loaders.read(text)

    return read


def check(corpus: Measured, reading: Reading = loaders.read) -> None:
    known = kept()[corpus.name]
    assert corpus.fingerprint() == known["fingerprint"], (
        f"the {corpus.name} texts or their annotation have changed: measure again; {RAISE}"
    )
    fallen = below(corpus.figures(reading), known["floors"])
    assert not fallen, f"{corpus.name}: the reader has become worse: {fallen}"


def test_packaged_texts_are_read_as_well_as_ever() -> None:
    check(packaged())


def test_seeds_are_read_as_well_as_ever(shared: Path) -> None:
    check(seeds(shared))


@pytest.mark.parametrize("place", [0, 1], ids=["learning", "held out"])
def test_essays_are_read_as_well_as_ever(shared: Path, reading: Reading, place: int) -> None:
    check(essays(shared)[place], reading)


def test_more_essays_are_read_as_well_as_ever(shared: Path, reading: Reading) -> None:
    check(more_essays(shared), reading)


def test_country_articles_are_read_as_well_as_ever(shared: Path, reading: Reading) -> None:
    check(CountryArticles(shared), reading)


def test_every_figure_has_a_floor(shared: Path) -> None:
    floors = {name: set(corpus["floors"]) for name, corpus in kept().items()}
    countries = floors.pop("country articles")
    assert floors == {c.name: set(FIGURES) for c in corpora(shared) if isinstance(c, Corpus)}
    assert countries >= {"all recall", "RECOGNIZED recall", "RECOGNIZED precision"}


def test_no_essay_is_both_learnt_from_and_held_out(shared: Path) -> None:
    learning, held_out = essays(shared)
    assert len(held_out.golds) == 6
    assert not set(learning.sources) & set(held_out.sources)


def test_a_fallen_figure_is_named() -> None:
    assert below({"pair F1": 0.4999, "date": 0.9}, {"pair F1": 0.5, "date": 0.9}) == {
        "pair F1": "0.4999 is below its floor 0.500"
    }
    assert below({}, {"pair F1": 0.1}), "a figure that is no longer taken is a fall"


def test_floors_go_up_and_never_down() -> None:
    assert raised({"pair F1": 0.6789, "date": 0.2}, {"pair F1": 0.5, "date": 0.9}) == {
        "pair F1": 0.678,
        "date": 0.9,
    }


def test_the_script_writes_higher_floors_and_refuses_lower_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    empty = '{"packaged": {"fingerprint": "", "floors": {}}}'
    floors.write_text(empty)
    monkeypatch.setattr(raise_floors, "FLOORS", floors)
    monkeypatch.setenv("HISTGRAPH_SHARED", str(tmp_path / "none"))
    monkeypatch.setattr(Corpus, "figures", lambda corpus: {"pair F1": 0.6})
    assert raise_floors.main() == 0
    higher = floors.read_text()
    assert kept()["packaged"] == {"fingerprint": packaged().fingerprint(), "floors": {"pair F1": 0.6}}
    monkeypatch.setattr(Corpus, "figures", lambda corpus: {"pair F1": 0.5})
    assert raise_floors.main() == 1
    assert floors.read_text() == higher
    assert "nothing was written" in capsys.readouterr().out


# ------------------------------------------------------------------------------- the annotation itself


def annotation(path: Path) -> tuple[dict[str, Any], str]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded, (path.parent / loaded["text"]).read_text(encoding="utf-8")


each_gold: Callable[..., Any] = pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)


def test_every_packaged_text_is_annotated() -> None:
    assert {Gold.load(path).text.resolve() for path in GOLDS} == set(TEXTS.glob("*.txt"))


@each_gold
def test_sentences_stand_where_the_annotation_says(path: Path) -> None:
    gold, text = annotation(path)
    spans = set()
    for sentence in gold["sentences"]:
        span = (sentence["char_start"], sentence["char_end"])
        assert text[slice(*span)] == sentence["text"]
        spans.add(span)
    for statement in gold["statements"]:
        assert (statement["char_start"], statement["char_end"]) in spans, statement["id"]
    prose = [line for line in text.split("\n\n", 1)[1].splitlines() if line.endswith(".")]
    assert " ".join(prose) == " ".join(sentence["text"] for sentence in gold["sentences"])


@each_gold
def test_names_are_those_of_the_text(path: Path) -> None:
    gold, text = annotation(path)
    for entity in gold["entities"]:
        for name in entity["aliases"] + entity["metonyms"]:
            assert name in text, f"{entity['id']}: {name}"


@each_gold
def test_types_dates_and_ids_are_sound(path: Path) -> None:
    gold, _ = annotation(path)
    known = {entity["id"] for entity in gold["entities"]}
    assert len({statement["id"] for statement in gold["statements"]}) == len(gold["statements"])
    for s in gold["statements"]:
        readings = [[s["source"], s["type"], s["target"]], *s.get("alt", [])]
        for source, kind, target in readings:
            assert {source, target} <= known, s["id"]
            assert source != target, s["id"]
            assert kind in relations(), s["id"]
        validate(s["start"])
        validate(s["end"])
        When.state(s["start"], s["end"])
        assert s["end"] is None or relations()[s["type"]].aspect != "punctual", s["id"]


@each_gold
def test_an_annotation_read_back_is_perfect(path: Path) -> None:
    gold = Gold.load(path)
    names = {entity["id"]: (entity["name"], *entity["aliases"]) for entity in annotation(path)[0]["entities"]}
    rows = [
        Row(names[s.source], s.type, names[s.target], s.start, s.end, s.span, s.modality)
        for s in gold.statements
    ]
    report = score(gold, rows)
    assert {name: getattr(report, name).f1 for name in MEASURES} == dict.fromkeys(MEASURES, 1.0)
    assert {key for key, count in report.date.items() if count} <= {"exact", "undated_ok"}
    assert report.modality == 1.0
