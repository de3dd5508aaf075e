"""Every gold file is well formed, and lies on its text; and the check finds each flaw there can be."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from quality.gold_flaws import form, on_text, text_of

FILES = sorted((Path(__file__).parent / "gold").rglob("*.yaml"))
TEXT = "A heading\n\nJapan invaded China in 1937. Then it left."
SOUND: dict[str, Any] = {
    "entities": [
        {"id": "japan", "kind": "State", "name": "Japan", "aliases": ["Japan"], "metonyms": [], "core": True},
        {"id": "china", "kind": "State", "name": "China", "aliases": [], "metonyms": [], "core": True},
    ],
    "statements": [
        {
            "source": "japan",
            "type": "INVADED",
            "target": "china",
            "start": "1937",
            "end": None,
            "char_start": 11,
            "char_end": 39,
            "modality": "asserted",
            "core": True,
            "alt": [["japan", "OCCUPIED", "china"]],
        }
    ],
}


def loaded(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return gold


each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@each_file
def test_the_form_is_sound(path: Path) -> None:
    assert form(loaded(path)) == []


@each_file
def test_names_and_spans_are_those_of_the_text(path: Path, shared: Path) -> None:
    gold = loaded(path)
    assert on_text(gold, text_of(gold, path, shared).read_text(encoding="utf-8")) == []


def test_the_essays_are_annotated_too() -> None:
    essays = [path for path in FILES if path.parent.name == "milestones"]
    assert len(essays) == 12
    assert sum(row["core"] for path in essays for row in loaded(path)["statements"]) > 300


def test_nothing_is_wrong_with_a_sound_file() -> None:
    assert form(SOUND) == on_text(SOUND, TEXT) == []


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        ({"source": "korea"}, "unknown entity ['korea']"),
        ({"source": "china"}, "china is both ends"),
        ({"type": "ATTACKED"}, "unknown type ATTACKED"),
        ({"type": "PARTY_TO"}, "china, a State, cannot be the target of PARTY_TO"),
        ({"alt": [["japan", "MET", "china"]]}, "unknown type MET"),
        ({"alt": [["japan", "OCCUPIED", "korea"]]}, "unknown entity ['korea']"),
        ({"start": "1937-13"}, "not a date"),
        ({"start": 1937}, "not a date"),
        ({"start": "1937", "end": "1930", "type": "OCCUPIED"}, "not a date"),
        ({"end": "1938"}, "an act has no end"),
        ({"modality": "denied"}, "unknown modality denied"),
        ({"core": "yes"}, "core is 'yes'"),
    ],
)
def test_a_flaw_of_a_statement_is_found(changed: dict[str, object], flaw: str) -> None:
    gold = copy.deepcopy(SOUND)
    gold["statements"][0].update(changed)
    assert any(flaw in found for found in form(gold)), form(gold)


def test_what_comes_twice_is_found() -> None:
    gold = {name: rows + rows[:1] for name, rows in SOUND.items()}
    assert form(gold) == ["entity japan comes twice", "japan INVADED china at 11 comes twice"]


def test_an_unknown_kind_is_found() -> None:
    gold = copy.deepcopy(SOUND)
    gold["entities"][1]["kind"] = "Country"
    assert "china: unknown kind Country" in form(gold)


@pytest.mark.parametrize("span", [(12, 39), (11, 38), (11, 40), (40, 45), (0, 39), (40, 99), (20, 11)])
def test_a_span_that_is_no_sentence_is_found(span: tuple[int, int]) -> None:
    gold = copy.deepcopy(SOUND)
    gold["statements"][0].update(char_start=span[0], char_end=span[1])
    assert on_text(gold, TEXT) == [f"no sentence at {span}"]


def test_a_name_that_the_text_lacks_is_found() -> None:
    gold = copy.deepcopy(SOUND)
    gold["entities"][0]["aliases"] = ["Nippon"]
    gold["entities"][1]["name"] = "Cathay"
    assert on_text(gold, TEXT) == ["japan: the text lacks 'Nippon'", "china: the text does not name it"]


def test_a_text_in_the_shared_folder_is_found_where_that_folder_is(tmp_path: Path) -> None:
    gold = {"text": "../../../../../shared/corpora/essay.txt"}
    assert text_of(gold, tmp_path / "essay.yaml", Path("/elsewhere")) == Path("/elsewhere/corpora/essay.txt")
